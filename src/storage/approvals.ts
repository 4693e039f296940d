import { type Selectable, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { HeldReply, HeldStatus, ReplyDecision } from '../domain/approval.ts';
import type { Actor } from '../domain/person.ts';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';
import { ticketsWithin } from './scope.ts';

/** Replies that wait for somebody's word. */

function shape(row: Selectable<Schema['held_replies']>): HeldReply {
  return {
    id: row.id,
    ticketNumber: row.ticket_number,
    text: row.text,
    author: { id: row.author_id, name: row.author_name },
    levels: row.levels,
    status: row.status as HeldStatus,
    decisions: row.decisions,
    heldAt: iso(row.held_at),
    decidedAt: isoOrNull(row.decided_at),
  };
}

/** How many approvals a team's replies need. */
export async function approvalLevels(db: Database, team: string): Promise<number> {
  const row = await db.selectFrom('teams').select('approval_levels').where('id', '=', team).executeTakeFirst();
  return row?.approval_levels ?? 0;
}

export async function setApprovalLevels(db: Database, team: string, levels: number): Promise<void> {
  await db.updateTable('teams').set({ approval_levels: levels }).where('id', '=', team).execute();
}

/** Keeps a reply back if its team wants approvals, and gives its id; null if it may go out at once. */
export async function holdReply(
  tx: Database,
  reply: {
    ticketNumber: number;
    team: string;
    text: string;
    /** The channel that the author chose, if they did. */
    channel?: string | undefined;
    author: Pick<Actor, 'kind' | 'id' | 'name'>;
  },
  now: Date,
): Promise<string | null> {
  const levels = await approvalLevels(tx, reply.team);
  if (levels === 0) return null;
  const { id } = await tx
    .insertInto('held_replies')
    .values({
      ticket_number: reply.ticketNumber,
      text: reply.text,
      author_id: reply.author.kind === 'user' ? reply.author.id : null,
      author_name: reply.author.name,
      levels,
      held_at: now,
      channel_id: reply.channel ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The replies of a ticket that were held back, the oldest first. */
export async function heldRepliesOf(db: Database, ticketNumber: number): Promise<HeldReply[]> {
  const rows = await db
    .selectFrom('held_replies')
    .selectAll()
    .where('ticket_number', '=', ticketNumber)
    .orderBy('held_at')
    .orderBy('id')
    .execute();
  return rows.map(shape);
}

/** Replies of a scope's tickets that wait, those that wait longest first. */
export async function listHeldReplies(
  db: Database,
  scope: TicketScope,
  request: PageRequest,
): Promise<Page<HeldReply>> {
  const after = readCursor(request.cursor, 'instant', 'uuid');
  let query = db
    .selectFrom('held_replies')
    .innerJoin('tickets', 'tickets.number', 'held_replies.ticket_number')
    .selectAll('held_replies')
    .where('held_replies.status', '=', 'pending')
    .where(ticketsWithin(scope));
  if (after)
    query = query.where(sql<boolean>`(held_at, held_replies.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await query
    .orderBy('held_at')
    .orderBy('held_replies.id')
    .limit(request.limit + 1)
    .execute();
  return page(rows, request.limit, (row) => [iso(row.held_at), row.id], shape);
}

/** A held reply and the team of its ticket, kept from others; NotFound also when the ticket is out of the asker's sight. */
export async function lockHeldReply(
  tx: Database,
  scope: TicketScope,
  id: string,
): Promise<{ reply: HeldReply; team: string; channel: string | null }> {
  const row = await tx
    .selectFrom('held_replies')
    .innerJoin('tickets', 'tickets.number', 'held_replies.ticket_number')
    .selectAll('held_replies')
    .select('tickets.team_id')
    .where('held_replies.id', '=', id)
    .where(ticketsWithin(scope))
    .forUpdate('held_replies')
    .executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such reply.');
  return { reply: shape(row), team: row.team_id, channel: row.channel_id };
}

export async function saveDecision(
  tx: Database,
  id: string,
  { status, decisions }: { status: HeldStatus; decisions: readonly ReplyDecision[] },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('held_replies')
    .set({ status, decisions: JSON.stringify(decisions), decided_at: status === 'pending' ? null : now })
    .where('id', '=', id)
    .execute();
}
