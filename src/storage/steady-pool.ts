import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logger.ts';

const DRAIN_POLL_MS = 10;

/**
 * A `pg.Pool` without its traps: a lost connection is logged instead of crashing the process, also while it is
 * checked out; a client released inside a transaction is closed, which rolls back; `end` serves whoever waits for a
 * client instead of leaving them hanging.
 */
export class SteadyPool extends pg.Pool {
  #draining = false;

  constructor(config: pg.PoolConfig, logger: Logger) {
    super(config);
    this.setMaxListeners(0); // every queue on this pool adds one
    this.on('error', () => undefined); // the client's own listener has logged it
    this.on('connect', (client) => {
      client.on('error', (error) => logger.warn({ err: error }, 'database connection lost'));
    });
    this.on('release', (_error, client) => {
      if ((client.getTransactionStatus() ?? 'I') !== 'I') void client.end();
    });
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(
    callback: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): void;
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | undefined {
    if (this.#draining) {
      const error = new Error('Cannot use a pool after calling end on the pool');
      if (callback === undefined) return Promise.reject(error);
      callback(error, undefined, () => undefined);
      return undefined;
    }
    if (callback === undefined) return super.connect();
    super.connect(callback);
    return undefined;
  }

  override end(): Promise<void>;
  override end(callback: () => void): void;
  override end(callback?: () => void): Promise<void> | void {
    const ended = this.#drain().then(() => super.end());
    if (callback === undefined) return ended;
    void ended.finally(callback);
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    while (this.waitingCount > 0) await delay(DRAIN_POLL_MS);
  }
}
