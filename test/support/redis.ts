import { spawnSync } from 'node:child_process';
import { Redis } from 'ioredis';
import { type Leashed, startLeashed } from './leashed.ts';
import { freePort } from './postgres.ts';

/** A throw-away Redis on 127.0.0.1 that keeps nothing. */
export interface RedisServer {
  url: string;
  /** Kills it and forgets everything; `start` brings an empty one back on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Why the server cannot be started here, or null when it can. */
export function redisUnavailable(): string | null {
  return spawnSync('redis-server', ['--version']).error ? 'Redis is not installed (no redis-server on the PATH)' : null;
}

export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let running: Leashed | undefined;
  const start = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    running = startLeashed('redis-server', args, 'KILL');
    const client = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: 500 });
    client.on('error', () => undefined); // not yet listening
    await client.ping();
    client.disconnect();
  };
  const stop = async () => {
    await running?.end();
    running = undefined;
  };
  await start();
  return { url, start, stop };
}
