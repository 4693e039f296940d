import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { describeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { ApiMetrics } from './metrics.ts';
import { HttpRefusal, toProblem } from './problem.ts';

/**
 * Gives each request an id, measures it, and leaves a line in the log: route, status and time, never the address, the
 * query or who asked. Reading that went well is logged at debug level only, because pages ask again every few seconds.
 */
export function observe(logger: Logger, metrics: ApiMetrics): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    const requestId = randomUUID();
    response.locals.requestId = requestId;
    response.setHeader('X-Request-Id', requestId);
    response.once('close', () => {
      const ms = Math.round(performance.now() - start);
      const route = String(response.locals.route ?? 'other');
      const { method } = request;
      const status = response.writableFinished ? response.statusCode : 499;
      // How long somebody stayed connected says nothing of how fast an answer was.
      if (response.locals.streamed !== true) metrics.observe({ method, route, status }, ms / 1000);
      const level = status < 400 && (method === 'GET' || method === 'HEAD') ? 'debug' : 'info';
      logger[level]({ requestId, method, route, status, ms }, 'request');
    });
    next();
  };
}

/** The last handler of all: nothing was there. */
export const notFound: RequestHandler = () => {
  throw new HttpRefusal(404, 'There is nothing under this address.');
};

/** Answers errors as problem documents; those from the inside are logged under the request's id. */
export function answerError(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const requestId = String(response.locals.requestId);
    const { problem, headers } = toProblem(error, requestId);
    if (problem.status >= 500) {
      const stack = error instanceof Error ? error.stack : undefined;
      logger.error({ requestId, route: response.locals.route, reason: describeError(error), stack }, 'request failed');
    }
    if (response.headersSent) return next(error);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.status(problem.status).setHeader('Content-Type', 'application/problem+json; charset=utf-8');
    response.end(JSON.stringify(problem));
  };
}
