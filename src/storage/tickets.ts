import { sql } from 'kysely';
import { isWithin, type TicketScope } from '../care/access.ts';
import type { TicketPatch } from '../care/ticket.ts';
import type { Topic } from '../domain/analysis.ts';
import type { Message, Priority, Ticket, TicketEvent, TicketStatus } from '../domain/ticket.ts';
import { Conflict, NotFound } from '../errors.ts';
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
    .selectAll('tickets')
    .select(['teams.name as team_name', 'users.name as assignee_name', 'customers.name as customer_name']);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

function shape(row: Row): Ticket {
  return {
    number: row.number,
    version: row.version,
    status: row.status as TicketStatus,
    priority: row.priority as Priority,
    subject: row.subject,
    topic: row.topic as Topic | null,
    channel: row.channel,
    team: { id: row.team_id, name: row.team_name },
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
    customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name },
    mergedInto: row.merged_into,
    openedAt: iso(row.opened_at),
    firstResponseDueAt: iso(row.first_response_due_at),
    resolutionDueAt: iso(row.resolution_due_at),
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
  let query = select(db).where(ticketsWithin(scope));
  if (filter.status?.length) query = query.where('tickets.status', 'in', filter.status);
  if (filter.priority?.length) query = query.where('tickets.priority', 'in', filter.priority);
  if (filter.team !== undefined) query = query.where('tickets.team_id', '=', filter.team);
  if (filter.assignee === 'none') query = query.where('tickets.assignee_id', 'is', null);
  else if (filter.assignee !== undefined) query = query.where('tickets.assignee_id', '=', filter.assignee);
  if (filter.dueBefore !== undefined) query = query.where('tickets.next_due_at', '<', filter.dueBefore);
  if (filter.folded)
    query = query.where(sql<boolean>`tickets.search @@ websearch_to_tsquery('simple', ${filter.folded})`);
  if (after)
    query = query.where(
      sql<boolean>`(tickets.next_due_at, tickets.number) > (${after[0]}::timestamptz, ${after[1]}::integer)`,
    );
  const rows = await query
    .orderBy('tickets.next_due_at')
    .orderBy('tickets.number')
    .limit(request.limit + 1)
    .execute();
  return page(rows, request.limit, (row) => [iso(row.next_due_at), row.number], shape);
}

/** The ticket, or NotFound also when it is out of the asker's sight. `lock` keeps others from changing it meanwhile. */
export async function findTicket(db: Database, scope: TicketScope, number: number, lock = false): Promise<Ticket> {
  const found = select(db).where('tickets.number', '=', number);
  const row = await (lock ? found.forUpdate('tickets') : found).executeTakeFirst();
  if (row === undefined || !isWithin(scope, { team: row.team_id, assignee: row.assignee_id }))
    throw new NotFound('There is no such ticket.');
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

export interface NewTicket {
  caseKey: string;
  priority: Priority;
  subject: string;
  topic: Topic | null;
  channel: string;
  teamId: string;
  customerId: string | null;
  openedAt: Date;
  firstResponseDueAt: Date;
  resolutionDueAt: Date;
}

/** Opens a ticket, or gives the one that is open for this case already; two workers at once get the same one. */
export async function openTicket(tx: Database, ticket: NewTicket): Promise<{ number: number; opened: boolean }> {
  const row = await tx
    .insertInto('tickets')
    .values({
      case_key: ticket.caseKey,
      priority: ticket.priority,
      subject: ticket.subject,
      topic: ticket.topic,
      channel: ticket.channel,
      team_id: ticket.teamId,
      customer_id: ticket.customerId,
      opened_at: ticket.openedAt,
      first_response_due_at: ticket.firstResponseDueAt,
      resolution_due_at: ticket.resolutionDueAt,
      updated_at: ticket.openedAt,
    })
    .onConflict((conflict) => conflict.column('case_key').where('status', '<>', 'closed').doNothing())
    .returning('number')
    .executeTakeFirst();
  if (row !== undefined) return { number: row.number, opened: true };
  const existing = await tx
    .selectFrom('tickets')
    .select('number')
    .where('case_key', '=', ticket.caseKey)
    .where('status', '<>', 'closed')
    .executeTakeFirstOrThrow();
  return { number: existing.number, opened: false };
}

/** Makes a ticket findable by these folded words too. */
export async function addToTicketSearch(tx: Database, number: number, folded: string): Promise<void> {
  await sql`update tickets set search = search || to_tsvector('simple', ${folded}) where number = ${number}`.execute(
    tx,
  );
}

/** Writes a change of the version that the caller read; Conflict when another change came first. */
export async function updateTicket(
  tx: Database,
  number: number,
  version: number,
  patch: TicketPatch,
  now: Date,
): Promise<void> {
  const set = {
    ...(patch.status === undefined ? {} : { status: patch.status }),
    ...(patch.priority === undefined ? {} : { priority: patch.priority }),
    ...(patch.subject === undefined ? {} : { subject: patch.subject }),
    ...(patch.topic === undefined ? {} : { topic: patch.topic }),
    ...(patch.teamId === undefined ? {} : { team_id: patch.teamId }),
    ...(patch.assigneeId === undefined ? {} : { assignee_id: patch.assigneeId }),
    ...(patch.mergedInto === undefined ? {} : { merged_into: patch.mergedInto }),
    ...(patch.firstResponseDueAt === undefined ? {} : { first_response_due_at: patch.firstResponseDueAt }),
    ...(patch.resolutionDueAt === undefined ? {} : { resolution_due_at: patch.resolutionDueAt }),
    ...(patch.firstRespondedAt === undefined ? {} : { first_responded_at: patch.firstRespondedAt }),
    ...(patch.resolvedAt === undefined ? {} : { resolved_at: patch.resolvedAt }),
  };
  const result = await tx
    .updateTable('tickets')
    .set({ ...set, version: version + 1, updated_at: now })
    .where('number', '=', number)
    .where('version', '=', version)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n)
    throw new Conflict(`Ticket ${number} changed meanwhile: read it again and repeat the change.`);
}

export async function addTicketEvent(
  tx: Database,
  number: number,
  event: Omit<TicketEvent, 'at'>,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('ticket_events')
    .values({
      ticket_number: number,
      at: now,
      actor: event.actor,
      kind: event.kind,
      changes: JSON.stringify(event.changes),
    })
    .execute();
}

/** Everything that happened to a ticket, oldest first. */
export async function ticketHistory(db: Database, number: number): Promise<TicketEvent[]> {
  const rows = await db
    .selectFrom('ticket_events')
    .selectAll()
    .where('ticket_number', '=', number)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    at: iso(row.at),
    actor: row.actor,
    kind: row.kind as TicketEvent['kind'],
    changes: row.changes,
  }));
}

export interface NewMessage {
  ticketNumber: number;
  kind: Message['kind'];
  text: string;
  userId: string | null;
  authorName: string;
  delivery: Message['delivery'];
}

export async function addMessage(tx: Database, input: NewMessage, now: Date): Promise<void> {
  await tx
    .insertInto('messages')
    .values({
      ticket_number: input.ticketNumber,
      kind: input.kind,
      text: input.text,
      user_id: input.userId,
      author_name: input.authorName,
      delivery: input.delivery,
      created_at: now,
    })
    .execute();
}

/** The replies and notes of a ticket, oldest first. */
export async function messagesOfTicket(db: Database, number: number): Promise<Message[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('ticket_number', '=', number)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Message['kind'],
    text: row.text,
    author: { id: row.user_id, name: row.author_name },
    createdAt: iso(row.created_at),
    delivery: row.delivery as Message['delivery'],
  }));
}

/** Moves mentions and messages of one ticket to another. */
export async function moveTicketContents(tx: Database, from: number, to: number): Promise<void> {
  await tx.updateTable('mentions').set({ ticket_number: to }).where('ticket_number', '=', from).execute();
  await tx.updateTable('messages').set({ ticket_number: to }).where('ticket_number', '=', from).execute();
  await sql`update tickets set search = search || (select search from tickets where number = ${from}) where number = ${to}`.execute(
    tx,
  );
}

/** The customer behind an author on a channel, made on the first sight. */
export async function customerOf(
  tx: Database,
  identity: { channel: string; externalId: string; name: string | null },
): Promise<string> {
  const known = await tx
    .selectFrom('identities')
    .select('customer_id')
    .where('channel', '=', identity.channel)
    .where('external_id', '=', identity.externalId)
    .executeTakeFirst();
  if (known) return known.customer_id;
  const customer = await tx
    .insertInto('customers')
    .values({ name: identity.name })
    .returning('id')
    .executeTakeFirstOrThrow();
  const row = await tx
    .insertInto('identities')
    .values({
      channel: identity.channel,
      external_id: identity.externalId,
      customer_id: customer.id,
      name: identity.name,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'external_id']).doNothing())
    .returning('customer_id')
    .executeTakeFirst();
  if (row) return row.customer_id;
  // Another worker met the same author a moment before: theirs counts.
  await tx.deleteFrom('customers').where('id', '=', customer.id).execute();
  return customerOf(tx, identity);
}
