import type { JobsOptions, Queue } from 'bullmq';
import { Conflict, NotFound } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Backend } from './backend.ts';
import { startWorker } from './bull-worker.ts';
import type {
  AddOptions,
  FailedJob,
  JobCounts,
  JobData,
  JobHandler,
  JobObservation,
  JobQueue,
  QueueTiming,
  QueueWorker,
  ScheduledJob,
} from './queue.ts';

const ATTEMPTS = 5;
const JITTER = 0.5;
/** Dead jobs are kept to be seen, not for ever. */
const KEEP_FAILED = { count: 1000, age: 30 * 24 * 3600 };

/** The port's adapter for BullMQ, on Redis and on PostgreSQL alike. */
export class BullQueue implements JobQueue {
  readonly #queue: Queue;
  readonly #workers = new Set<QueueWorker>();

  constructor(
    private readonly name: string,
    private readonly backend: Backend,
    private readonly logger: Logger,
    private readonly timing: QueueTiming,
    private readonly onJob: ((observation: JobObservation) => void) | undefined,
  ) {
    this.#queue = backend.queue(name, {});
    this.#queue.on('error', (error) => logger.warn({ err: error }, 'queue failed'));
  }

  async add(job: string, data: JobData, { id, delayMs, dedupe }: AddOptions = {}): Promise<void> {
    const options = this.#jobOptions();
    if (delayMs !== undefined) options.delay = delayMs;
    if (dedupe !== undefined) options.deduplication = { id: safeId(dedupe), keepLastIfActive: true };
    if (id !== undefined) {
      options.jobId = safeId(id);
      await this.#forgetFailed(options.jobId);
    }
    await this.#queue.add(job, data, options);
  }

  async schedule(id: string, everyMs: number, job: string, data: JobData): Promise<void> {
    const present = await this.#queue.getJobScheduler(safeId(id));
    const unchanged =
      present?.every === everyMs &&
      present.name === job &&
      JSON.stringify(present.template?.data ?? {}) === JSON.stringify(data);
    if (unchanged) return;
    const template = { name: job, data, opts: this.#jobOptions() };
    await this.#queue.upsertJobScheduler(safeId(id), { every: everyMs }, template);
  }

  async unschedule(id: string): Promise<void> {
    await this.#queue.removeJobScheduler(safeId(id));
  }

  async scheduled(): Promise<ScheduledJob[]> {
    const schedulers = await this.#queue.getJobSchedulers(0, -1, true);
    return schedulers.map(({ key, every, next }) => ({
      id: plainId(key),
      everyMs: Number(every),
      nextAt: new Date(Number(next)).toISOString(),
    }));
  }

  work(handlers: Readonly<Record<string, JobHandler>>, { concurrency }: { concurrency: number }): QueueWorker {
    const { name, backend, logger, timing, onJob } = this;
    const worker = startWorker({ name, backend, logger, timing, handlers, concurrency, onJob });
    this.#workers.add(worker);
    return worker;
  }

  async counts(): Promise<JobCounts> {
    const counts = await this.#queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
    const count = (state: string) => counts[state] ?? 0;
    return {
      waiting: count('waiting') + count('prioritized'),
      active: count('active'),
      delayed: count('delayed'),
      failed: count('failed'),
    };
  }

  async failed(limit: number): Promise<FailedJob[]> {
    const jobs = await this.#queue.getFailed(0, limit - 1);
    return jobs.map((job) => ({
      id: String(job.id),
      job: job.name,
      data: job.data,
      error: job.failedReason ?? '',
      failedAt: new Date(job.finishedOn ?? job.timestamp).toISOString(),
      attempts: job.attemptsMade,
    }));
  }

  async retry(id: string): Promise<void> {
    const job = await this.#queue.getJob(id);
    if (job === undefined) throw new NotFound(`There is no job ${id} in the queue ${this.name}`);
    if (!(await job.isFailed())) throw new Conflict(`Job ${id} has not failed`);
    await job.retry('failed', { resetAttemptsMade: true });
  }

  async ping(): Promise<void> {
    await this.#queue.getJobCounts('waiting');
  }

  board(): Queue {
    return this.#queue;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.stop()));
    await this.#queue.close();
    this.backend.close();
  }

  /** A dead job must not keep a new one of its id from being added. */
  async #forgetFailed(id: string): Promise<void> {
    const job = await this.#queue.getJob(id);
    if (job !== undefined && (await job.isFailed())) await job.remove();
  }

  #jobOptions(): JobsOptions {
    return {
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: this.timing.retryMs, jitter: JITTER },
      removeOnComplete: true,
      removeOnFail: KEEP_FAILED,
    };
  }
}

/** BullMQ's ids may not hold a colon nor be a whole number. */
const safeId = (id: string) => `~${id.replaceAll('%', '%25').replaceAll(':', '%3A')}`;
const plainId = (id: string) => id.slice(1).replaceAll('%3A', ':').replaceAll('%25', '%');
