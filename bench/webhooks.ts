import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { OTT_SECRETS, ottMessage, signedOtt } from '../test/support/ott-webhook.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { startRedis } from '../test/support/redis.ts';
import { type AppProcess, allItems, startAppProcess } from './support/app-process.ts';
import { printFigures, quantile, until } from './support/figures.ts';

const LAUNCHER = fileURLToPath(new URL('../bin/langnghe.mjs', import.meta.url));
const WARM_UP_S = 3;
/** Of so many requests one is sent a second time, as the other sides do. */
const REPEATED_EVERY = 20;
const CUSTOMERS = 500;

/** The program, and beside it what it needs: nothing, or PostgreSQL, Redis and a worker, all on this machine. */
async function startProgram(dataDir: string, servers: boolean): Promise<{ app: AppProcess; stop(): Promise<void> }> {
  const port = 3995;
  if (!servers) {
    const app = await startAppProcess({ dataDir, port });
    return { app, stop: async () => void (await app.kill('SIGTERM')) };
  }
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const env = { DATABASE_URL: await postgres.database('records'), REDIS_URL: redis.url, SECRET_KEY: 'k'.repeat(40) };
  const app = await startAppProcess({ dataDir, port, env, args: ['--no-work'] });
  const worker = spawn('nice', ['-n', '10', process.execPath, LAUNCHER, 'worker'], {
    env: { ...process.env, ...env, DATA_DIR: dataDir, LOG_LEVEL: 'warn', PORT: String(port + 1) },
    stdio: 'ignore',
  });
  return {
    app,
    async stop() {
      worker.kill('SIGTERM');
      await Promise.all([app.kill('SIGTERM'), once(worker, 'exit')]);
      await redis.stop();
      await postgres.remove();
    },
  };
}

/**
 * Webhooks of a channel acknowledged by the whole embedded program, or with `servers` on PostgreSQL and Redis beside a
 * worker process, each asked for at its time whatever became of those before.
 * `npm run bench -- webhooks [a second] [seconds] [servers]`.
 */
export async function run([rate = '200', seconds = '30', servers]: string[]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'langnghe-bench-'));
  const { app, stop } = await startProgram(dataDir, servers === 'servers');
  try {
    const settings = { network: 'mocha', apiUrl: 'https://ott.example.vn', contact: 'CSKH Viettel', ...OTT_SECRETS };
    const { id } = await app.call<{ id: string }>('POST', '/api/channels', { kind: 'ott', name: 'Mocha', settings });
    const path = `${app.url}/webhooks/ott/${id}`;
    const warm = await volley(path, 50, WARM_UP_S, 'warm');
    const { latencies, refused, told } = await volley(path, Number(rate), Number(seconds), 'm');
    const ended = performance.now();
    const expected = told + warm.told;
    await until(async () => (await mentions(app)) >= expected, 600_000, 2000);
    const behind = (performance.now() - ended) / 1000;
    const where = servers === 'servers' ? 'PostgreSQL, Redis and a worker' : 'embedded';
    printFigures(`${rate} webhooks a second for ${seconds} s, ${where}`, [
      { name: 'acknowledged', value: latencies.length, limit: `= ${Number(rate) * Number(seconds)}` },
      { name: 'refused', value: refused, limit: '= 0' },
      { name: 'median', value: quantile(latencies, 0.5), unit: 'ms' },
      { name: 'p90', value: quantile(latencies, 0.9), unit: 'ms' },
      { name: 'p99', value: quantile(latencies, 0.99), unit: 'ms', limit: '< 100 ms' },
      { name: 'longest', value: Math.max(...latencies), unit: 'ms' },
      { name: 'messages stored', value: await mentions(app), limit: `= ${expected}` },
      { name: 'all stored after the last request', value: behind, unit: 's' },
    ]);
  } finally {
    await stop();
    rmSync(dataDir, { recursive: true });
  }
}

/** How many messages have become mentions. */
const mentions = async (app: AppProcess): Promise<number> => (await allItems(app.call, '/api/mentions')).length;

async function volley(path: string, rate: number, seconds: number, prefix: string) {
  const dispatcher = new Agent({ connections: 64 });
  const started = performance.now();
  const asking: Promise<number | null>[] = [];
  let told = 0;
  for (let nth = 0; nth < rate * seconds; nth += 1) {
    const due = started + (nth * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 1) await delay(wait);
    const repeats = nth % REPEATED_EVERY === REPEATED_EVERY - 1;
    if (!repeats) told += 1;
    asking.push(ask(dispatcher, path, `${prefix}${repeats ? nth - 1 : nth}`, due));
  }
  const answers = await Promise.all(asking);
  await dispatcher.close();
  const latencies = answers.filter((each) => each !== null);
  return { latencies, refused: answers.length - latencies.length, told };
}

/** Milliseconds from when it was due to its answer; null unless that is 200. */
async function ask(dispatcher: Agent, path: string, id: string, due: number): Promise<number | null> {
  const at = new Date();
  const from = `849${Number(id.replace(/\D/g, '')) % CUSTOMERS}`;
  const { headers, body } = signedOtt([ottMessage(id, from, `Mạng chậm quá, mã ${id}`, at)], at);
  const sent = {
    dispatcher,
    method: 'POST' as const,
    headers: headers as Record<string, string>,
    body: Buffer.from(body),
  };
  const answer = await request(path, sent);
  await answer.body.dump();
  return answer.statusCode === 200 ? performance.now() - due : null;
}
