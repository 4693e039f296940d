import { z } from 'zod';
import { chatIdentity } from '../../channels/web-chat/identity.ts';
import { tidyText } from '../../crawlers/support/html.ts';
import { chatItem } from '../../domain/chat.ts';
import { Conflict } from '../../errors.ts';
import { LONGEST_CHAT_MESSAGE, noteChatReceipts } from '../../pipeline/chat.ts';
import { rateTicket } from '../../pipeline/csat.ts';
import { findItem, itemsBefore, ticketOfVisitor } from '../../storage/chat-items.ts';
import { beginAnonymously, beginVouched, chatDetails } from '../chat/begin-chat.ts';
import type { OpenChat } from '../chat/chat-channels.ts';
import { ratingToken, showItems } from '../chat/chat-items.ts';
import {
  chatParams,
  chatTag as tag,
  visitorHeaders,
  visitorOf,
  visitorProblems,
  whoChats,
} from '../chat/visitor-call.ts';
import { issueToken, tokenCookie } from '../chat/visitor-token.ts';
import { LONGEST_COMMENT } from '../csat-page.ts';
import { type Call, endpoint } from '../endpoint.ts';

const opening = {
  isOpen: z.boolean().meta({ description: 'Whether the desk works now.' }),
  opensAt: z.iso.datetime().nullable().meta({ description: 'When it will, if it does not.' }),
};
const items = z.array(chatItem);
const conversation = z.object({
  visitor: z.object({
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    isVouched: z.boolean().meta({ description: 'The page with the widget says who they are.' }),
  }),
  token: z.string().nullable().meta({ description: 'To be sent as `X-Chat-Visitor`, where no cookie was asked for.' }),
  items,
  hasEarlier: z.boolean(),
  seen: z.int().meta({ description: 'An agent has seen everything up to this number.' }),
  ...opening,
});

/** Items shown at first. */
const SHOWN = 30;

type Visitor = Awaited<ReturnType<typeof visitorOf>>['visitor'];

async function show(
  { context, now }: Pick<Call, 'context' | 'now'>,
  chat: OpenChat,
  visitor: Visitor,
  token: string | null,
) {
  const found = await itemsBefore(context.db, visitor.id, undefined, SHOWN + 1);
  const { name, email, phone, externalId, agentSeen: seen } = visitor;
  return {
    visitor: { name, email, phone, isVouched: externalId !== null },
    token,
    items: await showItems(context.db, chat.settings, found.slice(-SHOWN), now),
    hasEarlier: found.length > SHOWN,
    seen,
    ...(await context.chats.channels.opening(chat, now)),
  };
}

const clientId = z.string().regex(/^[\w-]{8,64}$/, 'must be 8 to 64 letters, digits, _ or -');

export const chatEndpoints = [
  endpoint({
    method: 'get',
    path: '/chat/{id}/conversation',
    operationId: 'resumeChat',
    tag,
    summary: 'What was said so far, to the visitor whose chat it is',
    permission: 'public',
    params: chatParams,
    headers: visitorHeaders,
    response: conversation,
    problems: visitorProblems,
    async handle(call) {
      const { chat, visitor } = await visitorOf(call);
      return show(call, chat, visitor, null);
    },
  }),

  endpoint({
    method: 'post',
    path: '/chat/{id}/conversation',
    operationId: 'beginChat',
    tag,
    summary: 'Begin a chat, or say more of who chats',
    description:
      'A visitor who chats already stays the same. With an `identity` that the page with the widget has signed (docs/channels.md), they are the one whom the page knows by that id.',
    permission: 'public',
    params: chatParams,
    headers: visitorHeaders,
    body: z.strictObject({
      keep: z.enum(['cookie', 'token']).meta({ description: 'How the visitor is known the next time.' }),
      details: chatDetails.prefault({}),
      identity: chatIdentity.optional(),
    }),
    example: { keep: 'cookie', details: { name: 'Lan', phone: '0912 345 678' } },
    response: conversation,
    problems: { 403: 'The identity is not signed, or has expired.', 429: visitorProblems[429] },
    async handle(call) {
      const { context, body, now, reply, params } = call;
      const { db, vault, chats, publicUrl } = context;
      const { chat, visitor: known } = await whoChats(call);
      await (known === undefined ? chats.starts.count(call.address) : chats.requests.countBy(known.id));
      const { identity, details } = body;
      const visitor =
        identity === undefined
          ? await beginAnonymously(db, chat, known, details, now)
          : await beginVouched(db, chat, known, identity, now);
      const isVouched = visitor.externalId !== null;
      const token = issueToken(vault, { channel: params.id, visitor: visitor.id, isVouched }, now);
      if (body.keep === 'cookie') reply.header('Set-Cookie', tokenCookie(params.id, token, publicUrl));
      return show(call, chat, visitor, body.keep === 'cookie' ? null : token);
    },
  }),

  endpoint({
    method: 'get',
    path: '/chat/{id}/messages',
    operationId: 'listChatMessages',
    tag,
    summary: 'What was said before a message, in order',
    permission: 'public',
    params: chatParams,
    headers: visitorHeaders,
    query: z.strictObject({
      before: z.coerce.number<string>().int().min(1).max(2_147_483_647),
      limit: z.coerce.number<string>().int().min(1).max(100).default(SHOWN),
    }),
    response: z.object({ items, hasEarlier: z.boolean() }),
    problems: visitorProblems,
    async handle(call) {
      const { db } = call.context;
      const { chat, visitor } = await visitorOf(call);
      const { before, limit } = call.query;
      const found = await itemsBefore(db, visitor.id, before, limit + 1);
      const shown = await showItems(db, chat.settings, found.slice(-limit), call.now);
      return { items: shown, hasEarlier: found.length > limit };
    },
  }),

  endpoint({
    method: 'post',
    path: '/chat/{id}/messages',
    operationId: 'sendChatMessage',
    tag,
    summary: 'A visitor’s message; sent again with the same id it is the same',
    permission: 'public',
    params: chatParams,
    headers: visitorHeaders,
    uncleanText: true,
    body: z.strictObject({ id: clientId, text: z.string().max(4 * LONGEST_CHAT_MESSAGE) }),
    example: { id: 'm-1f0c9b62', text: 'Mạng nhà tôi mất từ sáng.' },
    response: z.object({ number: z.int().meta({ description: 'Its place in the chat.' }) }),
    problems: visitorProblems,
    async handle(call) {
      const { pipeline, chats } = call.context;
      const { chat, visitor } = await visitorOf(call);
      await chats.messages.countBy(visitor.id);
      const { id, text } = call.body;
      const { number } = await pipeline.takeChatMessage(chat.row, visitor.id, { clientId: id, text });
      chats.feed.touch(visitor.id);
      return { number };
    },
  }),

  endpoint({
    method: 'post',
    path: '/chat/{id}/typing',
    operationId: 'chatTyping',
    tag,
    summary: 'Tell the agents who see the ticket that the visitor is typing, or has stopped; it is kept nowhere',
    permission: 'public',
    params: chatParams,
    headers: visitorHeaders,
    body: z.strictObject({ typing: z.boolean() }),
    example: { typing: true },
    problems: visitorProblems,
    async handle(call) {
      const { db, live } = call.context;
      const { visitor } = await visitorOf(call);
      const ticket = visitor.items === 0 ? undefined : await ticketOfVisitor(db, visitor.id);
      if (ticket === undefined) return;
      const whom = { teams: [ticket.team], assignee: ticket.assignee, users: null };
      live.mention(whom, 'typing', { kind: 'chat.typing', ticket: ticket.number, typing: call.body.typing });
    },
  }),

  endpoint({
    method: 'post',
    path: '/chat/{id}/seen',
    operationId: 'chatSeen',
    tag,
    summary: 'The visitor has read everything up to a message',
    permission: 'public',
    params: chatParams,
    headers: visitorHeaders,
    body: z.strictObject({ upTo: z.int().min(1).max(2_147_483_647) }),
    example: { upTo: 4 },
    problems: visitorProblems,
    async handle(call) {
      const { chat, visitor } = await visitorOf(call);
      const receipt = { visitor: visitor.id, upTo: call.body.upTo, state: 'read' as const };
      await noteChatReceipts(call.context.db, chat.row, receipt, call.now);
    },
  }),

  endpoint({
    method: 'post',
    path: '/chat/{id}/rating',
    operationId: 'rateChat',
    tag,
    summary: 'The visitor’s rating, where a message asks for one; it counts once',
    permission: 'public',
    params: chatParams,
    headers: visitorHeaders,
    uncleanText: true,
    body: z.strictObject({
      number: z.int().min(1).meta({ description: 'Of the message that asks.' }),
      rating: z.int().min(1).max(5),
      comment: z.string().max(10_000).default(''),
    }),
    example: { number: 5, rating: 4, comment: 'Nhanh, nhiệt tình' },
    problems: { ...visitorProblems, 409: 'The message asks for no rating, or not any more.' },
    async handle(call) {
      const { db } = call.context;
      const { visitor } = await visitorOf(call);
      const { number, rating, comment } = call.body;
      const item = await findItem(db, visitor.id, number);
      const token = item && ratingToken(item);
      const said = { rating, comment: tidyText(comment, LONGEST_COMMENT) };
      if (token === undefined || !(await rateTicket(db, token, said, call.now)))
        throw new Conflict('This message asks for no rating, or not any more.');
    },
  }),
];
