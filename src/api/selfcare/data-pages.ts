import { accountsOf, selfcareId } from '../../care/selfcare.ts';
import { checkCode } from '../../pipeline/selfcare-codes.ts';
import { requestErasure } from '../../pipeline/selfcare-erasure.ts';
import { html } from '../../reports/html.ts';
import { keysOfAccounts, lastErasureRequest } from '../../storage/erasure-requests.ts';
import { conversationOf, ticketsOfAccounts } from '../../storage/selfcare-tickets.ts';
import { formField, notice, ROOT } from './layout.ts';
import type { CustomerCall, PageAnswer, PageRoute } from './page-call.ts';
import { codeForm, codeOf, keepCode, sentCode } from './sign-in-pages.ts';
import type { TextKey } from './texts.ts';
import { ticketCard } from './ticket-parts.ts';

/** What is kept of a customer, and how they have it erased. */

async function dataPage(call: CustomerCall): Promise<PageAnswer> {
  const { say, context, identity } = call;
  const accounts = accountsOf(identity);
  const tickets = await ticketsOfAccounts(context.db, accounts);
  const keys = await keysOfAccounts(context.db, accounts);
  return {
    title: say('data'),
    page: html`<h1>${say('data')}</h1><p>${say('dataIntro')}</p>
<div class="card"><dl><dt>${say('address')}</dt><dd>${identity.value}</dd>
${keys.length > 0 && html`<dt>${say('knownBy')}</dt>${keys.map(({ value }) => html`<dd>${value}</dd>`)}`}</dl>
<p><a class="button" href="${ROOT}/data.json" download>${say('download')}</a></p></div>
<h2>${say('complaints')} (${tickets.length})</h2>
<ul class="list">${tickets.map((ticket) => ticketCard(call, ticket))}</ul>
<h2>${say('erase')}</h2>
${await erasure(call)}`,
  };
}

async function erasure(call: CustomerCall) {
  const { say, context, identity } = call;
  const last = await lastErasureRequest(context.db, selfcareId(identity));
  if (last?.status === 'open') return notice('notice', say('eraseOpen'));
  return html`<form class="card" method="post" action="${ROOT}/data/erase">
${last?.status === 'refused' && notice('error', `${say('eraseRefused')} ${last.reason ?? ''}`)}
${formField(call)}<p>${say('eraseHint')}</p><button class="danger">${say('eraseCode')}</button></form>`;
}

/** Everything, for programs. The names of agents and what the desk notes for itself are not the customer's. */
async function dataFile({ context, identity, now }: CustomerCall): Promise<PageAnswer> {
  const accounts = accountsOf(identity);
  const complaints = [];
  for (const { unread: _, isOwn: __, text, ...ticket } of await ticketsOfAccounts(context.db, accounts)) {
    const said = ticket.number === null ? [] : await conversationOf(context.db, accounts, ticket.number);
    const conversation = said.map(({ from, text: words, at, files }) => ({
      from,
      text: words,
      at,
      files: files.map(({ id, name, mediaType, size }) => ({ address: `${ROOT}/files/${id}`, name, mediaType, size })),
    }));
    complaints.push({ ...ticket, ...(ticket.number === null ? { text } : { conversation }) });
  }
  const about = {
    madeAt: now.toISOString(),
    identity: identity.value,
    knownBy: await keysOfAccounts(context.db, accounts),
  };
  return {
    body: JSON.stringify({ ...about, complaints }, null, 2),
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="my-data.json"',
    },
  };
}

const eraseForm = (call: CustomerCall, problem?: TextKey) =>
  codeForm(call, { purpose: 'erase', action: '/data/erase/confirm', button: 'eraseNow', ...(problem && { problem }) });

async function confirmErasure(call: CustomerCall): Promise<PageAnswer> {
  const { context, portal, identity, cookies, now } = call;
  const id = sentCode(cookies)?.id;
  const asked = { channelId: portal.row.id, purpose: 'erase' as const, code: codeOf(call) };
  const proved = id && (await checkCode(context, { id, ...asked }));
  if (!proved || proved !== selfcareId(identity)) return eraseForm(call, 'wrongCode');
  cookies.forget('code');
  if ((await requestErasure(context.db, portal, identity, now)) === 'open') return { to: '/data' };
  cookies.forget('session');
  return { to: '?told=erased' };
}

export const dataRoutes: readonly PageRoute[] = [
  { method: 'get', path: '/data', signedIn: true, handle: dataPage },
  { method: 'get', path: '/data.json', signedIn: true, handle: dataFile },
  {
    method: 'post',
    path: '/data/erase',
    signedIn: true,
    async handle({ context, portal, identity, cookies }) {
      const { id } = await context.pipeline.askForCode(portal, identity, 'erase');
      keepCode(cookies, id, identity);
      return { to: '/data/erase' };
    },
  },
  { method: 'get', path: '/data/erase', signedIn: true, handle: async (call) => eraseForm(call) },
  { method: 'post', path: '/data/erase/confirm', signedIn: true, handle: confirmErasure },
];
