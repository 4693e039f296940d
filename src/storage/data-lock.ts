import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Conflict, describeError, InvalidInput, PublicError } from '../errors.ts';

/** Bytes of a Unix socket's address, without the closing zero, on the strictest system (macOS). */
const MAX_SOCKET_PATH = 103;
const ANSWER_MS = 1000;
/** How long to wait for rivals that are still deciding, or silent. */
const DECIDE_MS = 3000;
const POLL_MS = 20;
const NAME = /^lock-[0-9a-f]+\.sock$/;

const claimSchema = z.object({
  pid: z.number(),
  command: z.string().max(500),
  startedAt: z.string().max(50),
  holding: z.boolean(),
});
const requestSchema = z.object({ request: z.unknown() });
const replySchema = z.object({ result: z.string().optional(), error: z.string().optional() });

/** What a process says about itself to whoever asks its socket. */
type Claim = z.infer<typeof claimSchema>;
/** `silent` lives but does not answer: its event loop is blocked or it is stopped. `leaving` is closing its socket. */
type Standing = Claim | 'silent' | 'leaving' | 'dead';
type Rival = { name: string; standing: Exclude<Standing, 'dead'> };

/** Carries out a request of another process; the string is its result. */
export type RequestHandler = (request: unknown) => Promise<string>;

/** A held folder. */
export interface DataLock {
  /** From now on other processes can have the holder do something: see `askHolder`. */
  answer(handler: RequestHandler): void;
  release(): Promise<void>;
}

/** Another process has the folder. */
export class FolderInUse extends Conflict {
  constructor(
    message: string,
    readonly socket: string,
  ) {
    super(message);
  }
}

/**
 * Makes the folder if missing (mode 0700) and keeps other processes out of it until `release` or the process's death,
 * however sudden. Throws FolderInUse naming the process that has it.
 *
 * Each process listens on a socket of its own in the folder; a socket that refuses connections belongs to the dead,
 * and as no name is ever used twice it can be removed safely. A socket gets its name only once it listens, and the
 * others are looked at only after that: of two processes at least one sees the other, and the lower name goes on.
 */
export async function lockDataFolder(dir: string, about: { command: string }): Promise<DataLock> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const folder = resolve(dir);
  const name = `lock-${randomBytes(8).toString('hex')}.sock`;
  const claim: Claim = { pid: process.pid, ...about, startedAt: new Date().toISOString(), holding: false };
  const desk: Desk = { claim, handler: undefined, visitors: new Set() };
  const server = await listen(folder, name, desk);
  const release = async () => {
    await rm(join(folder, name), { force: true });
    const closed = new Promise((done) => server.close(done));
    for (const socket of desk.visitors) socket.destroy();
    await closed;
  };
  const answer = (handler: RequestHandler) => {
    desk.handler = handler;
  };
  try {
    await outlastRivals(folder, name);
    claim.holding = true;
    return { answer, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Who has the folder open now; null when nobody has. */
export async function findHolder(dir: string): Promise<{ pid: number; command: string; startedAt: string } | null> {
  const names = await readdir(dir).catch(() => []);
  const rivals = await findRivals(resolve(dir), names);
  const claims = rivals.map((rival) => rival.standing).filter((standing) => typeof standing === 'object');
  return claims.find((claim) => claim.holding) ?? null;
}

/** Has the process that holds the folder carry out a request (JSON). Throws what it answers as an error. */
export async function askHolder(inUse: FolderInUse, request: unknown): Promise<string> {
  const socket = connect(inUse.socket);
  try {
    const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
    socket.write(`${JSON.stringify({ request })}\n`);
    await lines.next(); // the claim
    const { value } = await lines.next();
    const reply = replySchema.parse(JSON.parse(value ?? '{}'));
    if (reply.error !== undefined) throw new PublicError(reply.error);
    if (reply.result !== undefined) return reply.result;
  } catch (cause) {
    if (cause instanceof PublicError) throw cause;
    throw new Conflict(`${inUse.message} (it could not be asked to do it)`, { cause });
  } finally {
    socket.destroy();
  }
  throw inUse;
}

/** What the socket of this process answers with. */
interface Desk {
  claim: Claim;
  handler: RequestHandler | undefined;
  visitors: Set<Socket>;
}

async function listen(folder: string, name: string, desk: Desk): Promise<Server> {
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

async function outlastRivals(folder: string, name: string): Promise<void> {
  for (const deadline = Date.now() + DECIDE_MS; ; ) {
    const rivals = await findRivals(
      folder,
      (await readdir(folder)).filter((other) => other !== name),
    );
    if (rivals.length === 0) return;
    const winner = rivals.find((rival) => goesFirst(rival, name));
    if (winner !== undefined) throw inUse(folder, winner);
    if (rivals[0] !== undefined && Date.now() > deadline) throw inUse(folder, rivals[0]);
    await delay(POLL_MS);
  }
}

/** Those that answer nothing yet are asked again until the deadline. */
function goesFirst({ name, standing }: Rival, own: string): boolean {
  return typeof standing === 'object' && (standing.holding || name < own);
}

/** The living processes that hold or want the folder; what the dead left behind is removed. */
async function findRivals(folder: string, names: readonly string[]): Promise<Rival[]> {
  const found = await Promise.all(
    names
      .filter((name) => NAME.test(name))
      .map(async (name) => ({ name, standing: await ask(socketPath(folder, name)) })),
  );
  const rivals: Rival[] = [];
  for (const { name, standing } of found) {
    if (standing === 'dead') await rm(join(folder, name), { force: true });
    else rivals.push({ name, standing });
  }
  return rivals;
}

/** The kernel accepts for a living process even while it is too busy to answer, and refuses for a dead one. */
function ask(path: string): Promise<Standing> {
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

function inUse(folder: string, { name, standing }: Rival): FolderInUse {
  const who =
    typeof standing === 'object'
      ? `pid ${standing.pid}, \`${standing.command}\`, since ${standing.startedAt}`
      : 'a process that does not answer';
  const message = `The data folder ${folder} is in use (${who}); stop it or set another DATA_DIR`;
  return new FolderInUse(message, socketPath(folder, name));
}

/** The shorter way to name a socket in the folder: a socket's address has little room. */
function socketPath(folder: string, name: string): string {
  const absolute = join(folder, name);
  const fromHere = relative(process.cwd(), absolute);
  const path = Buffer.byteLength(fromHere) < Buffer.byteLength(absolute) ? fromHere : absolute;
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH) {
    throw new InvalidInput(`The path of the data folder ${folder} is too long for a lock; choose a shorter DATA_DIR`);
  }
  return path;
}
