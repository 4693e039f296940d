import type { Clock } from '../clock.ts';
import { type PageUpdate, readPageUpdates, verifySignature } from '../crawlers/graph/webhook.ts';
import { mentionId } from '../domain/mention.ts';
import type { Source } from '../domain/source.ts';
import { Forbidden, NotFound } from '../errors.ts';
import { activeChannels } from '../storage/channels.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { markGone } from '../storage/mention-steps.ts';
import { sourceSeal } from '../storage/sealed-records.ts';
import type { Vault } from '../storage/secrets.ts';
import { activeSources, findSource, sourceSecrets } from '../storage/sources.ts';
import { markChanges } from '../storage/webhook-marks.ts';
import { openChannel } from './channel-settings.ts';
import { intakeSource } from './collect.ts';
import { takeInbound } from './inbound.ts';
import { takeIn } from './intake.ts';

const KIND = 'facebook-page';

export interface WebhookDeps {
  db: Database;
  clock: Clock;
  vault: Vault;
  /** Tells the language stage that mentions wait. */
  wake(): Promise<void>;
}

/** The word that Facebook and the operator agree on for this source's webhook; it follows from the key, and is kept nowhere. */
export const verifyTokenOf = (vault: Vault, sourceId: string): string =>
  vault.tokenFor({ purpose: 'webhook', id: sourceId });

/** The source that a webhook is addressed to. Throws NotFound unless it is a Facebook page's. */
export async function pageSource(db: Database, id: string, now: Date): Promise<Source> {
  const source = await findSource(db, id, now);
  if (source.kind !== KIND) throw new NotFound('There is no such webhook.');
  return source;
}

/**
 * Stores what a webhook tells of the pages that are listened to, and gives the number of changes taken. All of it is
 * stored before it is acknowledged; the language stage does its work afterwards. Repeated, late and reordered requests
 * change nothing. Throws Forbidden unless the body carries the signature of the source's app secret.
 */
export async function receivePageWebhook(
  deps: WebhookDeps,
  { sourceId, body, signature }: { sourceId: string; body: Uint8Array; signature: string | undefined },
): Promise<number> {
  const { db, clock, vault } = deps;
  const now = clock.now();
  const source = await pageSource(db, sourceId, now);
  const { appSecret } = vault.decryptFields(await sourceSecrets(db, source.id), sourceSeal(source.id));
  verifySignature(body, signature, String(appSecret ?? ''));
  const updates = readPageUpdates(body, now);
  const { taken, fresh } = await inTransaction(db, async (tx) => {
    const counts = { taken: 0, fresh: await takeMessages({ ...deps, db: tx }, { body, signature }) };
    for (const page of await pagesOfApp(tx, source, now)) {
      const told = updates.filter(({ pageId }) => pageId === page.settings.pageId);
      const { changed, added } = await takeUpdates(tx, page, told, now);
      counts.taken += changed;
      counts.fresh += added;
    }
    return counts;
  });
  if (fresh > 0) await deps.wake();
  return taken;
}

/**
 * Facebook knows one address an app, so what is written to a page may come here: it goes to the Messenger channels whose
 * own secret signed it. Gives the number of new messages.
 */
async function takeMessages(
  { db, clock, vault }: WebhookDeps,
  { body, signature }: { body: Uint8Array; signature: string | undefined },
): Promise<number> {
  const headers = { 'x-hub-signature-256': signature };
  const request = { method: 'POST' as const, headers, query: {}, body, address: '' };
  const kept = { query: {}, contentType: 'application/json', body, receivedAt: clock.now() };
  let fresh = 0;
  for (const row of (await activeChannels(db)).filter(({ kind }) => kind === 'messenger')) {
    const { channel, settings } = openChannel(vault, row);
    if (!isGenuine(() => channel.verify?.(settings, request, clock.now()))) continue;
    fresh += await takeInbound(db, row, channel.receive?.(settings, kept) ?? { posts: [] }, clock.now());
  }
  return fresh;
}

function isGenuine(verify: () => unknown): boolean {
  try {
    verify();
    return true;
  } catch (error) {
    if (error instanceof Forbidden) return false;
    throw error;
  }
}

/** The sources that are switched on, of all pages that the same app may speak of: Facebook takes one address an app. */
async function pagesOfApp(tx: Database, { id, settings }: Source, now: Date): Promise<Source[]> {
  const pages = (await activeSources(tx, now)).filter(({ kind }) => kind === KIND);
  const isOfApp = (page: Source) =>
    page.id === id || (settings.appId != null && page.settings.appId === settings.appId);
  return pages.filter(isOfApp).sort((a, b) => a.id.localeCompare(b.id));
}

async function takeUpdates(tx: Database, source: Source, updates: readonly PageUpdate[], now: Date) {
  const told = now.toISOString();
  const changes = updates.map((update) => ({
    externalId: 'gone' in update ? update.gone.externalId : update.post.externalId,
    // A clock ahead of ours must not outrank what comes later.
    at: [update.at ?? told, told].sort()[0] ?? told,
    gone: 'gone' in update,
  }));
  const latest = await markChanges(tx, source.id, changes, now);
  const posts = updates.flatMap((update) =>
    'post' in update && latest.has(update.post.externalId) ? [{ post: update.post, collectedAt: told }] : [],
  );
  const gone = updates.flatMap((update) =>
    'gone' in update && latest.has(update.gone.externalId) ? [mentionId(KIND, update.gone.externalId)] : [],
  );
  const taken = await takeIn(tx, await intakeSource(tx, source), posts, now);
  await markGone(tx, gone, now);
  return { changed: posts.length + gone.length, added: taken.new };
}
