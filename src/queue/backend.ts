import {
  type BackendFactory,
  type ConnectionOptions,
  createPostgresBackend,
  Queue,
  type QueueOptions,
  type RedisQueueBackend,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from '../logger.ts';
import type { Pool } from '../storage/pool.ts';

type Processor = ConstructorParameters<typeof Worker>[1];
type OwnQueueOptions = Omit<QueueOptions, 'connection' | 'prefix'>;
type OwnWorkerOptions = Omit<WorkerOptions, 'connection' | 'prefix'>;

/** Where BullMQ keeps its jobs. Both kinds of object are of the same class, whatever stands behind them. */
export interface Backend {
  queue(name: string, options: OwnQueueOptions): Queue;
  worker(name: string, processor: Processor, options: OwnWorkerOptions): Worker;
  /** Closes the connections that the backend itself opened; after its queues and workers. */
  close(): void;
}

const SCHEMA = 'bullmq';
/** The first part of every key in Redis. */
const PREFIX = 'langnghe';
/** A producer is told within about two seconds that Redis is away, however long it has been; a worker waits for ever. */
const PRODUCER = { retries: 5, maxReconnectMs: 400 };
const WORKER = { retries: null, maxReconnectMs: 3000 };

/** Makes or updates the queue's tables first, under a lock in the database; the pool must look in schema `bullmq`. */
export async function postgresBackend(pool: Pool): Promise<Backend> {
  const client = await pool.connect();
  try {
    await runMigrations(client, SCHEMA, {});
  } finally {
    client.release();
  }
  // BullMQ's types name a queue after its backend; all that is used of them here is common to both.
  const connection = pool as unknown as ConnectionOptions;
  const factory = createPostgresBackend as unknown as BackendFactory<RedisQueueBackend>;
  return {
    queue: (name, options) => new Queue(name, { ...options, connection }, factory),
    worker: (name, processor, options) => new Worker(name, processor, { ...options, connection }, factory),
    close: () => undefined,
  };
}

export function redisBackend(url: string, logger: Logger): Backend {
  const opened: Redis[] = [];
  const connect = ({ retries, maxReconnectMs }: { retries: number | null; maxReconnectMs: number }) => {
    const retryStrategy = (times: number) => Math.min(times * 100, maxReconnectMs);
    const redis = new Redis(url, { retryStrategy, maxRetriesPerRequest: retries });
    redis.on('error', (error) => logger.warn({ err: error }, 'queue connection failed'));
    opened.push(redis);
    return redis;
  };
  return {
    queue: (name, options) => new Queue(name, { ...options, prefix: PREFIX, connection: connect(PRODUCER) }),
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, prefix: PREFIX, connection: connect(WORKER) }),
    close: () => {
      for (const redis of opened) redis.disconnect();
    },
  };
}
