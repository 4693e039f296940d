import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { backUp } from '../src/storage/backup.ts';
import { createDatabase, type Database, migrate } from '../src/storage/database.ts';
import { openPool } from '../src/storage/pool.ts';
import { restore } from '../src/storage/restore.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { type Figure, printFigures } from './support/figures.ts';
import { fillMentions } from './support/filled-records.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
const MB = 1024 * 1024;
const logger = pino({ level: 'warn' });

/**
 * Backup and restore of many mentions on the embedded database and on a PostgreSQL server: time, size, and memory of
 * the process (the embedded database's own included). `npm run bench -- backup [mentions]`.
 */
export async function run([count = '300000']: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'langnghe-bench-'));
  const server = await startPostgres();
  const open = async (database?: string) => {
    const databaseUrl = database === undefined ? undefined : await server.database(database);
    const db = createDatabase(await openPool({ databaseUrl, dataDir: join(folder, 'data'), logger }));
    await migrate(db);
    return db;
  };
  try {
    const [first, second, embedded] = [await open('first'), await open('second'), await open()];
    await fillMentions(first, Number(count));
    const figures = [
      ...(await measure('PostgreSQL', first, second, join(folder, 'server.gz'))),
      ...(await measure('to embedded', second, embedded, join(folder, 'moved.gz'), 'restore')),
      ...(await measure('embedded', embedded, embedded, join(folder, 'embedded.gz'))),
    ];
    printFigures(`${Number(count).toLocaleString('en')} mentions`, figures);
    for (const db of [first, second, embedded]) await db.destroy();
  } finally {
    await server.remove();
    rmSync(folder, { recursive: true });
  }
}

async function measure(name: string, from: Database, to: Database, file: string, only?: string): Promise<Figure[]> {
  const backup = await watched(() => backUp(from, file, { now: NOW }));
  const restored = await watched(() => restore(to, file, { replace: true }));
  const restoring: Figure[] = [
    { name: `${name}: restore`, value: restored.seconds, unit: 's' },
    { name: `${name}: memory grew in restore`, value: restored.grownMb, unit: 'MB' },
  ];
  if (only !== undefined) return restoring;
  return [
    { name: `${name}: backup`, value: backup.seconds, unit: 's' },
    { name: `${name}: file`, value: statSync(file).size / MB, unit: 'MB' },
    { name: `${name}: memory grew in backup`, value: backup.grownMb, unit: 'MB' },
    ...restoring,
  ];
}

/** How long it takes, and how far the resident memory rises above where it began. */
async function watched(work: () => Promise<unknown>): Promise<{ seconds: number; grownMb: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const started = performance.now();
  await work();
  clearInterval(timer);
  return { seconds: (performance.now() - started) / 1000, grownMb: (peak - before) / MB };
}
