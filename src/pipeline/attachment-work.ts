import { inspectFile } from '../care/files/inspect-file.ts';
import type { ScanFile } from '../channels/support/clamd.ts';
import type { Clock } from '../clock.ts';
import type { Fetch } from '../crawlers/support/safe-fetch.ts';
import { describeError, GiveUp, InvalidInput, NotFound, RetryLater } from '../errors.ts';
import type { Logger } from '../logger.ts';
import {
  type AttachmentOutcome,
  claimAttachment,
  type DueAttachment,
  settleAttachment,
} from '../storage/attachment-work.ts';
import { readBytes } from '../storage/attachments.ts';
import { channelRow } from '../storage/channels.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import type { Vault } from '../storage/secrets.ts';
import { scanned } from './attachments.ts';
import { openChannel } from './channel-settings.ts';
import { withoutSecretsIn } from './source-secrets.ts';

export interface AttachmentWorkDeps {
  db: Database;
  clock: Clock;
  vault: Vault;
  logger: Logger;
  /** The way out for channels. */
  channelFetch: Fetch;
  /** Not given: files are not looked through for viruses. */
  scanFile?: ScanFile | undefined;
}

/** A worker that has a file for longer than this counts as dead. */
const LEASE_MS = 120_000;
const FETCH_MS = 60_000;
/** Pauses after tries to fetch a file that came to nothing; after the last it has failed. */
const RETRY_MS = [10_000, 60_000, 300_000, 1_800_000];

/** Fetches and looks through the files that wait, one after the other; gives how many. Any number of workers may. */
export async function workAttachments(deps: AttachmentWorkDeps, signal: AbortSignal): Promise<number> {
  for (let done = 0; ; done += 1) {
    const now = deps.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const due = signal.aborted ? undefined : await claimAttachment(deps.db, { now, until });
    if (due === undefined) return done;
    const outcome = await workOn(deps, due);
    if (outcome.problem)
      deps.logger.info({ attachment: due.id, state: outcome.state, attempt: due.attempt }, 'file not ready');
    await inTransaction(deps.db, (tx) => settleAttachment(tx, due.id, outcome));
  }
}

async function workOn(deps: AttachmentWorkDeps, due: DueAttachment): Promise<AttachmentOutcome> {
  let given: { bytes: Uint8Array; name: string | null };
  try {
    given = due.state === 'fetching' ? await fetched(deps, due) : await kept(deps, due);
  } catch (error) {
    return notFetched(deps, due, error);
  }
  try {
    return await scanned(deps, await inspectFile(given.bytes, given.name));
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { state: 'refused', problem: describeError(error) };
  }
}

const kept = async ({ db }: AttachmentWorkDeps, { id, name }: DueAttachment) => ({
  bytes: await readBytes(db, id),
  name,
});

/** The file from its channel, by the channel's own way or from its address. */
async function fetched({ db, vault, channelFetch: fetch }: AttachmentWorkDeps, due: DueAttachment) {
  const { channel, settings, secrets } = openChannel(vault, await channelRow(db, due.channelId ?? ''));
  const [origin, signal] = [due.origin ?? '', AbortSignal.timeout(FETCH_MS)];
  const named = due.name === UNNAMED ? null : due.name;
  try {
    if (channel.fetchFile === undefined) {
      const { body } = await fetch(origin, { api: true, signal });
      return { bytes: body, name: named };
    }
    const { bytes, name = null } = await channel.fetchFile(settings, origin, { fetch, signal });
    return { bytes, name: named ?? name };
  } catch (error) {
    throw withoutSecretsIn(error, secrets);
  }
}

/** What `cleanFileName` calls a file that its sender gave no name. */
const UNNAMED = 'file';

function notFetched(
  { clock }: AttachmentWorkDeps,
  { attempt, state }: DueAttachment,
  error: unknown,
): AttachmentOutcome {
  const problem = `The file could not be fetched: ${describeError(error)}`;
  const final = error instanceof GiveUp || error instanceof InvalidInput || error instanceof NotFound;
  const pauseMs = error instanceof RetryLater ? error.delayMs : RETRY_MS[attempt - 1];
  if (final || pauseMs === undefined || attempt > RETRY_MS.length) return { state: 'failed', problem };
  return { state, problem, dueAt: new Date(clock.now().getTime() + pauseMs) };
}
