import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { type Leashed, startLeashed } from './leashed.ts';

/** A throw-away PostgreSQL cluster on 127.0.0.1, without fsync. */
export interface PostgresServer {
  /** The URL of the database of that name, which is made on first use. */
  database(name: string): Promise<string>;
  /** Stops the server at once, as a crash of its host would; `start` brings it back on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

/** Why the server cannot be started here, or null when it can. */
export function postgresUnavailable(): string | null {
  return findBinaries() ? null : 'PostgreSQL is not installed (no initdb in /usr/lib/postgresql/*/bin or on the PATH)';
}

function findBinaries(): string | undefined {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(packaged, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** A port of 127.0.0.1 that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The server refuses to run as root: then it runs as the user `postgres`, which its package makes. */
function unprivileged(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export async function startPostgres(): Promise<PostgresServer> {
  const binaries = findBinaries();
  if (binaries === undefined) throw new Error(postgresUnavailable() ?? 'PostgreSQL is not installed');
  const owner = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'langnghe-pg-'));
  if ('uid' in owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(join(binaries, 'initdb'), initdb, { ...owner, cwd: folder, stdio: 'ignore' });
  const port = await freePort();
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const made = new Set<string>();
  let running: Leashed | undefined;

  const start = async () => {
    running = startLeashed(join(binaries, 'postgres'), args, 'QUIT', { ...owner, cwd: folder }); // "immediate shutdown"
    await answering(url('postgres'));
  };
  const stop = async () => {
    await running?.end();
    running = undefined;
  };
  await start();
  return {
    start,
    stop,
    database: async (name) => {
      if (!made.has(name)) await once(url('postgres'), `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
      made.add(name);
      return url(name);
    },
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function once(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function answering(url: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; ) {
    try {
      return await once(url, 'SELECT 1');
    } catch (cause) {
      if (Date.now() > deadline) throw new Error('PostgreSQL did not start', { cause });
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}
