import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';

/**
 * Agents and visitors of chats in a process of their own. It is told whom to connect (`Connect`), says `{connected}`, is
 * told to have visitors write (`Write`), and says when each message was sent, and when what came to whom.
 */

export interface Connect {
  port: number;
  /** Cookies, one connection each. */
  agents: string[];
  visitors: { channel: string; token: string }[];
}

export interface Write {
  /** So many visitors, the first ones, write one message each. */
  write: number;
  perSecond: number;
}

export type Told =
  | { connected: true }
  | { failed: string }
  /** When a visitor's message was sent; when a ticket was opened before an agent; when a reply came to its visitor. */
  | {
      sent: [visitor: number, at: number][];
      opened: [ticket: number, at: number][];
      replies: [text: string, at: number][];
    };

/** Connections that are being made at once. */
const AT_ONCE = 100;

const now = () => performance.timeOrigin + performance.now();
const sockets: Socket[] = [];
const posting = new Agent({ keepAlive: true, maxSockets: 200 });
let seen: { sent: [number, number][]; opened: [number, number][]; replies: [string, number][] };
const forget = () => {
  seen = { sent: [], opened: [], replies: [] };
};
forget();
let visitors: Connect['visitors'] = [];
let port = 0;

function take(block: string, at: number): void {
  const ticket = /"kind":"ticket\.opened".*?"ticket":(\d+)|"ticket":(\d+).*?"kind":"ticket\.opened"/.exec(block);
  if (ticket !== null) seen.opened.push([Number(ticket[1] ?? ticket[2]), at]);
  const reply = /"from":"desk","text":"(reply \d+)"/.exec(block)?.[1];
  if (reply !== undefined) seen.replies.push([reply, at]);
}

/** Resolves once the first event, `ready`, is there. */
function follow(path: string, header: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('a connection was closed')));
    socket.on('data', (chunk: string) => {
      const at = now();
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.includes('event: ready')) resolve();
        take(block, at);
      }
    });
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${header}\r\n\r\n`);
    sockets.push(socket);
  });
}

async function connectAll(told: Connect): Promise<void> {
  ({ port, visitors } = told);
  const all: (readonly [path: string, header: string])[] = [
    ...told.agents.map((cookie) => ['/api/live', `Cookie: ${cookie}`] as const),
    ...visitors.map(({ channel, token }) => [`/chat/${channel}/live`, `X-Chat-Visitor: ${token}`] as const),
  ];
  let next = 0;
  const worker = async () => {
    for (let one = all[next++]; one !== undefined; one = all[next++]) await follow(...one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function post(at: number): void {
  const visitor = visitors[at];
  if (visitor === undefined) return;
  const headers = { 'content-type': 'application/json', 'x-chat-visitor': visitor.token };
  const path = `/chat/${visitor.channel}/messages`;
  const asked = request({ port, path, method: 'POST', headers, agent: posting }, (answer) => {
    answer.resume();
    if (answer.statusCode !== 200) process.send?.({ failed: `a message was answered ${answer.statusCode}` });
  });
  asked.on('error', (error) => process.send?.({ failed: String(error) }));
  seen.sent.push([at, now()]);
  asked.end(JSON.stringify({ id: `message-${at}`, text: `Mạng nhà mình chậm quá, phiếu ${at}, xem giúp mình với` }));
}

process.on('message', (message: Connect | Write) => {
  if ('write' in message) {
    const { write, perSecond } = message;
    for (let at = 0; at < write; at += 1) setTimeout(post, (at * 1000) / perSecond, at);
    return;
  }
  void connectAll(message).then(
    () => process.send?.({ connected: true }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});

setInterval(() => {
  if (seen.sent.length + seen.opened.length + seen.replies.length === 0) return;
  process.send?.(seen);
  forget();
}, 200);
