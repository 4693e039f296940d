import { type SqlBool, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { Topic } from '../domain/analysis.ts';
import type { Database } from './database.ts';
import { ticketsWithin } from './scope.ts';
import { anyWords } from './text-search.ts';

/** A ticket that was solved before, and what an agent had answered last. */
export interface SolvedTicket {
  number: number;
  subject: string;
  resolvedAt: Date;
  answer: string;
}

/** Of so many solved last on a topic, the likest are found: what was answered long ago may no longer hold. */
const LOOKED_AT = 400;

/** Tickets of the same topic that were solved with an answer and share telling words, the likest first. */
export async function similarSolved(
  db: Database,
  scope: TicketScope,
  asked: { topic: Topic | null; words: string; except: number; limit: number },
): Promise<SolvedTicket[]> {
  const query = anyWords(asked.words);
  if (query === null || asked.topic === null) return [];
  const { rows } = await sql<SolvedTicket>`
    with latest as (
      select number, subject, resolved_at, search from tickets
      where topic = ${asked.topic} and resolved_at is not null and merged_into is null and number <> ${asked.except}
        and ${ticketsWithin(scope)}
      order by resolved_at desc limit ${LOOKED_AT}
    ), likest as (
      select number, subject, resolved_at, ts_rank(search, ${query}::tsquery, 1) as rank from latest
      where ${sql<SqlBool>`search @@ ${query}::tsquery`} order by rank desc limit ${asked.limit * 4}
    )
    select l.number, l.subject, l.resolved_at as "resolvedAt", m.text as answer
    from likest l cross join lateral (
      select text from messages where ticket_number = l.number and kind = 'reply' and user_id is not null and text <> ''
      order by created_at desc limit 1
    ) m
    order by l.rank desc, l.number desc limit ${asked.limit}`.execute(db);
  return rows;
}
