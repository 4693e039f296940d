import { z } from 'zod';
import { analysis, sentimentLabel, topic } from '../domain/analysis.ts';
import { mention } from '../domain/mention.ts';
import { role, team, user } from '../domain/person.ts';
import { query } from '../domain/query.ts';
import { dailyReport } from '../domain/report.ts';
import { run, source } from '../domain/source.ts';
import { message, priority, ticket, ticketEvent, ticketStatus } from '../domain/ticket.ts';
import { problem } from './problem.ts';

/** Schemas that several endpoints share, and the names that nouns have in the OpenAPI document. */

const nouns: Record<string, z.ZodType> = {
  Analysis: analysis,
  DailyReport: dailyReport,
  Mention: mention,
  Message: message,
  Priority: priority,
  Problem: problem,
  Query: query,
  Role: role,
  Run: run,
  Sentiment: sentimentLabel,
  Source: source,
  Team: team,
  Ticket: ticket,
  TicketEvent: ticketEvent,
  TicketStatus: ticketStatus,
  Topic: topic,
  User: user,
};

export const named = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(nouns)) named.add(schema, { id });

/** The body of every list's answer. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'The `cursor` of the next page; null on the last one.' }),
  });
}

/** What every list can be asked for. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional().meta({ description: '`nextCursor` of the page before.' }),
};

export const idParams = z.strictObject({ id: z.uuid() });

/** Mention ids are ours: 26 characters of base64url. */
export const mentionParams = z.strictObject({ id: z.string().regex(/^[\w-]{26}$/, 'is not the id of a mention') });

export const numberParams = z.strictObject({
  number: z.coerce.number<string>().int().min(1).max(2_147_483_647).meta({ description: 'The ticket’s number.' }),
});

/** An instant in a query; PostgreSQL and Date agree on the years from 1 to 9999. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 instant with offset, such as 2026-03-05T00:00:00+07:00' })
  .refine((value) => value >= '0001', 'is before the year 1');

export const words = z.string().trim().max(500).meta({
  description: 'Words that must all occur, in any case and with or without marks; "a phrase", -without.',
});

/** Several values of one kind, separated by commas. */
export function listOf<T extends string>(item: z.ZodType<T>, what: string) {
  return z
    .string()
    .max(500)
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(item as z.ZodType<T, string>))
    .meta({ description: `One or several of ${what}, separated by commas.` });
}
