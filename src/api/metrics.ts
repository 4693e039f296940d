import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { countMentions } from '../storage/mentions.ts';
import { countSources } from '../storage/sources.ts';
import { countTickets } from '../storage/tickets.ts';
import type { ApiServices } from './services.ts';

export interface ApiMetrics {
  observe(labels: { method: string; route: string; status: number }, seconds: number): void;
  /** Everything in the text format of Prometheus, the records' figures as they are now. */
  render(): Promise<string>;
}

/** One value for each combination of labels, told anew at each look. */
type Sample = readonly [labels: Record<string, string>, value: number];

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The metrics of one running API: of the process, of HTTP, and of the records and queues. */
export function createMetrics(services: ApiServices): ApiMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const http = new Histogram({
    name: 'langnghe_http_request_duration_seconds',
    help: 'Time to answer, by route template.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) => {
    const made = new Gauge({ name: `langnghe_${name}`, help, labelNames, registers: [registry] });
    return (samples: readonly Sample[]) => {
      made.reset();
      for (const [labels, value] of samples) made.set(labels, value);
    };
  };
  const gauges = {
    waiting: gauge('pipeline_waiting', 'Mentions that wait for a step.', ['step']),
    oldest: gauge('pipeline_oldest_seconds', 'How long the oldest mention has waited.'),
    jobs: gauge('queue_jobs', 'Jobs by queue and state.', ['queue', 'state']),
    mentions: gauge('mentions', 'Mentions that there are.'),
    tickets: gauge('tickets', 'Tickets by status.', ['status']),
    sources: gauge('sources', 'Sources by health.', ['health']),
  };
  return {
    observe({ method, route, status }, seconds) {
      http.observe({ method: METHODS.has(method) ? method : 'other', route, status: String(status) }, seconds);
    },
    async render() {
      const lag = await services.pipeline.lag();
      gauges.waiting([
        [{ step: 'analyse' }, lag.analyse],
        [{ step: 'triage' }, lag.triage],
      ]);
      gauges.oldest([[{}, lag.oldestSeconds]]);
      gauges.jobs(
        Object.entries(lag.queues).flatMap(([queue, counts]) =>
          Object.entries(counts).map(([state, count]): Sample => [{ queue, state }, count]),
        ),
      );
      const samples = (label: string, counts: Record<string, number>) =>
        Object.entries(counts).map(([name, count]): Sample => [{ [label]: name }, count]);
      gauges.mentions([[{}, await countMentions(services.db)]]);
      gauges.tickets(samples('status', await countTickets(services.db)));
      gauges.sources(samples('health', await countSources(services.db, services.clock.now())));
      return registry.metrics();
    },
  };
}
