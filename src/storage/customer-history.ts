import { type RawBuilder, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { CustomerHistoryItem } from '../domain/customer.ts';
import { membersOf } from './customers.ts';
import type { Database } from './database.ts';
import { iso, type Page, type PageRequest, page, readCursor } from './rows.ts';
import { type MentionScope, mentionsWithin, ticketsWithin } from './scope.ts';

interface Row extends Omit<CustomerHistoryItem, 'at'> {
  at: Date;
  position: string;
}

/** One kind of thing, as rows of (at, id, ticketNumber, channel, author, text). */
type Kind = readonly [kind: CustomerHistoryItem['kind'], rows: RawBuilder<unknown>];

const kinds = (members: RawBuilder<string>, mentions: MentionScope): Kind[] => [
  [
    'mention',
    sql`select m.occurred_at as at, m.id, m.ticket_number as "ticketNumber", m.source_kind as channel,
        null::text as author, concat_ws(E'\n', m.title, m.text) as text
      from identities i join mentions m on m.source_kind = i.channel and coalesce(m.author_id, m.author_name) = i.external_id
      where i.customer_id in ${members}
        and (${mentionsWithin(mentions, 'm')} or m.ticket_number in (select number from seen))`,
  ],
  [
    'ticket',
    sql`select opened_at as at, number::text as id, number as "ticketNumber", channel, null::text as author,
      subject as text from seen`,
  ],
  ...(['reply', 'note'] as const).map(
    (kind): Kind => [
      kind,
      sql`select m.created_at as at, m.id::text, m.ticket_number as "ticketNumber", s.channel,
          m.author_name as author, m.text
        from messages m join seen s on s.number = m.ticket_number where m.kind = ${kind}`,
    ],
  ),
  [
    'customer-note',
    sql`select created_at as at, id::text, null::integer as "ticketNumber", null::text as channel,
      author_name as author, text from customer_notes where customer_id in ${members}`,
  ],
];

/**
 * What a person wrote and what was said to and about them, on every channel, the newest first: of tickets and mentions,
 * those within the asker's sight. Each kind gives no more rows than the page has.
 */
export async function customerHistory(
  db: Database,
  person: string,
  within: { tickets: TicketScope; mentions: MentionScope },
  request: PageRequest,
): Promise<Page<CustomerHistoryItem>> {
  const members = membersOf(person);
  const after = readCursor(request.cursor, 'instant', 'text');
  const earlier = after ? sql`(at, position) < (${after[0]}::timestamptz, ${after[1]}::text collate "C")` : sql`true`;
  const parts = kinds(members, within.mentions).map(
    ([kind, rows]) => sql`(select * from (
      select r.*, ${kind}::text as kind, (${kind}::text || ' ' || r.id) collate "C" as position from (${rows}) r) placed
      where ${earlier} order by at desc, position desc limit ${request.limit + 1})`,
  );
  const { rows } = await sql<Row>`
    with seen as (select number, channel, subject, opened_at from tickets
      where customer_id in ${members} and ${ticketsWithin(within.tickets)})
    select * from (${sql.join(parts, sql` union all `)}) items
    order by at desc, position desc limit ${request.limit + 1}`.execute(db);
  return page(
    rows,
    request.limit,
    (row) => [iso(row.at), row.position],
    ({ position: _, at, ...item }) => ({ ...item, at: iso(at) }),
  );
}
