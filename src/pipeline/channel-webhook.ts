import type { WebhookAnswer, WebhookRequest } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import { describeError, InvalidInput, NotFound } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { keepRequest, noteDone, noteFailure, takeRequest } from '../storage/channel-inbox.ts';
import { channelRow } from '../storage/channels.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import type { Vault } from '../storage/secrets.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { openChannel } from './channel-settings.ts';
import { takeInbound } from './inbound.ts';

export interface ChannelWebhookDeps {
  db: Database;
  clock: Clock;
  vault: Vault;
  logger: Logger;
}

/** The largest body that any channel takes. */
export const MAX_WEBHOOK_BYTES = 4_000_000;
const USUAL_WEBHOOK_BYTES = 1_000_000;

/** A body beyond the channel's limit: HTTP 413. */
export class BodyTooLarge extends InvalidInput {}

const noWebhook = () => new NotFound('There is no such webhook.');

/**
 * Keeps a genuine request, once, for `workInbox`, and gives what is answered at once. Throws NotFound, Forbidden for what
 * is not genuine, BodyTooLarge. A channel that is switched off takes nothing.
 */
export async function receiveWebhook(
  { db, clock, vault }: ChannelWebhookDeps,
  to: { kind: string; id: string },
  request: WebhookRequest,
): Promise<{ answer: WebhookAnswer; kept: boolean }> {
  const row = await channelRow(db, to.id).catch((error: unknown) => {
    throw error instanceof NotFound ? noWebhook() : error;
  });
  const now = clock.now();
  const { channel, settings } = openChannel(vault, row);
  if (row.kind !== to.kind || !row.enabled || channel.verify === undefined) throw noWebhook();
  const { maxWebhookBytes: limit = USUAL_WEBHOOK_BYTES } = channel.limits(row.settings);
  if (request.body.length > limit) throw new BodyTooLarge(`The body is larger than ${limit / 1e6} MB.`);
  const { key, answer = { body: 'ok' } } = channel.verify(settings, request, now);
  if (key === null) return { answer, kept: false };
  const { query, body, headers } = request;
  const contentType = (headers['content-type'] ?? '').slice(0, 200);
  const kept = await keepRequest(db, { channelId: row.id, key: key.slice(0, 500), query, contentType, body }, now);
  return { answer, kept };
}

/** A request that fails is tried again after so long each time, then set aside for an administrator. */
const RETRY_MS = [1000, 10_000, 60_000];

/** Works through what webhooks brought, in its order; gives the number of new messages. */
export async function workInbox(deps: ChannelWebhookDeps, signal: AbortSignal): Promise<number> {
  for (let fresh = 0; ; ) {
    if (signal.aborted) return fresh;
    const taken = await workNext(deps);
    if (taken === undefined) return fresh;
    fresh += taken;
  }
}

/** Works through one request; undefined if none waits. */
async function workNext(deps: ChannelWebhookDeps): Promise<number | undefined> {
  const { db, clock, logger } = deps;
  let at: { id: string; attempts: number } | undefined;
  try {
    return await inTransaction(db, async (tx) => {
      const kept = await takeRequest(tx, clock.now());
      if (kept === undefined) return undefined;
      at = kept;
      const { row, channel, settings } = openChannel(deps.vault, await channelRow(tx, kept.channelId));
      const inbound = channel.receive?.(settings, kept) ?? { posts: [] };
      const fresh = await takeInbound(tx, row, inbound, clock.now());
      await noteDone(tx, kept.id, clock.now());
      return fresh;
    });
  } catch (error) {
    if (at === undefined || isUnavailable(error)) throw error;
    const retryMs = error instanceof InvalidInput ? undefined : RETRY_MS[at.attempts];
    const problem = describeError(error);
    logger.warn({ inbox: at.id, attempt: at.attempts + 1, reason: problem }, 'webhook could not be worked through');
    const again = retryMs === undefined ? { problem } : { again: new Date(clock.now().getTime() + retryMs) };
    await noteFailure(db, at.id, again);
    return 0;
  }
}
