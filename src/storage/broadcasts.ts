import { sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { Broadcast } from '../domain/incident.ts';
import type { Actor } from '../domain/person.ts';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull } from './rows.ts';
import { ticketsWithin } from './scope.ts';

/** One answer to many tickets, and what has become of it on each. */

const counted = (scope: TicketScope, condition: string) => sql<number>`(
  select count(*)::integer from incident_deliveries d join tickets on tickets.number = d.ticket_number
  where d.broadcast_id = incident_broadcasts.id and ${sql.raw(condition)} and ${ticketsWithin(scope)})`;

const select = (db: Database, scope: TicketScope) =>
  db
    .selectFrom('incident_broadcasts')
    .selectAll('incident_broadcasts')
    .select(counted(scope, 'd.sent_at is not null').as('sent'))
    .select(counted(scope, 'd.sent_at is null and d.problem is null').as('left'))
    .select(counted(scope, 'd.problem is not null').as('failed'));

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

function shape(row: Row): Broadcast {
  return {
    id: row.id,
    incidentId: row.incident_id,
    text: row.text,
    status: row.status as Broadcast['status'],
    author: { id: row.author_id, name: row.author_name },
    createdAt: iso(row.created_at),
    decidedBy: row.decided_by,
    decidedAt: isoOrNull(row.decided_at),
    reason: row.reason,
    sent: row.sent,
    left: row.left,
    failed: row.failed,
  };
}

/** The broadcasts of an incident, oldest first. */
export async function broadcastsOf(db: Database, scope: TicketScope, incidentId: string): Promise<Broadcast[]> {
  const query = select(db, scope).where('incident_id', '=', incidentId).orderBy('created_at').orderBy('id');
  return (await query.execute()).map(shape);
}

/** A broadcast, kept from others until the transaction ends. Throws NotFound. */
export async function lockBroadcast(tx: Database, scope: TicketScope, id: string): Promise<Broadcast> {
  const query = select(tx, scope).where('incident_broadcasts.id', '=', id).forUpdate('incident_broadcasts');
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such broadcast.');
  return shape(row);
}

/** Stores an answer for each ticket of the incident that its author sees and that can still be answered. */
export async function insertBroadcast(
  tx: Database,
  input: { incidentId: string; text: string; author: Actor; scope: TicketScope },
  now: Date,
): Promise<{ id: string; tickets: number; needsApproval: boolean }> {
  const { author, incidentId } = input;
  const row = await tx
    .insertInto('incident_broadcasts')
    .values({
      incident_id: incidentId,
      text: input.text,
      status: 'waiting',
      author_id: author.kind === 'user' ? author.id : null,
      author_kind: author.kind,
      author_name: author.name,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ tickets: number; needs: boolean | null }>`
    with stored as (
      insert into incident_deliveries (broadcast_id, ticket_number, channel)
      select ${row.id}, tickets.number, tickets.channel
      from incident_tickets it join tickets on tickets.number = it.ticket_number
      where it.incident_id = ${incidentId} and it.live and tickets.status <> 'closed' and ${ticketsWithin(input.scope)}
      returning ticket_number
    )
    select count(*)::integer as tickets, bool_or(teams.approval_levels > 0) as needs
    from stored join tickets on tickets.number = stored.ticket_number join teams on teams.id = tickets.team_id`.execute(
    tx,
  );
  return { id: row.id, tickets: rows[0]?.tickets ?? 0, needsApproval: rows[0]?.needs ?? false };
}

/** Lets a broadcast go out, or refuses it; `by` null: it needed nobody's word. */
export async function decideBroadcast(
  tx: Database,
  id: string,
  said: { status: 'sending' | 'refused'; by: string | null; reason: string | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('incident_broadcasts')
    .set({
      status: said.status,
      decided_by: said.by,
      decided_at: said.by === null ? null : now,
      reason: said.reason,
    })
    .where('id', '=', id)
    .execute();
}

/** How many answers of a broadcast lie beyond a scope. */
export async function deliveriesBeyond(db: Database, scope: TicketScope, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from incident_deliveries d join tickets on tickets.number = d.ticket_number
    where d.broadcast_id = ${id} and (${ticketsWithin(scope)}) is not true`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Channels on which answers wait. */
export async function waitingChannels(db: Database): Promise<string[]> {
  const { rows } = await sql<{ channel: string }>`
    select distinct d.channel from incident_deliveries d join incident_broadcasts b on b.id = d.broadcast_id
    where b.status = 'sending' and d.sent_at is null and d.problem is null order by d.channel`.execute(db);
  return rows.map(({ channel }) => channel);
}

/** The lock of those who send on a channel; any number that nothing else locks by. */
const SEND_LOCK = 7_203_562;

/** How many answers went out on a channel since an instant; nobody else sends on it until the transaction ends. */
export async function lockChannel(tx: Database, channel: string, since: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(${SEND_LOCK}, hashtext(${channel}))`.execute(tx);
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from incident_deliveries
    where channel = ${channel} and sent_at > ${since}`.execute(tx);
  return rows[0]?.count ?? 0;
}

export interface Delivery {
  broadcastId: string;
  ticketNumber: number;
  text: string;
  author: Pick<Actor, 'id' | 'name'> & { kind: string };
  /** A second person said yes to it. */
  approved: boolean;
  /** Approvals that replies of the ticket's team need. */
  levels: number;
}

/** The next answer that waits on a channel, kept from others; undefined if none does. */
export async function takeDelivery(tx: Database, channel: string): Promise<Delivery | undefined> {
  const { rows } = await sql<Delivery>`
    select d.broadcast_id as "broadcastId", d.ticket_number as "ticketNumber", b.text,
      json_build_object('kind', b.author_kind, 'id', b.author_id, 'name', b.author_name) as author,
      b.decided_by is not null as approved, teams.approval_levels as levels
    from incident_deliveries d join incident_broadcasts b on b.id = d.broadcast_id
      join tickets on tickets.number = d.ticket_number join teams on teams.id = tickets.team_id
    where b.status = 'sending' and d.channel = ${channel} and d.sent_at is null and d.problem is null
    order by b.created_at, d.ticket_number limit 1 for update of d skip locked`.execute(tx);
  return rows[0];
}

/** Notes that an answer went out, or why it can't. */
export async function noteDelivery(
  tx: Database,
  { broadcastId, ticketNumber }: Pick<Delivery, 'broadcastId' | 'ticketNumber'>,
  outcome: { sentAt: Date } | { problem: string },
): Promise<void> {
  await tx
    .updateTable('incident_deliveries')
    .set('sentAt' in outcome ? { sent_at: outcome.sentAt } : { problem: outcome.problem })
    .where('broadcast_id', '=', broadcastId)
    .where('ticket_number', '=', ticketNumber)
    .execute();
}

/** The next ticket that its closed incident is to resolve, kept from others. */
export async function takeResolving(
  tx: Database,
): Promise<{ incidentId: string; ticketNumber: number; by: string } | undefined> {
  const { rows } = await sql<{ incidentId: string; ticketNumber: number; by: string }>`
    select it.incident_id as "incidentId", it.ticket_number as "ticketNumber", i.closed_by as by
    from incident_tickets it join incidents i on i.id = it.incident_id
    where it.resolving order by it.incident_id, it.ticket_number limit 1 for update of it skip locked`.execute(tx);
  return rows[0];
}

/** Notes that a ticket was resolved with its incident, or why not. */
export async function noteResolved(tx: Database, id: string, number: number, problem: string | null): Promise<void> {
  await tx
    .updateTable('incident_tickets')
    .set({ resolving: false, problem })
    .where('incident_id', '=', id)
    .where('ticket_number', '=', number)
    .execute();
}

/** Whether answers wait, or tickets that are to be resolved. */
export async function incidentsWait(db: Database): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from incident_tickets where resolving) or exists (
      select from incident_deliveries d join incident_broadcasts b on b.id = d.broadcast_id
      where b.status = 'sending' and d.sent_at is null and d.problem is null) as waits`.execute(db);
  return rows[0]?.waits ?? false;
}
