import { z } from 'zod';
import { fold } from '../../analysis/normalise.ts';
import { MAX_MESSAGE_FILES } from '../../care/files/file-rules.ts';
import { clarityOf, eventSeen, ticketSeen } from '../../care/privacy.ts';
import { priority, tag as tagSchema, ticket, ticketChange, ticketEvent, ticketStatus } from '../../domain/ticket.ts';
import { addToConversation } from '../../pipeline/tickets.ts';
import { takeChosen } from '../../storage/attachment-work.ts';
import { inTransaction } from '../../storage/database.ts';
import { ticketHistory } from '../../storage/ticket-history.ts';
import { findTicket, listTickets } from '../../storage/tickets.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { tellColleagues } from '../notify.ts';
import { HttpRefusal } from '../problem.ts';
import { instant, listOf, numberParams, pageOf, paging, words } from '../schemas.ts';
import { scopeOf } from '../scope.ts';
import { actOf, changeTicket, ifMatch, showTicket, ticketDetail, versionOf, whose } from '../ticket-acts.ts';
import { ownerOf } from './attachments.ts';

const tag = 'Tickets';

const filter = z.strictObject({
  ...paging,
  status: listOf(ticketStatus, 'new, open, pending, resolved, closed').optional(),
  priority: listOf(priority, 'low, normal, high, urgent').optional(),
  team: z.uuid().optional(),
  assignee: z
    .union([z.uuid(), z.enum(['me', 'none'])])
    .optional()
    .meta({ description: 'A user’s id, `me`, or `none` for what nobody has taken.' }),
  due: z
    .union([z.literal('overdue'), instant])
    .optional()
    .meta({
      description:
        'Whose next clock has run out, or ends before an instant; of unsolved ones unless `status` is given.',
    }),
  tag: tagSchema.optional(),
  snoozed: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Only what is out of the way now, or only what is not; all if not given.' }),
  q: words.optional(),
});

const UNSOLVED = ['new', 'open', 'pending'] as const;
const stale = { 412: 'The ticket changed meanwhile: read it again.' };
const changing = { ...stale, 409: 'The ticket’s state does not allow it.' };

const assignment = z.strictObject({
  assignee: z.union([z.uuid(), z.literal('me')]).nullable(),
  team: z.uuid().optional(),
});

export const ticketEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/tickets',
    operationId: 'listTickets',
    tag,
    summary: 'Tickets of your teams; the one whose clock ends first comes first',
    permission: 'tickets:read',
    query: filter,
    response: pageOf(ticket),
    async handle({ query: { q, due, status, assignee, snoozed, limit, cursor, ...rest }, actor, context, now }) {
      const asked = {
        ...rest,
        status: status ?? (due === undefined ? undefined : UNSOLVED),
        assignee: assignee === undefined ? undefined : whose(actor, assignee),
        dueBefore: due === undefined ? undefined : due === 'overdue' ? now : new Date(due),
        snoozed: snoozed === undefined ? undefined : { is: snoozed === 'true', now },
        folded: q === undefined ? undefined : fold(q),
      };
      const found = await listTickets(context.db, await scopeOf(context.db, actor), asked, { limit, cursor });
      return { ...found, items: found.items.map((each) => ticketSeen(each, clarityOf(actor.role))) };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/tickets/{number}',
    operationId: 'getTicket',
    tag,
    summary: 'One ticket with its mentions and messages; its ETag is what a change must name',
    permission: 'tickets:read',
    params: numberParams,
    response: ticketDetail,
    handle: async (call) =>
      showTicket(
        call,
        await findTicket(call.context.db, await scopeOf(call.context.db, call.actor), call.params.number),
      ),
  }),

  endpoint({
    method: 'post',
    path: '/api/tickets/{number}/reveal',
    operationId: 'revealTicket',
    tag,
    summary: 'One ticket with the numbers and addresses in its texts; noted in the audit trail',
    permission: 'personal-data:reveal',
    params: numberParams,
    response: ticketDetail,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const found = await findTicket(tx, await scopeOf(tx, call.actor), call.params.number);
        await audit(call, tx, 'personal-data.revealed', { kind: 'ticket', id: String(found.number) });
        return showTicket({ ...call, actor: call.actor, context: { ...call.context, db: tx } }, found, 'clear');
      }),
  }),

  endpoint({
    method: 'patch',
    path: '/api/tickets/{number}',
    operationId: 'changeTicket',
    tag,
    summary: 'Change a ticket; `If-Match` must name the version that you read',
    permission: 'tickets:write',
    params: numberParams,
    headers: ifMatch,
    body: ticketChange,
    example: { status: 'pending', priority: 'high' },
    response: ticketDetail,
    problems: { ...changing, 428: 'There is no If-Match.' },
    async handle(call) {
      const version = versionOf(call.headers);
      if (version === undefined)
        throw new HttpRefusal(428, 'Send If-Match with the ETag of the ticket as you read it.');
      return showTicket(call, await changeTicket(call, call.body, version));
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/tickets/{number}/assign',
    operationId: 'assignTicket',
    tag,
    summary: 'Give a ticket to somebody, to yourself, or back; or to another team',
    description: 'The assignee must be an active user who may work on the tickets of that team.',
    permission: 'tickets:write',
    params: numberParams,
    headers: ifMatch,
    body: assignment,
    example: { assignee: 'me' },
    response: ticketDetail,
    problems: changing,
    async handle(call) {
      const { assignee, team } = call.body;
      const change = {
        assignee: assignee === 'me' ? whose(call.actor, 'me') : assignee,
        ...(team === undefined ? {} : { team }),
      };
      return showTicket(call, await changeTicket(call, change, versionOf(call.headers)));
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/tickets/{number}/messages',
    operationId: 'addMessage',
    tag,
    summary: 'Add a reply to the customer, or a note that only the team sees',
    permission: 'tickets:write',
    status: 201,
    params: numberParams,
    headers: ifMatch,
    body: z
      .strictObject({
        kind: z.enum(['reply', 'note']),
        text: z.string().trim().max(10_000),
        channel: z
          .uuid()
          .optional()
          .meta({ description: 'One of `reply-routes`; if not given, a reply goes where the customer wrote last.' }),
        attachments: z
          .array(z.uuid())
          .max(MAX_MESSAGE_FILES)
          .default([])
          .meta({ description: 'Files that you uploaded to this ticket; with one the text may be empty.' }),
        mentions: z
          .array(z.uuid())
          .max(20)
          .default([])
          .meta({ description: 'Colleagues who are told of a note; each must see the ticket.' }),
      })
      .refine(({ text, attachments }) => text !== '' || attachments.length > 0, { path: ['text'], error: 'is empty' }),
    example: { kind: 'reply', text: 'Chào anh, bên em đang kiểm tra trạm ở khu vực của anh ạ.' },
    response: ticketDetail,
    problems: changing,
    also: { 202: 'The reply waits for an approval: it is the last of `heldReplies`.' },
    async handle(call) {
      const act = await actOf(call, versionOf(call.headers));
      const { attachments, mentions, ...said } = call.body;
      const ticket = call.params.number;
      const answered = await inTransaction(call.context.db, async (tx) => {
        const files = await takeChosen(tx, [...new Set(attachments)], { owner: ownerOf(call.actor), ticket });
        const told = await addToConversation(tx, ticket, { ...said, files }, act);
        await tellColleagues(call, tx, told, mentions);
        return told;
      });
      const shown = await showTicket(call, answered);
      if (shown.messages.at(-1)?.delivery === 'queued') await call.context.pipeline.wakeDelivery();
      if (shown.heldReplies.at(-1)?.heldAt === call.now.toISOString()) call.reply.status = 202;
      return shown;
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/tickets/{number}/history',
    operationId: 'ticketHistory',
    tag,
    summary: 'Everything that happened to a ticket, the oldest first',
    permission: 'tickets:read',
    params: numberParams,
    response: z.object({ items: z.array(ticketEvent) }),
    async handle({ params, actor, context }) {
      await findTicket(context.db, await scopeOf(context.db, actor), params.number);
      const events = await ticketHistory(context.db, params.number);
      return { items: events.map((each) => eventSeen(each, clarityOf(actor.role))) };
    },
  }),
];
