import { sql } from 'kysely';
import type { Database } from './database.ts';
import { iso } from './rows.ts';

/** What was said in chats, in its order: the words stay in mentions and replies. */

/** An item as the records have it. */
export interface StoredItem {
  visitor: string;
  number: number;
  at: string;
  text: string;
  clientId: string | null;
  /** Of what the desk wrote: the delivery, how far it has come, and who wrote it (null: the program). */
  reply: { delivery: string; status: string; author: string | null } | null;
}

interface Row {
  visitor_id: string;
  number: number;
  at: Date;
  client_id: string | null;
  mention_text: string | null;
  units: number | null;
  delivery_id: string | null;
  status: string | null;
  user_id: string | null;
  author_name: string | null;
  reply_text: string | null;
  from_unit: number | null;
  to_unit: number | null;
}

const COLUMNS = sql`i.visitor_id, i.number, i.at, i.client_id, i.units, m.text as mention_text, i.delivery_id, d.status,
  d.from_unit, d.to_unit, r.user_id, r.author_name, r.text as reply_text`;
const SOURCES = sql`left join mentions m on m.id = i.mention_id left join deliveries d on d.id = i.delivery_id
  left join messages r on r.id = d.message_id`;

function shape(row: Row): StoredItem {
  const own = (row.mention_text ?? '').slice(0, row.units ?? undefined);
  const sent = (row.reply_text ?? '').slice(row.from_unit ?? 0, row.to_unit ?? undefined);
  return {
    visitor: row.visitor_id,
    number: row.number,
    at: iso(row.at),
    text: row.delivery_id === null ? own : sent,
    clientId: row.client_id,
    reply:
      row.delivery_id === null
        ? null
        : {
            delivery: row.delivery_id,
            status: row.status ?? '',
            author: row.user_id === null ? null : row.author_name,
          },
  };
}

/** Of several visitors, what is newer than each has seen, in order; at most `limit` of each. */
export async function itemsAfter(
  db: Database,
  seen: readonly { visitor: string; after: number }[],
  limit: number,
): Promise<StoredItem[]> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as s(visitor uuid, after integer)
    cross join lateral (select * from chat_items where visitor_id = s.visitor and number > s.after
      order by number limit ${limit}) i
    ${SOURCES} order by i.visitor_id, i.number`.execute(db);
  return rows.map(shape);
}

/** The last items of a visitor before a number, in order. */
export async function itemsBefore(
  db: Database,
  visitor: string,
  before: number | undefined,
  limit: number,
): Promise<StoredItem[]> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from (select * from chat_items where visitor_id = ${visitor}
      and ${before === undefined ? sql`true` : sql`number < ${before}`} order by number desc limit ${limit}) i
    ${SOURCES} order by i.number`.execute(db);
  return rows.map(shape);
}

/** One item, if it is the visitor's. */
export async function findItem(db: Database, visitor: string, number: number): Promise<StoredItem | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from chat_items i ${SOURCES}
    where i.visitor_id = ${visitor} and i.number = ${number}`.execute(db);
  return rows[0] && shape(rows[0]);
}

/** The number of what the visitor's page sent under an id. */
export async function numberOfClientId(tx: Database, visitor: string, clientId: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('chat_items')
    .select('number')
    .where('visitor_id', '=', visitor)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row?.number;
}

/** Numbers what a visitor wrote, under the lock of the visitor's row; `units`: how much of the mention is their own words. */
export async function addVisitorItem(
  tx: Database,
  item: { visitor: string; clientId: string; mention: string; units: number },
  now: Date,
): Promise<number> {
  const { visitor, clientId, mention, units } = item;
  const { items: number } = await tx
    .updateTable('chat_visitors')
    .set({ items: sql<number>`items + 1`, last_seen_at: now })
    .where('id', '=', visitor)
    .returning('items')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('chat_items')
    .values({ visitor_id: visitor, number, client_id: clientId, mention_id: mention, units, at: now })
    .execute();
  return number;
}

/** What was sent to a visitor up to a number and has not come so far as `state`: the outside ids. */
export async function repliesBehind(
  db: Database,
  visitor: string,
  upTo: number,
  state: 'delivered' | 'read',
): Promise<string[]> {
  const behind = state === 'read' ? ['sent', 'delivered'] : ['sent'];
  const rows = await db
    .selectFrom('chat_items as i')
    .innerJoin('deliveries as d', 'd.id', 'i.delivery_id')
    .select('d.external_id')
    .where('i.visitor_id', '=', visitor)
    .where('i.number', '<=', upTo)
    .where('d.status', 'in', behind)
    .orderBy('i.number')
    .execute();
  return rows.flatMap(({ external_id: id }) => (id === null ? [] : [id]));
}

/** The ticket that a visitor's last words are in, and who may know of it; undefined where there is none yet. */
export async function ticketOfVisitor(
  db: Database,
  visitor: string,
): Promise<{ number: number; team: string; assignee: string | null } | undefined> {
  const { rows } = await sql<{ number: number; team: string; assignee: string | null }>`
    select t.number, t.team_id as team, t.assignee_id as assignee from (
      select ticket_number from mentions where source_kind = 'web-chat' and author_id = ${visitor} and kind = 'message'
      order by occurred_at desc limit 1) m
    join tickets t on t.number = m.ticket_number where t.status <> 'closed'`.execute(db);
  return rows[0];
}
