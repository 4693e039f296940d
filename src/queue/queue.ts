import type { Logger } from '../logger.ts';
import type { Pool } from '../storage/pool.ts';
import { postgresBackend, redisBackend } from './backend.ts';
import { BullQueue } from './bull-queue.ts';

/** What a job carries: JSON, small; the records hold the rest. */
export type JobData = Readonly<Record<string, unknown>>;

export interface AddOptions {
  /** A derived id: while a job of this id waits or runs, adding it again does nothing. */
  id?: string;
  delayMs?: number;
  /** A wake-up: any number of them become one job; one that comes while that job runs makes it run once more. */
  dedupe?: string;
}

export interface JobContext {
  /** Aborted when the worker stops and the job has used up its grace. */
  signal: AbortSignal;
  /** 1 for the first try. */
  attempt: number;
}

/**
 * What a handler throws says what happens next: RetryLater runs the job again after its delay, at no cost of an
 * attempt; GiveUp ends it as failed; anything else is retried with growing pauses, five attempts in all.
 */
export type JobHandler = (data: JobData, context: JobContext) => Promise<void>;

export interface QueueWorker {
  /** Takes no new jobs, lets the running ones finish (aborting their signal after a grace), then disconnects. */
  stop(): Promise<void>;
}

/** A job that is not tried again by itself. `failedAt` is an instant with offset. */
export interface FailedJob {
  id: string;
  job: string;
  data: JobData;
  error: string;
  failedAt: string;
  attempts: number;
}

/** A job that is added again and again. `nextAt` is an instant with offset. */
export interface ScheduledJob {
  id: string;
  everyMs: number;
  nextAt: string;
}

export interface JobCounts {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
}

/**
 * The port to a queue. The records are the truth and a queue only wakes the workers: every job may run twice, and one
 * whose process was killed runs again within half a minute.
 */
export interface JobQueue {
  add(job: string, data: JobData, options?: AddOptions): Promise<void>;
  /** Adds the job now and then every `everyMs`; an unchanged schedule keeps its phase. */
  schedule(id: string, everyMs: number, job: string, data: JobData): Promise<void>;
  unschedule(id: string): Promise<void>;
  scheduled(): Promise<ScheduledJob[]>;
  work(handlers: Readonly<Record<string, JobHandler>>, options: { concurrency: number }): QueueWorker;
  counts(): Promise<JobCounts>;
  /** The newest first. */
  failed(limit: number): Promise<FailedJob[]>;
  /** Runs a failed job again with all its attempts. Throws NotFound, or Conflict when it is not failed. */
  retry(id: string): Promise<void>;
  /** Rejects when the queue's server does not answer. */
  ping(): Promise<void>;
  /** The engine’s own object, for the engine’s own board and nothing else. */
  board(): unknown;
  close(): Promise<void>;
}

/** How soon the jobs of a dead process are noticed and how long running ones may take to stop; tests shorten them. */
export interface QueueTiming {
  lockMs: number;
  stalledCheckMs: number;
  retryMs: number;
  stopGraceMs: number;
}

const TIMING: QueueTiming = { lockMs: 15_000, stalledCheckMs: 5_000, retryMs: 2_000, stopGraceMs: 10_000 };

/**
 * One try of a job. `postponed`: it asked to run later; `stopped`: its worker stopped first and put it back; `failed`: it
 * will be tried again, or is given up.
 */
export interface JobObservation {
  queue: string;
  job: string;
  outcome: 'done' | 'failed' | 'postponed' | 'stopped';
  seconds: number;
}

export interface QueueOptions {
  /** A Redis server; without it the queue lives in the pool's database, in the schema `bullmq`. */
  redisUrl?: string | undefined;
  pool: Pool;
  logger: Logger;
  timing?: Partial<QueueTiming>;
  /** Told of each try of a job by this process. */
  onJob?: ((observation: JobObservation) => void) | undefined;
}

/** Opens the queue of that name, making what it needs in its database. */
export async function openQueue(name: string, options: QueueOptions): Promise<JobQueue> {
  const logger = options.logger.child({ queue: name });
  const backend = options.redisUrl ? redisBackend(options.redisUrl, logger) : await postgresBackend(options.pool);
  return new BullQueue(name, backend, logger, { ...TIMING, ...options.timing }, options.onJob);
}
