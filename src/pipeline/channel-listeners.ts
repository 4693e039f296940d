import { findChannel } from '../channels/channels.ts';
import type { Clock } from '../clock.ts';
import type { ServerAddress } from '../crawlers/support/server-address.ts';
import { describeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { JobQueue, QueueWorker } from '../queue/queue.ts';
import { activeChannels, type ChannelRow, channelState, saveChannelState, saveProblem } from '../storage/channels.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { createHostTurns, type HostTurns } from '../storage/host-turns.ts';
import type { Vault } from '../storage/secrets.ts';
import { openChannel } from './channel-settings.ts';
import { takeInbound } from './inbound.ts';
import { wakeOrLeave } from './jobs.ts';
import { withoutSecretsIn } from './source-secrets.ts';

export interface ListenDeps {
  db: Database;
  clock: Clock;
  vault: Vault;
  logger: Logger;
  addressOf: ServerAddress;
  processQueue: JobQueue;
  channelQueue: JobQueue;
}

/** How often channels are looked at that are new, changed, or whose listener ended. */
const LOOK_MS = 5_000;
/** A living process says so often that the channel is still its own; a dead one's is free after a minute. */
const RENEW_MS = 20_000;
/** Pauses after failures that follow each other. */
const AGAIN_MS = [5_000, 15_000, 60_000, 300_000];

interface Listener {
  /** What it was started with: a change of it starts it anew. */
  made: string;
  controller: AbortController;
  ended: Promise<void>;
}

/** Keeps a listener going for each channel that looks for its posts itself, in one of all the processes. */
export function startChannelListeners(deps: ListenDeps): QueueWorker {
  const turns = createHostTurns(deps.db);
  const listeners = new Map<string, Listener>();
  const failures = new Map<string, { count: number; until: number }>();
  let stopped = false;

  const start = (row: ChannelRow, made: string) => {
    const controller = new AbortController();
    const ended = listen(deps, turns, row, controller.signal)
      .then(
        () => void failures.delete(row.id),
        (error: unknown) => {
          const count = (failures.get(row.id)?.count ?? 0) + 1;
          const pause = AGAIN_MS[Math.min(count, AGAIN_MS.length) - 1] ?? 0;
          failures.set(row.id, { count, until: deps.clock.now().getTime() + pause });
          deps.logger.warn(
            { channel: row.id, kind: row.kind, reason: describeError(error) },
            'channel not listened to',
          );
        },
      )
      .finally(() => void listeners.delete(row.id));
    listeners.set(row.id, { made, controller, ended });
  };

  const look = async () => {
    const rows = (await activeChannels(deps.db)).filter(({ kind }) => findChannel(kind).listen !== undefined);
    const wanted = new Map(rows.map((row) => [row.id, row]));
    for (const [id, { made, controller }] of listeners) {
      const row = wanted.get(id);
      if (row === undefined || madeOf(row) !== made) controller.abort(new Error('The channel was changed.'));
    }
    for (const row of rows) {
      const waits = (failures.get(row.id)?.until ?? 0) > deps.clock.now().getTime();
      if (!stopped && !waits && !listeners.has(row.id)) start(row, madeOf(row));
    }
  };
  let looking: Promise<void> = Promise.resolve();
  const run = () => {
    looking = look().catch((error: unknown) => deps.logger.warn({ err: error }, 'channels could not be looked at'));
  };
  run();
  const timer = setInterval(run, LOOK_MS);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      for (const { controller } of listeners.values()) controller.abort(new Error('The worker is stopping'));
      await Promise.all([...listeners.values()].map(({ ended }) => ended));
    },
  };
}

const madeOf = ({ settings, sealed }: ChannelRow) => JSON.stringify([settings, sealed]);

/** Listens until the signal aborts, if no other process does. */
async function listen(deps: ListenDeps, turns: HostTurns, row: ChannelRow, signal: AbortSignal): Promise<void> {
  const { db, clock } = deps;
  const lease = `channel ${row.id}`;
  if ((await turns.take(lease, 0)) !== 'ours') return;
  const renewing = setInterval(() => void turns.renew(lease).catch(() => undefined), RENEW_MS);
  let secrets: readonly string[] = [];
  try {
    const open = openChannel(deps.vault, row);
    secrets = open.secrets;
    await open.channel.listen?.(open.settings, {
      addressOf: deps.addressOf,
      state: await channelState(db, row.id),
      take: (inbound, state) => take(deps, row, inbound, state),
      passedOver: (reason) => deps.logger.info({ channel: row.id, kind: row.kind, reason }, 'message passed over'),
      signal,
      now: () => clock.now(),
    });
  } catch (error) {
    if (signal.aborted) return;
    const shown = withoutSecretsIn(error, secrets);
    await saveProblem(db, row.id, describeError(shown), clock.now());
    throw shown;
  } finally {
    clearInterval(renewing);
    await turns.end(lease);
  }
}

async function take(
  { db, clock, processQueue, channelQueue, logger }: ListenDeps,
  row: ChannelRow,
  inbound: Parameters<typeof takeInbound>[2],
  state: unknown,
): Promise<void> {
  const fresh = await inTransaction(db, async (tx) => {
    const taken = await takeInbound(tx, row, inbound, clock.now());
    if (state !== undefined) await saveChannelState(tx, row.id, state);
    await saveProblem(tx, row.id, null, clock.now());
    return taken;
  });
  if (fresh > 0) await wakeOrLeave(processQueue, 'analyse', logger);
  if (inbound.files !== undefined) await wakeOrLeave(channelQueue, 'files', logger);
}
