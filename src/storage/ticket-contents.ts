import { sql } from 'kysely';
import { RECENT_DAYS } from '../care/priority.ts';
import { SAME_PERSON } from './customers.ts';
import type { Database } from './database.ts';

/** What tickets are made of: mentions, messages, the words that they are found by. */

/** Makes a ticket findable by these folded words too. */
export async function addToTicketSearch(tx: Database, number: number, folded: string): Promise<void> {
  await sql`update tickets set search = search || to_tsvector('simple', ${folded}) where number = ${number}`.execute(
    tx,
  );
}

/** Makes a ticket findable by these folded words and no others. */
export async function replaceTicketSearch(tx: Database, number: number, folded: string): Promise<void> {
  await sql`update tickets set search = to_tsvector('simple', ${folded}) where number = ${number}`.execute(tx);
}

/** How many tickets each of some customers has had lately, those of the same person included; who had none is left out. */
export async function recentTicketsOf(
  tx: Database,
  customerIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  if (customerIds.length === 0) return new Map();
  const since = new Date(now.getTime() - RECENT_DAYS * 86_400_000);
  const { rows } = await sql<{ customer_id: string; count: number }>`
    select one.id as customer_id, count(*)::integer as count from ${SAME_PERSON} join tickets on tickets.customer_id = same.id
    where one.id = any(${[...customerIds]}::uuid[]) and tickets.opened_at >= ${since} group by one.id`.execute(tx);
  return new Map(rows.map((row) => [row.customer_id, row.count]));
}

/** How many people write on a ticket, this author included. */
export async function voicesOf(tx: Database, number: number, author: string | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct voice)::integer as count from (
      select coalesce(author_id, author_name, id) as voice from mentions where ticket_number = ${number}
      union all select ${author ?? ' '}
    ) voices`.execute(tx);
  return rows[0]?.count ?? 1;
}

/** Moves mentions and messages of one ticket to another, which is then found by the words of both; gives what moved. */
export async function moveContents(
  tx: Database,
  from: number,
  to: number,
): Promise<{ mentionIds: string[]; messageIds: string[] }> {
  const mentions = await tx
    .updateTable('mentions')
    .set({ ticket_number: to })
    .where('ticket_number', '=', from)
    .returning('id')
    .execute();
  const messages = await tx
    .updateTable('messages')
    .set({ ticket_number: to })
    .where('ticket_number', '=', from)
    .returning('id')
    .execute();
  await sql`update tickets set search = search || (select search from tickets where number = ${from}) where number = ${to}`.execute(
    tx,
  );
  return { mentionIds: mentions.map(({ id }) => id), messageIds: messages.map(({ id }) => id) };
}

/** What belongs to a ticket. */
export async function contentsOf(
  tx: Database,
  number: number,
): Promise<{ mentionIds: string[]; messageIds: string[] }> {
  const mentions = await tx.selectFrom('mentions').select('id').where('ticket_number', '=', number).execute();
  const messages = await tx.selectFrom('messages').select('id').where('ticket_number', '=', number).execute();
  return { mentionIds: mentions.map(({ id }) => id), messageIds: messages.map(({ id }) => id) };
}

/** Moves some mentions and messages of one ticket to another. */
export async function moveSome(
  tx: Database,
  from: number,
  to: number,
  { mentions, messages }: { mentions: readonly string[]; messages: readonly string[] },
): Promise<void> {
  await sql`update mentions set ticket_number = ${to} where id = any(${[...mentions]}::text[]) and ticket_number = ${from}`.execute(
    tx,
  );
  await sql`update messages set ticket_number = ${to} where id = any(${[...messages]}::uuid[]) and ticket_number = ${from}`.execute(
    tx,
  );
}
