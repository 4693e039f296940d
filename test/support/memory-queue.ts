import { NotFound } from '../../src/errors.ts';
import type { FailedJob, JobData, JobQueue, ScheduledJob } from '../../src/queue/queue.ts';

/** A queue that keeps what it was told, and that nobody works on. */
export class MemoryQueue implements JobQueue {
  readonly added: { job: string; data: JobData }[] = [];
  readonly failures = new Map<string, FailedJob>();
  readonly #schedules = new Map<string, ScheduledJob>();

  async add(job: string, data: JobData): Promise<void> {
    this.added.push({ job, data });
  }

  async schedule(id: string, everyMs: number): Promise<void> {
    this.#schedules.set(id, { id, everyMs, nextAt: new Date(everyMs).toISOString() });
  }

  async unschedule(id: string): Promise<void> {
    this.#schedules.delete(id);
  }

  async scheduled(): Promise<ScheduledJob[]> {
    return [...this.#schedules.values()];
  }

  work(): never {
    throw new Error('This queue has no workers');
  }

  async counts() {
    return { waiting: this.added.length, active: 0, delayed: 0, failed: this.failures.size };
  }

  async failed(limit: number): Promise<FailedJob[]> {
    return [...this.failures.values()].slice(0, limit);
  }

  async retry(id: string): Promise<void> {
    if (!this.failures.delete(id)) throw new NotFound('There is no such job.');
  }

  async ping(): Promise<void> {}

  board(): never {
    throw new Error('This queue has no board');
  }

  async close(): Promise<void> {}
}
