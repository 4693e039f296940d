import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect } from 'vitest';
import type { Analyser } from '../../src/analysis/analyser.ts';
import { createApi, type ApiOptions as Options } from '../../src/api/api.ts';
import { type Endpoint, statusOf } from '../../src/api/endpoint.ts';
import { LiveFeed, type LiveOptions } from '../../src/api/live/live-feed.ts';
import { problem } from '../../src/api/problem.ts';
import { endpoints } from '../../src/api/routes/endpoints.ts';
import type { ApiServices } from '../../src/api/services.ts';
import type { ScanFile } from '../../src/channels/support/clamd.ts';
import { findCrawler } from '../../src/crawlers/crawlers.ts';
import { type Browse, noBrowser } from '../../src/crawlers/support/browse.ts';
import { createHostGate } from '../../src/crawlers/support/host-gate.ts';
import { createPostOut } from '../../src/crawlers/support/post-out.ts';
import { createFetch } from '../../src/crawlers/support/safe-fetch.ts';
import { guardServers } from '../../src/crawlers/support/server-address.ts';
import { type Role, role } from '../../src/domain/person.ts';
import { createPipeline } from '../../src/pipeline/run-pipeline.ts';
import { PostgresMentions } from '../../src/search/postgres.ts';
import { createSession, createToken, createUser } from '../../src/storage/people.ts';
import { type TestRecords, testVault as vault } from './databases.ts';
import { MemoryQueue } from './memory-queue.ts';

/** The API asks the pipeline for work, and does none itself. */
const analyser: Analyser = {
  version: 'none',
  threshold: 0.5,
  analyse: () => {
    throw new Error('The API must not analyse');
  },
};

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
  body: any;
  text: string;
}

export interface Asking {
  /** A role (its token), "nobody", or the secret of a session. Administrator if not given. */
  as?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** The real app over HTTP on the given records, its queues in memory. */
export interface TestApi {
  url: string;
  collectQueue: MemoryQueue;
  processQueue: MemoryQueue;
  live: LiveFeed;
  /** What was logged, as JSON lines. */
  log: string[];
  ask(method: string, path: string, asking?: Asking): Promise<Answer>;
  /** Makes a user who is signed in; gives the session's secret for `as`. */
  person(name: string, role: Role, team?: string | null): Promise<{ id: string; email: string; session: string }>;
  close(): Promise<void>;
}

export interface ApiOptions extends Options {
  now?: () => Date;
  live?: Partial<LiveOptions>;
  services?: Partial<Omit<ApiServices, 'live'>>;
  /** None if not given. */
  browse?: Browse;
  /** Looks files through; none if not given. */
  scanFile?: ScanFile;
  /** Hosts that previews may reach. */
  allow?: readonly string[];
}

export const API_NOW = new Date('2026-03-05T02:00:00.000Z');

export async function openApi({ db }: TestRecords, options: ApiOptions = {}): Promise<TestApi> {
  const clock = { now: options.now ?? (() => API_NOW) };
  const log: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) });
  const [collectQueue, processQueue, indexQueue] = [new MemoryQueue(), new MemoryQueue(), new MemoryQueue()];
  const crawling = createFetch({
    gate: createHostGate({ clock, sleep: async () => undefined }),
    allowPrivateHosts: [...(options.allow ?? [])],
    clock,
    defaultDelaySeconds: 0,
  });
  const deps = {
    db,
    vault,
    clock,
    logger,
    analyser,
    fetch: crawling.fetch,
    browse: options.browse ?? noBrowser,
    findCrawler,
  };
  const queues = { collectQueue, processQueue, indexQueue, channelQueue: new MemoryQueue() };
  const pipeline = createPipeline({
    ...deps,
    ...queues,
    channelFetch: crawling.fetch,
    scanFile: options.scanFile,
    addressOf: guardServers(options.allow ?? []),
    print: null,
    sendMail: null,
    index: null,
  });
  const checks = async () => [{ name: 'database', ok: true, required: true }];
  const search = new PostgresMentions(db);
  const live = new LiveFeed({ db, clock, logger, ...options.live });
  const services = {
    live,
    checkAddress: createPostOut({ userAgent: 'test', allowPrivateHosts: [...(options.allow ?? [])] }).check,
    db,
    vault,
    clock,
    logger,
    pipeline,
    search,
    checks,
    timeZone: 'Asia/Ho_Chi_Minh',
    print: null,
    ...options.services,
  };
  const served = options.endpoints ?? endpoints;
  const server = createServer(createApi(services, options)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const tokens = new Map<string, string>();
  const run = Math.random().toString(36).slice(2);
  for (const each of role.options) {
    const secret = `token-${each}-${run}`;
    tokens.set(each, secret);
    await createToken(db, { name: each, role: each, secret }, clock.now());
  }
  let people = 0;
  return {
    url,
    collectQueue,
    processQueue,
    live,
    log,
    async ask(method, path, { as = 'administrator', body, headers = {} } = {}) {
      const token = tokens.get(as);
      const response = await fetch(url + path, {
        method,
        redirect: 'manual',
        headers: {
          ...(as === 'nobody' ? {} : token ? { authorization: `Bearer ${token}` } : { cookie: `langnghe=${as}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: sendable(body) }),
      });
      const answer = await read(response);
      keepsItsWord(served, method, path, answer);
      return answer;
    },
    async person(name, wanted, team = null) {
      people += 1;
      const email = `${name}.${people}.${run}@example.vn`;
      const input = { email, name, role: wanted, team, passwordHash: 'none' };
      const { id } = await createUser(db, input, clock.now());
      const session = `session-${people}-${run}`;
      await createSession(db, id, session, clock.now(), new Date(clock.now().getTime() + 3_600_000));
      return { id, email, session };
    },
    async close() {
      await live.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await crawling.close();
    },
  };
}

const sendable = (body: unknown) =>
  typeof body === 'string' || body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);

/** What an endless answer begins with; then it is left. */
async function firstChunk({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

async function read(response: Response): Promise<Answer> {
  const endless = response.headers.get('content-type')?.startsWith('text/event-stream') && response.status < 400;
  const text = endless ? await firstChunk(response) : await response.text();
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}

/** Every answer in every test is held against the schema that the document promises. */
function keepsItsWord(served: readonly Endpoint[], method: string, path: string, answer: Answer): void {
  if (answer.status >= 400 && answer.headers.get('content-type')?.includes('problem')) {
    expect(problem.strict().parse(answer.body).status).toBe(answer.status);
    return;
  }
  const asked = path.split('?')[0] ?? '';
  const found = served
    .filter((endpoint) => endpoint.method === method.toLowerCase())
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)
    .find((endpoint) => new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(asked));
  if (found === undefined || answer.status >= 400) return;
  if (found.media?.some((type) => answer.headers.get('content-type')?.startsWith(type))) return;
  if (found.response !== undefined) {
    expect(found.response.parse(answer.body), `${method} ${path}`).toEqual(answer.body);
    expect([statusOf(found), ...Object.keys(found.also ?? {}).map(Number)]).toContain(answer.status);
  } else if (found.media === undefined) {
    expect([answer.status, answer.text]).toEqual([statusOf(found), '']);
  }
}
