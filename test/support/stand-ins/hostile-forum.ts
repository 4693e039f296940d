import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LocalServer, startServer } from '../../../src/demo/stand-ins/http-server.ts';

/** A body, or all of an answer. */
export type Answer =
  | string
  | Buffer
  | { status?: number; headers?: Record<string, string>; body?: string | Buffer | undefined };

/** What is wrong with a forum: answers for some paths instead of its own. */
export type Wrong = (path: string, host: string) => Answer | undefined;

export const shell = (inside: string, template = 'thread_view') =>
  `<!DOCTYPE html><html id="XF" lang="vi" data-app="public" data-template="${template}"><head><meta charset="utf-8"></head><body><div class="p-body"><h1 class="p-title-value">Tiêu đề</h1>${inside}</div></body></html>`;

export const post = (id: number | string, text = `Lời ${id}`, date = '2026-11-22T09:00:00+0700', author = 'An') =>
  `<article class="message message--post" data-content="post-${id}"><h4><a class="username" href="/u/an.3/">${author}</a></h4><time datetime="${date}"></time><div class="bbWrapper">${text}</div></article>`;

export const next = (href: string) => `<a class="pageNav-jump pageNav-jump--next" href="${href}">Tiếp</a>`;

export const row = (href: string) =>
  `<div class="structItem"><div class="structItem-title"><a href="${href}">T</a></div></div>`;

const sound: Record<string, string> = {
  '/f/x.1/': shell(row('/t/x.1/') + row('/t/x.2/'), 'forum_view'),
  '/t/x.1/': shell(post(11)),
  '/t/x.2/': shell(post(21, 'tốt')),
};

/** A XenForo with the threads 1 and 2, of which thread 1 (or whatever `wrong` answers) is not as it should be. */
export function startHostileForum(wrong: Wrong): Promise<LocalServer> {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/';
    const own = wrong(path, request.headers.host ?? '') ?? sound[path] ?? { status: 404 };
    const whole = typeof own === 'string' || Buffer.isBuffer(own) ? { body: own } : own;
    const headers = { 'content-type': 'text/html; charset=utf-8', ...whole.headers };
    response.writeHead(whole.status ?? 200, headers).end(whole.body);
  };
  return startServer(answer, { robots: true });
}
