import { connect, type Socket } from 'node:net';

/**
 * Clients of `GET /api/live` in a process of their own: it is told `{port, cookies}` and connects one for each, then says
 * `{connected}`, and for each event the ticket's number, its version and when it came: `{seen: [number, version, ms][]}`.
 */

type Seen = [ticket: number, version: number, at: number];

/** Connections that are being made at once. */
const AT_ONCE = 100;

const now = () => performance.timeOrigin + performance.now();
const sockets: Socket[] = [];
let seen: Seen[] = [];

function take(text: string, at: number): void {
  const data = /\ndata: (\{.*"kind":"(?:ticket\.changed|notification\.bench)".*\})/.exec(text)?.[1];
  if (data === undefined) return;
  const { ticket, version } = JSON.parse(data) as { ticket: number; version: number };
  seen.push([ticket, version, at]);
}

/** Resolves once the first event, `ready`, is there. */
function follow(port: number, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('a connection was closed')));
    socket.on('data', (chunk: string) => {
      const at = now();
      const parts = (text + chunk).split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        if (part.includes('event: ready')) resolve();
        take(part, at);
      }
    });
    socket.write(`GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`);
    sockets.push(socket);
  });
}

async function followAll(port: number, cookies: readonly string[]): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let cookie = cookies[next++]; cookie !== undefined; cookie = cookies[next++]) await follow(port, cookie);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

process.on('message', (message: { port: number; cookies: string[] }) => {
  void followAll(message.port, message.cookies).then(
    () => process.send?.({ connected: message.cookies.length }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});

setInterval(() => {
  if (seen.length > 0) process.send?.({ seen });
  seen = [];
}, 200);
