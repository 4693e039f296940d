import { fillTemplate, type TemplateValues, ticketCode } from '../care/template.ts';
import { splitText } from '../channels/support/split-text.ts';
import type { CannedReply } from '../domain/help.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Database } from '../storage/database.ts';
import { routesOf } from './reply-route.ts';
import { limitsOf } from './send-reply.ts';

/** A text for one ticket, and how it goes out there. */
export interface Rendered {
  text: string;
  channel: string | null;
  length: number;
  maxLength: number | null;
  parts: number;
}

/** What a ticket's texts may be filled with. */
export function valuesOf(ticket: Ticket, agent: string): Partial<TemplateValues> {
  return {
    'customer.name': ticket.customer?.name ?? null,
    'ticket.code': ticketCode(ticket.number),
    'agent.name': agent,
    'team.name': ticket.team.name,
    'channel.name': ticket.channel,
  };
}

/** A canned reply in the words for the channel that the ticket is answered on, its variables filled in. */
export async function renderCanned(
  db: Database,
  reply: CannedReply,
  ticket: Ticket,
  agent: string,
  now: Date,
): Promise<Rendered> {
  const route = (await routesOf(db, ticket, now)).find(({ usual }) => usual);
  const kind = route?.channel.kind ?? null;
  const words = (kind === null ? undefined : reply.variants[kind]) ?? reply.text;
  const text = fillTemplate(words, {
    ...valuesOf(ticket, agent),
    'channel.name': route?.channel.name ?? ticket.channel,
  });
  if (route === undefined) return { text, channel: null, length: text.length, maxLength: null, parts: 1 };
  const limits = await limitsOf(db, route.channel);
  const length = limits.count(text);
  return { text, channel: kind, length, maxLength: limits.maxLength, parts: splitText(text, limits).length };
}
