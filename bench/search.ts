import type { estypes } from '@elastic/elasticsearch';
import { pino } from 'pino';
import { files } from '../dashboards/make.mjs';
import { parseQuery } from '../src/analysis/query/parse.ts';
import { indexMentions } from '../src/pipeline/index-mentions.ts';
import { indexTickets } from '../src/pipeline/index-tickets.ts';
import { searchByMarks } from '../src/search/by-marks.ts';
import { connectElasticsearch, ElasticsearchMentions } from '../src/search/elasticsearch.ts';
import { ElasticsearchTickets } from '../src/search/elasticsearch-tickets.ts';
import { PostgresMentions } from '../src/search/postgres.ts';
import type { MentionSearch } from '../src/search/search.ts';
import { createDatabase, migrate } from '../src/storage/database.ts';
import type { Grouping } from '../src/storage/mention-counts.ts';
import { openPool } from '../src/storage/pool.ts';
import { sourceNames } from '../src/storage/sources.ts';
import { requestOf } from '../test/dashboards/lens-request.ts';
import { readFile } from '../test/dashboards/saved-objects.ts';
import { startElasticsearch } from '../test/support/elasticsearch.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { type Figure, printFigures, quantile } from './support/figures.ts';
import { fillMentions } from './support/filled-records.ts';

const logger = pino({ level: 'warn' });
const never = new AbortController().signal;
const DAY_MS = 24 * 3_600_000;
const ZONE = 'Asia/Ho_Chi_Minh';
const RUNS = 15;

const RULES = [
  'mạng chậm',
  '"mạng chậm"',
  'mang cham viettel',
  '="tổng đài"',
  'mạng near/5 lag',
  '(viettel OR vina) AND "gói cước" NOT khuyến',
  'khuy*',
  'author:"khách 7" mạng',
  'source:"Nguồn 7" chậm',
  'xyzzy',
];

const GROUPINGS: Grouping[] = [
  ...(['hour', 'day', 'week', 'month'] as const).map((by) => ({ by, timeZone: ZONE })),
  ...(['topic', 'source', 'sentiment', 'language', 'intent', 'product', 'province', 'brand'] as const).map((by) => ({
    by,
  })),
];

/** Asks again and again, each time about other days; gives the times in milliseconds. */
async function times(ask: (from: string, to: string) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const to = Date.now() - run * DAY_MS;
    const started = performance.now();
    await ask(new Date(to - 300 * DAY_MS).toISOString(), new Date(to).toISOString());
    // The first run reads from the disk what the others find in memory.
    if (run > 0) taken.push(performance.now() - started);
  }
  return taken;
}

interface Measured {
  name: string;
  times: number[];
}

async function measureSearch(search: MentionSearch): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const text of RULES) {
    const rule = parseQuery(text);
    const filter = (from: string, to: string) => ({ rule, filter: { from, to }, limit: 20 });
    measured.push({
      name: `search ${text}`,
      times: await times((from, to) => searchByMarks(search, filter(from, to))),
    });
  }
  for (const grouping of GROUPINGS) {
    const filter = (from: string, to: string) => ({ from, to, counted: true as const });
    const ask = (from: string, to: string) => search.aggregate({ rule: null, filter: filter(from, to), grouping });
    measured.push({ name: `count by ${grouping.by}`, times: await times(ask) });
  }
  const rule = parseQuery('mạng chậm');
  const counted = (from: string, to: string) =>
    search.aggregate({ rule, filter: { from, to }, grouping: { by: 'day', timeZone: ZONE } });
  measured.push({ name: 'count mạng chậm by day', times: await times(counted) });
  return measured;
}

async function measureDashboards(ask: (request: estypes.SearchRequest) => Promise<unknown>): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const { name, content } of files()) {
    const { charts, query } = readFile(name, content);
    for (const chart of charts) {
      const request = (from: string, to: string) =>
        requestOf(chart, query, { from: Date.parse(from), to: Date.parse(to) });
      measured.push({ name: `panel ${chart.title}`, times: await times((from, to) => ask(request(from, to))) });
    }
  }
  return measured;
}

/** The slowest five and the p99 over all. */
function figuresOf(on: string, measured: readonly Measured[], limit: string): Figure[] {
  const slowest = [...measured].sort((a, b) => quantile(b.times, 0.5) - quantile(a.times, 0.5)).slice(0, 5);
  const all = measured.flatMap(({ times }) => times);
  return [
    { name: `${on}: ${measured.length} questions, median`, value: quantile(all, 0.5), unit: 'ms' },
    { name: `${on}: p99`, value: quantile(all, 0.99), unit: 'ms', limit },
    { name: `${on}: longest`, value: Math.max(...all), unit: 'ms' },
    ...slowest.map(({ name, times }) => ({ name: `  ${name} (median)`, value: quantile(times, 0.5), unit: 'ms' })),
  ];
}

/**
 * Search and every count of API and dashboards over many mentions, on PostgreSQL and on Elasticsearch.
 * `npm run bench -- search [mentions] [postgres|elasticsearch]`; the servers are started for it.
 */
export async function run([count = '1000000', only = '']: string[]): Promise<void> {
  const postgres = await startPostgres();
  const db = createDatabase(await openPool({ databaseUrl: await postgres.database('bench'), dataDir: '', logger }));
  const figures: Figure[] = [];
  try {
    await migrate(db);
    process.stderr.write('filling the records\n');
    await fillMentions(db, Number(count));
    if (only !== 'elasticsearch') {
      process.stderr.write('asking PostgreSQL\n');
      figures.push(...figuresOf('PostgreSQL', await measureSearch(new PostgresMentions(db)), '< 1,500'));
    }
    if (only !== 'postgres') figures.push(...(await onElasticsearch(db)));
    printFigures(`${Number(count).toLocaleString('en')} mentions`, figures);
  } finally {
    await db.destroy();
    await postgres.remove();
  }
}

async function onElasticsearch(db: ReturnType<typeof createDatabase>): Promise<Figure[]> {
  const server = await startElasticsearch();
  const client = connectElasticsearch({ url: server.url });
  try {
    const search = new ElasticsearchMentions(client, () => sourceNames(db));
    const tickets = new ElasticsearchTickets(client);
    const deps = { db, clock: { now: () => new Date() }, logger, search, tickets, timeZone: ZONE };
    process.stderr.write('indexing\n');
    await indexMentions(deps, never);
    await indexTickets(deps, never);
    await client.indices.refresh({ index: 'langnghe-*' });
    process.stderr.write('asking Elasticsearch\n');
    const ask = (request: estypes.SearchRequest) => client.search({ ...request, request_cache: false });
    const measured = [...(await measureSearch(search)), ...(await measureDashboards(ask))];
    return figuresOf('Elasticsearch', measured, '< 300');
  } finally {
    await client.close();
    await server.remove();
  }
}
