import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Express, Request, RequestHandler, Response } from 'express';
import { HttpRefusal } from './problem.ts';

/** The built console: the same place seen from src/ and from dist/. */
const BUILT = fileURLToPath(new URL('../../dist/console/', import.meta.url));
/** What the build left in the page for each answer's nonce. */
const NONCE = /CSP_NONCE/g;
const YEAR = 'public, max-age=31536000, immutable';
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * Serves the console: its files, which the build has compressed already, and its page for every other address that a
 * person opens, as the console itself knows what is there. `others` are the first parts of addresses that are not its.
 */
export function mountConsole(app: Express, others: readonly string[], folder = BUILT): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  app.use(serveFiles(folder));
  app.get('/{*path}', (request, response, next) => {
    if (!isPage(request, others)) return next();
    response.locals.route = '(console)';
    sendPage(response, page);
  });
}

/** Only names that were there at the start are looked for. */
function serveFiles(folder: string): RequestHandler {
  const names = new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `/${name.replaceAll('\\', '/')}`),
  );
  return (request, response, next) => {
    const { path } = request;
    const isFile = extname(path) !== '' && !path.endsWith('.html') && !path.includes('/.') && names.has(path);
    if (!isFile || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    response.locals.route = '(console)';
    const [encoding, suffix] = ENCODINGS.find(
      ([name, end]) => names.has(path + end) && request.acceptsEncodings(name) === name,
    ) ?? ['', ''];
    response.type(extname(path));
    response.vary('Accept-Encoding');
    if (encoding !== '') response.setHeader('Content-Encoding', encoding);
    response.setHeader('Cache-Control', path.startsWith('/assets/') ? YEAR : 'no-cache');
    response.sendFile(path + suffix, { root: folder, cacheControl: false, etag: true }, (error) => {
      if (error !== undefined && !response.headersSent) next(new HttpRefusal(404, 'The console was built anew.'));
    });
  };
}

/** A program that asks for what isn't there is told so; only a browser gets the page. */
function isPage({ path, headers }: Request, others: readonly string[]): boolean {
  const first = path.split('/')[1] ?? '';
  const isBrowser = path === '/' || (headers.accept ?? '').includes('text/html');
  return isBrowser && !others.includes(first) && !path.includes('.');
}

/** The component library writes styles of its own into the page: with a nonce that nobody can know before. */
function sendPage(response: Response, page: string): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = String(response.getHeader('Content-Security-Policy'));
  response.setHeader('Content-Security-Policy', `${policy};style-src 'self' 'nonce-${nonce}'`);
  response.setHeader('Cache-Control', 'no-store');
  response.type('html').send(page.replace(NONCE, nonce));
}
