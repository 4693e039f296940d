import { sql } from 'kysely';
import type { DeliveryRecipient } from '../domain/channel.ts';
import type { Database } from './database.ts';

/** Where the customer of a ticket wrote, and on which channel they can be answered there. */

export interface WrittenOn {
  /** Null where nothing can be sent: the post was only collected. */
  channel: { id: string; kind: string; name: string; enabled: boolean } | null;
  recipient: DeliveryRecipient;
}

interface Row {
  channel_id: string | null;
  channel_kind: string | null;
  channel_name: string | null;
  enabled: boolean | null;
  writer: string;
  name: string | null;
  thread: string | null;
  post: string;
  title: string | null;
  at: Date;
}

const shape = (row: Row, ticket: number): WrittenOn => ({
  channel:
    row.channel_id === null
      ? null
      : {
          id: row.channel_id,
          kind: row.channel_kind ?? '',
          name: row.channel_name ?? '',
          enabled: row.enabled ?? false,
        },
  recipient: {
    id: row.writer,
    name: row.name,
    threadId: row.thread,
    lastPostId: row.post,
    lastWroteAt: row.at.toISOString(),
    title: row.title,
    ticket,
  },
});

const COLUMNS = sql`c.id as channel_id, c.kind as channel_kind, c.name as channel_name, c.enabled,
  coalesce(m.author_id, m.external_id) as writer, m.author_name as name, m.thread_id as thread, m.external_id as post, m.title,
  least(m.occurred_at, m.collected_at) as at`;
const CHANNEL = sql`left join channels c on c.source_id = m.source_id and c.deleted_at is null`;

/** As many places as anybody writes from. */
const MOST = 20;

/**
 * The places where a ticket's customer wrote, the latest first: those of the ticket, then the channels on which the same
 * customer once wrote to the desk directly.
 */
export async function placesOf(
  db: Database,
  ticket: { number: number; customerId: string | null },
): Promise<WrittenOn[]> {
  const { rows: own } = await sql<Row>`
    select * from (
      select distinct on (m.source_id, writer) ${COLUMNS}
      from mentions m ${CHANNEL} where m.ticket_number = ${ticket.number}
      order by m.source_id, writer, m.occurred_at desc, m.id
    ) places order by at desc, post limit ${MOST}`.execute(db);
  if (ticket.customerId === null) return own.map((row) => shape(row, ticket.number));
  const { rows: elsewhere } = await sql<Row>`
    select * from (
      select distinct on (m.source_id, writer) ${COLUMNS}
      from identities i join mentions m on m.source_kind = i.channel and m.author_id = i.external_id and m.kind = 'message'
        join channels c on c.source_id = m.source_id and c.deleted_at is null
      where i.customer_id = ${ticket.customerId}
      order by m.source_id, writer, m.occurred_at desc, m.id
    ) places order by at desc, post limit ${MOST}`.execute(db);
  const known = new Set(own.map((row) => `${row.channel_id} ${row.writer}`));
  return [...own, ...elsewhere.filter((row) => !known.has(`${row.channel_id} ${row.writer}`))].map((row) =>
    shape(row, ticket.number),
  );
}

/** The thread in which an author's posts of one kind belong to a ticket; null if there is none. */
export async function threadIn(db: Database, ticket: number, kind: string, author: string): Promise<string | null> {
  const row = await db
    .selectFrom('mentions')
    .select('thread_id')
    .where('ticket_number', '=', ticket)
    .where('source_kind', '=', kind)
    .where('author_id', '=', author)
    .orderBy('occurred_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.thread_id ?? null;
}
