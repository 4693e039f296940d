import { type RawBuilder, sql } from 'kysely';
import type { Attachment } from '../domain/attachment.ts';
import type { PendingOn, TicketStatus } from '../domain/ticket.ts';
import { attachmentShape, idsOfTicket } from './attachments.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull } from './rows.ts';

/**
 * What a customer sees of the records: what was written under their own accounts, and what was sent to these. Notes,
 * agents, other people on the same ticket and whatever else is kept are not theirs to see.
 */

/** Accounts that somebody proved to be theirs. */
export type Accounts = readonly { channel: string; id: string }[];

const asRows = (accounts: Accounts) =>
  sql`jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as own(channel text, id text)`;

/** Mentions (`m`) that the accounts wrote. */
const written = (accounts: Accounts): RawBuilder<unknown> =>
  sql`mentions m join ${asRows(accounts)} on m.source_kind = own.channel and m.author_id = own.id and m.kind = 'message'`;

export interface CustomerTicket {
  /** Null while what they wrote is not yet a ticket. */
  number: number | null;
  /** The first of what they wrote on it. */
  text: string;
  writtenAt: string;
  status: TicketStatus;
  pendingOn: PendingOn | null;
  dueAt: string | null;
  resolvedAt: string | null;
  updatedAt: string;
  /** Whether it can be answered on the website: it began there. */
  isOwn: boolean;
  unread: number;
}

interface Row {
  number: number | null;
  text: string;
  written_at: Date;
  status: TicketStatus | null;
  pending_on: PendingOn | null;
  due_at: Date | null;
  resolved_at: Date | null;
  updated_at: Date | null;
  is_own: boolean;
  unread: number;
}

const MOST_TICKETS = 200;

/** The tickets of the accounts, the one that was written on last first; `number`: that one alone. */
export async function ticketsOfAccounts(db: Database, accounts: Accounts, number?: number): Promise<CustomerTicket[]> {
  const { rows } = await sql<Row>`
    select t.number, w.text, w.written_at, t.status, t.pending_on, coalesce(t.resolution_due_at, t.legal_due_at) as due_at,
      t.resolved_at, t.updated_at, coalesce(w.is_own, false) as is_own, (
        select count(*)::integer from deliveries d join messages r on r.id = d.message_id
        where r.ticket_number = t.number and ${sentTo(accounts)} and d.status in ('sent', 'delivered')) as unread
    from (select coalesce(m.ticket_number::text, m.id) as thing, max(m.ticket_number) as ticket_number,
        (array_agg(m.text order by m.occurred_at, m.id))[1] as text, min(m.occurred_at) as written_at,
        max(m.occurred_at) as last_at, bool_or(m.source_kind = 'selfcare') as is_own
      from ${written(accounts)} where m.erased_at is null
        and (m.ticket_number is not null or m.source_kind = 'selfcare')
        and ${number === undefined ? sql`true` : sql`m.ticket_number = ${number}`}
      group by 1) w
    left join tickets t on t.number = w.ticket_number
    order by w.last_at desc, w.thing limit ${MOST_TICKETS}`.execute(db);
  return rows.map((row) => ({
    number: row.number,
    text: row.text,
    writtenAt: iso(row.written_at),
    status: row.status ?? 'new',
    pendingOn: row.pending_on,
    dueAt: isoOrNull(row.due_at),
    resolvedAt: isoOrNull(row.resolved_at),
    updatedAt: iso(row.updated_at ?? row.written_at),
    isOwn: row.is_own,
    unread: row.unread,
  }));
}

/** Whether a delivery (`d`) went to one of the accounts. */
const sentTo = (
  accounts: Accounts,
) => sql`exists (select from channels c join ${asRows(accounts)} on own.channel = c.kind
  where c.id = d.channel_id and d.conversation = own.id)`;

/** One thing that was said. */
export interface Said {
  id: string;
  from: 'customer' | 'desk';
  text: string;
  at: string;
  files: Attachment[];
}

/** What the accounts wrote on a ticket and were sent, the oldest first. */
export async function conversationOf(db: Database, accounts: Accounts, number: number): Promise<Said[]> {
  const { rows } = await sql<{ id: string; from: Said['from']; text: string; at: Date }>`
    select m.id, 'customer' as "from", m.text, m.occurred_at as at from ${written(accounts)}
      where m.ticket_number = ${number} and m.erased_at is null
    union all
    select r.id::text, 'desk', r.text, r.created_at from messages r
      where r.ticket_number = ${number} and r.kind = 'reply' and exists (select from deliveries d
        where d.message_id = r.id and d.status in ('sent', 'delivered', 'read') and ${sentTo(accounts)})
    order by at, "from", id`.execute(db);
  const files = await filesOfAccounts(db, accounts, sql`a.id in ${idsOfTicket(number)}`);
  return rows.map((row) => ({
    ...row,
    at: iso(row.at),
    files: files.filter(({ mention, message }) => mention === row.id || message === row.id),
  }));
}

/** Files that the accounts sent or were sent; `which` narrows them (`a`) down. */
async function filesOfAccounts(db: Database, accounts: Accounts, which: RawBuilder<unknown>): Promise<Attachment[]> {
  const { rows } = await sql<Parameters<typeof attachmentShape>[0]>`
    select a.* from attachments a left join mentions m on m.id = a.mention_id left join messages r on r.id = a.message_id
    where ${which} and (
      (m.id is not null and exists (select from ${asRows(accounts)} where m.source_kind = own.channel and m.author_id = own.id))
      or (r.kind = 'reply' and exists (select from deliveries d
        where d.message_id = r.id and d.status in ('sent', 'delivered', 'read') and ${sentTo(accounts)})))
    order by a.created_at, a.position`.execute(db);
  return rows.map(attachmentShape);
}

/** A file that the accounts sent or were sent; undefined for any other. */
export async function fileOfAccounts(db: Database, accounts: Accounts, id: string): Promise<Attachment | undefined> {
  return (await filesOfAccounts(db, accounts, sql`a.id = ${id}::uuid`))[0];
}

/** What was sent to the accounts on a ticket and is not noted as read: ids by which the website's receipts name them. */
export async function unreadOf(db: Database, accounts: Accounts, number: number): Promise<{ externalId: string }[]> {
  const { rows } = await sql<{ externalId: string }>`
    select d.external_id as "externalId" from deliveries d join messages r on r.id = d.message_id
      join channels k on k.id = d.channel_id
    where r.ticket_number = ${number} and k.kind = 'selfcare' and d.status in ('sent', 'delivered')
      and d.external_id is not null and ${sentTo(accounts)}`.execute(db);
  return rows;
}

/** The ticket of a delivery on the website, if it is the first answer there that its customer has not opened yet. */
export async function firstUnopened(db: Database, deliveryId: string): Promise<number | undefined> {
  const { rows } = await sql<{ number: number }>`
    select r.ticket_number as number from deliveries d join messages r on r.id = d.message_id
    where d.id = ${deliveryId} and not exists (select from deliveries o join messages n on n.id = o.message_id
      where o.channel_id = d.channel_id and o.conversation = d.conversation and n.ticket_number = r.ticket_number
        and o.id <> d.id and o.status in ('sent', 'delivered'))`.execute(db);
  return rows[0]?.number;
}
