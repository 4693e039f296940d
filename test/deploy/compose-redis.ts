import { Redis } from 'ioredis';
import { startLeashed } from '../support/leashed.ts';
import { freePort } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { interpolate, service } from './compose-file.ts';

/** A Redis that runs with the command line of compose.yaml, on 127.0.0.1. */
export interface ComposeRedis {
  port: number;
  client: Redis;
  end(): Promise<void>;
}

export async function startComposeRedis(password: string): Promise<ComposeRedis> {
  const folder = tempFolder();
  const port = await freePort();
  const [program = '', ...args] = (service('redis').command ?? []).map((word) =>
    interpolate(word, { REDIS_PASSWORD: password }),
  );
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder.path];
  const running = startLeashed(program, [...args, ...place], 'KILL');
  const client = new Redis(`redis://:${password}@127.0.0.1:${port}`, {
    retryStrategy: () => 20,
    maxRetriesPerRequest: 500,
  });
  client.on('error', () => undefined); // not yet listening
  await client.ping();
  const end = async () => {
    client.disconnect();
    await running.end();
    folder.remove();
  };
  return { port, client, end };
}
