import { setTimeout as delay } from 'node:timers/promises';
import { ChannelDown, ExpiredToken, Unsent } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import { FetchFailed } from '../crawlers/support/fetch-failed.ts';
import type { Fetch } from '../crawlers/support/safe-fetch.ts';
import type { ServerAddress } from '../crawlers/support/server-address.ts';
import { describeError, GiveUp, InvalidInput, NotFound, RetryLater } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { filesToSend } from '../storage/attachment-work.ts';
import { askForRenewal } from '../storage/channel-renewals.ts';
import { channelRow, saveProblem } from '../storage/channels.ts';
import type { Database } from '../storage/database.ts';
import { claimDelivery, type Delivery, pauseChannel, renewLease } from '../storage/deliveries.ts';
import { noteSent, postpone, recoverLost, setAside } from '../storage/delivery-outcomes.ts';
import type { Vault } from '../storage/secrets.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { openFresh } from './channel-renewal.ts';
import type { OpenChannel } from './channel-settings.ts';
import { tellOfAnswer } from './selfcare-notice.ts';
import { withoutSecretsIn } from './source-secrets.ts';

export interface DeliverDeps {
  db: Database;
  clock: Clock;
  vault: Vault;
  logger: Logger;
  /** The way out for channels: they keep their own pace. */
  channelFetch: Fetch;
  addressOf: ServerAddress;
  /** Where customers find the program. */
  publicUrl?: string | undefined;
}

/** A try whose process gives no sign of life for so long counts as lost; a living one says every third of it that it lives. */
const LEASE_MS = 20_000;
/** One request may take so long: then it is given up, and counts as of unknown outcome. */
const SEND_MS = 45_000;
/** Messages of one channel that one process sends at once; those to one recipient still go one after the other. */
const AT_ONCE = 8;
/** Pauses before a message whose try came to nothing is tried again; after the last it is set aside. */
const RETRY_MS = [2000, 10_000, 60_000, 300_000];
/** So soon after a token was found to have ended it is renewed. */
const RENEW_MS = 1000;
/** A channel that can send nothing is looked at again after so long. */
const DOWN_MS = 300_000;

const after = (clock: Clock, ms: number) => new Date(clock.now().getTime() + ms);

/**
 * Sends what waits on a channel as far as its pace allows; gives when to go on (null: nothing waits). Any number of
 * workers may do so at once. What goes wrong is kept with the message, or with the channel, and thrown at nobody.
 */
export async function deliverChannel(deps: DeliverDeps, channelId: string, signal: AbortSignal): Promise<Date | null> {
  const { db, clock } = deps;
  const row = await channelRow(db, channelId).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined;
    throw error;
  });
  if (row === undefined || !row.enabled) return null;
  let open: OpenChannel;
  try {
    open = await openFresh(deps, row);
  } catch (error) {
    if (error instanceof RetryLater) return after(clock, error.delayMs);
    if (!(error instanceof GiveUp)) throw error;
    await takeDown(deps, channelId, error);
    return after(clock, DOWN_MS);
  }
  if (row.problem !== null) await saveProblem(db, channelId, null, clock.now());
  const limits = open.channel.limits(row.settings);
  await recoverLost(db, channelId, limits.idempotencyKey, clock.now());
  const underWay = new Set<Promise<void>>();
  for (;;) {
    // What ends while we look may be what the next one waited for: then we look again.
    const idle = underWay.size === 0;
    const claim = signal.aborted
      ? { lookAgainAt: null }
      : await claimDelivery(db, channelId, limits.pace, { now: clock.now(), until: after(clock, LEASE_MS) });
    if ('lookAgainAt' in claim) {
      if (idle) return claim.lookAgainAt;
      if (underWay.size > 0) await Promise.race(underWay);
      continue;
    }
    const sending = sendOne(deps, open, claim, limits.idempotencyKey).finally(() => underWay.delete(sending));
    underWay.add(sending);
    if (underWay.size >= AT_ONCE) await Promise.race(underWay);
  }
}

/** Never rejects: a try whose end can't be stored counts as lost once its lease is over. */
async function sendOne(deps: DeliverDeps, open: OpenChannel, delivery: Delivery, repeatable: boolean): Promise<void> {
  const { db, clock, logger } = deps;
  const beating = setInterval(
    () => void renewLease(db, delivery, after(clock, LEASE_MS)).catch(() => undefined),
    LEASE_MS / 3,
  );
  try {
    let sent = false;
    const settle = await attempt(deps, open, delivery).then(
      (externalId) => () => {
        sent = true;
        return noteSent(db, delivery, externalId, clock.now());
      },
      (error: unknown) => () => noteFailure(deps, open, delivery, repeatable, withoutSecretsIn(error, open.secrets)),
    );
    await whenReachable(settle);
    if (sent) await tellOfAnswer(deps, open, delivery);
  } catch (error) {
    logger.error({ err: error, delivery: delivery.id }, 'the end of a try could not be stored');
  } finally {
    clearInterval(beating);
  }
}

/** How often records that are away are asked again for the end of a try, and how long that takes each time. */
const REACH_TIMES = 10;
const REACH_AGAIN_MS = 1000;

async function whenReachable(store: () => Promise<void>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await store();
    } catch (error) {
      if (!isUnavailable(error) || tried >= REACH_TIMES) throw error;
    }
    await delay(REACH_AGAIN_MS);
  }
}

/** Not ended by the worker's stop: what is sent half may have arrived. */
async function attempt(
  { db, channelFetch, addressOf, clock }: DeliverDeps,
  { channel, settings }: OpenChannel,
  { id, text, recipient, files }: Delivery,
): Promise<string | null> {
  const message = { text, recipient, ...(files.length === 0 ? {} : { files: await filesToSend(db, files) }) };
  const context = {
    fetch: channelFetch,
    addressOf,
    idempotencyKey: id,
    signal: AbortSignal.timeout(SEND_MS),
    now: () => clock.now(),
  };
  const { externalId } = await channel.send(settings, message, context);
  return externalId;
}

/** What an error says of the try. `again`: it was not sent or may be repeated; `unknown`: it may have arrived. */
export function judge(error: unknown, repeatable: boolean): 'pause' | 'down' | 'refused' | 'again' | 'unknown' {
  if (error instanceof RetryLater) return 'pause';
  if (error instanceof ChannelDown) return 'down';
  if (error instanceof GiveUp || error instanceof InvalidInput) return 'refused';
  return repeatable || error instanceof Unsent || neverLeft(error) ? 'again' : 'unknown';
}

/** Failures before a connection was there: nothing of the request can have arrived. */
const BEFORE_CONNECTING = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function neverLeft(error: unknown): boolean {
  if (!(error instanceof FetchFailed)) return false;
  const { cause } = error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && BEFORE_CONNECTING.has(String(cause.code));
}

async function noteFailure(
  deps: DeliverDeps,
  { row, channel }: OpenChannel,
  delivery: Delivery,
  repeatable: boolean,
  error: unknown,
): Promise<void> {
  const { db, clock, logger } = deps;
  const judged = judge(error, repeatable);
  const reason = describeError(error);
  const now = clock.now();
  logger.warn(
    { channel: row.id, kind: channel.kind, delivery: delivery.id, attempt: delivery.attempt, judged, reason },
    'not delivered',
  );
  if (judged === 'pause' && error instanceof RetryLater) {
    const until = after(clock, error.delayMs);
    await pauseChannel(db, row.id, until);
    return postpone(db, delivery, reason, { dueAt: until, costsTry: false }, now);
  }
  if (judged === 'down') {
    await takeDown(deps, row.id, error);
    return postpone(db, delivery, reason, { dueAt: after(clock, DOWN_MS), costsTry: false }, now);
  }
  if (error instanceof ExpiredToken) {
    await askForRenewal(db, row.id);
    const until = after(clock, RENEW_MS);
    await pauseChannel(db, row.id, until);
    return postpone(db, delivery, reason, { dueAt: until, costsTry: true }, now);
  }
  if (judged === 'refused') return setAside(db, delivery, { status: 'failed', reason }, now);
  if (judged === 'unknown') return setAside(db, delivery, { status: 'doubtful', reason: doubt(reason) }, now);
  const pauseMs = RETRY_MS[delivery.attempt - 1];
  if (pauseMs !== undefined) {
    const dueAt = after(clock, pauseMs);
    return postpone(db, delivery, reason, { dueAt, costsTry: true }, now);
  }
  await setAside(db, delivery, { status: 'failed', reason: `Tried ${delivery.attempt} times: ${reason}` }, now);
}

const doubt = (reason: string) => `It may have arrived or not: ${reason}`;

async function takeDown({ db, clock, logger }: DeliverDeps, channelId: string, error: unknown): Promise<void> {
  const problem = describeError(error);
  await saveProblem(db, channelId, problem, clock.now());
  await pauseChannel(db, channelId, after(clock, DOWN_MS));
  logger.error({ channel: channelId, reason: problem }, 'channel is down');
}
