import { sql } from 'kysely';
import { RECENT_DAYS } from '../care/priority.ts';
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

/** How many tickets a customer has had lately. */
export async function recentTicketsOf(tx: Database, customerId: string, now: Date): Promise<number> {
  const since = new Date(now.getTime() - RECENT_DAYS * 86_400_000);
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from tickets
    where customer_id = ${customerId} and opened_at >= ${since}`.execute(tx);
  return rows[0]?.count ?? 0;
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

/** Moves what a merge brought back to where it came from, as far as it is still there. */
export async function giveBack(
  tx: Database,
  { from, into, mentionIds, messageIds }: { from: number; into: number; mentionIds: string[]; messageIds: string[] },
): Promise<void> {
  await sql`update mentions set ticket_number = ${from} where id = any(${mentionIds}::text[]) and ticket_number = ${into}`.execute(
    tx,
  );
  await sql`update messages set ticket_number = ${from} where id = any(${messageIds}::uuid[]) and ticket_number = ${into}`.execute(
    tx,
  );
}
