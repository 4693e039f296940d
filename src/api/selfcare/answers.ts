import type { Response } from 'express';
import { describeError } from '../../errors.ts';
import { html } from '../../reports/html.ts';
import { toProblem } from '../problem.ts';
import { layout, notice, ROOT } from './layout.ts';
import type { PageAnswer, PageCall } from './page-call.ts';
import type { TextKey } from './texts.ts';

const PROBLEMS: Readonly<Record<number, TextKey>> = { 403: 'stale', 404: 'notFound', 413: 'tooLarge', 429: 'tooMany' };

/** What went wrong, on a page; what is wrong inside stays in the logs. */
export function failure(call: PageCall, error: unknown, response: Response): PageAnswer {
  const requestId = String(response.locals.requestId);
  const { problem, headers } = toProblem(error, requestId);
  const { status } = problem;
  if (status >= 500)
    call.context.logger.error(
      { requestId, route: response.locals.route, reason: describeError(error) },
      'request failed',
    );
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const words = call.say(PROBLEMS[status] ?? 'failed');
  return {
    title: words,
    status,
    page: html`${notice('error', words)}<p><a href="${ROOT}">${call.say('back')}</a></p>`,
  };
}

/** Writes an answer. */
export function send(call: PageCall, path: string, answered: PageAnswer, response: Response): void {
  // Without it browsers send forms from nowhere, which is what is refused.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cache-Control', 'private, no-store');
  if (call.cookies.changes.length > 0 && !('body' in answered)) response.setHeader('Set-Cookie', call.cookies.changes);
  if ('to' in answered)
    return void response
      .status(303)
      .setHeader('Location', ROOT + answered.to)
      .end();
  if ('body' in answered) {
    for (const [name, value] of Object.entries(answered.headers)) response.setHeader(name, value);
    return void response.end(answered.body);
  }
  response.status(answered.status ?? 200).setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(layout(call, path, answered));
}
