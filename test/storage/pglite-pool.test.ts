import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tidy } from '../../src/storage/pglite-upkeep.ts';
import { openPool } from '../../src/storage/pool.ts';
import { type CompiledSources, compileSources } from '../support/compiled.ts';
import { tempFolder } from '../support/temp-folder.ts';

const logger = pino({ level: 'silent' });

describe('the embedded database', () => {
  const folder = tempFolder();
  let sources: CompiledSources;
  beforeAll(async () => {
    sources = await compileSources();
  });
  afterAll(() => {
    sources.remove();
    folder.remove();
  });

  /** A process that inserts rows and says the number of each one that was acknowledged. */
  function insertUntilKilled(dataDir: string) {
    const code = `
      import { pino } from 'pino';
      import { openPool } from ${JSON.stringify(sources.url('storage/pool'))};
      const pool = await openPool({ dataDir: process.argv[1], logger: pino({ level: 'silent' }) });
      await pool.query('CREATE TABLE IF NOT EXISTS kept (n integer PRIMARY KEY, text text)');
      const { rows } = await pool.query('SELECT coalesce(max(n), 0) AS n FROM kept');
      console.log('open');
      for (let n = rows[0].n + 1; ; n += 1) {
        await pool.query('INSERT INTO kept VALUES ($1, $2)', [n, 'x'.repeat(200)]);
        console.log(n);
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let acknowledged = 0;
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      acknowledged = Number(line) || acknowledged;
    });
    const kill = async () => {
      const closed = once(lines, 'close');
      child.kill('SIGKILL');
      await closed;
      return acknowledged;
    };
    return { child, lines, count: () => acknowledged, kill };
  }

  it('keeps every acknowledged row however often its process is killed', async () => {
    const dataDir = join(folder.path, 'killed');
    let last = 0;
    for (const more of [1, 37, 200]) {
      const inserting = insertUntilKilled(dataDir);
      const target = last + more;
      await expect.poll(inserting.count, { timeout: 20_000, interval: 1 }).toBeGreaterThanOrEqual(target);
      last = await inserting.kill();
    }
    const pool = await openPool({ dataDir, logger });
    const { rows } = await pool.query('SELECT count(*)::int AS count, max(n) AS max FROM kept');
    await pool.end();
    expect(rows[0]?.count).toBe(rows[0]?.max);
    expect(rows[0]?.max).toBeGreaterThanOrEqual(last);
  });

  it('starts again from nothing when killed while it was being made', async () => {
    const dataDir = join(folder.path, 'half');
    const making = insertUntilKilled(dataDir);
    await expect
      .poll(() => existsSync(join(dataDir, 'postgres.making', 'PG_VERSION')), { timeout: 20_000, interval: 1 })
      .toBe(true);
    await making.kill();
    const pool = await openPool({ dataDir, logger });
    expect((await pool.query('SELECT 1 AS a')).rows).toEqual([{ a: 1 }]);
    await pool.end();
  });

  it('says why it cannot open', async () => {
    const dataDir = join(folder.path, 'broken');
    mkdirSync(join(dataDir, 'postgres'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '9\n');
    await expect(openPool({ dataDir, logger })).rejects.toThrow(/embedded database/i);
  });

  it('flushes to the disk before it acknowledges, and tidies up after itself', async () => {
    const pool = await openPool({ dataDir: join(folder.path, 'kept'), logger });
    const one = async (sql: string) => (await pool.query(sql)).rows[0];
    expect(
      await one("SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS sync"),
    ).toEqual({
      fsync: 'on',
      sync: 'on',
    });
    await pool.query('CREATE TABLE churned (n integer)');
    await pool.query('INSERT INTO churned SELECT generate_series(1, 300000)');
    await pool.query('UPDATE churned SET n = n + 1');
    await pool.query('SELECT pg_stat_force_next_flush()');
    const stats = "SELECT n_dead_tup::int AS dead FROM pg_stat_user_tables WHERE relname = 'churned'";
    expect((await one(stats))?.dead).toBeGreaterThan(100_000);
    const before = await one('SELECT redo_lsn FROM pg_control_checkpoint()');
    await tidy(pool);
    expect(await one(stats)).toEqual({ dead: 0 });
    expect(await one("SELECT reltuples AS rows FROM pg_class WHERE relname = 'churned'")).toEqual({ rows: 300_000 });
    expect(await one('SELECT redo_lsn FROM pg_control_checkpoint()')).not.toEqual(before);
    await pool.end();
  });
});
