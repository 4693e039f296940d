import { type Selectable, type SqlBool, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { Burst } from '../care/burst.ts';
import type { Topic } from '../domain/analysis.ts';
import type { Incident, IncidentStatus, IncidentUpdate } from '../domain/incident.ts';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';
import { ticketsWithin } from './scope.ts';

/** Incidents and their tickets. Somebody sees the incidents that have a ticket which they see. */

const seenTickets = (scope: TicketScope) => sql`
  from incident_tickets it join tickets on tickets.number = it.ticket_number
  where it.incident_id = incidents.id and it.detached_by is null and ${ticketsWithin(scope)}`;

const select = (db: Database, scope: TicketScope) =>
  db
    .selectFrom('incidents')
    .selectAll('incidents')
    .select(sql<number>`(select count(*)::integer ${seenTickets(scope)})`.as('seen'))
    .select(
      sql<number>`(select count(*)::integer ${seenTickets(scope)} and tickets.resolved_at is null)`.as('unsolved'),
    )
    .where(scope === 'all' ? sql<SqlBool>`true` : sql<SqlBool>`exists (select ${seenTickets(scope)})`);

type Row = Selectable<Schema['incidents']> & { seen: number; unsolved: number };

const shapeFor =
  (scope: TicketScope) =>
  (row: Row): Incident => ({
    id: row.id,
    title: row.title,
    status: row.status as IncidentStatus,
    topic: row.topic as Topic | null,
    province: row.province,
    startsAt: iso(row.starts_at),
    // Its figures count what others have.
    burst: scope === 'all' ? row.burst : null,
    openedBy: row.opened_by,
    createdAt: iso(row.created_at),
    decidedBy: row.decided_by,
    decidedAt: isoOrNull(row.decided_at),
    closedBy: row.closed_by,
    closedAt: isoOrNull(row.closed_at),
    tickets: row.seen,
    unsolved: row.unsolved,
  });

/** The newest first. */
export async function listIncidents(
  db: Database,
  scope: TicketScope,
  status: readonly IncidentStatus[] | undefined,
  request: PageRequest,
): Promise<Page<Incident>> {
  const after = readCursor(request.cursor, 'instant', 'uuid');
  let query = select(db, scope);
  if (status?.length) query = query.where('status', 'in', status);
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(request.limit + 1)
    .execute();
  return page(rows, request.limit, (row) => [iso(row.created_at), row.id], shapeFor(scope));
}

/** NotFound also when it is out of the asker's sight. `lock` keeps it from others until the transaction ends. */
export async function findIncident(db: Database, scope: TicketScope, id: string, lock = false): Promise<Incident> {
  const query = select(db, scope).where('incidents.id', '=', id);
  const row = await (lock ? query.forUpdate('incidents') : query).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such incident.');
  return shapeFor(scope)(row);
}

export interface NewIncident {
  title: string;
  status: 'proposed' | 'open';
  topic: Topic | null;
  province: string | null;
  startsAt: Date;
  burst: Burst | null;
  openedBy: string;
}

/** Its id; undefined if there is one of this topic and place that is not over. */
export async function insertIncident(tx: Database, input: NewIncident, now: Date): Promise<string | undefined> {
  const row = await tx
    .insertInto('incidents')
    .values({
      title: input.title,
      status: input.status,
      topic: input.topic,
      province: input.province,
      starts_at: input.startsAt,
      burst: input.burst === null ? null : JSON.stringify(input.burst),
      opened_by: input.openedBy,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** Whether an incident of this topic and place is under way, or was dismissed after `since`. */
export async function isSpokenFor(
  db: Database,
  { topic, province }: { topic: Topic; province: string | null },
  since: Date,
): Promise<boolean> {
  const { rows } = await sql`
    select from incidents where topic = ${topic} and coalesce(province, '') = ${province ?? ''}
      and (status in ('proposed', 'open') or status = 'dismissed' and decided_at > ${since}) limit 1`.execute(db);
  return rows.length > 0;
}

/** Accepts or dismisses a proposal; the tickets of a dismissed one are free again, and those of an open one say so. */
export async function decideIncident(
  tx: Database,
  { id, title }: Pick<Incident, 'id' | 'title'>,
  status: 'open' | 'dismissed',
  by: string,
  now: Date,
): Promise<void> {
  await tx.updateTable('incidents').set({ status, decided_by: by, decided_at: now }).where('id', '=', id).execute();
  if (status === 'dismissed')
    await tx.updateTable('incident_tickets').set({ live: false }).where('incident_id', '=', id).execute();
  else
    await sql`
      insert into ticket_events (ticket_number, at, actor, kind, changes)
      select ticket_number, ${now}::timestamptz, ${by}, 'linked', ${change(null, title)}::jsonb
      from incident_tickets where incident_id = ${id} and live`.execute(tx);
}

/** Closes an incident: its tickets are to be resolved, and may come into another. */
export async function closeIncident(tx: Database, id: string, by: string, now: Date): Promise<void> {
  await tx
    .updateTable('incidents')
    .set({ status: 'closed', closed_by: by, closed_at: now })
    .where('id', '=', id)
    .execute();
  await sql`update incident_tickets set resolving = live, live = false where incident_id = ${id}`.execute(tx);
}

/** How many tickets of the incident lie beyond a scope. */
export async function ticketsBeyond(db: Database, scope: TicketScope, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from incident_tickets it join tickets on tickets.number = it.ticket_number
    where it.incident_id = ${id} and it.detached_by is null
      and (${ticketsWithin(scope)}) is not true`.execute(db);
  return rows[0]?.count ?? 0;
}

const change = (from: string | null, to: string | null) => JSON.stringify({ incident: { from, to } });

/** Attaches a ticket, also one that was taken off before. Throws on a ticket that another incident has (see isUniqueViolation). */
export async function attachTicket(tx: Database, id: string, number: number, by: string, now: Date): Promise<void> {
  await sql`
    insert into incident_tickets (incident_id, ticket_number, by_name, at) values (${id}, ${number}, ${by}, ${now})
    on conflict (incident_id, ticket_number) do update set live = true, detached_by = null, by_name = excluded.by_name,
      at = excluded.at`.execute(tx);
}

/** Takes a ticket off; false if it was not attached. */
export async function detachTicket(tx: Database, id: string, number: number, by: string): Promise<boolean> {
  const result = await tx
    .updateTable('incident_tickets')
    .set({ live: false, detached_by: by })
    .where('incident_id', '=', id)
    .where('ticket_number', '=', number)
    .where('detached_by', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function addUpdate(tx: Database, id: string, text: string, by: string, now: Date): Promise<void> {
  await tx.insertInto('incident_updates').values({ incident_id: id, text, by_name: by, at: now }).execute();
}

/** What was told of an incident, oldest first. */
export async function updatesOf(db: Database, id: string): Promise<IncidentUpdate[]> {
  const rows = await db
    .selectFrom('incident_updates')
    .selectAll()
    .where('incident_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, at: iso(row.at), by: row.by_name, text: row.text }));
}
