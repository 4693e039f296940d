import { z } from 'zod';
import { may } from '../../care/access.ts';
import { Forbidden, Unauthenticated } from '../../errors.ts';
import { signedInAs } from '../../storage/sign-ins.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { EventStream } from '../live/event-stream.ts';
import type { LiveViewer } from '../live/live-viewers.ts';
import { scopeOf } from '../scope.ts';

const place = z.coerce.number<string>().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Who follows, as the records have it at this moment. */
async function viewerNow({ actor, session = '', context: { db, clock } }: Call): Promise<Omit<LiveViewer, 'stream'>> {
  const by = actor.kind === 'token' && actor.id !== null ? { token: actor.id } : { session };
  const found = await signedInAs(db, by, clock.now());
  if (found === undefined) throw new Unauthenticated('The session is over: sign in again.');
  if (!may(found.actor.role, 'tickets:read')) throw new Forbidden('This role has no tickets to follow.');
  return { id: found.actor.id, scope: await scopeOf(db, found.actor), until: found.until };
}

const description = `Server-sent events, for as long as you stay connected; each has an \`event\`, an \`id\` and \`data\` in JSON.
Events name ids, numbers and states: read the rest through the API, which shows what you may see.

| event | kinds, and what the data holds |
|---|---|
| \`ticket\` | \`ticket.opened\`, \`ticket.changed\`, \`ticket.message\` … (the kinds of a ticket’s history): ticket, version, status, priority, channel, team, assignee, fields; \`ticket.left\`: it went to another team or to somebody else |
| \`queue\` | \`queue.waiting\`: team, waiting (tickets that are nobody’s); \`queue.mine\`: open (tickets to work on). At most once a second, without an id |
| \`onlookers\` | \`onlookers.changed\`: somebody else is at the ticket that you are at, or does something else there |
| \`approval\` | \`approval.waiting\`, \`.approved\`, \`.refused\`, \`.withdrawn\`: approval, ticket, team |
| \`incident\` | \`incident.proposed\`, \`.opened\`, \`.dismissed\`, \`.closed\`: incident, status, topic |
| \`notification\` | something for you alone |
| \`typing\` | \`chat.typing\`: ticket, typing (a visitor of a web chat types, or has stopped); without an id, and only from the process that you are connected to |
| \`ready\`, \`reset\` | first of all. After \`reset\`, events are missing since your last one: read your lists anew |
| \`closing\` | reason: \`session-over\`, \`rights-changed\`, \`too-many-connections\` (more than eight of one person), \`stopping\`; come back after \`retry\` |

Come back with the last id as \`Last-Event-ID\`, as browsers do by themselves, and nothing is left out. Who reads too slowly is cut off.`;

export const liveEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/live',
    operationId: 'followLive',
    tag: 'Tickets',
    summary: 'Follow what happens to the tickets that you see',
    description,
    permission: 'tickets:read',
    query: z.strictObject({
      after: place.optional().meta({ description: 'As `Last-Event-ID`, for clients that can’t send headers.' }),
    }),
    headers: z.object({ 'last-event-id': place.optional().meta({ description: 'The last `id` that you were sent.' }) }),
    media: ['text/event-stream'],
    async handle(call) {
      const { live } = call.context;
      const from = await live.place(call.headers['last-event-id'] ?? call.query.after);
      const viewer = await viewerNow(call);
      return (response) => live.join({ ...viewer, stream: new EventStream(response) }, from);
    },
  }),
];
