import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Analyser, loadAnalyser } from './analysis/analyser.ts';
import { ensureAdministrator } from './api/administrator.ts';
import { type ApiServices, createApi, workerApi } from './api/api.ts';
import { JobMetrics } from './api/job-metrics.ts';
import { LiveFeed } from './api/live/live-feed.ts';
import type { ReadinessCheck } from './api/services.ts';
import { createSystemMailer } from './channels/email/system-mail.ts';
import { createScanner } from './channels/support/clamd.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { findCrawler } from './crawlers/crawlers.ts';
import type { Browse } from './crawlers/support/browse.ts';
import { createBrowse, type Print } from './crawlers/support/browser.ts';
import { createHostGate, openGate } from './crawlers/support/host-gate.ts';
import { createPostOut, type PostOut } from './crawlers/support/post-out.ts';
import { createFetch, type Fetch, formatUserAgent } from './crawlers/support/safe-fetch.ts';
import { guardServers } from './crawlers/support/server-address.ts';
import { createSharedHostGate, type TurnBook } from './crawlers/support/shared-host-gate.ts';
import { startDemo } from './demo/demo.ts';
import { InvalidInput } from './errors.ts';
import type { Logger } from './logger.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { createPipeline, type PipelineDeps, startSweeper, startWorkers } from './pipeline/run-pipeline.ts';
import { startWebhookSender, type WebhookDeps } from './pipeline/webhook-sender.ts';
import { type JobQueue, openQueue, type QueueOptions } from './queue/queue.ts';
import { connectElasticsearch, ElasticsearchMentions } from './search/elasticsearch.ts';
import { ElasticsearchTickets, type TicketIndex } from './search/elasticsearch-tickets.ts';
import { PostgresMentions } from './search/postgres.ts';
import type { MentionSearch } from './search/search.ts';
import { type DataLock, lockDataFolder } from './storage/data-lock.ts';
import { createDatabase, type Database, migrate } from './storage/database.ts';
import { loseAllTries } from './storage/delivery-outcomes.ts';
import { createHostTurns } from './storage/host-turns.ts';
import { openPool, type Pool } from './storage/pool.ts';
import { interruptAllRuns } from './storage/runs.ts';
import { refuseForeignSecrets } from './storage/sealed-records.ts';
import { hasSecretKey, openSecretKey } from './storage/secret-key.ts';
import { createVault, type Vault } from './storage/secrets.ts';
import { sourceNames } from './storage/sources.ts';
import { VERSION } from './version.ts';

/**
 * The composition root: the only place where adapters are chosen and wired. Everything is closed in the opposite order
 * of its opening.
 */

interface Queues {
  collect: JobQueue;
  process: JobQueue;
  index: JobQueue;
  channels: JobQueue;
}

/** What every command that works on the records has. */
export interface Core {
  config: Config;
  clock: Clock;
  logger: Logger;
  pool: Pool;
  db: Database;
  vault: Vault;
  queues: Queues;
  search: MentionSearch;
  pipeline: Pipeline;
  pipelineDeps: PipelineDeps;
  /** Makes PDFs of our own pages; null where there is no Chromium. */
  print: Print | null;
  webhookDeps: WebhookDeps;
  jobMetrics: JobMetrics;
  /** The lock on the embedded records' folder; null when the records are on a server. */
  lock: DataLock | null;
  close(): Promise<void>;
}

export interface CoreOptions {
  config: Config;
  logger: Logger;
  clock?: Clock;
  /** What this process is, for whoever finds the data folder taken: "langnghe start". */
  command: string;
  /** Hosts that may be reached although private, beside the configured ones. */
  allowPrivateHosts?: readonly string[];
}

/** Things to close, last opened first; a failing one is logged and does not keep the others open. */
class Closers {
  private readonly closers: { name: string; close: () => Promise<unknown> }[] = [];

  constructor(private readonly logger: Logger) {}

  add(name: string, close: () => Promise<unknown>): void {
    this.closers.push({ name, close });
  }

  async close(): Promise<void> {
    for (let next = this.closers.pop(); next !== undefined; next = this.closers.pop()) {
      try {
        await next.close();
      } catch (error) {
        this.logger.error({ err: error, part: next.name }, 'closing failed');
      }
    }
  }

  /** Runs `open`; when it fails, what was opened before is closed again. */
  async orClose<T>(open: () => Promise<T>): Promise<T> {
    try {
      return await open();
    } catch (error) {
      await this.close();
      throw error;
    }
  }
}

/** In one process a job can't be slow because the network is: what a killed one left is taken up within seconds. */
const ALONE = { lockMs: 5000, stalledCheckMs: 1000 };

/** Opens lock, records, queues and pipeline. */
export function openCore(options: CoreOptions): Promise<Core> {
  const closers = new Closers(options.logger);
  return closers.orClose(async () => {
    const { config, logger, clock = systemClock } = options;
    const { lock, pool, db } = await openRecords(options, closers);
    const vault = await openVault(config);
    await refuseForeignSecrets(db, vault);
    // Alone with the records, so no run can still be going on.
    if (lock !== null) await interruptAllRuns(db, clock.now());
    if (lock !== null) await loseAllTries(db, clock.now());
    const jobMetrics = new JobMetrics();
    const openNamed = (name: string) => open(name, { config, pool, logger, onJob: jobMetrics.observe }, closers);
    const queues = {
      collect: await openNamed('collect'),
      process: await openNamed('process'),
      index: await openNamed('index'),
      channels: await openNamed('channels'),
    };
    const { search, tickets } = openSearch(config, db, closers);
    // Alone with the records, turns at hosts need no book that others can read.
    const crawling = openCrawling(options, clock, lock === null ? createHostTurns(db) : undefined);
    closers.add('crawlers', () => crawling.close());
    const pipelineDeps: PipelineDeps = {
      db,
      vault,
      clock,
      logger,
      analyser: openAnalyser(config),
      fetch: crawling.fetch,
      browse: crawling.browse,
      findCrawler,
      collectQueue: queues.collect,
      processQueue: queues.process,
      indexQueue: queues.index,
      channelQueue: queues.channels,
      scanFile: config.CLAMD_URL === undefined ? undefined : createScanner(config.CLAMD_URL),
      channelFetch: openWayOut(options, clock, closers),
      addressOf: guardServers([...config.ALLOW_PRIVATE_HOSTS, ...(options.allowPrivateHosts ?? [])]),
      index: tickets && { db, clock, logger, search, tickets, timeZone: config.TIME_ZONE },
      timeZone: config.TIME_ZONE,
      publicUrl: config.PUBLIC_URL,
      print: crawling.print,
      sendMail: config.SMTP_URL === undefined ? null : createSystemMailer(config.SMTP_URL),
    };
    const pipeline = createPipeline(pipelineDeps);
    return {
      config,
      clock,
      logger,
      pool,
      db,
      vault,
      queues,
      search,
      pipeline,
      pipelineDeps,
      print: crawling.print,
      webhookDeps: { db, vault, clock, logger, postOut: openPostOut(options, clock, closers) },
      jobMetrics,
      lock,
      close: () => closers.close(),
    };
  });
}

/** The way out for webhooks. */
function openPostOut(
  { config, allowPrivateHosts = [] }: Pick<CoreOptions, 'config' | 'allowPrivateHosts'>,
  clock: Clock,
  closers: Closers,
): PostOut {
  const postOut = createPostOut({
    allowPrivateHosts: [...config.ALLOW_PRIVATE_HOSTS, ...allowPrivateHosts],
    userAgent: formatUserAgent(VERSION, config.PUBLIC_URL),
    clock,
  });
  closers.add('webhooks', () => postOut.close());
  return postOut;
}

/** Opens the records alone, for what needs no queue: backup and restore. */
export function openRecordsOnly(options: CoreOptions): Promise<{ db: Database; close(): Promise<void> }> {
  const closers = new Closers(options.logger);
  return closers.orClose(async () => {
    const { db } = await openRecords(options, closers);
    return { db, close: () => closers.close() };
  });
}

/** Opens secrets with the configured key, or with the data folder's own, which is made when it is missing. */
export const openVault = async ({ SECRET_KEY: given, DATA_DIR: dataDir }: Config): Promise<Vault> =>
  createVault(await openSecretKey({ given, dataDir }));

async function openRecords({ config, logger, command }: CoreOptions, closers: Closers) {
  const lock = config.DATABASE_URL === undefined ? await lockDataFolder(config.DATA_DIR, { command }) : null;
  if (lock !== null) closers.add('data folder lock', () => lock.release());
  const pool = await openPool({ databaseUrl: config.DATABASE_URL, dataDir: config.DATA_DIR, logger });
  const db = createDatabase(pool);
  closers.add('database', () => db.destroy());
  await migrate(db);
  return { lock, pool, db };
}

async function open(
  name: string,
  { config, pool, logger, onJob }: Pick<Core, 'config' | 'pool' | 'logger'> & Pick<QueueOptions, 'onJob'>,
  closers: Closers,
): Promise<JobQueue> {
  const alone = config.DATABASE_URL === undefined && config.REDIS_URL === undefined;
  const queue = await openQueue(name, {
    redisUrl: config.REDIS_URL,
    pool,
    logger,
    onJob,
    ...(alone ? { timing: ALONE } : {}),
  });
  closers.add(`queue ${name}`, () => queue.close());
  return queue;
}

/** Search over Elasticsearch where there is one, over the records themselves otherwise. */
function openSearch(
  config: Config,
  db: Database,
  closers: Closers,
): { search: MentionSearch; tickets: TicketIndex | null } {
  const { ELASTICSEARCH_URL: url, ELASTICSEARCH_API_KEY: apiKey, ELASTICSEARCH_CA: caFile } = config;
  if (url === undefined) return { search: new PostgresMentions(db), tickets: null };
  const client = connectElasticsearch({ url, apiKey, caFile });
  closers.add('search', () => client.close());
  const search = new ElasticsearchMentions(client, () => sourceNames(db));
  return { search, tickets: new ElasticsearchTickets(client) };
}

/** The language stage, with the team's own models if it trained some. */
export function openAnalyser(config: Config, options: { threshold?: number } = {}): Analyser {
  const own = resolve(config.DATA_DIR, 'models');
  const modelsDir = existsSync(join(own, 'vi.bin')) ? { modelsDir: pathToFileURL(`${own}/`) } : {};
  return loadAnalyser({ ...options, ...modelsDir });
}

/** The crawlers' ways out to the network; with a book of turns, shared with other processes. */
export function openCrawling(
  { config, allowPrivateHosts = [] }: Pick<CoreOptions, 'config' | 'allowPrivateHosts'>,
  clock: Clock,
  turns?: TurnBook,
): { fetch: Fetch; browse: Browse; print: Print | null; close(): Promise<void> } {
  const allowed = [...config.ALLOW_PRIVATE_HOSTS, ...allowPrivateHosts];
  const { fetch, visits, close } = createFetch({
    gate: turns === undefined ? createHostGate({ clock }) : createSharedHostGate(turns),
    allowPrivateHosts: allowed,
    userAgent: formatUserAgent(VERSION, config.PUBLIC_URL),
    clock,
  });
  const executablePath = config.PUPPETEER_EXECUTABLE_PATH;
  const browser = createBrowse({ visits, executablePath, allowPrivateHosts: allowed });
  return {
    fetch,
    browse: browser.browse,
    print: browser.print,
    async close() {
      await browser.close();
      await close();
    },
  };
}

/** The way out for channels, which keep a pace of their own: no robots, no turns at hosts. */
function openWayOut(
  { config, allowPrivateHosts = [] }: Pick<CoreOptions, 'config' | 'allowPrivateHosts'>,
  clock: Clock,
  closers: Closers,
): Fetch {
  const { fetch, close } = createFetch({
    gate: openGate,
    allowPrivateHosts: [...config.ALLOW_PRIVATE_HOSTS, ...allowPrivateHosts],
    userAgent: formatUserAgent(VERSION, config.PUBLIC_URL),
    clock,
  });
  closers.add('channels', close);
  return fetch;
}

export interface AppOptions extends CoreOptions {
  /** Serve API and console; or health and figures only. */
  serve: boolean | 'metrics';
  /** Do the work of the queues. */
  work: boolean;
  /** Serve and listen to the sample forum and feed. */
  demo: boolean;
  /** Sources collected at once. */
  collectConcurrency?: number;
  /** How often what a lost queue forgot is looked for; half a minute if not given. */
  sweepMs?: number;
  /** Carries out what another process asks of this one while it has the embedded records open. */
  carryOut(core: Core, request: unknown): Promise<string>;
}

/** A running program. `greeting` is what its user is told at the start; `url` is null when it serves nothing. */
export interface App {
  core: Core;
  url: string | null;
  greeting: string;
  close(): Promise<void>;
}

/** Starts the parts that were asked for; `close` stops taking work, finishes what is under way, then closes everything. */
export async function startApp(options: AppOptions): Promise<App> {
  const { logger, config } = options;
  const api = options.serve === true;
  if (!api && config.DATABASE_URL === undefined) {
    throw new InvalidInput(
      'A worker of its own needs a database that both can open: set DATABASE_URL (and REDIS_URL).',
    );
  }
  if (!api && config.SECRET_KEY === undefined && !hasSecretKey(config.DATA_DIR)) {
    throw new InvalidInput('A worker of its own needs the key that secrets are encrypted with: set SECRET_KEY.');
  }
  const closers = new Closers(logger);
  return closers.orClose(async () => {
    const demo = options.demo ? await startDemo({ clock: options.clock ?? systemClock }) : null;
    if (demo !== null) closers.add('demo site', () => demo.close());
    const allowPrivateHosts = [...(options.allowPrivateHosts ?? []), ...(demo === null ? [] : demo.hosts)];
    const core = await openCore({ ...options, allowPrivateHosts });
    closers.add('core', () => core.close());
    const lines: string[] = [];
    if (options.work) {
      for (const worker of [
        startWorkers(core.pipelineDeps, { collect: options.collectConcurrency ?? 4 }),
        startSweeper(core.pipelineDeps, options.sweepMs),
        startWebhookSender(core.webhookDeps),
      ]) {
        closers.add('workers', () => worker.stop());
      }
    }
    if (demo !== null) lines.push(await demo.listenTo(core.db, core.pipeline, core.vault));
    const url = api ? await serve(core, closers, lines) : null;
    if (options.serve === 'metrics') {
      const address = await listenWith(createApi(apiServices(core), workerApi), core.config, closers);
      lines.push(`Health and figures of this worker: ${address}/health/ready and ${address}/metrics`);
    }
    core.lock?.answer((request) => options.carryOut(core, request));
    return { core, url, greeting: lines.map((line) => `${line}\n`).join(''), close: () => closers.close() };
  });
}

/** Gives the address. */
async function listenWith(handler: RequestListener, config: Config, closers: Closers): Promise<string> {
  const server = createServer(handler);
  await listen(server, config);
  closers.add('HTTP server', () => closeServer(server));
  return addressOf(server, config.HOST);
}

async function serve(core: Core, closers: Closers, lines: string[]): Promise<string> {
  const { config, db, clock } = core;
  const made = await ensureAdministrator(
    db,
    { email: config.ADMIN_EMAIL, password: config.ADMIN_PASSWORD },
    clock.now(),
  );
  const services = apiServices(core);
  const address = await listenWith(createApi(services), config, closers);
  closers.add('live connections', () => services.live.close());
  const url = config.PUBLIC_URL ?? address;
  lines.unshift(`Lắng nghe ${VERSION} is ready: ${url}`);
  if (made?.password !== undefined) {
    lines.push(
      `Sign in as ${made.email} with the password ${made.password} (made at the first start, shown this once).`,
    );
  }
  return url;
}

function apiServices(core: Core): ApiServices {
  const { config, db, vault, clock, logger, pipeline, pool, queues, search, jobMetrics } = core;
  const live = new LiveFeed({ db, clock, logger });
  return {
    live,
    checkAddress: (url) => core.webhookDeps.postOut.check(url),
    db,
    vault,
    pipeline,
    search,
    clock,
    logger,
    timeZone: config.TIME_ZONE,
    print: core.print,
    publicUrl: config.PUBLIC_URL,
    trustedProxies: config.TRUSTED_PROXIES,
    registries: [jobMetrics.registry, live.registry],
    queueBoard: () => Object.values(queues).map((queue) => queue.board()),
    checks: () =>
      Promise.all([
        check('database', true, () => pool.query('select 1')),
        check('queue', true, () => queues.collect.ping()),
        check('search', false, () => search.ping()),
      ]),
  };
}

async function check(name: string, required: boolean, look: () => Promise<unknown>): Promise<ReadinessCheck> {
  try {
    await look();
    return { name, ok: true, required };
  } catch {
    return { name, ok: false, required };
  }
}

function listen(server: Server, { PORT, HOST }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new InvalidInput(`${HOST}:${PORT} is taken: stop the program that has it, or set PORT.`) : error);
    });
    server.listen(PORT, HOST, resolve);
  });
}

function addressOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`;
}

/** Lets requests that are under way finish; connections that only idle are ended at once. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5000).unref();
  });
}
