import { Histogram, Registry } from 'prom-client';
import type { JobObservation } from '../queue/queue.ts';

/** The times and results of the jobs that this process does; its registry is shown beside the API's own. */
export class JobMetrics {
  readonly registry = new Registry();
  readonly #seconds = new Histogram({
    name: 'langnghe_job_duration_seconds',
    help: 'Time of jobs done by this process, by name and outcome.',
    labelNames: ['queue', 'job', 'outcome'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900],
    registers: [this.registry],
  });

  readonly observe = ({ queue, job, outcome, seconds }: JobObservation): void => {
    this.#seconds.observe({ queue, job, outcome }, seconds);
  };
}
