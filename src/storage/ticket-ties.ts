import { sql } from 'kysely';
import type { PendingOn, TicketStatus } from '../domain/ticket.ts';
import type { LinkKind, TicketLink } from '../domain/ticket-link.ts';
import type { Database } from './database.ts';
import { iso } from './rows.ts';
import { ticketsWithin } from './scope.ts';
import type { TicketScope } from './tickets.ts';

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

export interface LinkRow {
  from: number;
  to: number;
  kind: LinkKind;
}

/** What is the same from both sides is kept from the lower number to the higher. */
const oriented = ({ from, to, kind }: LinkRow): LinkRow =>
  kind === 'related' && from > to ? { from: to, to: from, kind } : { from, to, kind };

/** Adds a link; false when it is there already. */
export async function addLink(tx: Database, link: LinkRow, by: string, now: Date): Promise<boolean> {
  const { from, to, kind } = oriented(link);
  const added = await tx
    .insertInto('ticket_links')
    .values({ from_number: from, to_number: to, kind, by_name: by, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('kind')
    .executeTakeFirst();
  return added !== undefined;
}

/** Takes a link away; false when there is none. */
export async function removeLink(tx: Database, link: LinkRow): Promise<boolean> {
  const { from, to, kind } = oriented(link);
  const removed = await tx
    .deleteFrom('ticket_links')
    .where('from_number', '=', from)
    .where('to_number', '=', to)
    .where('kind', '=', kind)
    .returning('kind')
    .executeTakeFirst();
  return removed !== undefined;
}

const OTHER_SIDE = { 'duplicate-of': 'duplicated-by', 'caused-by': 'causes', related: 'related' } as const;

/** A ticket's links to tickets within the asker's sight, by number. */
export async function linksOf(db: Database, scope: TicketScope, number: number): Promise<TicketLink[]> {
  const rows = await db
    .selectFrom('ticket_links as l')
    .innerJoin('tickets', (join) =>
      join.on(
        sql`tickets.number`,
        '=',
        sql`case when l.from_number = ${number} then l.to_number else l.from_number end`,
      ),
    )
    .leftJoin('customers as c', 'c.id', 'tickets.customer_id')
    .select(['l.from_number', 'l.kind', 'l.by_name', 'l.created_at', 'tickets.number', 'tickets.subject'])
    .select(['tickets.status', 'tickets.customer_id', 'c.name as customer_name'])
    .where((where) => where.or([where('l.from_number', '=', number), where('l.to_number', '=', number)]))
    .where(ticketsWithin(scope))
    .orderBy('tickets.number')
    .orderBy('l.kind')
    .execute();
  return rows.map((row) => {
    const kind = row.kind as LinkKind;
    return {
      kind: row.from_number === number ? kind : OTHER_SIDE[kind],
      ticket: {
        number: row.number,
        subject: row.subject,
        status: row.status as TicketStatus,
        customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name },
      },
      by: row.by_name,
      at: iso(row.created_at),
    };
  });
}
