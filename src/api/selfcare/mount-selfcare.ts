import { randomBytes } from 'node:crypto';
import type { Express, NextFunction, Request, Response } from 'express';
import { identityOf } from '../../care/selfcare.ts';
import type { SelfcareSettings } from '../../channels/selfcare.ts';
import { sameSecret } from '../../channels/support/signatures.ts';
import { NotFound } from '../../errors.ts';
import { openChannel } from '../../pipeline/channel-settings.ts';
import type { Portal } from '../../pipeline/selfcare-codes.ts';
import { activeChannels } from '../../storage/channels.ts';
import { hashSecret } from '../../storage/rows.ts';
import { selfcareSession } from '../../storage/selfcare-access.ts';
import type { ApiContext } from '../endpoint.ts';
import { refuseCrossSite } from '../identify.ts';
import { addressOf } from '../mount.ts';
import { HttpRefusal } from '../problem.ts';
import { Tries } from '../tries.ts';
import { Turnstile } from '../turnstile.ts';
import { failure, send } from './answers.ts';
import { CustomerCookies } from './cookies.ts';
import { readForm } from './forms.ts';
import { ROOT } from './layout.ts';
import type { PageAnswer, PageCall, PageRoute } from './page-call.ts';
import { selfcareRoutes } from './routes.ts';
import { LANGS, sayIn } from './texts.ts';

const YEAR = 365 * 86_400;

/** Forms that one network sends in a quarter of an hour; behind one address of a mobile operator are many. */
const FORMS = 300;
/** Of these, such as ask for a code. */
const CODES = 60;
/** From all networks together: nobody sends more mail in our name than that. */
const ALL_CODES = 1500;
const WINDOW_SECONDS = 15 * 60;
/** Forms with files that are read at once: each may take 25 MB. */
const UPLOADS = 16;
const UPLOADS_WAITING = 50;

/** Puts the customers' website on the app, as the first channel of its kind that is switched on describes it. */
export function mountSelfcare(app: Express, context: ApiContext): void {
  const limits = {
    forms: new Tries(FORMS, WINDOW_SECONDS),
    codes: new Tries(CODES, WINDOW_SECONDS),
    allCodes: new Tries(ALL_CODES, WINDOW_SECONDS),
    uploads: new Turnstile(UPLOADS, UPLOADS_WAITING),
  };
  const routes = [...selfcareRoutes, nothing('get'), nothing('post')];
  for (const route of routes)
    app[route.method](ROOT + route.path, (request: Request, response: Response, next: NextFunction) => {
      response.locals.route = ROOT + route.path;
      answer(context, limits, route, request, response).catch(next);
    });
}

const nothing = (method: 'get' | 'post'): PageRoute => ({
  method,
  path: '/{*rest}',
  signedIn: false,
  handle: () => Promise.reject(new NotFound('There is no such page.')),
});

interface PageLimits {
  forms: Tries;
  codes: Tries;
  allCodes: Tries;
  uploads: Turnstile;
}

async function answer(
  context: ApiContext,
  limits: PageLimits,
  route: PageRoute,
  request: Request,
  response: Response,
): Promise<void> {
  const portal = await findPortal(context);
  const call = openCall(context, portal, request);
  const run = async () => {
    call.identity = await whoAsks(call);
    return request.method === 'POST' ? sendForm(route, call, request, limits) : goTo(route, call);
  };
  const answered = await run().catch((error: unknown) => failure(call, error, response));
  send(call, route.path, answered, response);
}

/** Who asks, by their session. */
async function whoAsks({ context, portal, cookies, now }: PageCall): Promise<PageCall['identity']> {
  const secret = cookies.read('session');
  const known = secret && (await selfcareSession(context.db, { secret, channelId: portal.row.id }, now));
  return identityOf(known || '');
}

/** A page that is only for who is signed in leads to the first page otherwise. */
function goTo(route: PageRoute, call: PageCall): Promise<PageAnswer> {
  if (!route.signedIn) return route.handle(call);
  const { identity } = call;
  return identity === undefined ? Promise.resolve({ to: '' }) : route.handle({ ...call, identity });
}

async function sendForm(
  route: PageRoute,
  call: PageCall,
  request: Request,
  { forms, codes, allCodes, uploads }: PageLimits,
): Promise<PageAnswer> {
  refuseCrossSite(request, call.context.publicUrl);
  await forms.count(call.address);
  if (route.path === '/sign-in') {
    await codes.count(call.address);
    await allCodes.countBy('all');
  }
  // Before anything of the form is read: it may be large, and come slowly.
  if (route.signedIn && call.identity === undefined) return { to: '' };
  const work = async () => {
    Object.assign(call, await readForm(request, route.withFiles ?? false));
    if (!sameSecret(call.fields.form ?? '', call.formToken)) throw new HttpRefusal(403, 'The page was too old.');
    return goTo(route, call);
  };
  return route.withFiles ? uploads.run(work) : work();
}

async function findPortal({ db, vault }: ApiContext): Promise<Portal> {
  const rows = (await activeChannels(db)).filter(({ kind }) => kind === 'selfcare');
  const [row] = rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  if (row === undefined) throw new HttpRefusal(404, 'There is nothing under this address.');
  return { row, settings: openChannel(vault, row).settings as SelfcareSettings };
}

function openCall(context: ApiContext, portal: Portal, request: Request): PageCall {
  const cookies = new CustomerCookies(request.headers.cookie, context.publicUrl);
  const query = Object.fromEntries(
    Object.entries(request.query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const chosen = LANGS.find((each) => each === query.lang);
  if (chosen !== undefined) cookies.keep('lang', chosen, YEAR);
  const lang = chosen ?? LANGS.find((each) => each === cookies.read('lang')) ?? 'vi';
  if (cookies.read('form') === undefined) cookies.keep('form', randomBytes(24).toString('base64url'));
  return {
    context,
    portal,
    lang,
    say: sayIn(lang),
    now: context.clock.now(),
    address: addressOf(request),
    params: Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)])),
    query,
    cookies,
    formToken: hashSecret(`form ${cookies.read('form')}`),
    identity: undefined,
    fields: {},
    files: [],
  };
}
