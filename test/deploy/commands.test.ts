import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type LocalServer, startServer } from '../../src/demo/stand-ins/http-server.ts';
import { connectElasticsearch } from '../../src/search/elasticsearch.ts';
import { freePort, postgresUnavailable, startPostgres } from '../support/postgres.ts';
import { redisUnavailable } from '../support/redis.ts';
import { interpolate, ROOT, service } from './compose-file.ts';
import { startComposeRedis } from './compose-redis.ts';
import { finalInstruction } from './dockerfile.ts';

/** What compose.yaml has containers run, run here on the same programs, as far as they are installed. */

const run = promisify(execFile);
const SECRET = 'b2'.repeat(24);
const given = {
  POSTGRES_PASSWORD: SECRET,
  REDIS_PASSWORD: SECRET,
  ELASTIC_PASSWORD: SECRET,
  ELASTICSEARCH_PASSWORD: SECRET,
};

const commandOf = (name: string) => (service(name).command ?? []).map((word) => interpolate(word, given));

/** Runs a service's health check with its port moved; gives the exit code. */
async function check(name: string, change: (command: string) => string, env: Record<string, string> = {}) {
  const [form, ...words] = (service(name).healthcheck?.test ?? []).map((word) => interpolate(word, given));
  const [command, args] =
    form === 'CMD-SHELL' ? ['sh', ['-c', change(words.join(' '))]] : [change(words[0] ?? ''), words.slice(1)];
  try {
    await run(command, args, { env: { ...process.env, ...env }, timeout: 10_000 });
    return 0;
  } catch (error) {
    return (error as { code: unknown }).code;
  }
}

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A stand-in at a free port; the command is told of it in place of the container's port. */
async function serve(port: number, handler: RequestListener): Promise<(command: string) => string> {
  const started = await startServer(handler);
  server = started;
  return (command) => {
    expect(command).toContain(`127.0.0.1:${port}/`);
    return command.replace(`127.0.0.1:${port}/`, `${started.host}/`);
  };
}

const noRedis = redisUnavailable();
describe.skipIf(noRedis !== null)(noRedis ?? 'redis', () => {
  it('takes its command line: a file of all writes, nothing dropped, a password', async () => {
    const { port, client, end } = await startComposeRedis(SECRET);
    const onPort = (command: string) => command.replace('redis-cli', `redis-cli -p ${port}`);
    try {
      for (const [name, value] of [
        ['appendonly', 'yes'],
        ['appendfsync', 'everysec'],
        ['maxmemory', String(512 * 1024 * 1024)],
        ['maxmemory-policy', 'noeviction'],
        ['save', ''],
      ] as const) {
        expect(await client.config('GET', name)).toEqual([name, value]);
      }
      expect(await check('redis', onPort, { REDISCLI_AUTH: SECRET })).toBe(0);
      expect(await check('redis', onPort, { REDISCLI_AUTH: 'another' })).toBe(1);
    } finally {
      await end();
    }
    expect(await check('redis', onPort, { REDISCLI_AUTH: SECRET })).toBe(1);
  });
});

/** A program of PostgreSQL, of Debian's newest version or from the PATH. */
function inPostgres(program: string): string {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? program : join(packaged, newest, 'bin', program);
}

const noPostgres = postgresUnavailable();
describe.skipIf(noPostgres !== null)(noPostgres ?? 'postgres', () => {
  it('knows its settings', () => {
    const described = execFileSync(inPostgres('postgres'), ['--describe-config'], { encoding: 'utf8' });
    const known = new Set(described.split('\n').map((line) => line.split('\t')[0]));
    const [program, ...args] = commandOf('postgres');
    expect(program).toBe('postgres');
    const settings = args.filter((_, at) => at % 2 === 1);
    expect(args.filter((_, at) => at % 2 === 0)).toEqual(settings.map(() => '-c'));
    for (const setting of settings) expect(known, setting).toContain(setting.split('=')[0]);
    expect(settings.length).toBeGreaterThan(3);
  });

  it('is healthy when it answers, not before', async () => {
    const postgres = await startPostgres();
    try {
      const port = new URL(await postgres.database('langnghe')).port;
      expect(await check('postgres', inPostgres, { PGPORT: port })).toBe(0);
      await postgres.stop();
      expect(await check('postgres', inPostgres, { PGPORT: port })).toBe(2);
    } finally {
      await postgres.remove();
    }
  });
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;

describe.skipIf(!hasCurl)(hasCurl ? 'elasticsearch and kibana' : 'curl is not installed', () => {
  it.each([
    [200, 0],
    [408, 22],
    [401, 22],
  ])('elasticsearch answering %i to its superuser: exit code %i', async (status, code) => {
    let asked: { url: string | undefined; user: string | undefined } | undefined;
    const move = await serve(9200, (request, response) => {
      asked = { url: request.url, user: request.headers.authorization };
      response.writeHead(status).end('{}');
    });
    expect(await check('elasticsearch', move, { ELASTIC_PASSWORD: SECRET })).toBe(code);
    expect(asked).toEqual({
      url: '/_cluster/health?wait_for_status=yellow&timeout=5s',
      user: `Basic ${Buffer.from(`elastic:${SECRET}`).toString('base64')}`,
    });
  });

  it.each([
    [200, 'available', 0],
    [503, 'unavailable', 22],
  ])('kibana answering %i: exit code %i', async (status, level, code) => {
    const move = await serve(5601, (_, response) => {
      response.writeHead(status).end(JSON.stringify({ status: { overall: { level } } }));
    });
    expect(await check('kibana', move)).toBe(code);
  });
});

describe('the program', () => {
  it('sends the user and password of ELASTICSEARCH_URL', async () => {
    let user: string | undefined;
    server = await startServer((request, response) => {
      user = request.headers.authorization;
      response.writeHead(200, { 'x-elastic-product': 'Elasticsearch' }).end();
    });
    const url = interpolate(service('app').environment.ELASTICSEARCH_URL ?? '', given);
    const config = readConfig({ ELASTICSEARCH_URL: url.replace('elasticsearch:9200', server.host) });
    const client = connectElasticsearch({ url: config.ELASTICSEARCH_URL ?? '' });
    await client.ping();
    await client.close();
    expect(user).toBe(`Basic ${Buffer.from(`langnghe:${SECRET}`).toString('base64')}`);
  });

  describe("its image's health check", () => {
    const [program = '', ...args] = finalInstruction('HEALTHCHECK').args;

    async function outcome(port: number) {
      const env = { PATH: process.env.PATH, PORT: String(port) };
      return run(program, args, { cwd: ROOT, env }).then(
        ({ stdout }) => ({ code: 0, stdout }),
        ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
      );
    }

    it.each([
      [200, true, 0],
      [503, false, 1],
    ])('says what /health/ready says: %i', async (status, ready, code) => {
      const body = JSON.stringify({ ready, checks: [] });
      server = await startServer((request, response) => {
        response.writeHead(request.url === '/health/ready' ? status : 404).end(body);
      });
      const port = Number(new URL(server.origin).port);
      expect(await outcome(port)).toEqual({ code, stdout: `${status} ${body}\n` });
    });

    it('says when nobody answers', async () => {
      expect(await outcome(await freePort())).toEqual({ code: 1, stdout: expect.stringContaining('ECONNREFUSED') });
    });
  });
});
