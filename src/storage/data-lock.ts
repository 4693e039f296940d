import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Conflict, PublicError } from '../errors.ts';
import {
  ask,
  type Claim,
  type Desk,
  listen,
  type RequestHandler,
  request,
  type Standing,
  socketPath,
} from './lock-socket.ts';

/** How long to wait for rivals that are still deciding, or silent. */
const DECIDE_MS = 3000;
const POLL_MS = 20;
const NAME = /^lock-[0-9a-f]+\.sock$/;

type Rival = { name: string; standing: Exclude<Standing, 'dead'> };

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
export async function askHolder(inUse: FolderInUse, what: unknown): Promise<string> {
  try {
    const reply = await request(inUse.socket, what);
    if (reply.error !== undefined) throw new PublicError(reply.error);
    if (reply.result !== undefined) return reply.result;
  } catch (cause) {
    if (cause instanceof PublicError) throw cause;
    throw new Conflict(`${inUse.message} (it could not be asked to do it)`, { cause });
  }
  throw inUse;
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

function inUse(folder: string, { name, standing }: Rival): FolderInUse {
  const who =
    typeof standing === 'object'
      ? `pid ${standing.pid}, \`${standing.command}\`, since ${standing.startedAt}`
      : 'a process that does not answer';
  const message = `The data folder ${folder} is in use (${who}); stop it or set another DATA_DIR`;
  return new FolderInUse(message, socketPath(folder, name));
}
