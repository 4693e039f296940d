import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../src/demo/stand-ins/http-server.ts';
import type { Ticket } from '../src/domain/ticket.ts';
import { OTT_SECRETS, ottMessage, signedOtt } from '../test/support/ott-webhook.ts';
import { type OttMessage, take } from '../test/support/stand-ins/ott.ts';
import { type AppProcess, allItems, startAppProcess } from './support/app-process.ts';
import { printFigures, until } from './support/figures.ts';

const CONTACT = 'CSKH Viettel';
const REPLIES_EACH = 10;
const MAX_LIFE_MS = 2500;
/** What a network takes to answer, at most. */
const LATENCY_MS = 60;

/** A network that notes everything it takes, also what it takes twice. */
interface Network {
  origin: string;
  host: string;
  taken: OttMessage[];
  close(): Promise<void>;
}

/** `repeatable`: a repeated key is answered as the first time, and sent on once. */
async function startNetwork(repeatable: boolean): Promise<Network> {
  const state = { apiSecret: OTT_SECRETS.apiSecret, contact: CONTACT, messages: [] as OttMessage[] };
  let nonce = 0;
  const server = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      nonce += 1;
      const key = repeatable ? request.headers['idempotency-key'] : String(nonce);
      const headers = { ...request.headers, 'idempotency-key': String(key) };
      const call = { method: 'POST', path: '/messages', query: new URLSearchParams(), headers };
      const { status = 200, json } = take({ ...call, body: Buffer.concat(chunks).toString() }, state);
      const send = () => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
      setTimeout(send, Math.random() * LATENCY_MS);
    });
  });
  return { origin: server.origin, host: server.host, taken: state.messages, close: server.close };
}

interface Sender {
  network: Network;
  id: string;
  settings: Record<string, unknown>;
}

async function addChannel(app: AppProcess, name: string, network: Network, repeatable: boolean): Promise<Sender> {
  const shown = { network: name, apiUrl: network.origin, contact: CONTACT, repeatable, perSecond: 0.1 };
  const made = await app.call<{ id: string; settings: Record<string, unknown> }>('POST', '/api/channels', {
    kind: 'ott',
    name,
    settings: { ...shown, ...OTT_SECRETS },
  });
  return { network, id: made.id, settings: made.settings };
}

/** Customers write, and each gets replies that are numbered; the channels are slow until all of them wait. */
async function fill(app: AppProcess, senders: readonly Sender[], replies: number): Promise<void> {
  const customers = replies / senders.length / REPLIES_EACH;
  for (const { id } of senders) {
    const now = new Date();
    const events = Array.from({ length: customers }, (_, n) => ottMessage(`m${n}`, `khach-${n}`, 'Mạng chậm quá', now));
    const { headers, body } = signedOtt(events, now);
    const sent = { method: 'POST', headers: headers as Record<string, string>, body: body as Uint8Array<ArrayBuffer> };
    const answer = await fetch(`${app.url}/webhooks/ott/${id}`, sent);
    if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`);
  }
  const tickets = () => allItems<Ticket>(app.call, '/api/tickets');
  await until(async () => (await tickets()).length === customers * senders.length, 60_000);
  for (const { number } of await tickets())
    for (let nth = 0; nth < REPLIES_EACH; nth += 1)
      await app.call('POST', `/api/tickets/${number}/messages`, { kind: 'reply', text: `Trả lời ${nth}` });
  for (const { id, settings } of senders)
    await app.call('PATCH', `/api/channels/${id}`, { settings: { ...settings, perSecond: 60 } });
}

/**
 * Replies sent while the whole embedded program is killed at random moments: does each arrive, and none twice?
 * `npm run bench -- deliver [kills] [replies]`.
 */
export async function run([kills = '20', count = '2000']: string[]): Promise<void> {
  const replies = Number(count);
  const [repeatable, once] = [await startNetwork(true), await startNetwork(false)];
  const dataDir = mkdtempSync(join(tmpdir(), 'langnghe-bench-'));
  const start = () =>
    startAppProcess({ dataDir, port: 3996, env: { ALLOW_PRIVATE_HOSTS: `${repeatable.host},${once.host}` } });
  try {
    let app = await start();
    const senders = [await addChannel(app, 'lap-lai', repeatable, true), await addChannel(app, 'mot-lan', once, false)];
    await fill(app, senders, replies);
    for (let kill = 1; kill <= Number(kills); kill += 1) {
      const life = Math.random() * MAX_LIFE_MS;
      await new Promise((resolve) => setTimeout(resolve, life));
      await app.kill('SIGKILL');
      const taken = repeatable.taken.length + once.taken.length;
      process.stderr.write(`kill ${kill} after ${Math.round(life)} ms, ${taken} messages taken\n`);
      app = await start();
    }
    await judge(app, senders, replies, Number(kills));
  } finally {
    await Promise.all([repeatable.close(), once.close()]);
    rmSync(dataDir, { recursive: true });
  }
}

interface Shown {
  channel: { id: string } | null;
  delivery: string;
  text: string;
}

async function judge(app: AppProcess, senders: readonly Sender[], replies: number, kills: number): Promise<void> {
  const read = async (): Promise<Shown[]> => {
    const tickets = await allItems<Ticket>(app.call, '/api/tickets');
    const each = tickets.map(({ number }) => app.call<{ messages: Shown[] }>('GET', `/api/tickets/${number}`));
    return (await Promise.all(each)).flatMap(({ messages }) => messages);
  };
  const done = async () => (await read()).every(({ delivery }) => delivery === 'sent' || delivery === 'doubtful');
  await until(done, 240_000, 2000);
  const messages = await read();
  await app.kill('SIGTERM');
  const figures = senders.flatMap(({ network, id }, place) => {
    const of = messages.filter(({ channel }) => channel?.id === id);
    const doubtful = of.filter(({ delivery }) => delivery === 'doubtful').length;
    const names = network.taken.map(({ to, text }) => `${to} ${text}`);
    const arrived = new Set(names).size;
    const kind = place === 0 ? 'with idempotency keys' : 'without';
    return [
      { name: `${kind}: replies`, value: of.length, limit: `= ${replies / 2}` },
      { name: `${kind}: arrived`, value: arrived, limit: place === 0 ? `= ${replies / 2}` : '' },
      { name: `${kind}: arrived twice`, value: names.length - arrived, limit: '= 0' },
      { name: `${kind}: marked doubtful`, value: doubtful, limit: place === 0 ? '= 0' : '' },
      { name: `${kind}: lost without a mark`, value: Math.max(0, of.length - arrived - doubtful), limit: '= 0' },
      { name: `${kind}: out of order`, value: outOfOrder(network.taken), limit: '= 0' },
    ];
  });
  printFigures(`${replies} replies, ${kills} times killed`, figures);
}

/** Messages that came to somebody after a later one. */
function outOfOrder(taken: readonly OttMessage[]): number {
  const last = new Map<string, number>();
  return taken.filter(({ to, text }) => {
    const nth = Number(text.split(' ').at(-1));
    const before = last.get(to) ?? -1;
    last.set(to, Math.max(before, nth));
    return nth < before;
  }).length;
}
