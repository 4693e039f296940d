// The embedded database's thread: one PGlite, spoken to in PostgreSQL's own wire protocol, so that the `pg` driver on
// the other side does everything else (types, errors, parameters). Plain JavaScript because a thread is started from
// a file, from src/ and dist/ alike.
import { existsSync, fsyncSync, renameSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { SessionQueue } from './pglite-sessions.js';

/**
 * @typedef {{ session: number, data: Uint8Array } | { session: number, close: true } | { end: true }} ToWorker
 * @typedef {{ ready: true } | { session: number, data: Uint8Array } | { notification: Uint8Array } | { session: number, closed: true } | { ended: true }} FromWorker
 */

/** PGlite's own start parameters, except: fsync stays on, less memory, and the queue's schema is on the path. */
const SETTINGS = {
  search_path: 'public,bullmq',
  fsync: 'on',
  wal_sync_method: 'fsync',
  shared_buffers: '48MB',
  maintenance_work_mem: '32MB',
  exit_on_error: 'false',
  log_checkpoints: 'false',
  max_worker_processes: '0',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  io_method: 'sync',
  jit: 'off',
};

const WASI_EIO = 29;

/** @param {string} folder */
async function openFolder(folder) {
  const startParams = ['--single', '-O', '-j', ...Object.entries(SETTINGS).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
  const db = await PGlite.create({ dataDir: folder, extensions: { pg_trgm, unaccent }, startParams });
  flushForReal(db);
  return db;
}

/**
 * Emscripten's file system swallows fsync; without it a power cut loses acknowledged rows.
 * @param {PGlite} db
 */
function flushForReal(db) {
  const nodefs = /** @type {{ stream_ops: { fsync?: (stream: { nfd: number }) => number } }} */ (
    /** @type {unknown} */ (db.Module.NODEFS)
  );
  nodefs.stream_ops.fsync = (stream) => {
    try {
      fsyncSync(stream.nfd);
      return 0;
    } catch {
      return WASI_EIO; // PostgreSQL stops rather than go on with files of unknown state
    }
  };
}

/**
 * A database folder appears whole or not at all, however early the process is killed.
 * @param {string} folder
 */
async function open(folder) {
  if (!existsSync(folder)) {
    const making = `${folder}.making`;
    rmSync(making, { recursive: true, force: true });
    await (await openFolder(making)).close();
    renameSync(making, folder);
  }
  return openFolder(folder);
}

async function main() {
  const port = parentPort;
  if (port === null) throw new Error('to be started as a worker thread');
  /** @param {FromWorker} message @param {Uint8Array} [bytes] */
  const post = (message, bytes) => port.postMessage(message, bytes ? [/** @type {ArrayBuffer} */ (bytes.buffer)] : []);
  const db = await open(workerData.folder);
  const queue = new SessionQueue({
    execute: async (batch) => {
      /** @type {Uint8Array[]} */
      const chunks = [];
      await db.execProtocolRawStream(batch, { onRawData: (bytes) => chunks.push(bytes.slice()) });
      return Buffer.concat(chunks);
    },
    reply: (session, data) => post({ session, data }, data),
    notify: (notification) => post({ notification }, notification),
    closed: (session) => post({ session, closed: true }),
    idleTransactionMs: workerData.idleTransactionMs,
  });
  port.on('message', async (/** @type {ToWorker} */ message) => {
    if ('data' in message) await queue.receive(message.session, message.data);
    else if ('close' in message) await queue.close(message.session);
    else {
      await queue.drained();
      await db.close();
      post({ ended: true });
      port.close();
    }
  });
  post({ ready: true });
}

await main();
