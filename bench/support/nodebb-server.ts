import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Leashed, startLeashed } from '../../test/support/leashed.ts';
import { freePort } from '../../test/support/postgres.ts';
import { startRedis } from '../../test/support/redis.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { until } from './figures.ts';

const ADMIN = { username: 'quantri', password: 'Mat-khau-dai-123' };

/** A real NodeBB on an empty Redis of its own, and the administrator's way to write into it. */
export interface NodebbServer {
  url: string;
  version: string;
  /** Writes through its API as the administrator; gives the answer's `response`. Throws on any refusal. */
  write(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Sets up and starts the NodeBB whose code, with its packages installed, is in the folder. */
export async function startNodebbServer(code: string): Promise<NodebbServer> {
  if (!existsSync(join(code, 'app.js')) || !existsSync(join(code, 'node_modules'))) {
    throw new Error(
      `${code} holds no NodeBB with its packages: clone it there, copy install/package.json, npm install.`,
    );
  }
  const redis = await startRedis();
  const folder = tempFolder();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder.path, 'config.json');
  await setUp(code, config, url, Number(new URL(redis.url).port));
  const server: Leashed = startLeashed(process.execPath, ['app.js', `--config=${config}`], 'KILL', { cwd: code });
  const close = async () => {
    await server.end();
    await redis.stop();
    folder.remove();
  };
  try {
    await until(() => isUp(url), 60_000);
    const session = await signIn(url);
    const { version } = (await session('GET', '/api/admin')) as { version?: string };
    return { url, version: String(version ?? ''), write: writer(session), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function setUp(code: string, config: string, url: string, redisPort: number): Promise<void> {
  const answers = {
    url,
    secret: 'of a bench',
    database: 'redis',
    'redis:host': '127.0.0.1',
    'redis:port': redisPort,
    'redis:password': '',
    'redis:database': 0,
    'admin:username': ADMIN.username,
    'admin:email': 'quantri@example.vn',
    'admin:password': ADMIN.password,
    'admin:password:confirm': ADMIN.password,
  };
  const args = ['app.js', `--setup=${JSON.stringify(answers)}`, `--config=${config}`];
  const setup = spawn(process.execPath, args, { cwd: code, stdio: 'ignore' });
  const [exitCode] = await once(setup, 'exit');
  if (exitCode !== 0) throw new Error(`NodeBB's setup ended with ${exitCode}`);
}

const isUp = (url: string) =>
  fetch(`${url}/api/config`).then(
    ({ ok }) => ok,
    () => false,
  );

type Session = (method: string, path: string, body?: object) => Promise<unknown>;

async function signIn(url: string): Promise<Session> {
  let cookie = '';
  let token = '';
  const call: Session = async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', cookie, 'x-csrf-token': token },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}`);
    return response.json();
  };
  const readToken = async () => {
    token = ((await call('GET', '/api/config')) as { csrf_token: string }).csrf_token;
  };
  await readToken();
  await call('POST', '/login', ADMIN);
  await readToken();
  for (const setting of ['postDelay', 'initialPostDelay', 'newbiePostDelay']) {
    await call('PUT', `/api/v3/admin/settings/${setting}`, { value: '0' });
  }
  return call;
}

const writer =
  (session: Session): NodebbServer['write'] =>
  async (method, path, body) =>
    ((await session(method, `/api/v3${path}`, body)) as { response: Record<string, unknown> }).response;
