import type { PendingOn, TicketStatus } from '../domain/ticket.ts';
import type { Database } from './database.ts';

/** What ties tickets to each other: merges that can be undone, and links. */

/** One merge, with all that is needed to undo it. */
export interface Merge {
  from: number;
  into: number;
  /** The state of the merged ticket from before. */
  state: { status: TicketStatus; pendingOn: PendingOn | null };
  mentionIds: string[];
  messageIds: string[];
}

export async function noteMerge(tx: Database, merge: Merge, now: Date): Promise<void> {
  await tx
    .insertInto('ticket_merges')
    .values({
      from_number: merge.from,
      into_number: merge.into,
      at: now,
      state: JSON.stringify(merge.state),
      mention_ids: merge.mentionIds,
      message_ids: merge.messageIds,
    })
    .execute();
}

/** The merge by which a ticket is part of another one now. */
export async function standingMerge(tx: Database, number: number): Promise<Merge | undefined> {
  const row = await tx
    .selectFrom('ticket_merges')
    .selectAll()
    .where('from_number', '=', number)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      from: row.from_number,
      into: row.into_number,
      state: row.state,
      mentionIds: row.mention_ids,
      messageIds: row.message_ids,
    }
  );
}

export async function undoMerge(tx: Database, number: number, now: Date): Promise<void> {
  await tx
    .updateTable('ticket_merges')
    .set({ undone_at: now })
    .where('from_number', '=', number)
    .where('undone_at', 'is', null)
    .execute();
}
