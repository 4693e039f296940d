import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type LocalServer, startServer } from '../../src/demo/stand-ins/http-server.ts';

const MEDIA: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.rss': 'application/rss+xml',
  '.atom': 'application/atom+xml',
  '.rdf': 'application/rdf+xml',
  '.json': 'application/feed+json',
};

/**
 * Serves `test/fixtures/<kind>/` as if it were the site at `original`: addresses in the files are turned to the
 * server's own, `/a/b/` is `a/b/index.html` and `/a/b` is `a/b.html`. `change` may spoil what is sent.
 */
export async function startFixtureSite(
  kind: string,
  original: string,
  change: (body: Buffer, path: string) => Buffer = (body) => body,
): Promise<LocalServer> {
  const folder = new URL(`../fixtures/${kind}/`, import.meta.url);
  const server = await startServer(async (request, response) => {
    const path = new URL(request.url ?? '/', server.origin).pathname.slice(1);
    const file = path.endsWith('/') ? `${path}index.html` : extname(path) in MEDIA ? path : `${path}.html`;
    const text = await readFile(new URL(file, folder), 'utf8').catch(() => undefined);
    if (text === undefined) return void response.writeHead(404).end();
    const body = change(Buffer.from(text.replaceAll(original, server.origin)), `/${path}`);
    response.writeHead(200, { 'content-type': MEDIA[extname(file)] ?? 'text/plain' }).end(body);
  });
  return server;
}
