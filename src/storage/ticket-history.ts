import type { Selectable } from 'kysely';
import { withoutRatingLinks } from '../care/csat.ts';
import { stateOfParts } from '../domain/channel.ts';
import type { Message, TicketEvent } from '../domain/ticket.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull } from './rows.ts';
import type { Schema } from './schema.ts';
import { progressOfReplies, type ReplyProgress } from './set-aside.ts';

/** What happened to tickets and what was said on them. */

/** Adds entries to a ticket's history, in this order. */
export async function addTicketEvents(
  tx: Database,
  number: number,
  events: readonly Omit<TicketEvent, 'at'>[],
  now: Date,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ actor, kind, changes }) => ({
    ticket_number: number,
    at: now,
    actor,
    kind,
    changes: JSON.stringify(changes),
  }));
  await tx.insertInto('ticket_events').values(rows).execute();
}

const shape = (row: Pick<Selectable<Schema['ticket_events']>, 'at' | 'actor' | 'kind' | 'changes'>): TicketEvent => ({
  at: iso(row.at),
  actor: row.actor,
  kind: row.kind as TicketEvent['kind'],
  changes: row.changes,
});

/** Everything that happened to a ticket, oldest first. */
export async function ticketHistory(db: Database, number: number): Promise<TicketEvent[]> {
  const rows = await db
    .selectFrom('ticket_events')
    .selectAll()
    .where('ticket_number', '=', number)
    .orderBy('id')
    .execute();
  return rows.map(shape);
}

/** What a ticket's clocks follow from. */
export async function clockFactsOf(
  tx: Database,
  number: number,
): Promise<{ history: TicketEvent[]; customerWroteAt: string | null }> {
  const rows = await tx
    .selectFrom('tickets as t')
    .leftJoin('ticket_events as e', 'e.ticket_number', 't.number')
    .select(['t.customer_wrote_at', 'e.at', 'e.actor', 'e.kind', 'e.changes'])
    .where('t.number', '=', number)
    .orderBy('e.id')
    .execute();
  const history = rows.flatMap(({ at, actor, kind, changes }) =>
    at === null || actor === null || kind === null || changes === null ? [] : [shape({ at, actor, kind, changes })],
  );
  return { history, customerWroteAt: isoOrNull(rows[0]?.customer_wrote_at ?? null) };
}

export interface NewMessage {
  ticketNumber: number;
  kind: Message['kind'];
  text: string;
  userId: string | null;
  authorName: string;
  delivery: Message['delivery'];
}

/** Gives its id. */
export async function addMessage(tx: Database, input: NewMessage, now: Date): Promise<string> {
  const { id } = await tx
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
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

function deliveryOf(progress: ReplyProgress | undefined, recorded: string | null): DeliveryOfMessage {
  if (progress === undefined)
    return { delivery: recorded as Message['delivery'], deliveryProblem: null, channel: null };
  const delivery = stateOfParts(progress.parts);
  return { delivery, deliveryProblem: progress.reason, channel: progress.channel };
}

type DeliveryOfMessage = Pick<Message, 'delivery' | 'deliveryProblem' | 'channel'>;

/** The replies and notes of a ticket, oldest first. */
export async function messagesOfTicket(db: Database, number: number): Promise<Message[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('ticket_number', '=', number)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const sent = await progressOfReplies(db, number);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Message['kind'],
    text: withoutRatingLinks(row.text),
    author: { id: row.user_id, name: row.author_name },
    createdAt: iso(row.created_at),
    ...deliveryOf(sent.get(row.id), row.delivery),
  }));
}
