import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import type { JobQueue, QueueWorker } from '../queue/queue.ts';
import { attachmentsDue } from '../storage/attachment-work.ts';
import { channelsToServe } from '../storage/deliveries.ts';
import { type AttachmentWorkDeps, workAttachments } from './attachment-work.ts';
import { workInbox } from './channel-inbox.ts';
import type { ChannelWebhookDeps } from './channel-webhook.ts';
import { type DeliverDeps, deliverChannel } from './deliver.ts';
import { wakeOrLeave } from './jobs.ts';

export interface ChannelWorkDeps extends DeliverDeps, ChannelWebhookDeps, AttachmentWorkDeps {
  channelQueue: JobQueue;
  processQueue: JobQueue;
}

/** A pause that is no longer is waited for here; the queue keeps longer ones. */
const WAIT_HERE_MS = 1000;

const deliverJob = z.object({ channelId: z.uuid() });

/** Sends what waits on one channel, and has the rest sent when it is due. */
async function deliver(deps: ChannelWorkDeps, data: unknown, signal: AbortSignal): Promise<void> {
  const parsed = deliverJob.safeParse(data);
  if (!parsed.success)
    throw new InvalidInput('A job with wrong data: it was not made by this version.', [], { cause: parsed.error });
  const { channelId } = parsed.data;
  for (;;) {
    const next = await deliverChannel(deps, channelId, signal);
    if (next === null || signal.aborted) return;
    const waitMs = Math.max(10, next.getTime() - deps.clock.now().getTime());
    if (waitMs > WAIT_HERE_MS) {
      const later = { dedupe: `deliver-later-${channelId}`, delayMs: waitMs };
      return deps.channelQueue.add('deliver', { channelId }, later);
    }
    await delay(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Starts the workers of channels: what comes in, and what goes out. */
export function startChannelWorkers(deps: ChannelWorkDeps): QueueWorker {
  return deps.channelQueue.work(
    {
      async receive(_data, { signal }) {
        if ((await workInbox(deps, signal)) > 0) await wakeOrLeave(deps.processQueue, 'analyse', deps.logger);
        if (await attachmentsDue(deps.db, deps.clock.now())) await wakeOrLeave(deps.channelQueue, 'files', deps.logger);
      },
      async files(_data, { signal }) {
        await workAttachments(deps, signal);
      },
      async outbox() {
        for (const channelId of await channelsToServe(deps.db, deps.clock.now()))
          await deps.channelQueue.add('deliver', { channelId }, { dedupe: `deliver-${channelId}` });
      },
      deliver: (data, { signal }) => deliver(deps, data, signal),
    },
    { concurrency: 4 },
  );
}

/** Calls while one is under way, or in the pause after it, become one more. */
export function oneAtATime(work: () => Promise<void>, pauseMs: number): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
      await delay(pauseMs, undefined, { ref: false });
    } while (again);
    running = undefined;
  };
  return () => {
    again = true;
    running ??= run();
    return running;
  };
}
