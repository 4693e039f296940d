import { Worker } from 'node:worker_threads';
import type pg from 'pg';
import { PublicError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { PgliteConnection } from './pglite-connection.ts';
import { startUpkeep } from './pglite-upkeep.ts';
import { SteadyPool } from './steady-pool.ts';

/** Sessions cost nothing here; more of them only lengthen the line before the one that PGlite has. */
const MAX_CLIENTS = 32;

/** The worker keeps its WebAssembly memory outside this heap; what is limited is what our own code could leak. */
const HEAP_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

type FromWorker =
  | { ready: true }
  | { session: number; data: Uint8Array }
  | { notification: Uint8Array }
  | { session: number; closed: true }
  | { ended: true };

/** The thread that runs PGlite, and the connections to it. */
export class PgliteServer {
  readonly #worker: Worker;
  readonly #connections = new Map<number, PgliteConnection>();
  readonly #exited: Promise<void>;
  #sessions = 0;
  #ending = false;
  #failure: Error | undefined;

  private constructor(worker: Worker, logger: Logger) {
    this.#worker = worker;
    worker.on('message', (message: FromWorker) => this.#receive(message));
    worker.on('error', (error) => this.#fail(error, logger));
    this.#exited = new Promise((resolve) => {
      worker.on('exit', (code) => {
        if (!this.#ending) this.#fail(new Error(`its thread ended with code ${code}`), logger);
        resolve();
      });
    });
  }

  /** Starts the thread on a folder, which is made if missing, and waits until it answers. */
  static async start(folder: string, logger: Logger, idleTransactionMs: number): Promise<PgliteServer> {
    const worker = new Worker(new URL('./pglite-worker.js', import.meta.url), {
      name: 'pglite',
      workerData: { folder, idleTransactionMs },
      resourceLimits: HEAP_LIMITS,
      execArgv: [], // those of the process are about its own main file
    });
    const server = new PgliteServer(worker, logger);
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      void server.#exited.then(() => reject(server.#failure));
    });
    return server;
  }

  /** A new connection, in the place of a socket. */
  connect(): PgliteConnection {
    this.#sessions += 1;
    const connection = new PgliteConnection(this.#sessions, {
      send: (session, data) => this.#worker.postMessage({ session, data }, [data.buffer as ArrayBuffer]),
      close: (session) => {
        this.#connections.delete(session);
        if (!this.#failure) this.#worker.postMessage({ session, close: true });
      },
    });
    if (this.#failure) connection.destroy(this.#failure);
    else this.#connections.set(connection.session, connection);
    return connection;
  }

  /** Lets running statements finish, then shuts the database down and ends the thread. */
  async end(): Promise<void> {
    this.#ending = true;
    if (!this.#failure) this.#worker.postMessage({ end: true });
    await this.#exited;
  }

  #receive(message: FromWorker): void {
    if ('notification' in message) {
      for (const connection of this.#connections.values()) connection.push(Buffer.from(message.notification));
    } else if ('data' in message) {
      const { buffer, byteOffset, length } = message.data;
      this.#connections.get(message.session)?.push(Buffer.from(buffer, byteOffset, length));
    } else if ('closed' in message) {
      this.#connections.get(message.session)?.push(null);
    }
  }

  #fail(cause: Error, logger: Logger): void {
    if (this.#failure) return;
    this.#failure = new PublicError('The embedded database has stopped; restart the program', { cause });
    logger.fatal({ err: cause }, 'embedded database stopped');
    for (const connection of [...this.#connections.values()]) connection.destroy(this.#failure);
  }
}

class PglitePool extends SteadyPool {
  readonly #upkeep: { stop(): Promise<void> };

  constructor(
    private readonly server: PgliteServer,
    logger: Logger,
  ) {
    super(
      {
        stream: () => server.connect(),
        ssl: false,
        user: 'postgres',
        database: 'postgres',
        max: MAX_CLIENTS,
        connectionTimeoutMillis: 30_000,
      },
      logger,
    );
    this.#upkeep = startUpkeep(this, logger);
  }

  override end(): Promise<void>;
  override end(callback: () => void): void;
  override end(callback?: () => void): Promise<void> | void {
    const ended = this.#end();
    if (callback === undefined) return ended;
    void ended.finally(callback);
  }

  async #end(): Promise<void> {
    await this.#upkeep.stop();
    await super.end();
    await this.server.end();
  }
}

/**
 * A `pg.Pool` over PGlite in a thread of its own: the same driver as for a server, so the same types and errors.
 * There is one session behind it: a transaction has it alone from BEGIN to COMMIT, and SET reaches everybody.
 */
export async function openPglitePool(options: {
  folder: string;
  logger: Logger;
  idleTransactionMs: number;
}): Promise<pg.Pool> {
  return new PglitePool(
    await PgliteServer.start(options.folder, options.logger, options.idleTransactionMs),
    options.logger,
  );
}
