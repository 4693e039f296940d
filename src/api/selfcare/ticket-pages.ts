import { z } from 'zod';
import { ratingTokenIn } from '../../care/csat.ts';
import { accountsOf } from '../../care/selfcare.ts';
import { NotFound } from '../../errors.ts';
import { rateTicket } from '../../pipeline/csat.ts';
import { noteRead } from '../../pipeline/selfcare.ts';
import { html } from '../../reports/html.ts';
import { readBytes } from '../../storage/attachments.ts';
import { linkState } from '../../storage/csat.ts';
import {
  type CustomerTicket,
  conversationOf,
  fileOfAccounts,
  type Said,
  ticketsOfAccounts,
} from '../../storage/selfcare-tickets.ts';
import { LONGEST_COMMENT } from '../csat-page.ts';
import { fileHeaders } from '../routes/attachments.ts';
import { notice, ROOT } from './layout.ts';
import type { CustomerCall, PageAnswer, PageRoute } from './page-call.ts';
import type { TextKey } from './texts.ts';
import { bubble, dueWords, ratingForm, stateChip, steps, ticketCard } from './ticket-parts.ts';
import { takeWritten, writeForm } from './write-form.ts';

/** What a customer sees of their complaints. Everything is looked up by what they proved to be theirs. */

export async function listPage(call: CustomerCall): Promise<PageAnswer> {
  const { say, context, identity, query } = call;
  const tickets = await ticketsOfAccounts(context.db, accountsOf(identity));
  return {
    title: say('mine'),
    page: html`${query.told === 'sent' && notice('notice', say('sent'))}
<div class="head"><h1>${say('mine')}</h1><a class="button" href="${ROOT}/new">${say('complain')}</a></div>
${tickets.length === 0 && html`<div class="card"><p><b>${say('none')}</b></p><p>${say('noneHint')}</p></div>`}
<ul class="list">${tickets.map((ticket) => ticketCard(call, ticket))}</ul>`,
  };
}

const number = z.coerce.number().pipe(z.int().min(1).max(2_147_483_647));

async function findOwn({ context, identity, params }: CustomerCall): Promise<CustomerTicket & { number: number }> {
  const asked = number.safeParse(params.number);
  const [found] = asked.success ? await ticketsOfAccounts(context.db, accountsOf(identity), asked.data) : [];
  if (found?.number == null) throw new NotFound('There is no such complaint.');
  return { ...found, number: found.number };
}

/** The last request to rate among what was said. */
const ratingOf = (said: readonly Said[]): string | undefined =>
  said.flatMap(({ from, text }) => (from === 'desk' ? (ratingTokenIn(text) ?? []) : [])).at(-1);

async function ticketPage(call: CustomerCall, problem?: TextKey): Promise<PageAnswer> {
  const { say, context, identity, now, portal, query } = call;
  const ticket = await findOwn(call);
  const said = await conversationOf(context.db, accountsOf(identity), ticket.number);
  await noteRead(context.db, portal.row, { identity, ticket: ticket.number }, now);
  const token = ratingOf(said);
  const rating = token === undefined ? null : ratingForm(call, ticket.number, await linkState(context.db, token, now));
  const form = {
    action: `/tickets/${ticket.number}/answer`,
    label: 'answer',
    hint: 'answerHint',
    button: 'send',
    withName: false,
  } as const;
  const due = dueWords(call, ticket);
  const heading = `${say('number')} ${ticket.number}`;
  return {
    title: heading,
    status: problem === undefined ? 200 : 422,
    page: html`${query.told === 'answered' && notice('notice', say('answered'))}
${query.told === 'rated' && notice('notice', say('rated'))}
${problem && notice('error', say(problem))}
<div class="card"><div class="line"><h1>${heading}</h1> ${stateChip(call, ticket)}</div>
${steps(call, ticket)}${due && html`<p class="quiet">${due}</p>`}</div>
<h2>${say('conversation')}</h2>
<ol class="list">${said.map((each) => bubble(call, each))}</ol>
${query.told === 'rated' ? null : rating}
${ticket.status === 'closed' ? html`<p class="card">${say('over')}</p>` : ticket.isOwn ? writeForm(call, form) : html`<p class="card">${say('byMail')}</p>`}
<p><a href="${ROOT}">${say('back')}</a></p>`,
  };
}

const newPage = (call: CustomerCall, problem?: TextKey): PageAnswer => ({
  title: call.say('complain'),
  status: problem === undefined ? 200 : 422,
  page: html`<h1>${call.say('complain')}</h1>
${problem && notice('error', call.say(problem))}
${writeForm(call, { action: '/new', label: 'what', hint: 'whatHint', button: 'send', withName: true })}`,
});

const rating = z.object({
  rating: z.coerce.number().pipe(z.int().min(1).max(5)),
  comment: z
    .string()
    .default('')
    .transform((text) => text.trim().slice(0, LONGEST_COMMENT)),
});

async function rate(call: CustomerCall): Promise<PageAnswer> {
  const { context, identity, fields, now } = call;
  const ticket = await findOwn(call);
  const given = rating.safeParse(fields);
  if (!given.success) return ticketPage(call, 'noRating');
  const token = ratingOf(await conversationOf(context.db, accountsOf(identity), ticket.number));
  if (token !== undefined) await rateTicket(context.db, token, given.data, now);
  return { to: `/tickets/${ticket.number}?told=rated` };
}

async function file({ context, identity, params }: CustomerCall): Promise<PageAnswer> {
  const id = z.uuid().safeParse(params.id);
  const found = id.success ? await fileOfAccounts(context.db, accountsOf(identity), id.data) : undefined;
  if (found?.state !== 'ready') throw new NotFound('There is no such file.');
  const headers: Record<string, string> = {};
  fileHeaders({ header: (name, value) => Object.assign(headers, { [name]: value }) }, found);
  return { body: await readBytes(context.db, found.id), headers };
}

export const ticketRoutes: readonly PageRoute[] = [
  { method: 'get', path: '/new', signedIn: true, handle: async (call) => newPage(call) },
  {
    method: 'post',
    path: '/new',
    signedIn: true,
    withFiles: true,
    async handle(call) {
      const problem = await takeWritten(call);
      return problem === undefined ? { to: '?told=sent' } : newPage(call, problem);
    },
  },
  { method: 'get', path: '/tickets/:number', signedIn: true, handle: (call) => ticketPage(call) },
  {
    method: 'post',
    path: '/tickets/:number/answer',
    signedIn: true,
    withFiles: true,
    async handle(call) {
      const ticket = await findOwn(call);
      if (!ticket.isOwn || ticket.status === 'closed') return ticketPage(call);
      const problem = await takeWritten(call, ticket.number);
      return problem === undefined ? { to: `/tickets/${ticket.number}?told=answered` } : ticketPage(call, problem);
    },
  },
  { method: 'post', path: '/tickets/:number/rate', signedIn: true, handle: rate },
  { method: 'get', path: '/files/:id', signedIn: true, handle: file },
];
