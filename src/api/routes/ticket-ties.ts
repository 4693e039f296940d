import { z } from 'zod';
import { clarityOf, ticketSeen } from '../../care/privacy.ts';
import { linkKind, ticketLink } from '../../domain/ticket-link.ts';
import { link, unlink } from '../../pipeline/ticket-links.ts';
import { merge, unmerge } from '../../pipeline/ticket-merge.ts';
import { split } from '../../pipeline/ticket-split.ts';
import { linksOf } from '../../storage/ticket-ties.ts';
import { findTicket } from '../../storage/tickets.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { mentionParams, numberParams } from '../schemas.ts';
import { scopeOf } from '../scope.ts';
import { actOf, ifMatch, showTicket, ticketDetail, versionOf } from '../ticket-acts.ts';

const tag = 'Tickets';
const changing = { 409: 'The ticket’s state does not allow it.', 412: 'The ticket changed meanwhile: read it again.' };

const number = z.number().int().min(1).max(2_147_483_647);
const splitInput = z
  .strictObject({
    mentions: z.array(mentionParams.shape.id).max(200).default([]),
    messages: z.array(z.uuid()).max(200).default([]),
    subject: z.string().trim().min(1).max(300).optional(),
  })
  .refine(({ mentions, messages }) => mentions.length + messages.length > 0, 'names nothing to split off');

const linkInput = z.strictObject({ to: number, kind: linkKind });
const links = z.object({ items: z.array(ticketLink) });

/** The ticket's links to what the asker may see. */
async function showLinks({ context, actor, params }: Call<{ number: number }>): Promise<z.output<typeof links>> {
  const items = await linksOf(context.db, await scopeOf(context.db, actor), params.number);
  return { items: items.map((each) => ({ ...each, ticket: ticketSeen(each.ticket, clarityOf(actor.role)) })) };
}

export const ticketTieEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/tickets/{number}/merge',
    operationId: 'mergeTicket',
    tag,
    summary: 'Make a ticket part of another: it is closed, mentions and messages move; answers the other one',
    permission: 'tickets:write',
    params: numberParams,
    headers: ifMatch,
    body: z.strictObject({ into: number }),
    example: { into: 12 },
    response: ticketDetail,
    problems: changing,
    async handle(call) {
      const act = await actOf(call, versionOf(call.headers));
      return showTicket(call, await merge(call.context.db, call.params.number, call.body.into, act));
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/tickets/{number}/unmerge',
    operationId: 'unmergeTicket',
    tag,
    summary: 'Take a merge back: what came from the ticket returns to it, and it is in the state from before',
    permission: 'tickets:write',
    params: numberParams,
    headers: ifMatch,
    response: ticketDetail,
    problems: changing,
    async handle(call) {
      const act = await actOf(call, versionOf(call.headers));
      return showTicket(call, await unmerge(call.context.db, call.params.number, act));
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/tickets/{number}/split',
    operationId: 'splitTicket',
    tag,
    summary: 'Make a ticket of its own of some mentions and messages; answers the new one',
    description: 'Something must stay. The two are linked, and merging the new one into the old takes the split back.',
    permission: 'tickets:write',
    status: 201,
    params: numberParams,
    headers: ifMatch,
    body: splitInput,
    example: { mentions: ['AAAAAAAAAAAAAAAAAAAAAAAAAA'], subject: 'Trừ tiền dịch vụ nhạc chờ' },
    response: ticketDetail,
    problems: changing,
    async handle(call) {
      const act = await actOf(call, versionOf(call.headers));
      const made = await split(call.context.db, call.params.number, call.body, act);
      call.reply.header('Location', `/api/tickets/${made.number}`);
      return showTicket(call, made);
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/tickets/{number}/links',
    operationId: 'ticketLinks',
    tag,
    summary: 'The tickets that this one has to do with, as far as you may see them',
    permission: 'tickets:read',
    params: numberParams,
    response: links,
    async handle(call) {
      await findTicket(call.context.db, await scopeOf(call.context.db, call.actor), call.params.number);
      return showLinks(call);
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/tickets/{number}/links',
    operationId: 'linkTicket',
    tag,
    summary: 'Link a ticket to another: it is a duplicate of it, was caused by it, or has to do with it',
    permission: 'tickets:write',
    params: numberParams,
    headers: ifMatch,
    body: linkInput,
    example: { to: 12, kind: 'caused-by' },
    response: links,
    problems: changing,
    async handle(call) {
      const act = await actOf(call, versionOf(call.headers));
      await link(call.context.db, call.params.number, call.body.to, call.body.kind, act);
      return showLinks(call);
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/tickets/{number}/unlink',
    operationId: 'unlinkTicket',
    tag,
    summary: 'Take a link away, from the ticket that it was made on; a related one from either',
    permission: 'tickets:write',
    params: numberParams,
    headers: ifMatch,
    body: linkInput,
    example: { to: 12, kind: 'caused-by' },
    response: links,
    problems: changing,
    async handle(call) {
      const act = await actOf(call, versionOf(call.headers));
      await unlink(call.context.db, call.params.number, call.body.to, call.body.kind, act);
      return showLinks(call);
    },
  }),
];
