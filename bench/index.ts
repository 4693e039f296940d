import { pino } from 'pino';
import { parseQuery } from '../src/analysis/query/parse.ts';
import { type IndexDeps, indexMentions, reindexMentions } from '../src/pipeline/index-mentions.ts';
import { connectElasticsearch, ElasticsearchMentions } from '../src/search/elasticsearch.ts';
import { createDatabase, migrate } from '../src/storage/database.ts';
import { openPool } from '../src/storage/pool.ts';
import { sourceNames } from '../src/storage/sources.ts';
import { startElasticsearch } from '../test/support/elasticsearch.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { type Figure, printFigures, quantile } from './support/figures.ts';
import { fillMentions } from './support/filled-records.ts';

const logger = pino({ level: 'warn' });
const never = new AbortController().signal;

/**
 * Mentions from PostgreSQL into Elasticsearch, end to end, and built anew while searches go on.
 * `npm run bench -- index [mentions]`; both servers are started for it.
 */
export async function run([count = '300000']: string[]): Promise<void> {
  const [postgres, elasticsearch] = await Promise.all([startPostgres(), startElasticsearch()]);
  const db = createDatabase(await openPool({ databaseUrl: await postgres.database('bench'), dataDir: '', logger }));
  const client = connectElasticsearch({ url: elasticsearch.url });
  try {
    await migrate(db);
    process.stderr.write('filling the records\n');
    await fillMentions(db, Number(count));
    const search = new ElasticsearchMentions(client, () => sourceNames(db));
    const deps = { db, clock: { now: () => new Date() }, logger, search, timeZone: 'Asia/Ho_Chi_Minh' };
    printFigures(`${Number(count).toLocaleString('en')} mentions into Elasticsearch`, [
      ...(await indexAll(deps)),
      ...(await reindexWhileSearching(deps, Number(count))),
    ]);
  } finally {
    await client.close();
    await db.destroy();
    await elasticsearch.remove();
    await postgres.remove();
  }
}

const residentMb = () => process.memoryUsage.rss() / 1024 / 1024;

async function indexAll(deps: IndexDeps): Promise<Figure[]> {
  const before = residentMb();
  const samples: number[] = [];
  const watch = setInterval(() => samples.push(residentMb()), 100);
  const started = performance.now();
  const done = await indexMentions(deps, never);
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  const half = Math.ceil(samples.length / 2);
  const firstHalf = Math.max(...samples.slice(0, half));
  const limit = `< ${Math.ceil(firstHalf * 1.1)}`;
  return [
    { name: 'indexed', value: done },
    { name: 'documents a second, end to end', value: done / seconds, limit: '> 8,000' },
    { name: 'memory before', value: before, unit: 'MB' },
    { name: 'most memory in the first half', value: firstHalf, unit: 'MB' },
    { name: 'most memory in the second half', value: Math.max(...samples.slice(half)), unit: 'MB', limit },
  ];
}

async function reindexWhileSearching(deps: IndexDeps, expected: number): Promise<Figure[]> {
  const rule = parseQuery('mang cham');
  const times: number[] = [];
  let [over, empty] = [false, 0];
  const searching = (async () => {
    while (!over) {
      const asked = performance.now();
      const { ids } = await deps.search.search({ rule, filter: {}, limit: 20 });
      times.push(performance.now() - asked);
      if (ids.length < 20) empty += 1;
    }
  })();
  const started = performance.now();
  const done = await reindexMentions(deps, () => undefined);
  const seconds = (performance.now() - started) / 1000;
  over = true;
  await searching;
  return [
    { name: 'built anew', value: done, limit: `= ${expected.toLocaleString('en')}` },
    { name: 'in', value: seconds, unit: 's', limit: '< 120' },
    { name: 'searches meanwhile', value: times.length },
    { name: 'of them without an answer', value: empty, limit: '= 0' },
    { name: 'their median', value: quantile(times, 0.5), unit: 'ms' },
    { name: 'their p99', value: quantile(times, 0.99), unit: 'ms' },
  ];
}
