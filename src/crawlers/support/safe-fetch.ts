import { type Clock, systemClock } from '../../clock.ts';
import { GiveUp, RetryLater } from '../../errors.ts';
import { type AllowedHosts, allowedHosts, checkUrl, type Resolve } from './address-guard.ts';
import { decodeText } from './charset.ts';
import { FetchFailed } from './fetch-failed.ts';
import { createHostGate, type HostGate } from './host-gate.ts';
import type { HeaderReader } from './http-body.ts';
import { type Answer, createExchange, DEFAULT_LIMITS, type Limits, type Outgoing } from './http-exchange.ts';
import { redactUrl } from './redact-url.ts';
import { retryAfterMs } from './retry-after.ts';
import { createRobots } from './robots.ts';

/** What a crawler asks for; the limits have sane defaults and can only be lowered. */
export interface FetchRequest {
  /** GET if not given. What is not a GET is not redirected. */
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Headers of an API (keys, content type). A request that carries any never follows a redirect to another origin. */
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Statuses other than 2xx whose answer is given to the caller, body and all, to judge by the API's own rules. */
  statuses?: readonly number[];
  /** A documented API that we hold a key for is no crawling: robots.txt and the pause between two requests don't apply. */
  api?: boolean;
  accept?: string;
  /** Validators of the copy that the crawler already has; with them the answer can be `notModified`. */
  etag?: string | undefined;
  lastModified?: string | undefined;
  /** Seconds to leave between two requests to this host, if more than the host's robots.txt asks. */
  delaySeconds?: number | undefined;
  /** Ends the waiting and the request; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** A successful answer (2xx), one of the `statuses` asked for, or "not modified" (304); every other outcome is an error whose class says what to do. */
export interface FetchedPage {
  /** The address after redirects. */
  url: string;
  status: number;
  /** The named response header; the first if it is repeated. */
  header: HeaderReader;
  notModified: boolean;
  /** Lower-case media type without parameters, e.g. "text/html"; empty when the server names none. */
  mediaType: string;
  etag: string | undefined;
  lastModified: string | undefined;
  /** The decompressed body. */
  body: Uint8Array;
  /** The body as text: charset from the byte-order mark, HTTP header, XML declaration or meta element, else UTF-8. */
  text(): string;
}

/**
 * Fetches a page. Throws RetryLater (429, or 503 with Retry-After, or a robots.txt that can't be read now), GiveUp
 * (refused address, 4xx, too large, redirects without end) or FetchFailed (5xx, time-out, reset), worth another try.
 */
export type Fetch = (url: string, request?: FetchRequest) => Promise<FetchedPage>;

export interface FetchOptions {
  /** One gate for all who fetch, so that no two sources press on one host; by default this fetch's own. */
  gate?: HostGate;
  /** `host` or `host:port` that may be reached although private. */
  allowPrivateHosts?: readonly string[];
  /** See `formatUserAgent`. */
  userAgent?: string;
  /** Pause between two requests to a host when neither the source nor robots.txt asks for one. */
  defaultDelaySeconds?: number;
  limits?: Partial<Limits>;
  clock?: Clock;
  /** Name resolution, for tests. */
  resolve?: Resolve;
}

/** An honest name: what we are and where the operator can be reached. */
export function formatUserAgent(version: string, contact = 'self-hosted social listening'): string {
  return `LangNghe/${version} (+${contact})`.replace(/[^\x20-\x7e]/g, '');
}

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Client errors that pass by themselves: Request Timeout, Misdirected Request, Too Early. */
const PASSING = new Set([408, 421, 425]);
const PAUSE_WITHOUT_RETRY_AFTER_MS = 5 * 60_000;

/** The rules of `Fetch` for whoever sends the requests himself: the browser. */
export interface Visits {
  /** Throws as `Fetch` does unless the address may be opened. */
  admit(url: URL, signal?: AbortSignal): Promise<void>;
  /** Runs the task when it is the turn of the address's host, if the address may be opened. */
  run<T>(url: URL, request: Pick<FetchRequest, 'delaySeconds' | 'signal'>, task: () => Promise<T>): Promise<T>;
  /** Throws as `Fetch` does unless the status is 2xx. */
  judge(url: URL, status: number, header: HeaderReader): Promise<void>;
}

/** The only way out to the network: guarded addresses, limits, redirects counted, robots.txt, one request a host at a time. */
export function createFetch(options: FetchOptions = {}): { fetch: Fetch; visits: Visits; close(): Promise<void> } {
  const { clock = systemClock, userAgent = formatUserAgent('0'), defaultDelaySeconds = 1 } = options;
  const gate = options.gate ?? createHostGate({ clock });
  const allowed = allowedHosts(options.allowPrivateHosts ?? []);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const exchange = createExchange({ allowed, limits, resolve: options.resolve });

  const hop = (url: URL, outgoing: Outgoing, delayMs: number, signal?: AbortSignal) =>
    gate.run(url.host, { delayMs, signal }, async () => {
      const headers = { 'user-agent': userAgent, ...outgoing.headers };
      const answer = await exchange.send(url, { ...outgoing, headers }, signal);
      if (outgoing.statuses?.includes(answer.status)) return answer;
      await pauseIfAsked(url, answer);
      return answer;
    });

  const pauseIfAsked = async (url: URL, answer: Pick<Answer, 'status' | 'header'>) => {
    const pauseMs = pauseAskedBy(answer, clock.now());
    if (pauseMs === undefined) return;
    await gate.pause(url.host, pauseMs);
    const seconds = Math.ceil(pauseMs / 1000);
    throw new RetryLater(`${redactUrl(url)} answered ${answer.status}: a pause of ${seconds} s.`, pauseMs);
  };

  const robots = createRobots({
    userAgent,
    clock,
    load: (url, signal) => {
      const accept = 'text/plain, */*;q=0.1';
      return loadRobots(follow(url, allowed, (at) => hop(at, { headers: { accept } }, 0, signal)));
    },
  });

  const pauseFor = async (at: URL, { signal, delaySeconds = defaultDelaySeconds }: FetchRequest) => {
    const { crawlDelaySeconds } = await robots.check(at, signal);
    return Math.max(crawlDelaySeconds, delaySeconds);
  };

  const fetch: Fetch = async (address, request = {}) => {
    const { signal } = request;
    signal?.throwIfAborted();
    if (!URL.canParse(address)) throw new GiveUp('The address is not a URL. Give it with http:// or https://.');
    const start = withoutFragment(new URL(address));
    const { url, answer } = await follow(start, allowed, async (at) => {
      if (at !== start) refuseToCarry(request, start, at);
      const seconds = request.api ? (request.delaySeconds ?? 0) : await pauseFor(at, request);
      return hop(at, outgoing(request), seconds * 1000, signal);
    });
    return toPage(url, answer, request);
  };

  const visits: Visits = {
    async admit(url, signal) {
      checkUrl(url, allowed);
      await robots.check(url, signal);
    },
    async run(url, request, task) {
      checkUrl(url, allowed);
      const delayMs = (await pauseFor(url, request)) * 1000;
      return gate.run(url.host, { delayMs, signal: request.signal }, task);
    },
    async judge(url, status, header) {
      await pauseIfAsked(url, { status, header });
      if (status < 200 || status > 299) throw statusError(url, status);
    },
  };
  return { fetch, visits, close: () => exchange.close() };
}

interface Followed {
  url: URL;
  answer: Answer;
}

/** Sends and follows redirects, checking each address before it is asked. */
async function follow(start: URL, allowed: AllowedHosts, send: (url: URL) => Promise<Answer>): Promise<Followed> {
  const visited: URL[] = [];
  for (let url = start; ; ) {
    checkUrl(url, allowed);
    visited.push(url);
    const answer = await send(url);
    const location = REDIRECTS.has(answer.status) ? answer.header('location') : undefined;
    if (location === undefined) return { url, answer };
    url = nextUrl(url, location, visited);
  }
}

/** The text of a robots.txt, undefined if there is none. */
async function loadRobots(followed: Promise<Followed>): Promise<string | undefined> {
  try {
    const { url, answer } = await followed;
    if (answer.status >= 500) throw statusError(url, answer.status);
    const ok = answer.status >= 200 && answer.status < 300;
    return ok ? decodeText(answer.body, answer.header('content-type')) : undefined;
  } catch (error) {
    // RFC 9309, 2.3.1.2: a robots.txt behind too many redirects is as good as none.
    if (error instanceof TooManyRedirects) return undefined;
    throw error;
  }
}

class TooManyRedirects extends GiveUp {}

function nextUrl(from: URL, location: string, visited: readonly URL[]): URL {
  if (!URL.canParse(location, from.href)) {
    throw new FetchFailed(`${redactUrl(from)} redirects to something that is not an address.`);
  }
  const next = withoutFragment(new URL(location, from));
  const path = [...visited, next].map(redactUrl).join(' → ').slice(0, 600);
  if (visited.some((url) => url.href === next.href)) {
    throw new TooManyRedirects(`The address redirects in a loop: ${path}. Give the address that finally opens.`);
  }
  if (visited.length > MAX_REDIRECTS) {
    throw new TooManyRedirects(`More than ${MAX_REDIRECTS} redirects: ${path}. Give the address that finally opens.`);
  }
  return next;
}

function withoutFragment(url: URL): URL {
  const copy = new URL(url);
  copy.hash = '';
  return copy;
}

/** What authenticates us to one server never reaches another, and what changes something there is not done twice. */
function refuseToCarry({ headers, method = 'GET' }: FetchRequest, from: URL, to: URL): void {
  if (method === 'GET' && (headers === undefined || to.origin === from.origin)) return;
  throw new GiveUp(
    `${redactUrl(from)} redirects to ${to.host}, which must not be sent this request. Give its address.`,
  );
}

function outgoing(request: FetchRequest): Outgoing {
  const { method = 'GET', body, statuses } = request;
  return { method, body, statuses, headers: requestHeaders(request) };
}

function requestHeaders({ accept = '*/*', etag, lastModified, headers }: FetchRequest): Record<string, string> {
  return {
    accept,
    'accept-language': 'vi,en;q=0.5',
    ...(isSendable(etag) && { 'if-none-match': etag }),
    ...(isSendable(lastModified) && { 'if-modified-since': lastModified }),
    ...headers,
  };
}

/** Validators come from the server: one that can't stand in a header is left out. */
const isSendable = (value: string | undefined): value is string => /^[\x20-\x7e]{1,1000}$/.test(value ?? '');

function pauseAskedBy(answer: Pick<Answer, 'status' | 'header'>, now: Date): number | undefined {
  const asked = retryAfterMs(answer.header('retry-after'), now);
  if (answer.status === 429) return asked ?? PAUSE_WITHOUT_RETRY_AFTER_MS;
  return answer.status === 503 ? asked : undefined;
}

function toPage(url: URL, answer: Answer, request: FetchRequest): FetchedPage {
  const conditional = request.etag !== undefined || request.lastModified !== undefined;
  const { status, header } = answer;
  const notModified = status === 304 && conditional;
  const wanted = (status >= 200 && status <= 299) || request.statuses?.includes(status);
  if (!notModified && !wanted) throw statusError(url, status);
  const contentType = header('content-type');
  return {
    url: url.href,
    status,
    header,
    notModified,
    mediaType: (contentType?.split(';')[0] ?? '').trim().toLowerCase(),
    etag: header('etag') ?? (notModified ? request.etag : undefined),
    lastModified: header('last-modified') ?? (notModified ? request.lastModified : undefined),
    body: answer.body,
    text: () => decodeText(answer.body, contentType),
  };
}

const ADVICE: Record<number, string> = {
  401: 'it asks for a sign-in; give an address that is open to visitors',
  403: 'visitors are not let in, or the site blocks crawlers; open it in a browser or ask the site',
  404: 'there is nothing at this address any more; check it',
  407: 'a proxy stands in between',
  410: 'the page was removed for good; remove the source or give its new address',
  451: 'the page is blocked for legal reasons',
};

function statusError(url: URL, status: number): Error {
  const page = redactUrl(url);
  if (status >= 500 || PASSING.has(status))
    return new FetchFailed(`${page} answered ${status}: it is out of order now.`);
  if (status >= 400) return new GiveUp(`${page} answered ${status}: ${ADVICE[status] ?? 'it refuses the request'}.`);
  return new FetchFailed(`${page} answered ${status}, which is no page.`);
}
