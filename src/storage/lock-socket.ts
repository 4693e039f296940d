import { rename } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { describeError, InvalidInput } from '../errors.ts';

/** Bytes of a Unix socket's address, without the closing zero, on the strictest system (macOS). */
const MAX_SOCKET_PATH = 103;
const ANSWER_MS = 1000;

const claimSchema = z.object({
  pid: z.number(),
  command: z.string().max(500),
  startedAt: z.string().max(50),
  holding: z.boolean(),
});
const requestSchema = z.object({ request: z.unknown() });
const replySchema = z.object({ result: z.string().optional(), error: z.string().optional() });

/** What a process says about itself to whoever asks its socket. */
export type Claim = z.infer<typeof claimSchema>;
/** `silent` lives but does not answer: its event loop is blocked or it is stopped. `leaving` is closing its socket. */
export type Standing = Claim | 'silent' | 'leaving' | 'dead';
/** Carries out a request of another process; the string is its result. */
export type RequestHandler = (request: unknown) => Promise<string>;

/** What the socket of this process answers with. */
export interface Desk {
  claim: Claim;
  handler: RequestHandler | undefined;
  visitors: Set<Socket>;
}

/** Listens on a socket that gets its name only once it answers: one that refuses is a dead process's. */
export async function listen(folder: string, name: string, desk: Desk): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    desk.visitors.add(socket.unref());
    socket.once('close', () => desk.visitors.delete(socket));
    socket.write(`${JSON.stringify(desk.claim)}\n`);
    createInterface({ input: socket }).once('line', (line) => void serve(desk, socket, line));
  });
  const hidden = name.replace('.sock', '.temp');
  await new Promise<void>((done, failed) => {
    server.once('error', (cause) => failed(new InvalidInput(`Cannot make a lock in ${folder}`, [], { cause })));
    server.listen(socketPath(folder, hidden), () => done());
  });
  server.unref(); // the lock alone keeps no process alive
  await rename(join(folder, hidden), join(folder, name));
  return server;
}

async function serve({ handler }: Desk, socket: Socket, line: string): Promise<void> {
  try {
    const { request } = requestSchema.parse(JSON.parse(line));
    const reply = handler ? { result: await handler(request) } : {};
    socket.end(`${JSON.stringify(reply)}\n`);
  } catch (error) {
    socket.end(`${JSON.stringify({ error: describeError(error) })}\n`);
  }
}

/** The kernel accepts for a living process even while it is too busy to answer, and refuses for a dead one. */
export function ask(path: string): Promise<Standing> {
  return new Promise((done) => {
    const socket = connect(path);
    const finish = (standing: Standing) => {
      done(standing);
      socket.destroy();
    };
    socket.setTimeout(ANSWER_MS, () => finish('silent'));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      finish(error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? 'dead' : 'leaving'),
    );
    const lines = createInterface({ input: socket });
    lines.once('line', (line) => finish(parseClaim(line)));
    lines.once('close', () => finish('leaving'));
    lines.on('error', () => undefined);
  });
}

function parseClaim(line: string): Claim | 'silent' {
  try {
    return claimSchema.parse(JSON.parse(line));
  } catch {
    return 'silent';
  }
}

/** Has the process behind the socket do something (JSON); an empty answer means that it cannot. */
export async function request(path: string, what: unknown): Promise<z.infer<typeof replySchema>> {
  const socket = connect(path);
  try {
    const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
    socket.write(`${JSON.stringify({ request: what })}\n`);
    await lines.next(); // the claim
    const { value } = await lines.next();
    return replySchema.parse(JSON.parse(value ?? '{}'));
  } finally {
    socket.destroy();
  }
}

/** The shorter way to name a socket in the folder: a socket's address has little room. */
export function socketPath(folder: string, name: string): string {
  const absolute = join(folder, name);
  const fromHere = relative(process.cwd(), absolute);
  const path = Buffer.byteLength(fromHere) < Buffer.byteLength(absolute) ? fromHere : absolute;
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH) {
    throw new InvalidInput(`The path of the data folder ${folder} is too long for a lock; choose a shorter DATA_DIR`);
  }
  return path;
}
