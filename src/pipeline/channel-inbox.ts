import type { Inbound } from '../channels/channel.ts';
import { describeError, InvalidInput } from '../errors.ts';
import { type KeptRow, noteDone, noteFailure, takeRequests } from '../storage/channel-inbox.ts';
import { channelRow } from '../storage/channels.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { openChannel } from './channel-settings.ts';
import type { ChannelWebhookDeps } from './channel-webhook.ts';
import { takeInbound } from './inbound.ts';

/** Requests worked through in one transaction. */
const BATCH = 100;
/** A request that fails is tried again after so long each time, then set aside for an administrator. */
const RETRY_MS = [1000, 10_000, 60_000];

/** Works through what webhooks brought, in its order; gives the number of new messages. */
export async function workInbox(deps: ChannelWebhookDeps, signal: AbortSignal): Promise<number> {
  for (let fresh = 0; ; ) {
    if (signal.aborted) return fresh;
    const worked = await workSome(deps, BATCH).catch((error: unknown) => {
      if (isUnavailable(error)) throw error;
      // One of them is at fault: it is found by itself.
      return workOne(deps);
    });
    if (worked === undefined) return fresh;
    fresh += worked;
  }
}

/** Works through some requests, all of them or none; undefined if none waits. */
function workSome(deps: ChannelWebhookDeps, limit: number, taken: (row: KeptRow) => void = () => undefined) {
  return inTransaction(deps.db, async (tx): Promise<number | undefined> => {
    const rows = await takeRequests(tx, limit, deps.clock.now());
    if (rows.length === 0) return undefined;
    rows.forEach(taken);
    let fresh = 0;
    for (const channelId of new Set(rows.map((row) => row.channelId)))
      fresh += await workChannel(
        deps,
        tx,
        channelId,
        rows.filter((row) => row.channelId === channelId),
      );
    return fresh;
  });
}

async function workChannel(
  deps: ChannelWebhookDeps,
  tx: Database,
  channelId: string,
  rows: readonly KeptRow[],
): Promise<number> {
  const now = deps.clock.now();
  const { row, channel, settings } = openChannel(deps.vault, await channelRow(tx, channelId));
  const read: Inbound[] = [];
  const done: string[] = [];
  for (const kept of rows) {
    try {
      read.push(channel.receive?.(settings, kept) ?? { posts: [] });
      done.push(kept.id);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await failed({ ...deps, db: tx }, kept, error);
    }
  }
  const fresh = await takeInbound(tx, row, together(read), now);
  await noteDone(tx, done, now);
  return fresh;
}

const together = (each: readonly Inbound[]): Inbound => ({
  posts: each.flatMap(({ posts }) => posts),
  files: Object.assign({}, ...each.map(({ files = {} }) => files)),
  gone: each.flatMap(({ gone = [] }) => gone),
  receipts: each.flatMap(({ receipts = [] }) => receipts),
});

/** Works through the next request alone, and notes if it can't be. */
async function workOne(deps: ChannelWebhookDeps): Promise<number | undefined> {
  let at: KeptRow | undefined;
  try {
    return await workSome(deps, 1, (row) => {
      at = row;
    });
  } catch (error) {
    if (at === undefined || isUnavailable(error)) throw error;
    await failed(deps, at, error);
    return 0;
  }
}

/** What can't be read won't be next time; whatever else happened may pass. */
async function failed({ db, clock, logger }: ChannelWebhookDeps, { id, attempts }: KeptRow, error: unknown) {
  const retryMs = error instanceof InvalidInput ? undefined : RETRY_MS[attempts];
  const problem = describeError(error);
  logger.warn({ inbox: id, attempt: attempts + 1, reason: problem }, 'webhook could not be worked through');
  await noteFailure(db, id, retryMs === undefined ? { problem } : { again: new Date(clock.now().getTime() + retryMs) });
}
