import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startServer } from '../../src/demo/stand-ins/http-server.ts';

/** A message as a receiver of Standard Webhooks takes it. */
export interface ReceivedMessage {
  path: string;
  id: string;
  timestamp: number;
  /** Which of the known secrets signed it, by their place in the list. */
  signedWith: number[];
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
  body: any;
}

/** What the receiver does with the next message; 204 if not told. */
export type Reaction = number | 'hang' | { status: number; headers?: Record<string, string>; body?: string };

/** Stands where a customer's own system would: checks signatures, and fails, hangs and redirects as it is told. */
export interface WebhookReceiver {
  url: string;
  host: string;
  secrets: string[];
  /** Everything that arrived, in its order. */
  messages: ReceivedMessage[];
  /** For the next messages, one each; then 204 again. */
  reactions: Reaction[];
  /** For every message, while it is set. */
  always: Reaction | undefined;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<WebhookReceiver> {
  const server = await startServer((request, response) => void receive(request, response));
  const receiver: WebhookReceiver = {
    url: `${server.origin}/hook`,
    host: server.host,
    secrets: [],
    messages: [],
    reactions: [],
    always: undefined,
    close: () => server.close(),
  };
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    receiver.messages.push(read(request, Buffer.concat(chunks).toString(), receiver.secrets));
    const reaction = receiver.reactions.shift() ?? receiver.always ?? 204;
    if (reaction === 'hang') return;
    const { status, headers = {}, body = '' } = typeof reaction === 'number' ? { status: reaction } : reaction;
    response.writeHead(status, headers).end(body);
  };
  return receiver;
}

function read(request: IncomingMessage, text: string, secrets: readonly string[]): ReceivedMessage {
  const header = (name: string) => String(request.headers[name] ?? '');
  const [id, timestamp] = [header('webhook-id'), header('webhook-timestamp')];
  const given = header('webhook-signature').split(' ');
  const isBy = (secret: string) => {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const wanted = Buffer.from(`v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64')}`);
    return given.some((each) => each.length === wanted.length && timingSafeEqual(Buffer.from(each), wanted));
  };
  const signedWith = secrets.flatMap((secret, index) => (isBy(secret) ? [index] : []));
  const path = request.url ?? '';
  return { path, id, timestamp: Number(timestamp), signedWith, text, body: JSON.parse(text) };
}
