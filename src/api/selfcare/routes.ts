import { readFileSync } from 'node:fs';
import type { Portal } from '../../pipeline/selfcare-codes.ts';
import { brandStyle } from './colours.ts';
import { dataRoutes } from './data-pages.ts';
import type { PageRoute } from './page-call.ts';
import { SELFCARE_SCRIPT } from './script.ts';
import { signInPage, signInRoutes } from './sign-in-pages.ts';
import { listPage, ticketRoutes } from './ticket-pages.ts';

const STYLE = ['style.css', 'parts.css'].map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join('\n');

const rootRoute: PageRoute = {
  method: 'get',
  path: '',
  signedIn: false,
  handle: async (call) =>
    call.identity === undefined ? signInPage(call) : listPage({ ...call, identity: call.identity }),
};

const asset = (path: string, type: string, body: (portal: Portal) => string): PageRoute => ({
  method: 'get',
  path,
  signedIn: false,
  handle: async ({ portal }) => ({
    body: body(portal),
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'public, max-age=600' },
  }),
});

/** Every page that there is. */
export const selfcareRoutes: readonly PageRoute[] = [
  rootRoute,
  asset('/style.css', 'text/css', () => STYLE),
  asset('/brand.css', 'text/css', ({ settings }) => brandStyle(settings.colour)),
  asset('/script.js', 'text/javascript', () => SELFCARE_SCRIPT),
  ...signInRoutes,
  ...ticketRoutes,
  ...dataRoutes,
];
