import type { Clock } from '../clock.ts';
import type { Fetch } from '../crawlers/support/safe-fetch.ts';
import { describeError, GiveUp, RetryLater } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { beginRenewal, endRenewal, isRenewalAsked } from '../storage/channel-renewals.ts';
import { type ChannelRow, channelRow } from '../storage/channels.ts';
import type { Database } from '../storage/database.ts';
import { channelSeal } from '../storage/sealed-records.ts';
import type { Sealed, Vault } from '../storage/secrets.ts';
import { type OpenChannel, openChannel } from './channel-settings.ts';
import { withoutSecretsIn } from './source-secrets.ts';

export interface RenewalDeps {
  db: Database;
  clock: Clock;
  vault: Vault;
  logger: Logger;
  channelFetch: Fetch;
}

/** The request may take so long; a process that died at it is waited for a little longer. */
const RENEW_MS = 30_000;
const HELD_MS = 40_000;
const AGAIN_MS = 5000;

/**
 * The channel with tokens that are good: those that end soon are renewed first, by one process at a time, because a
 * refresh token is good for one renewal. Throws RetryLater while another process is at it, ChannelDown as `renew` does,
 * and GiveUp when the settings are not complete.
 */
export async function openFresh(deps: RenewalDeps, row: ChannelRow): Promise<OpenChannel> {
  const open = openChannel(deps.vault, row);
  if (!(await isDue(deps, open))) return open;
  const { db, clock } = deps;
  const until = new Date(clock.now().getTime() + HELD_MS);
  if (!(await beginRenewal(db, row.id, clock.now(), until)))
    throw new RetryLater('The channel’s tokens are being renewed.', AGAIN_MS);
  // Another process may have renewed them since they were read: its refresh token is the one that is good.
  const current = openChannel(deps.vault, await channelRow(db, row.id));
  return renew(deps, current);
}

async function isDue({ db, clock }: RenewalDeps, { channel, settings, row }: OpenChannel): Promise<boolean> {
  if (channel.renewal === undefined) return false;
  return channel.renewal.isDue(settings, clock.now()) || (await isRenewalAsked(db, row.id));
}

async function renew(deps: RenewalDeps, open: OpenChannel): Promise<OpenChannel> {
  const { db, clock, vault, logger, channelFetch } = deps;
  const { row, channel, settings, secrets } = open;
  const context = { fetch: channelFetch, signal: AbortSignal.timeout(RENEW_MS), now: () => clock.now() };
  let sealed: Sealed | null = null;
  try {
    if (channel.renewal === undefined) return open;
    const fresh = (await channel.renewal.renew(settings, context)) as Record<string, unknown>;
    const made = vault.encryptFields(fresh, Object.keys(fresh), channelSeal(row.id)).sealed;
    sealed = { ...row.sealed, ...made };
    logger.info({ channel: row.id, kind: row.kind }, 'tokens renewed');
    return openChannel(vault, { ...row, sealed });
  } catch (error) {
    const told = withoutSecretsIn(error, secrets);
    if (told instanceof GiveUp || told instanceof RetryLater) throw told;
    throw new RetryLater(`The channel’s tokens could not be renewed: ${describeError(told)}`, AGAIN_MS, {
      cause: told,
    });
  } finally {
    await endRenewal(db, row.id, { before: row.sealed, after: sealed });
  }
}
