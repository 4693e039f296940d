import { phoneKey } from '../../analysis/customer-keys.ts';
import { identityOf, masked, readIdentity, type SelfcareIdentity, selfcareId } from '../../care/selfcare.ts';
import { codeChannel, signInByCode } from '../../pipeline/selfcare-codes.ts';
import { html } from '../../reports/html.ts';
import { endSelfcareSession } from '../../storage/selfcare-access.ts';
import type { CustomerCookies } from './cookies.ts';
import { formField, notice, ROOT } from './layout.ts';
import type { PageAnswer, PageCall, PageRoute } from './page-call.ts';
import type { TextKey } from './texts.ts';

/** Longer than a code is good, so that the page can say that it is over. */
const CODE_SECONDS = 1800;

/** The first page of who is not signed in. */
export function signInPage(call: PageCall, problem?: TextKey): PageAnswer {
  const { say, portal, query } = call;
  const { emailChannel, smsChannel } = portal.settings;
  const label: TextKey = emailChannel && smsChannel ? 'who' : emailChannel ? 'whoEmail' : 'whoPhone';
  const mode = label === 'whoPhone' ? 'tel' : label === 'whoEmail' ? 'email' : 'text';
  const told = query.told === 'erased' ? 'erased' : query.told === 'out' ? 'signedOut' : undefined;
  return {
    title: say('care'),
    status: problem === undefined ? 200 : 422,
    hero: html`<div><h1>${say('welcome')}</h1><p>${say('promise')}</p></div>`,
    page: html`${told && notice('notice', say(told))}
<form class="card" method="post" action="${ROOT}/sign-in">
${problem && notice('error', say(problem))}
${formField(call)}
<label for="identity">${say(label)}</label>
<input id="identity" name="identity" required maxlength="254" autocomplete="username" inputmode="${mode}"
  autocapitalize="none" spellcheck="false" aria-describedby="hint" value="${call.fields.identity?.slice(0, 254)}">
<p class="quiet" id="hint">${say('whoHint')}</p>
<button>${say('getCode')}</button>
</form>`,
  };
}

/** A form for a code that was sent. */
export function codeForm(
  call: PageCall,
  {
    purpose,
    action,
    button,
    problem,
  }: { purpose: 'sign-in' | 'erase'; action: string; button: TextKey; problem?: TextKey },
): PageAnswer {
  const { say, cookies } = call;
  const shown = sentCode(cookies)?.to;
  return {
    title: say('codeTitle'),
    status: problem === undefined ? 200 : 422,
    page: html`<h1>${say('codeTitle')}</h1>
${problem && notice('error', say(problem))}
<form class="card" method="post" action="${ROOT}${action}">
${formField(call)}
<p>${say('codeSent')} ${shown && html`<b>${masked(shown)}</b>`}.</p>
<label for="code">${say('code')}</label>
<input class="code" id="code" name="code" required inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,9}"
  maxlength="9" aria-describedby="hint">
<p class="quiet" id="hint">${say('codeHint')}</p>
<button${purpose === 'erase' ? html` class="danger"` : null}>${say(button)}</button>
</form>
<p><a href="${ROOT}${purpose === 'erase' ? '/data' : ''}">${say('again')}</a></p>`,
  };
}

export const codeOf = ({ fields }: PageCall): string => (fields.code ?? '').replace(/\s/g, '').slice(0, 10);

/** Remembers which code this browser waits for, and where it was sent. */
export const keepCode = (cookies: CustomerCookies, id: string, to: SelfcareIdentity): void =>
  cookies.keep('code', `${id} ${selfcareId(to)}`, CODE_SECONDS);

export function sentCode(cookies: CustomerCookies): { id: string; to: SelfcareIdentity } | undefined {
  const [, id = '', identity = ''] = /^([0-9a-f-]{36}) (.+)$/.exec(cookies.read('code') ?? '') ?? [];
  const to = identityOf(identity);
  return to && { id, to };
}

const signInCode = (call: PageCall, problem?: TextKey) =>
  codeForm(call, { purpose: 'sign-in', action: '/code', button: 'enter', ...(problem && { problem }) });

export const signInRoutes: readonly PageRoute[] = [
  {
    method: 'post',
    path: '/sign-in',
    signedIn: false,
    async handle(call) {
      const { portal, context, fields, cookies } = call;
      const identity = readIdentity(fields.identity ?? '', phoneKey);
      if (identity === undefined || codeChannel(portal.settings, identity) === undefined)
        return signInPage(call, 'badIdentity');
      const { id } = await context.pipeline.askForCode(portal, identity, 'sign-in');
      keepCode(cookies, id, identity);
      return { to: '/code' };
    },
  },
  { method: 'get', path: '/code', signedIn: false, handle: async (call) => signInCode(call) },
  {
    method: 'post',
    path: '/code',
    signedIn: false,
    async handle(call) {
      const { context, portal, cookies, now } = call;
      const id = sentCode(cookies)?.id;
      const code = codeOf(call);
      const session = id && (await signInByCode(context, { id, channelId: portal.row.id, code }));
      if (!session) return signInCode(call, 'wrongCode');
      cookies.forget('code');
      // Another's form can't be sent in the new session.
      cookies.forget('form');
      cookies.keep('session', session.secret, Math.floor((session.expiresAt.getTime() - now.getTime()) / 1000));
      return { to: '' };
    },
  },
  {
    method: 'post',
    path: '/sign-out',
    signedIn: false,
    async handle({ context, cookies }) {
      const secret = cookies.read('session');
      if (secret !== undefined) await endSelfcareSession(context.db, secret);
      cookies.forget('session');
      return { to: '?told=out' };
    },
  },
];
