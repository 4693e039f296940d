import { sql } from 'kysely';
import type { DueTimes } from '../care/due-times.ts';
import type { TicketPatch } from '../care/ticket.ts';
import type { Topic } from '../domain/analysis.ts';
import type { Priority, PriorityReason } from '../domain/ticket.ts';
import { Conflict } from '../errors.ts';
import type { Database } from './database.ts';

/** A ticket to be opened, with the first entry of its history and the words that it is found by. */
export interface NewTicket {
  caseKey: string;
  priority: Priority;
  priorityReasons: PriorityReason[];
  subject: string;
  topic: Topic | null;
  channel: string;
  teamId: string;
  customerId: string | null;
  openedAt: Date;
  /** When the customer wrote, by the channel's own time; null when the desk began. */
  customerWroteAt: Date | null;
  times: DueTimes;
  /** Folded. */
  words: string;
  openedBy: string;
  opening: Record<string, { from: unknown; to: unknown }>;
}

/**
 * Opens a ticket, or gives the one that is open for this case already, or that its case went on in; two workers at once
 * get the same one. One statement, unless another worker came first.
 */
export async function openTicket(tx: Database, ticket: NewTicket): Promise<{ number: number; opened: boolean }> {
  const { times } = ticket;
  const values = {
    case_key: ticket.caseKey,
    priority: ticket.priority,
    priority_reasons: JSON.stringify(ticket.priorityReasons),
    subject: ticket.subject,
    topic: ticket.topic,
    channel: ticket.channel,
    team_id: ticket.teamId,
    customer_id: ticket.customerId,
    opened_at: ticket.openedAt,
    updated_at: ticket.openedAt,
    customer_wrote_at: ticket.customerWroteAt,
    ...timeColumns(times),
  };
  const columns = Object.keys(values).map((name) => sql.ref(name));
  const { rows } = await sql<{ number: number; opened: boolean }>`
    with recursive chain as (
      select number, status, merged_into from tickets
      where case_key = ${ticket.caseKey} and (status <> 'closed' or merged_into is not null)
      union select t.number, t.status, t.merged_into from tickets t join chain c on t.number = c.merged_into
    ), home as (
      select number from chain where status <> 'closed' order by number limit 1
    ), opened as (
      insert into tickets (${sql.join(columns)}, search)
      select ${sql.join(Object.values(values))}, to_tsvector('simple', ${ticket.words})
      where not exists (select from home)
      on conflict (case_key) where status <> 'closed' do nothing
      returning number
    ), noted as (
      insert into ticket_events (ticket_number, at, actor, kind, changes)
      select number, ${ticket.openedAt}::timestamptz, ${ticket.openedBy}, 'opened', ${JSON.stringify(ticket.opening)}::jsonb from opened
    )
    select number, true as opened from opened union all select number, false from home`.execute(tx);
  return rows[0] ?? openTicket(tx, ticket);
}

/** Stored times as columns; those that are missing stay as they are. */
function timeColumns(times: Partial<DueTimes>) {
  return {
    ...(times.slaPolicy === undefined ? {} : { sla_policy: times.slaPolicy }),
    ...(times.firstResponseDueAt === undefined ? {} : { first_response_due_at: times.firstResponseDueAt }),
    ...(times.nextResponseDueAt === undefined ? {} : { next_response_due_at: times.nextResponseDueAt }),
    ...(times.resolutionDueAt === undefined ? {} : { resolution_due_at: times.resolutionDueAt }),
    ...(times.replyWindowEndsAt === undefined ? {} : { reply_window_ends_at: times.replyWindowEndsAt }),
    ...(times.legalDueAt === undefined ? {} : { legal_due_at: times.legalDueAt }),
    ...(times.unansweredSince === undefined ? {} : { unanswered_since: times.unansweredSince }),
    ...(times.nextStepAt === undefined ? {} : { next_step_at: times.nextStepAt }),
  };
}

/** Writes a change of the version that the caller read; Conflict when another change came first. */
export async function updateTicket(
  tx: Database,
  number: number,
  version: number,
  patch: TicketPatch & Partial<DueTimes>,
  now: Date,
): Promise<void> {
  const set = {
    ...(patch.status === undefined ? {} : { status: patch.status }),
    ...(patch.pendingOn === undefined ? {} : { pending_on: patch.pendingOn }),
    ...(patch.priority === undefined ? {} : { priority: patch.priority }),
    ...(patch.priorityReasons === undefined ? {} : { priority_reasons: JSON.stringify(patch.priorityReasons) }),
    ...(patch.subject === undefined ? {} : { subject: patch.subject }),
    ...(patch.topic === undefined ? {} : { topic: patch.topic }),
    ...(patch.tags === undefined ? {} : { tags: patch.tags }),
    ...(patch.causeId === undefined ? {} : { cause_id: patch.causeId }),
    ...(patch.teamId === undefined ? {} : { team_id: patch.teamId }),
    ...(patch.assigneeId === undefined ? {} : { assignee_id: patch.assigneeId }),
    ...(patch.mergedInto === undefined ? {} : { merged_into: patch.mergedInto }),
    ...(patch.customerWroteAt === undefined ? {} : { customer_wrote_at: patch.customerWroteAt }),
    ...(patch.snoozedUntil === undefined ? {} : { snoozed_until: patch.snoozedUntil }),
    ...(patch.firstRespondedAt === undefined ? {} : { first_responded_at: patch.firstRespondedAt }),
    ...(patch.resolvedAt === undefined ? {} : { resolved_at: patch.resolvedAt }),
    ...timeColumns(patch),
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

/** Writes times that moved by themselves: no change that somebody made, so the version stays. */
export async function saveTimes(
  tx: Database,
  number: number,
  times: Partial<DueTimes> & { snoozedUntil?: null },
): Promise<void> {
  const snoozed = times.snoozedUntil === undefined ? {} : { snoozed_until: times.snoozedUntil };
  await tx
    .updateTable('tickets')
    .set({ ...timeColumns(times), ...snoozed })
    .where('number', '=', number)
    .execute();
}

/** Has the clocks of every unsolved ticket worked out anew: their rules changed. */
export async function requeueClocks(tx: Database, now: Date): Promise<void> {
  await sql`update tickets set next_step_at = ${now} where resolved_at is null`.execute(tx);
}

/** The next tickets whose clocks have something to do, the longest due first; `after`: where the last look ended. */
export async function ticketsToStep(
  db: Database,
  now: Date,
  limit: number,
  after: { at: Date; number: number } | null,
): Promise<{ number: number; at: Date }[]> {
  let query = db
    .selectFrom('tickets')
    .select(['number', sql<Date>`next_step_at`.as('at')])
    .where('next_step_at', '<=', now);
  if (after !== null)
    query = query.where(sql<boolean>`(next_step_at, number) > (${after.at}::timestamptz, ${after.number}::integer)`);
  return query.orderBy('next_step_at').orderBy('number').limit(limit).execute();
}

/** When the clocks have something to do next; null: never. */
export async function nextStepAt(db: Database): Promise<Date | null> {
  const row = await db
    .selectFrom('tickets')
    .select((select) => select.fn.min('next_step_at').as('at'))
    .executeTakeFirst();
  return row?.at ?? null;
}
