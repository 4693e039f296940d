import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort, postgresUnavailable, startPostgres } from '../support/postgres.ts';
import { redisUnavailable } from '../support/redis.ts';
import { type AssembledImage, assembleImage, type Started } from './assembled-image.ts';
import { exampleEnvironment, interpolate, ROOT, service, variables } from './compose-file.ts';
import { startComposeRedis } from './compose-redis.ts';
import { finalInstruction } from './dockerfile.ts';

const SECRET = 'c3'.repeat(24);
const COMPLAINT = 'Mạng 4G chậm kinh khủng, gọi tổng đài ba ngày rồi không ai xử lý, quá thất vọng!';
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

let image: AssembledImage;
beforeAll(async () => {
  image = await assembleImage();
});
afterAll(() => image?.remove());

const until = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 25_000, interval: 50 });

describe("the image's files", () => {
  it('have every command, and neither install nor build', async () => {
    expect(existsSync(join(image.app, 'src'))).toBe(false);
    expect(await image.start(['--version']).ended).toEqual({ code: 0, out: `${version}\n`, err: '' });
    for (const name of ['app', 'worker']) {
      const [command = '', ...options] = service(name).command ?? [];
      const described = await image.start([command, '--help']).ended;
      expect(described).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`langnghe ${command}`) });
      for (const option of options) expect(described.out).toContain(option);
    }
  });

  it('are enough for the language models and the data folder, says the doctor', async () => {
    const { out, err } = await image.start(['doctor'], { PORT: String(await freePort()) }).ended;
    expect(err).toBe('');
    for (const part of ['Language models', 'Data folder', 'Port']) expect(out).toContain(`ok   ${part}: `);
  });

  it('have the one-shot services, which find their modules and say what they lack', async () => {
    const users = image.start([], {}, service('elasticsearch-users').entrypoint);
    expect(await users.ended).toEqual({ code: 1, out: '', err: 'ELASTICSEARCH_URL is not set.\n' });
    const dashboards = image.start(['none.ndjson'], {}, service('dashboards').entrypoint);
    expect(await dashboards.ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining('none.ndjson') });
  });

  it('serve by themselves, are healthy, and end at SIGTERM', async () => {
    const env = { PORT: String(await freePort()) };
    const { child, ended } = image.start(finalInstruction('CMD').args, env);
    await until(async () => expect((await fetch(`http://127.0.0.1:${env.PORT}/health/live`)).status).toBe(200));
    const health = await image.start([], env, finalInstruction('HEALTHCHECK').args).ended;
    expect(health).toMatchObject({ code: 0, out: expect.stringContaining('"ready":true') });
    const page = await fetch(`http://127.0.0.1:${env.PORT}/`);
    expect(page.headers.get('content-type')).toContain('text/html');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  });
});

/** The API of an app on this port. */
function apiAt(port: string, token: string) {
  return async <T>(path: string, body?: unknown): Promise<T> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers, ...sent });
    expect(response.ok, `${path}: ${response.status}`).toBe(true);
    return (await response.json()) as T;
  };
}

const skip = postgresUnavailable() ?? redisUnavailable();

describe.skipIf(skip !== null)(skip ?? 'app and workers, with the commands and variables of compose.yaml', () => {
  const servers: { end(): Promise<void> }[] = [];
  let env: Record<string, string>;

  beforeAll(async () => {
    const postgres = await startPostgres();
    servers.push({ end: () => postgres.remove() });
    const redis = await startComposeRedis(SECRET);
    servers.push(redis);
    const secrets = variables().filter(({ required }) => required);
    const filled = { ...exampleEnvironment(), ...Object.fromEntries(secrets.map(({ name }) => [name, SECRET])) };
    const given = Object.entries(service('app').environment).map(([name, value]) => [name, interpolate(value, filled)]);
    env = { ...Object.fromEntries(given), PORT: String(await freePort()) };
    // The servers are not in a network of containers, and there is no Elasticsearch among them.
    env.DATABASE_URL = await postgres.database('langnghe');
    env.REDIS_URL = (env.REDIS_URL ?? '').replace('@redis:6379', `@127.0.0.1:${redis.port}`);
    env.ELASTICSEARCH_URL = '';
  });
  afterAll(async () => {
    for (const server of servers) await server.end();
  });

  it('make a ticket of a complaint, and end at SIGTERM', async () => {
    const running: Started[] = [];
    const start = (name: string, port = env.PORT ?? '') =>
      running.push(image.start(service(name).command ?? [], { ...env, PORT: port }));
    start('app');
    await until(async () => expect((await fetch(`http://127.0.0.1:${env.PORT}/health/ready`)).status).toBe(200));
    const token = ['token', 'create', '--role', 'administrator', '--name', 'test'];
    const secret = (await image.start(token, env).ended).out.trim();
    const api = apiAt(env.PORT ?? '', secret);

    const source = await api<{ id: string }>('/api/sources', { kind: 'import', name: 'Khảo sát' });
    const posts = [{ externalId: '1', text: COMPLAINT, publishedAt: null }];
    expect(await api('/api/mentions', { source: source.id, posts })).toMatchObject({ new: 1 });
    // The app only serves; what is to be done waits for the workers.
    expect(await api('/api/tickets')).toMatchObject({ items: [] });
    const replicas = Number(interpolate(service('worker').deploy?.replicas ?? ''));
    const ports: string[] = [];
    for (let worker = 0; worker < replicas; worker += 1) {
      ports.push(String(await freePort()));
      start('worker', ports.at(-1));
    }
    await until(async () => expect((await api<{ items: unknown[] }>('/api/tickets')).items).toHaveLength(1));
    for (const port of ports) {
      await until(async () => expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200));
      expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(401);
      expect((await fetch(`http://127.0.0.1:${port}/api/tickets`)).status).toBe(404);
    }
    const figures = await Promise.all(
      ports.map(async (port) =>
        (await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { authorization: `Bearer ${secret}` } })).text(),
      ),
    );
    // Whichever did the work, tells of it.
    expect(figures.join('')).toMatch(/langnghe_job_duration_seconds_count\{.*job="triage".*\} [1-9]/);

    for (const { child } of running) child.kill('SIGTERM');
    const ended = await Promise.all(running.map((started) => started.ended));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ended.map(({ out, err }) => out + err).join('')).not.toContain(SECRET);
  }, 60_000);
});
