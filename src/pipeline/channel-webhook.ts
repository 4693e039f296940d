import type { WebhookAnswer, WebhookRequest } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { keepRequests, type NewInboxRow } from '../storage/channel-inbox.ts';
import { type ChannelRow, channelRow } from '../storage/channels.ts';
import type { Database } from '../storage/database.ts';
import type { Vault } from '../storage/secrets.ts';
import { type OpenChannel, openChannel } from './channel-settings.ts';
import { grouped, shared } from './grouped.ts';

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

/** Opens each channel once for as long as its settings stay as they are: that costs more than the rest of a request. */
function openOnce(vault: Vault): (row: ChannelRow) => OpenChannel {
  const known = new Map<string, { of: string; open: OpenChannel }>();
  return (row) => {
    const of = JSON.stringify([row.kind, row.settings, row.sealed]);
    const before = known.get(row.id);
    if (before?.of === of) return before.open;
    const open = openChannel(vault, row);
    known.set(row.id, { of, open });
    return open;
  };
}

/** Requests, and bytes of their bodies, that are written in one statement. */
const AT_ONCE = { items: 200, weight: 8_000_000, weigh: ({ body }: NewInboxRow) => body.length };

export type ReceiveWebhook = (
  to: { kind: string; id: string },
  request: WebhookRequest,
) => Promise<{ answer: WebhookAnswer; kept: boolean }>;

/**
 * Keeps a genuine request, once, for `workInbox`, and gives what is answered at once. Throws NotFound, Forbidden for what
 * is not genuine, BodyTooLarge. A channel that is switched off takes nothing. Requests that come together are read and
 * written together.
 */
export function createWebhookIntake({ db, clock, vault }: ChannelWebhookDeps): ReceiveWebhook {
  const open = openOnce(vault);
  const find = shared((id) => channelRow(db, id));
  const keep = grouped((rows: readonly NewInboxRow[]) => keepRequests(db, rows, clock.now()), AT_ONCE);
  return async (to, request) => {
    const row = await find(to.id).catch((error: unknown) => {
      throw error instanceof NotFound ? noWebhook() : error;
    });
    const { channel, settings } = open(row);
    if (row.kind !== to.kind || !row.enabled || channel.verify === undefined) throw noWebhook();
    const { maxWebhookBytes: limit = USUAL_WEBHOOK_BYTES } = channel.limits(row.settings);
    if (request.body.length > limit) throw new BodyTooLarge(`The body is larger than ${limit / 1e6} MB.`);
    const { key, answer = { body: 'ok' } } = channel.verify(settings, request, clock.now());
    if (key === null) return { answer, kept: false };
    const { query, body, headers } = request;
    const contentType = (headers['content-type'] ?? '').slice(0, 200);
    return { answer, kept: await keep({ channelId: row.id, key: key.slice(0, 500), query, contentType, body }) };
  };
}
