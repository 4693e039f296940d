import { Agent, request } from 'undici';
import { GiveUp } from '../../errors.ts';
import { type AllowedHosts, guardedLookup, openLookup, type Resolve } from './address-guard.ts';
import { FetchFailed } from './fetch-failed.ts';
import { type HeaderReader, readBody, readStart } from './http-body.ts';
import { redactUrl } from './redact-url.ts';

/** What one request may cost. */
export interface Limits {
  connectMs: number;
  headersMs: number;
  /** From the start of the request to the last byte of its body. */
  totalMs: number;
  /** Of the body as it travels and again of the body decompressed. */
  maxBytes: number;
}

export const DEFAULT_LIMITS: Limits = { connectMs: 10_000, headersMs: 20_000, totalMs: 60_000, maxBytes: 10_000_000 };

export interface Answer {
  status: number;
  header: HeaderReader;
  /** Decompressed; empty unless the status is 2xx or one that was asked for. */
  body: Uint8Array;
}

/** A request without its address. */
export interface Outgoing {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers: Record<string, string>;
  body?: string | Uint8Array | undefined;
  /** Statuses other than 2xx whose body is read. */
  statuses?: readonly number[] | undefined;
  /** Of any answer only so many bytes are read, as they come: not decompressed, and fewer when it breaks off. */
  firstBytes?: number;
}

/** One HTTP request and its answer: no redirects, no judgement of the status. */
export interface Exchange {
  send(url: URL, outgoing: Outgoing, signal?: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

export interface ExchangeOptions {
  allowed: AllowedHosts;
  limits: Limits;
  resolve?: Resolve | undefined;
}

export function createExchange({ allowed, limits, resolve }: ExchangeOptions): Exchange {
  const agentWith = (lookup: ReturnType<typeof guardedLookup>) =>
    new Agent({
      connect: { lookup, timeout: limits.connectMs },
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.headersMs,
      keepAliveTimeout: 4000,
      keepAliveMaxTimeout: 30_000,
    });
  // Two pools, so that a connection opened for an allowed host never serves an address that is not.
  const guarded = agentWith(guardedLookup(resolve));
  const open = agentWith(openLookup(resolve));
  return {
    async send(url, { method = 'GET', headers, body: sentBody = null, statuses = [], firstBytes }, signal) {
      const watch = startWatch(limits.totalMs, signal);
      try {
        const dispatcher = allowed.has(url) ? open : guarded;
        const sent = { 'accept-encoding': 'gzip, br', ...headers };
        const asked = { dispatcher, method, headers: sent, body: sentBody, signal: watch.signal };
        const response = await request(url, asked);
        const header = headerReader(response.headers);
        const { statusCode } = response;
        if (firstBytes !== undefined)
          return { status: statusCode, header, body: await readStart(response, firstBytes, watch.signal) };
        const read = (statusCode >= 200 && statusCode < 300) || statuses.includes(statusCode);
        if (!read) response.body.on('error', () => {}).destroy();
        const body = read ? await readBody(response, header, url, limits.maxBytes, watch.signal) : new Uint8Array();
        return { status: statusCode, header, body };
      } catch (error) {
        signal?.throwIfAborted();
        throw explain(error, url, watch.expired() ? limits.totalMs : undefined);
      } finally {
        watch.stop();
      }
    },
    async close() {
      await Promise.all([guarded.destroy(), open.destroy()]);
    },
  };
}

function headerReader(headers: Record<string, string | string[] | undefined>): HeaderReader {
  return (name) => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
}

/** Aborts after the time or with the caller's signal, and leaves no listener behind. */
function startWatch(totalMs: number, outer: AbortSignal | undefined) {
  const controller = new AbortController();
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    controller.abort(new Error('time limit'));
  }, totalMs);
  const forward = () => controller.abort(outer?.reason);
  if (outer?.aborted) forward();
  outer?.addEventListener('abort', forward, { once: true });
  return {
    signal: controller.signal,
    expired: () => expired,
    stop() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', forward);
    },
  };
}

/** What a failure means and, where something can be done, what. */
const MEANINGS: Record<string, string> = {
  ENOTFOUND: 'has a host name that does not exist (check the spelling)',
  EAI_AGAIN: 'has a host name that cannot be resolved now (is the name server reachable?)',
  ECONNREFUSED: 'refused the connection (is the server running?)',
  ECONNRESET: 'broke the connection off',
  EHOSTUNREACH: 'cannot be reached from here',
  ENETUNREACH: 'cannot be reached from here',
  ETIMEDOUT: 'did not accept the connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'did not accept the connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'accepted the connection but did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'stopped in the middle of its answer',
  UND_ERR_SOCKET: 'broke the connection off',
  UND_ERR_HEADERS_OVERFLOW: 'sent headers that are too long',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'sent another length than it announced',
  CERT_HAS_EXPIRED: 'has an expired certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a self-signed certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another host',
};

function explain(error: unknown, url: URL, expiredAfterMs: number | undefined): Error {
  if (error instanceof GiveUp || error instanceof FetchFailed) return error;
  if (expiredAfterMs !== undefined) {
    return new FetchFailed(`${redactUrl(url)} did not answer in full within ${expiredAfterMs / 1000} s.`);
  }
  const code = String((error as { code?: unknown }).code ?? '');
  const meaning = MEANINGS[code] ?? (/^(Z_|ERR__?ERROR_|ERR_BROTLI)/.test(code) ? 'is compressed wrongly' : undefined);
  return new FetchFailed(`${redactUrl(url)} ${meaning ?? `could not be fetched (${code || 'unknown failure'})`}.`, {
    cause: error,
  });
}
