import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Source } from '../domain/source.ts';
import { countMentions } from '../storage/mentions.ts';
import { allSources } from '../storage/sources.ts';
import { countTickets } from '../storage/tickets.ts';
import { countWebhooks } from '../storage/webhooks.ts';
import { crawlMetrics } from './crawl-metrics.ts';
import type { ApiServices } from './services.ts';

export interface ApiMetrics {
  observe(labels: { method: string; route: string; status: number }, seconds: number): void;
  /** Everything in the text format of Prometheus, the records' figures as they are now. */
  render(): Promise<string>;
}

/** One value for each combination of labels, told anew at each look. */
type Sample = readonly [labels: Record<string, string>, value: number];

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

type SetGauge = (samples: readonly Sample[]) => void;

/** The figures of records and queues; each look at them sets them anew, so that what is gone doesn't linger. */
function recordGauges(
  registry: Registry,
): Record<
  | 'waiting'
  | 'oldest'
  | 'refused'
  | 'jobs'
  | 'mentions'
  | 'tickets'
  | 'sources'
  | 'setAside'
  | 'unwell'
  | 'overdue'
  | 'webhooksSetAside'
  | 'deliveriesWaiting',
  SetGauge
> {
  const gauge = (name: string, help: string, labelNames: string[] = []): SetGauge => {
    const made = new Gauge({ name: `langnghe_${name}`, help, labelNames, registers: [registry] });
    return (samples) => {
      made.reset();
      for (const [labels, value] of samples) made.set(labels, value);
    };
  };
  return {
    waiting: gauge('pipeline_waiting', 'Mentions that wait for a step.', ['step']),
    oldest: gauge(
      'pipeline_oldest_seconds',
      'How long the oldest mention has waited, for the language stage or the index.',
      ['for'],
    ),
    refused: gauge('index_refused', 'Mentions that the search index would not take.'),
    jobs: gauge('queue_jobs', 'Jobs by queue and state.', ['queue', 'state']),
    mentions: gauge('mentions', 'Mentions that there are.'),
    tickets: gauge('tickets', 'Tickets by status.', ['status']),
    sources: gauge('sources', 'Sources by health.', ['health']),
    setAside: gauge('sources_set_aside', 'Sources that failed so often that they are tried only now and then.'),
    unwell: gauge('source_unwell_seconds', 'How long each source has been failing, late or silent.', [
      'source',
      'kind',
      'health',
    ]),
    overdue: gauge('sources_overdue_seconds', 'How long the source that is most overdue has been.'),
    webhooksSetAside: gauge('webhooks_set_aside', 'Webhooks that failed for so long that they are not tried any more.'),
    deliveriesWaiting: gauge('webhook_deliveries_waiting', 'Messages to webhooks that have not arrived yet.'),
  };
}

const samplesOf = (label: string, counts: object): Sample[] =>
  Object.entries(counts).map(([name, count]) => [{ [label]: name }, Number(count)]);

const UNWELL = new Set(['failing', 'late', 'silent']);

function lookAtSources(gauges: ReturnType<typeof recordGauges>, sources: readonly Source[], now: Date): void {
  const secondsSince = (instant: string) => Math.max(0, (now.getTime() - Date.parse(instant)) / 1000);
  const counts: Record<string, number> = {};
  for (const { health } of sources) counts[health] = (counts[health] ?? 0) + 1;
  gauges.sources(samplesOf('health', counts));
  gauges.setAside([[{}, sources.filter(({ enabled, setAsideAt }) => enabled && setAsideAt !== null).length]]);
  const unwell = sources.flatMap(({ id, kind, health, healthSince }): Sample[] =>
    UNWELL.has(health) && healthSince !== null ? [[{ source: id, kind, health }, secondsSince(healthSince)]] : [],
  );
  gauges.unwell(unwell);
  const enabled = sources.filter((source) => source.enabled);
  gauges.overdue([[{}, Math.max(0, ...enabled.map(({ nextRunAt }) => secondsSince(nextRunAt)))]]);
}

async function look(gauges: ReturnType<typeof recordGauges>, { pipeline, db, clock }: ApiServices): Promise<void> {
  const { analyse, triage, oldestSeconds, index, queues } = await pipeline.lag();
  gauges.waiting(samplesOf('step', { analyse, triage, ...(index && { index: index.waiting }) }));
  gauges.oldest(samplesOf('for', { desk: oldestSeconds, ...(index && { index: index.oldestSeconds }) }));
  gauges.refused(index === null ? [] : [[{}, index.refused]]);
  gauges.jobs(
    Object.entries(queues).flatMap(([queue, counts]) =>
      samplesOf('state', counts).map(([labels, count]): Sample => [{ ...labels, queue }, count]),
    ),
  );
  gauges.mentions([[{}, await countMentions(db)]]);
  gauges.tickets(samplesOf('status', await countTickets(db)));
  const webhooks = await countWebhooks(db);
  gauges.webhooksSetAside([[{}, webhooks.setAside]]);
  gauges.deliveriesWaiting([[{}, webhooks.waiting]]);
  lookAtSources(gauges, await allSources(db, clock.now()), clock.now());
}

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
  const gauges = recordGauges(registry);
  const catchUpWithRuns = crawlMetrics(registry, services);
  const registries = [registry, ...(services.registries ?? [])];
  return {
    observe({ method, route, status }, seconds) {
      http.observe({ method: METHODS.has(method) ? method : 'other', route, status: String(status) }, seconds);
    },
    async render() {
      await look(gauges, services);
      await catchUpWithRuns();
      return (await Promise.all(registries.map((each) => each.metrics()))).join('');
    },
  };
}
