import { readFileSync } from 'node:fs';
import { type LocalServer, startServer } from '../../../src/demo/stand-ins/http-server.ts';

/** The pages of a forum of one software: its folder under `test/fixtures`, and the file of each path and query. */
export interface ForumPages {
  folder: string;
  /** The origin that the pages name themselves, if they do. */
  original?: string;
  files: Readonly<Record<string, string>>;
  /** Every page passes through it before it is sent. */
  change?: (body: Buffer) => Buffer;
}

/** Serves the pages of a forum over local HTTP; anything else is a 404. */
export async function startForumSite({ folder, original, files, change = same }: ForumPages): Promise<LocalServer> {
  const server = await startServer((request, response) => {
    const file = files[request.url ?? '/'];
    if (file === undefined) return void response.writeHead(404).end('<html><body>404</body></html>');
    const text = readFileSync(new URL(`../../fixtures/${folder}/${file}`, import.meta.url), 'utf8');
    const body = original === undefined ? text : text.replaceAll(original, server.origin);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(change(Buffer.from(body)));
  });
  return server;
}

const same = (body: Buffer) => body;
