import { z } from 'zod';
import type { ChatVisitor } from '../../domain/chat.ts';
import { Unauthenticated } from '../../errors.ts';
import { findVisitor } from '../../storage/chat-visitors.ts';
import type { Call } from '../endpoint.ts';
import type { OpenChat } from './chat-channels.ts';
import { readToken, tokenInCookies } from './visitor-token.ts';

/** What the routes of a visitor have in common. */

export const chatTag = 'Web chat';

export const chatParams = z.strictObject({ id: z.uuid().meta({ description: 'The channel’s.' }) });

export const visitorHeaders = z.object({
  'x-chat-visitor': z.string().max(200).optional().meta({ description: 'The token, where the cookie is kept back.' }),
  cookie: z.string().optional(),
});

export const visitorProblems = {
  401: 'Nobody chats here yet, or the chat is forgotten: begin one.',
  429: 'Too many requests: wait a while.',
};

type VisitorCall<Query = unknown, Body = unknown> = Call<
  z.output<typeof chatParams>,
  Query,
  z.output<typeof visitorHeaders>,
  Body
>;

/** The chat that is asked, and who asks, if they prove to be a visitor of it. */
export async function whoChats(call: VisitorCall): Promise<{ chat: OpenChat; visitor: ChatVisitor | undefined }> {
  const { db, vault, chats } = call.context;
  const chat = await chats.channels.find(call.params.id);
  const token = call.headers['x-chat-visitor'] ?? tokenInCookies(call.headers.cookie);
  const id = token === undefined ? undefined : readToken(vault, chat.row.id, token, call.now);
  return { chat, visitor: id === undefined ? undefined : await findVisitor(db, chat.row.id, id) };
}

/** The same for what only a visitor may do; counts their requests. Throws Unauthenticated and TooManyRequests. */
export async function visitorOf(call: VisitorCall): Promise<{ chat: OpenChat; visitor: ChatVisitor }> {
  const { chat, visitor } = await whoChats(call);
  if (visitor === undefined) throw new Unauthenticated('Nobody chats here yet: begin a conversation.');
  await call.context.chats.requests.countBy(visitor.id);
  return { chat, visitor };
}
