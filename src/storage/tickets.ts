import { sql } from 'kysely';
import { isWithin, type TicketScope } from '../care/access.ts';
import type { Topic } from '../domain/analysis.ts';
import type { PendingOn, Priority, Ticket, TicketStatus } from '../domain/ticket.ts';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull, type Page, type PageRequest, page, readCursor } from './rows.ts';
import { ticketsWithin } from './scope.ts';

export type { TicketScope } from '../care/access.ts';

export interface TicketFilter {
  status?: readonly TicketStatus[] | undefined;
  team?: string | undefined;
  /** A user's id, or "none" for what nobody has taken. */
  assignee?: string | undefined;
  priority?: readonly Priority[] | undefined;
  tag?: string | undefined;
  /** An incident's id: only the tickets attached to it. */
  incident?: string | undefined;
  /** Only those that are out of the way now, or only those that are not. */
  snoozed?: { is: boolean; now: Date } | undefined;
  /** Only tickets whose next clock ends before this instant. */
  dueBefore?: Date | undefined;
  /** Words of subject, mentions and customer name, folded by our normaliser. */
  folded?: string | undefined;
}

const select = (db: Database) =>
  db
    .selectFrom('tickets')
    .innerJoin('teams', 'teams.id', 'tickets.team_id')
    .leftJoin('users', 'users.id', 'tickets.assignee_id')
    .leftJoin('customers', 'customers.id', 'tickets.customer_id')
    .leftJoin('causes', 'causes.id', 'tickets.cause_id')
    .selectAll('tickets')
    .select(['teams.name as team_name', 'users.name as assignee_name', 'customers.name as customer_name'])
    .select(['causes.code as cause_code', 'causes.name as cause_name']);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

/** Where the queue puts what has no clock running; see migration 0005. */
const NEVER = Date.parse('9999-12-31T00:00:00Z');

function shape(row: Row): Ticket {
  return {
    number: row.number,
    version: row.version,
    status: row.status as TicketStatus,
    pendingOn: row.pending_on as PendingOn | null,
    priority: row.priority as Priority,
    priorityReasons: row.priority_reasons,
    subject: row.subject,
    topic: row.topic as Topic | null,
    tags: row.tags,
    cause: row.cause_id === null ? null : { id: row.cause_id, code: row.cause_code ?? '', name: row.cause_name ?? '' },
    channel: row.channel,
    team: { id: row.team_id, name: row.team_name },
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
    customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name },
    mergedInto: row.merged_into,
    openedAt: iso(row.opened_at),
    slaPolicy: row.sla_policy,
    firstResponseDueAt: isoOrNull(row.first_response_due_at),
    nextResponseDueAt: isoOrNull(row.next_response_due_at),
    resolutionDueAt: isoOrNull(row.resolution_due_at),
    replyWindowEndsAt: isoOrNull(row.reply_window_ends_at),
    legalDueAt: isoOrNull(row.legal_due_at),
    nextDueAt: row.next_due_at.getTime() === NEVER ? null : iso(row.next_due_at),
    unansweredSince: isoOrNull(row.unanswered_since),
    snoozedUntil: isoOrNull(row.snoozed_until),
    firstRespondedAt: isoOrNull(row.first_responded_at),
    resolvedAt: isoOrNull(row.resolved_at),
    updatedAt: iso(row.updated_at),
  };
}

/** The clock that ends first comes first. */
export async function listTickets(
  db: Database,
  scope: TicketScope,
  filter: TicketFilter,
  request: PageRequest,
): Promise<Page<Ticket>> {
  const after = readCursor(request.cursor, 'instant', 'number');
  let query = db.selectFrom('tickets').select('tickets.number').where(ticketsWithin(scope));
  if (filter.status?.length) query = query.where('tickets.status', 'in', filter.status);
  if (filter.priority?.length) query = query.where('tickets.priority', 'in', filter.priority);
  if (filter.team !== undefined) query = query.where('tickets.team_id', '=', filter.team);
  if (filter.incident !== undefined)
    query = query.where(
      sql<boolean>`exists (select from incident_tickets i where i.ticket_number = tickets.number
        and i.incident_id = ${filter.incident} and i.detached_by is null)`,
    );
  if (filter.assignee === 'none') query = query.where('tickets.assignee_id', 'is', null);
  else if (filter.assignee !== undefined) query = query.where('tickets.assignee_id', '=', filter.assignee);
  if (filter.dueBefore !== undefined) query = query.where('tickets.next_due_at', '<', filter.dueBefore);
  if (filter.tag !== undefined) query = query.where(sql<boolean>`tickets.tags @> array[${filter.tag}::text]`);
  if (filter.snoozed !== undefined) query = query.where(asSnoozed(filter.snoozed));
  if (filter.folded)
    query = query.where(sql<boolean>`tickets.search @@ websearch_to_tsquery('simple', ${filter.folded})`);
  if (after)
    query = query.where(
      sql<boolean>`(tickets.next_due_at, tickets.number) > (${after[0]}::timestamptz, ${after[1]}::integer)`,
    );
  const found = query
    .orderBy('tickets.next_due_at')
    .orderBy('tickets.number')
    .limit(request.limit + 1);
  // Only what is shown is joined with its names: the choice is made by the tickets' own indexes, whatever the scope.
  const rows = await select(db)
    .where('tickets.number', 'in', found)
    .orderBy('tickets.next_due_at')
    .orderBy('tickets.number')
    .execute();
  return page(rows, request.limit, (row) => [iso(row.next_due_at), row.number], shape);
}

const asSnoozed = ({ is, now }: { is: boolean; now: Date }) =>
  is
    ? sql<boolean>`tickets.snoozed_until > ${now}`
    : sql<boolean>`(tickets.snoozed_until is null or tickets.snoozed_until <= ${now})`;

const noSuchTicket = () => new NotFound('There is no such ticket.');

/** The ticket, or NotFound also when it is out of the asker's sight. `lock` keeps others from changing it meanwhile. */
export async function findTicket(db: Database, scope: TicketScope, number: number, lock = false): Promise<Ticket> {
  const found = select(db).where('tickets.number', '=', number);
  const row = await (lock ? found.forUpdate('tickets') : found).executeTakeFirst();
  if (row === undefined || !isWithin(scope, { team: row.team_id, assignee: row.assignee_id })) throw noSuchTicket();
  return shape(row);
}

/** How many tickets there are in each status that has any. */
export async function countTickets(db: Database): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('tickets')
    .select((select) => ['status', select.fn.countAll<string>().as('count')] as const)
    .groupBy('status')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.status, Number(row.count)]));
}

/** A ticket for whoever changes it, locked until the transaction ends, with what only its clocks need. */
export interface LockedTicket {
  ticket: Ticket;
  /** When the clock alone will change something. */
  nextStepAt: Date | null;
}

/** The ticket under a lock, or NotFound also when it is out of the asker's sight. */
export async function lockTicket(tx: Database, scope: TicketScope, number: number): Promise<LockedTicket> {
  const row = await select(tx).where('tickets.number', '=', number).forUpdate('tickets').executeTakeFirst();
  if (row === undefined || !isWithin(scope, { team: row.team_id, assignee: row.assignee_id })) throw noSuchTicket();
  return { ticket: shape(row), nextStepAt: row.next_step_at };
}
