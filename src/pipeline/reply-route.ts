import { replyWindow } from '../care/reply-window.ts';
import type { ReplyRoute } from '../domain/channel.ts';
import type { Ticket } from '../domain/ticket.ts';
import { Conflict, InvalidInput } from '../errors.ts';
import type { Database } from '../storage/database.ts';
import { placesOf, type WrittenOn } from '../storage/reply-routes.ts';

/** A way that a reply can go, and whom it reaches there. */
export interface Route extends ReplyRoute {
  recipient: WrittenOn['recipient'];
}

type Channel = NonNullable<WrittenOn['channel']>;

function toRoute(channel: Channel, recipient: WrittenOn['recipient'], now: Date): Omit<Route, 'usual'> {
  const { id, kind, name } = channel;
  const window = replyWindow(kind, Date.parse(recipient.lastWroteAt), now.getTime());
  const over = window !== null && window.to <= now.getTime();
  const refusal = !channel.enabled
    ? `The channel ${name} is switched off.`
    : over
      ? `The time in which ${name} lets the customer be answered is over: they must write first.`
      : null;
  const windowEndsAt = window === null ? null : new Date(window.to).toISOString();
  return { channel: { id, kind, name }, lastWroteAt: recipient.lastWroteAt, windowEndsAt, refusal, recipient };
}

/**
 * The ways to the customer of a ticket, where they wrote last first. The first is the usual one if it is where they
 * wrote last; when that was a place that can only be read, none is.
 */
export async function routesOf(db: Database, ticket: Pick<Ticket, 'number' | 'customer'>, now: Date): Promise<Route[]> {
  const places = await placesOf(db, { number: ticket.number, customerId: ticket.customer?.id ?? null });
  return places.flatMap(({ channel, recipient }, place) =>
    channel === null ? [] : [{ ...toRoute(channel, recipient, now), usual: place === 0 }],
  );
}

/**
 * The way that a reply goes: the one that is wanted, or the usual one; null where nothing can be sent. Throws Conflict,
 * which names the next way, when it may not go there now.
 */
export async function pickRoute(
  db: Database,
  ticket: Pick<Ticket, 'number' | 'customer'>,
  wanted: string | undefined,
  now: Date,
): Promise<Route | null> {
  const routes = await routesOf(db, ticket, now);
  const picked =
    wanted === undefined ? routes.find(({ usual }) => usual) : routes.find(({ channel }) => channel.id === wanted);
  if (picked === undefined && wanted === undefined) return null;
  if (picked === undefined)
    throw new InvalidInput('The customer can’t be reached on this channel.', [
      { path: 'channel', message: 'is none of the ticket’s reply routes' },
    ]);
  if (picked.refusal === null) return picked;
  const next = routes.find(({ refusal }) => refusal === null);
  const advice =
    next === undefined
      ? 'There is no other way to them.'
      : `Answer on ${next.channel.name} instead (channel ${next.channel.id}).`;
  throw new Conflict(`${picked.refusal} ${advice}`);
}
