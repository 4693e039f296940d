import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type AllowedHosts, checkUrl, guardedLookup, openLookup, type Resolve } from './address-guard.ts';

export interface GuardProxyOptions {
  allowed: AllowedHosts;
  /** Bytes that one connection may receive. */
  maxBytes: number;
  resolve?: Resolve | undefined;
}

/** A local HTTP proxy through which the browser's every connection goes. */
export interface GuardProxy {
  /** "127.0.0.1:<port>" */
  host: string;
  /** What the browser must show, made anew at each start: other programs on this machine get nothing through. */
  credentials: { username: string; password: string };
  close(): Promise<void>;
}

const IDLE_MS = 30_000;
/** Answered by the proxy itself: where the browser learns that it has to show its credentials. No such name can exist (RFC 6761). */
export const PROXY_DOOR = 'http://door.invalid/';
/** Headers that are for the proxy alone. */
const HOP = ['proxy-connection', 'proxy-authorization', 'connection', 'keep-alive', 'te', 'trailer', 'upgrade'];

/**
 * Starts the proxy, which answers nobody without its credentials. Each name is resolved here, once, and only public addresses (or the operator's allowed hosts) are
 * connected to, so redirects, sub-resources, web sockets and names that change their answer are all held to one rule.
 */
export async function startGuardProxy({ allowed, maxBytes, resolve }: GuardProxyOptions): Promise<GuardProxy> {
  const [guarded, open] = [guardedLookup(resolve), openLookup(resolve)];
  const lookupFor = (url: URL) => (allowed.has(url) ? open : guarded);
  const sockets = new Set<Duplex>();
  const credentials = { username: 'browser', password: randomBytes(24).toString('base64url') };
  const isBrowser = knows(credentials);
  const server = createServer((incoming, response) => forward(incoming, response));

  function forward(incoming: IncomingMessage, response: ServerResponse): void {
    if (!isBrowser(incoming)) return void response.writeHead(407, CHALLENGE).end();
    if (incoming.url === PROXY_DOOR) return void response.writeHead(200, { 'content-type': 'text/plain' }).end();
    const url = permitted(incoming.url ?? '');
    if (url === undefined) {
      refuse(response);
      return;
    }
    const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !HOP.includes(name)));
    const outgoing = request(url, { method: incoming.method, headers, lookup: lookupFor(url), agent: false });
    outgoing.setTimeout(IDLE_MS, () => outgoing.destroy());
    outgoing.on('error', () => refuse(response));
    outgoing.on('response', (answer) => {
      answer.on('error', () => response.destroy());
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      limit(answer, () => outgoing.destroy());
      answer.pipe(response);
    });
    response.on('close', () => outgoing.destroy());
    incoming.on('error', () => outgoing.destroy()).pipe(outgoing);
  }

  function tunnel(incoming: IncomingMessage, client: Duplex, head: Buffer): void {
    sockets.add(client);
    client.on('close', () => sockets.delete(client)).on('error', () => client.destroy());
    if (!isBrowser(incoming))
      return void client.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${CHALLENGE_LINES}\r\n`);
    const url = permitted(`https://${incoming.url ?? ''}`);
    if (url === undefined) return void client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const remote: Socket = connect({ host, port: Number(url.port || 443), lookup: lookupFor(url) });
    remote.setTimeout(IDLE_MS, () => remote.destroy());
    remote.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('close', () => remote.destroy());
    remote.on('connect', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      remote.write(head);
      limit(remote, () => remote.destroy());
      remote.pipe(client).pipe(remote);
    });
  }

  function permitted(address: string): URL | undefined {
    if (!URL.canParse(address)) return undefined;
    const url = new URL(address);
    try {
      checkUrl(url, allowed);
      return url;
    } catch {
      return undefined;
    }
  }

  function limit(stream: NodeJS.ReadableStream, stop: () => void): void {
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) stop();
    });
  }

  server.on('connect', tunnel).on('clientError', (_error, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const CHALLENGE = { 'proxy-authenticate': 'Basic realm="guard"', 'content-length': '0' };
const CHALLENGE_LINES = Object.entries(CHALLENGE)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');

/** Whether a request shows these credentials; the comparison takes the same time whatever is sent. */
function knows({ username, password }: GuardProxy['credentials']): (incoming: IncomingMessage) => boolean {
  const expected = Buffer.from(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
  return ({ headers }) => {
    const shown = Buffer.from(headers['proxy-authorization'] ?? '');
    return shown.length === expected.length && timingSafeEqual(shown, expected);
  };
}

function refuse(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(403).end();
}
