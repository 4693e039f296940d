import express, { type Express } from 'express';
import helmet from 'helmet';
import { VERSION } from '../version.ts';
import { Chats } from './chat/chats.ts';
import { mountConsole } from './console.ts';
import { mountDocs } from './docs.ts';
import type { ApiContext, Endpoint } from './endpoint.ts';
import { createMetrics } from './metrics.ts';
import { mount } from './mount.ts';
import { mountQueueBoard } from './mount-queue-board.ts';
import { answerError, notFound, observe } from './observe.ts';
import { describeApi } from './openapi.ts';
import { endpoints } from './routes/endpoints.ts';
import { workerEndpoints } from './routes/operations.ts';
import { mountSelfcare } from './selfcare/mount-selfcare.ts';
import type { ApiServices } from './services.ts';
import { SessionCookie } from './session-cookie.ts';
import { SignIn } from './sign-in.ts';
import { Tries } from './tries.ts';

export type { ApiServices } from './services.ts';

/** The first parts of addresses that are never the console's. */
const NOT_CONSOLE = ['api', 'chat', 'csat', 'health', 'metrics', 'selfcare', 'webhooks'];

/** Pages to rate on that one network asks for in a quarter of an hour; behind one address of a mobile operator are many. */
const RATINGS = 600;
const RATING_SECONDS = 15 * 60;

/** How long an answer may take. */
const ANSWER_MS = 30_000;

export interface ApiOptions {
  /** All, if not given. */
  endpoints?: readonly Endpoint[];
  /** Without them no console, no documentation and no queue board are served. */
  pages?: boolean;
  answerMs?: number;
}

/** What a process that only works answers: whether it lives, and its figures. */
export const workerApi: ApiOptions = { endpoints: workerEndpoints, pages: false };

/**
 * The HTTP API, its documentation and the console, as a handler for any number of servers. It holds no connections; the
 * tries to sign in and the metrics are its only state. Peers are taken for what they are: proxy headers are believed of
 * trusted proxies only, and of those only `X-Forwarded-For`.
 */
export function createApi(services: ApiServices, options: ApiOptions = {}): Express {
  const { endpoints: served = endpoints, pages = true, answerMs = ANSWER_MS } = options;
  const metrics = createMetrics(services);
  const cookie = new SessionCookie(services.publicUrl);
  const document = describeApi(served, { version: VERSION, url: services.publicUrl, cookieName: cookie.name });
  const context: ApiContext = {
    ...services,
    signIn: new SignIn(services.db),
    cookie,
    ratingTries: new Tries(RATINGS, RATING_SECONDS),
    chats: new Chats(services),
    metrics: () => metrics.render(),
    document: () => document,
  };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');
  app.set('trust proxy', [...(services.trustedProxies ?? [])]);
  app.use(observe(services.logger, metrics));
  app.use(securityHeaders(services.publicUrl));
  app.use(['/api', '/health', '/metrics'], (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  mount(app, served, context, answerMs);
  if (pages) mountPages(app, context);
  app.use(notFound);
  app.use(answerError(services.logger));
  return app;
}

function mountPages(app: Express, context: ApiContext): void {
  mountDocs(app);
  mountQueueBoard(app, context);
  mountSelfcare(app, context);
  mountConsole(app, NOT_CONSOLE);
}

/** Pages take scripts, styles and data from here only, and stand in nobody's frame. */
function securityHeaders(publicUrl: string | undefined) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  });
}
