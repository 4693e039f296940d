import { sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import { withoutRatingLinks } from '../care/csat.ts';
import type { PartStatus, SetAsideReply } from '../domain/channel.ts';
import { Conflict, NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, type Page, type PageRequest, page, readCursor } from './rows.ts';
import { ticketsWithin } from './scope.ts';

/** Replies that did not get through, and how far those of a ticket have come. */

/** The part of each reply that a person has to see to: the first that failed or is doubtful. */
export async function listSetAsideReplies(
  db: Database,
  scope: TicketScope,
  request: PageRequest,
): Promise<Page<SetAsideReply>> {
  const after = readCursor(request.cursor, 'id');
  let query = db
    .selectFrom('deliveries as d')
    .innerJoin('messages as m', 'm.id', 'd.message_id')
    .innerJoin('tickets', 'tickets.number', 'm.ticket_number')
    .innerJoin('channels as c', 'c.id', 'd.channel_id')
    .select(['d.position', 'd.message_id', 'd.status', 'd.reason', 'd.attempts', 'd.updated_at'])
    .select(['m.text', 'm.ticket_number', 'c.id as channel_id', 'c.kind', 'c.name'])
    .where('d.status', 'in', ['failed', 'doubtful'])
    .where(ticketsWithin(scope));
  if (after) query = query.where('d.position', '<', String(after[0]));
  const rows = await query
    .orderBy('d.position', 'desc')
    .limit(request.limit + 1)
    .execute();
  return page(
    rows,
    request.limit,
    (row) => [Number(row.position)],
    (row) => ({
      messageId: row.message_id,
      ticketNumber: row.ticket_number,
      channel: { id: row.channel_id, kind: row.kind, name: row.name },
      text: withoutRatingLinks(row.text),
      status: row.status as SetAsideReply['status'],
      reason: row.reason ?? '',
      attempts: row.attempts,
      since: iso(row.updated_at),
    }),
  );
}

/** The ticket of a reply that a person decides about, locked. Throws NotFound, or Conflict when there is nothing to decide. */
export async function lockSetAside(tx: Database, scope: TicketScope, messageId: string): Promise<number> {
  const row = await tx
    .selectFrom('messages as m')
    .innerJoin('tickets', 'tickets.number', 'm.ticket_number')
    .select('m.ticket_number')
    .where('m.id', '=', messageId)
    .where(ticketsWithin(scope))
    .executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such message.');
  const parts = await tx
    .selectFrom('deliveries')
    .select('status')
    .where('message_id', '=', messageId)
    .orderBy('part')
    .forUpdate()
    .execute();
  if (!parts.some(({ status }) => status === 'failed' || status === 'doubtful'))
    throw new Conflict('This message is not set aside: there is nothing to decide.');
  return row.ticket_number;
}

/** Sends what failed or is doubtful of a reply, and what was held after it. */
export async function requeue(tx: Database, messageId: string, now: Date): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ status: 'queued', reason: null, due_at: now, updated_at: now })
    .where('message_id', '=', messageId)
    .where('status', 'in', ['failed', 'doubtful', 'held'])
    .execute();
}

/** Takes what failed or is doubtful of a reply as sent; what was held after it goes out. */
export async function takeAsSent(tx: Database, messageId: string, now: Date): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ status: 'sent', sent_at: now, updated_at: now })
    .where('message_id', '=', messageId)
    .where('status', 'in', ['failed', 'doubtful'])
    .execute();
  await requeue(tx, messageId, now);
}

export interface ReplyProgress {
  channel: { id: string; kind: string; name: string };
  parts: PartStatus[];
  reason: string | null;
}

/** How far the replies of a ticket have come, by the ids of those that go out on a channel. */
export async function progressOfReplies(db: Database, ticketNumber: number): Promise<Map<string, ReplyProgress>> {
  const { rows } = await sql<ReplyProgress & { id: string }>`
    select d.message_id as id, json_build_object('id', c.id, 'kind', c.kind, 'name', c.name) as channel,
      array_agg(d.status order by d.part) as parts, min(d.reason) filter (where d.status <> 'held') as reason
    from deliveries d join messages m on m.id = d.message_id join channels c on c.id = d.channel_id
    where m.ticket_number = ${ticketNumber} group by d.message_id, c.id`.execute(db);
  return new Map(rows.map(({ id, ...progress }) => [id, progress]));
}
