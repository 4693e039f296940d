import { isIP } from 'node:net';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { authorise } from '../care/access.ts';
import type { Actor } from '../domain/person.ts';
import { RetryLater, Unauthenticated } from '../errors.ts';
import { type ApiContext, type Endpoint, type Streamed, statusOf } from './endpoint.ts';
import { identify, refuseCrossSite } from './identify.ts';
import { HttpRefusal } from './problem.ts';
import { parseWith, refuseUnstorable } from './validation.ts';

const JSON_LIMIT = 1_048_576;
const JSON_TYPE = 'application/json; charset=utf-8';

const parseJson = express.json({ limit: JSON_LIMIT });

/** Puts endpoints on the app, each with `answerMs` to answer in; a known path answers other methods with 405 and OPTIONS with what it allows. */
export function mount(app: Express, endpoints: readonly Endpoint[], context: ApiContext, answerMs: number): void {
  for (const [path, group] of byPath(endpoints)) {
    const route = app.route(path.replace(/\{(\w+)\}/g, ':$1'));
    for (const endpoint of group) route[endpoint.method](handlerOf(endpoint, context, answerMs));
    route.all(refuseMethod(path, group));
  }
}

/** Paths with fewer parameters first: `/api/sources/preview` before `/api/sources/{id}`. */
function byPath(endpoints: readonly Endpoint[]): [string, Endpoint[]][] {
  const groups = new Map<string, Endpoint[]>();
  for (const endpoint of endpoints) groups.set(endpoint.path, [...(groups.get(endpoint.path) ?? []), endpoint]);
  const parameters = (path: string) => path.split('{').length;
  return [...groups].sort(([a], [b]) => parameters(a) - parameters(b));
}

function refuseMethod(path: string, group: readonly Endpoint[]): RequestHandler {
  const methods = group.map(({ method }) => method.toUpperCase());
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return (request, response) => {
    response.locals.route = path;
    if (request.method !== 'OPTIONS') {
      throw new HttpRefusal(405, `${request.method} is not for this path: it takes ${allow}.`, { Allow: allow });
    }
    response.status(204).set('Allow', allow).end();
  };
}

function handlerOf(endpoint: Endpoint, context: ApiContext, answerMs: number): RequestHandler {
  return async (request, response) => {
    response.locals.route = endpoint.path;
    const { signal, late } = timeLimit(response, endpoint.answerMs ?? answerMs);
    const status = statusOf(endpoint);
    const reply = { status, header: (name: string, value: string) => void response.setHeader(name, value) };
    const answer = await Promise.race([answerOf(endpoint, context, request, reply, signal), late]);
    send(response, reply.status, answer);
  };
}

/** `late` rejects when the answer takes too long; the signal also tells when the asker has gone. */
function timeLimit(response: Response, answerMs: number): { signal: AbortSignal; late: Promise<never> } {
  const controller = new AbortController();
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      reject(new RetryLater('It took too long; it may still get done.', 5000));
      controller.abort();
    }, answerMs);
    response.once('close', () => {
      clearTimeout(timer);
      controller.abort();
    });
  });
  return { signal: controller.signal, late };
}

/** Who asks, as the last proxy that is trusted tells it; what it tells may be no address. */
export function addressOf(request: Request): string {
  const told = request.ip ?? '';
  return isIP(told) === 0 ? (request.socket.remoteAddress ?? '') : told;
}

type Reply = Parameters<Endpoint['handle']>[0]['reply'];

async function answerOf(
  endpoint: Endpoint,
  context: ApiContext,
  request: Request,
  reply: Reply,
  signal: AbortSignal,
): Promise<unknown> {
  if (endpoint.method !== 'get') refuseCrossSite(request, context.publicUrl);
  const actor = endpoint.permission === 'public' ? undefined : await admit(endpoint.permission, request, context);
  if (endpoint.method !== 'get') refuseOtherMedia(request, endpoint.rawBody?.types);
  const sent = await readBody(request, endpoint.rawBody);
  if (endpoint.rawBody === undefined) refuseUnstorable(sent, endpoint.uncleanText ?? false);
  refuseUnstorable({ ...request.query, ...request.params }, false);
  return endpoint.handle({
    params: parseWith(endpoint.params, request.params),
    query: parseWith(endpoint.query, { ...request.query }),
    headers: parseWith(endpoint.headers, request.headers),
    body: endpoint.body === undefined ? refuseBody(sent) : parseWith(endpoint.body, sent),
    context,
    reply,
    now: context.clock.now(),
    get actor() {
      if (actor === undefined) throw new Unauthenticated('Sign in first.');
      return actor;
    },
    address: addressOf(request),
    session: context.cookie.read(request.headers.cookie),
    signal,
  });
}

async function admit(
  permission: Exclude<Endpoint['permission'], 'public'>,
  request: Request,
  context: ApiContext,
): Promise<Actor> {
  const actor = await identify(request, context);
  if (permission !== 'signed-in') authorise(actor, permission);
  return actor;
}

/** Other media types are what another site's form could send without asking first. */
function refuseOtherMedia({ headers }: Request, types: readonly string[] = ['application/json']): void {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const empty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
  if (type === undefined ? empty : types.includes(type)) return;
  const wanted = types.join(' or ');
  throw new HttpRefusal(415, `The body must be sent with Content-Type: ${wanted}.`, { Accept: types.join(', ') });
}

async function readBody(request: Request, raw: Endpoint['rawBody']): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const limit = raw?.maxBytes ?? JSON_LIMIT;
  const parse = raw === undefined ? parseJson : express.raw({ limit, type: () => true });
  await new Promise<void>((resolve, reject) => {
    parse(request, request.res as Response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(raw !== undefined && isTooLarge(error) ? tooLarge(limit) : error);
    });
  });
  return raw === undefined ? request.body : new Uint8Array(request.body ?? []);
}

const isTooLarge = (error: unknown) => error instanceof Error && 'status' in error && error.status === 413;

const tooLarge = (limit: number) => new HttpRefusal(413, `The body is larger than ${limit / 1e6} MB.`);

/** An empty object is as good as none. */
function refuseBody(sent: unknown): undefined {
  const empty = typeof sent === 'object' && sent !== null && Object.keys(sent).length === 0;
  if (sent !== undefined && !empty) throw new HttpRefusal(422, 'This takes no body.');
  return undefined;
}

/** Not express's own `send`, which would answer 304 to whoever knows the ETag of a ticket: its mentions may differ. */
function send(response: Response, status: number, answer: unknown): void {
  if (typeof answer === 'function') {
    response.locals.streamed = true;
    if (response.req.method === 'HEAD') response.end();
    else (answer as Streamed)(response);
    return;
  }
  response.status(status);
  if (answer === undefined) {
    response.end();
    return;
  }
  const isPlain = (typeof answer === 'string' || answer instanceof Uint8Array) && response.hasHeader('Content-Type');
  if (!isPlain) response.setHeader('Content-Type', JSON_TYPE);
  response.end(isPlain ? answer : JSON.stringify(answer));
}
