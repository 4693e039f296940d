import { setMaxListeners } from 'node:events';
import { hasArrived, healthAfter, pauseAfter, type TryOutcome } from '../care/webhook-delivery.ts';
import type { Clock } from '../clock.ts';
import type { PostOut } from '../crawlers/support/post-out.ts';
import { describeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { QueueWorker } from '../queue/queue.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { addEvent } from '../storage/events.ts';
import { listUsers } from '../storage/people.ts';
import type { Vault } from '../storage/secrets.ts';
import {
  findWebhookAddress,
  lockWebhookHealth,
  saveWebhookHealth,
  type WebhookAddress,
} from '../storage/webhook-addresses.ts';
import { messageIdOf } from '../storage/webhook-log.ts';
import { noteTry, type TakenDelivery, takeDeliveries, webhooksToServe } from '../storage/webhook-outbox.ts';
import { takeUpEvents } from './webhook-events.ts';
import { signatureOf } from './webhook-signature.ts';

export interface WebhookDeps {
  db: Database;
  vault: Vault;
  clock: Clock;
  logger: Logger;
  postOut: PostOut;
  /** From 0 to 1; Math.random if not given. */
  chance?: () => number;
}

/** Messages to one address at once; to one that fails, one. */
const AT_ONCE = 10;
/** Longer than a try can take: whose process died sends again after that. */
const LEASE_MS = 60_000;

/** What came of one try. */
interface Tried extends TryOutcome {
  durationMs: number;
  answer: string | null;
}

/** Sends what is due, to all addresses side by side; one that is slow keeps no other waiting. Gives the number of tries. */
export async function sendWebhooks(deps: WebhookDeps, signal: AbortSignal): Promise<number> {
  setMaxListeners(0, signal); // every message under way listens to it
  const ids = await webhooksToServe(deps.db, deps.clock.now());
  const counts = await Promise.all(ids.map((id) => serve(deps, id, signal)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Sends what is due to one address until nothing is. */
async function serve(deps: WebhookDeps, id: string, signal: AbortSignal): Promise<number> {
  for (let sent = 0; ; ) {
    const now = deps.clock.now();
    const address = await findWebhookAddress(deps.db, deps.vault, id, now);
    if (address === undefined || signal.aborted) return sent;
    const limit = address.failures > 0 ? 1 : AT_ONCE;
    const lease = new Date(now.getTime() + LEASE_MS);
    const taken = await takeDeliveries(deps.db, id, limit, now, lease);
    if (taken.length === 0) return sent;
    await Promise.all(taken.map((delivery) => deliver(deps, address, delivery, signal)));
    sent += taken.length;
  }
}

async function deliver(
  deps: WebhookDeps,
  address: WebhookAddress,
  delivery: TakenDelivery,
  signal: AbortSignal,
): Promise<void> {
  const started = performance.now();
  const outcome = await attempt(deps, address, delivery, signal);
  // Nobody knows whether it arrived: it is sent again, under the same id.
  if (signal.aborted) return;
  const durationMs = Math.round(performance.now() - started);
  await inTransaction(deps.db, (tx) => note(deps, tx, address, delivery, { ...outcome, durationMs }));
}

async function attempt(
  { postOut, clock }: WebhookDeps,
  { url, secrets }: WebhookAddress,
  { id, body }: TakenDelivery,
  signal: AbortSignal,
): Promise<Omit<Tried, 'durationMs'>> {
  if (secrets.length === 0)
    return { status: null, answer: null, problem: 'It has no secret to sign with: give it a new one.' };
  const message = { id: messageIdOf(id), timestamp: Math.floor(clock.now().getTime() / 1000), body };
  const headers = {
    'content-type': 'application/json',
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    'webhook-signature': signatureOf(message, secrets),
  };
  try {
    const { status, text, retryAfterMs } = await postOut.post(url, { headers, body, signal });
    return { status, answer: storable(text), retryAfterMs, problem: problemOf(status) };
  } catch (error) {
    return { status: null, answer: null, problem: describeError(error) };
  }
}

/** PostgreSQL's text takes no NUL. */
const storable = (text: string): string => text.replaceAll('\0', '\ufffd');

function problemOf(status: number): string | null {
  if (hasArrived({ status })) return null;
  if (status >= 300 && status < 400)
    return `It answered ${status}, a redirect, which is not followed: give the final address.`;
  if (status === 410) return 'It answered 410: nothing is wanted there any more.';
  return `It answered ${status}.`;
}

/** Stores a try, what follows for the delivery, and how the address is doing. */
async function note(
  deps: WebhookDeps,
  tx: Database,
  { id, name }: WebhookAddress,
  delivery: TakenDelivery,
  outcome: Tried,
): Promise<void> {
  const now = deps.clock.now();
  const before = await lockWebhookHealth(tx, id);
  if (before === undefined) return;
  const number = delivery.attempts + 1;
  await noteTry(tx, delivery.id, { ...outcome, number }, nextOf(deps, delivery, outcome, number, now), now);
  const after = healthAfter(before, outcome, now);
  const arrived = hasArrived(outcome);
  await saveWebhookHealth(tx, id, after, { problem: outcome.problem, successAt: arrived ? now : null });
  if (after.setAsideAt !== null && before.setAsideAt === null) await alarm(deps, tx, { id, name }, now);
}

function nextOf(
  { chance = Math.random }: WebhookDeps,
  { asked }: TakenDelivery,
  outcome: Tried,
  number: number,
  now: Date,
): Parameters<typeof noteTry>[3] {
  if (hasArrived(outcome)) return { status: 'delivered' };
  const pause = asked ? null : pauseAfter(number, chance());
  if (pause === null) return { status: 'failed' };
  return { status: 'waiting', dueAt: new Date(now.getTime() + pause) };
}

/** Tells the log, and every administrator who follows what happens. */
async function alarm(
  { logger }: WebhookDeps,
  tx: Database,
  webhook: { id: string; name: string },
  now: Date,
): Promise<void> {
  logger.error({ webhook: webhook.id }, 'a webhook failed for so long that it was set aside');
  const users = (await listUsers(tx)).filter(({ role, disabled }) => role === 'administrator' && !disabled);
  const data = { webhook: webhook.id, name: webhook.name };
  await addEvent(tx, { kind: 'notification.webhook-set-aside', users: users.map(({ id }) => id), data }, now);
}

/** How often new events and due deliveries are looked for. */
const LOOK_MS = 1000;
const STOP_GRACE_MS = 5000;

/** Sends in this process from now on; `stop` lets what is under way arrive for a while, then breaks it off. */
export function startWebhookSender(deps: WebhookDeps, everyMs = LOOK_MS): QueueWorker {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const serving = new Map<string, Promise<void>>();
  let stopped = false;
  const complain = (error: unknown) =>
    deps.logger.error({ reason: describeError(error) }, 'sending webhooks failed; the next look comes soon');
  const begin = (id: string) => {
    const served = serve(deps, id, stopping.signal)
      .then(() => undefined, complain)
      .finally(() => serving.delete(id));
    serving.set(id, served);
  };
  const look = async () => {
    await takeUpEvents(deps);
    for (const id of await webhooksToServe(deps.db, deps.clock.now())) if (!stopped && !serving.has(id)) begin(id);
  };
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= look()
      .catch(complain)
      .finally(() => {
        looking = undefined;
      });
  }, everyMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      const grace = setTimeout(() => stopping.abort(new Error('stopping')), STOP_GRACE_MS);
      await Promise.all(serving.values());
      clearTimeout(grace);
    },
  };
}
