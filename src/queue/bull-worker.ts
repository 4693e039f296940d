import { setMaxListeners } from 'node:events';
import { DelayedError, type Job, UnrecoverableError, WaitingError } from 'bullmq';
import { describeError, GiveUp, RetryLater } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Backend } from './backend.ts';
import type { JobHandler, JobObservation, QueueTiming, QueueWorker } from './queue.ts';

/** A job that kills its process so often is dead: it would keep all workers down. */
const MAX_STALLED = 5;
/** Pause after a failed look for jobs; BullMQ's own 15 s would outlast most restarts of a server. */
const LOOK_AGAIN_MS = 1_000;
/** How long aborted jobs are waited for before they are left to the next process. */
const ABORTED_MS = 5_000;

interface WorkerParts {
  name: string;
  backend: Backend;
  logger: Logger;
  timing: QueueTiming;
  handlers: Readonly<Record<string, JobHandler>>;
  concurrency: number;
  onJob: ((observation: JobObservation) => void) | undefined;
}

/** Starts taking jobs. A connection that is lost is logged and comes back by itself. */
export function startWorker(parts: WorkerParts): QueueWorker {
  const { name, backend, logger, timing, handlers, concurrency } = parts;
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every request of every running job listens to it
  const worker = backend.worker(
    name,
    (job, token) => observed(parts, job, () => run(job, token, handlers, stopping.signal)),
    {
      concurrency,
      lockDuration: timing.lockMs,
      stalledInterval: timing.stalledCheckMs,
      maxStalledCount: MAX_STALLED,
      runRetryDelay: LOOK_AGAIN_MS,
    },
  );
  worker.on('error', (error) => logger.warn({ err: error }, 'queue worker failed'));
  worker.on('failed', (job, error) => {
    const fields = { job: job?.name, id: job?.id, attempt: job?.attemptsMade, reason: describeError(error) };
    logger.warn(fields, 'job failed');
  });
  worker.on('stalled', (id) => logger.warn({ id }, 'job of a dead process runs again'));

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    const closed = worker.close();
    const finished = await within(closed, timing.stopGraceMs);
    if (finished) return;
    stopping.abort(new Error('The worker is stopping'));
    if (!(await within(closed, ABORTED_MS))) logger.error('jobs do not stop; they are left to the next process');
  };
  return {
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Tells how long a try took and what came of it. */
async function observed({ name, handlers, onJob }: WorkerParts, job: Job, work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  let outcome: JobObservation['outcome'] = 'failed';
  try {
    await work();
    outcome = 'done';
  } catch (error) {
    if (error instanceof DelayedError) outcome = 'postponed';
    if (error instanceof WaitingError) outcome = 'stopped';
    throw error;
  } finally {
    // Other names could be any number.
    const known = Object.hasOwn(handlers, job.name) ? job.name : 'unknown';
    onJob?.({ queue: name, job: known, outcome, seconds: (performance.now() - started) / 1000 });
  }
}

async function run(
  job: Job,
  token: string | undefined,
  handlers: Readonly<Record<string, JobHandler>>,
  signal: AbortSignal,
): Promise<void> {
  try {
    const handler = Object.hasOwn(handlers, job.name) ? handlers[job.name] : undefined;
    if (handler === undefined) throw new GiveUp(`There is no handler for jobs named ${job.name}`);
    await handler(job.data, { signal, attempt: job.attemptsMade + 1 });
  } catch (error) {
    if (error instanceof RetryLater) {
      await job.moveToDelayed(Date.now() + error.delayMs, token);
      throw new DelayedError();
    }
    if (error instanceof GiveUp) throw new UnrecoverableError(describeError(error));
    if (signal.aborted) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    throw new Error(describeError(error), { cause: error });
  }
}

/** Whether it settles in time. */
async function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const inTime = await Promise.race([promise.then(() => true as const), late]);
  clearTimeout(timer);
  return inTime;
}
