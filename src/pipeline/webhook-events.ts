import type { Clock } from '../clock.ts';
import type { FeedEvent } from '../domain/event.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { eventsAfter, placeEvents } from '../storage/events.ts';
import { teamSubtree } from '../storage/people.ts';
import {
  addDeliveries,
  dropFeedCursor,
  lockFeedCursor,
  moveFeedCursor,
  type NewDelivery,
} from '../storage/webhook-outbox.ts';
import { webhookSubscriptions } from '../storage/webhooks.ts';

const CURSOR = 'webhooks';
const BATCH = 500;

interface Subscription {
  id: string;
  kinds: readonly string[];
  /** Undefined: all. */
  teams: readonly string[] | undefined;
  /** It is told of events after this place. */
  from: number;
}

const wants = ({ kinds, teams, from }: Subscription, event: FeedEvent): boolean =>
  event.users === null &&
  event.sequence > from &&
  kinds.includes(event.kind) &&
  (teams === undefined || (event.teams ?? []).some((team) => teams.includes(team)));

/** An event as the Standard Webhooks specification wants its payload: the same bytes for everybody. */
const bodyOf = ({ kind, at, sequence, data }: FeedEvent): string =>
  JSON.stringify({ type: kind, timestamp: at, data: { event: sequence, ...data } });

const deliveryOf = (webhookId: string, event: FeedEvent): NewDelivery => ({
  webhookId,
  sequence: event.sequence,
  ticket: typeof event.data.ticket === 'number' ? event.data.ticket : null,
  kind: event.kind,
  body: bodyOf(event),
});

/**
 * Makes a delivery of each event for each webhook that wants it: deliveries and the place that was read up to are stored
 * together, so that each is made once, whatever stops this and however many processes do it. Gives their number.
 */
export async function takeUpEvents({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const wanted = await webhookSubscriptions(db);
  if (wanted.length === 0) {
    await dropFeedCursor(db, CURSOR);
    return 0;
  }
  await placeEvents(db);
  const start = Math.min(...wanted.map(({ from }) => from));
  for (let made = 0; ; ) {
    const batch = await inTransaction(db, (tx) => takeUpBatch(tx, start, clock.now()));
    made += batch.made;
    if (batch.events < BATCH) return made;
  }
}

async function takeUpBatch(tx: Database, start: number, now: Date): Promise<{ events: number; made: number }> {
  const place = await lockFeedCursor(tx, CURSOR, start);
  if (place === undefined) return { events: 0, made: 0 };
  const events = await eventsAfter(tx, place, BATCH);
  const last = events.at(-1);
  if (last === undefined) return { events: 0, made: 0 };
  const subscriptions = await Promise.all(
    (await webhookSubscriptions(tx)).map(async ({ team, ...each }) => ({
      ...each,
      teams: team === null ? undefined : await teamSubtree(tx, team),
    })),
  );
  const deliveries = subscriptions.flatMap((subscription) =>
    events.filter((event) => wants(subscription, event)).map((event) => deliveryOf(subscription.id, event)),
  );
  const added = await addDeliveries(tx, deliveries, now);
  await moveFeedCursor(tx, CURSOR, last.sequence);
  return { events: events.length, made: added.length };
}
