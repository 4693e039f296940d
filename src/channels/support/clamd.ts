import { connect } from 'node:net';
import { describeError, PublicError } from '../../errors.ts';

/** What a virus scanner says of a file. */
export type ScanVerdict = { virus: string | null };

/** Has a file looked through; throws ScannerAway when nobody can say. */
export type ScanFile = (bytes: Uint8Array, signal?: AbortSignal) => Promise<ScanVerdict>;

/** The scanner can't be reached or does not understand: the file waits. */
export class ScannerAway extends PublicError {}

/** clamd reads chunks, each after its length; far below its own limit of one. */
const CHUNK = 65_536;
const TIMEOUT_MS = 30_000;
const MAX_ANSWER = 4096;

/**
 * Files are sent to clamd by its INSTREAM command, `z` form (clamd(8)). `url`: tcp://host:port, port 3310 if it names none.
 * The address is the operator's own, like that of the database.
 */
export function createScanner(url: string): ScanFile {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  return async (bytes, signal) => judge(await ask(host, Number(port || 3310), bytes, signal));
}

function ask(host: string, port: number, bytes: Uint8Array, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ host, port });
    const fail = (error: unknown) => {
      socket.destroy();
      reject(new ScannerAway(`The virus scanner can’t be reached: ${describeError(error)}`, { cause: error }));
    };
    const stop = () => fail(new Error('The time is over.'));
    signal?.addEventListener('abort', stop, { once: true });
    socket.setTimeout(TIMEOUT_MS, stop);
    socket.setEncoding('utf8');
    socket.on('error', fail);
    socket.on('connect', () => {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < bytes.length; at += CHUNK) {
        const part = bytes.subarray(at, at + CHUNK);
        socket.write(lengthOf(part.length));
        socket.write(part);
      }
      socket.write(lengthOf(0));
    });
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.length > MAX_ANSWER) stop();
      else if (answer.endsWith('\0')) socket.end();
    });
    socket.on('close', () => {
      signal?.removeEventListener('abort', stop);
      resolve(answer);
    });
  });
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

function judge(answer: string): ScanVerdict {
  const said = answer.replace(/\0/g, '').trim();
  if (said === 'stream: OK') return { virus: null };
  const found = /^stream: (.{1,200}) FOUND$/.exec(said)?.[1];
  if (found !== undefined) return { virus: found };
  throw new ScannerAway(`The virus scanner gave no verdict: ${said.slice(0, 200) || 'it answered nothing'}`);
}
