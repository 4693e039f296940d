import type { IncomingHttpHeaders } from 'node:http';
import { type LocalServer, startServer } from './http-server.ts';

/** One request that a stand-in was sent. */
export interface ApiCall {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

/** JSON unless `text` is given. */
export interface ApiReply {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
}

export interface StandIn extends LocalServer {
  /** Every request, in order. */
  calls: ApiCall[];
}

export interface StandInOptions {
  /** Every body passes through it before it is sent. */
  change?: ((body: Buffer) => Buffer) | undefined;
}

const MAX_BODY = 1_000_000;

/** Serves an API of JSON on 127.0.0.1; a handler that throws answers 500. */
export async function startJsonApi(answer: (call: ApiCall) => ApiReply, options: StandInOptions): Promise<StandIn> {
  const { change = (body) => body } = options;
  const calls: ApiCall[] = [];
  const server = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY) chunks.push(chunk);
    });
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://stand-in');
      const { method = 'GET', headers } = request;
      const body = Buffer.concat(chunks).toString();
      const call = { method, path: url.pathname, query: url.searchParams, headers, body };
      calls.push(call);
      const { status = 200, headers: sent, json, text } = answer(call);
      const type = text === undefined ? 'application/json; charset=UTF-8' : 'text/html; charset=utf-8';
      const out = change(Buffer.from(text ?? JSON.stringify(json)));
      response.writeHead(status, { 'content-type': type, ...sent }).end(out);
    });
  });
  return { ...server, calls };
}

/** A page of a list that is read by opaque tokens: the token of the next page is undefined at the end. */
export function pageOf<Item>(items: readonly Item[], token: string | null, size: number) {
  const start = token === null ? 0 : Number(Buffer.from(token, 'base64url').toString().split(':')[1] ?? Number.NaN);
  if (!Number.isInteger(start) || start < 0) return undefined;
  const end = start + size;
  const next = end < items.length ? Buffer.from(`at:${end}`).toString('base64url') : undefined;
  return { items: items.slice(start, end), next };
}
