import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import type { Dispatcher } from 'undici';
import { GiveUp } from '../../errors.ts';
import { FetchFailed } from './fetch-failed.ts';
import { redactUrl } from './redact-url.ts';

/** The named response header; the first if it is repeated. */
export type HeaderReader = (name: string) => string | undefined;

/** Reads and decompresses a body, never holding more than `maxBytes`: throws GiveUp as soon as there are more. */
export async function readBody(
  response: Dispatcher.ResponseData,
  header: HeaderReader,
  url: URL,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const tooLarge = () =>
    new GiveUp(`${redactUrl(url)} is larger than ${maxBytes / 1e6} MB. Give an address with fewer items on it.`);
  const declared = Number(header('content-length'));
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  try {
    if (declared > maxBytes) throw tooLarge();
    const decoding = decoders(header('content-encoding'), url);
    const streams = [response.body, meter(maxBytes, tooLarge), ...decoding, meter(maxBytes, tooLarge), sink];
    await pipeline(streams, { signal });
  } catch (error) {
    response.body.on('error', () => {}).destroy();
    throw error;
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/** The first bytes of a body, or what came before it broke off or the signal ended it; the rest is not read. */
export async function readStart(
  { body }: Dispatcher.ResponseData,
  bytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const stop = () => void body.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      if (chunks.reduce((sum, { length }) => sum + length, 0) >= bytes) break;
    }
  } catch {
    // The status is the answer; what it says is for people to read.
  } finally {
    signal.removeEventListener('abort', stop);
    body.on('error', () => {}).destroy();
  }
  return Buffer.concat(chunks).subarray(0, bytes);
}

/** Passes bytes on until there are too many. */
function meter(maxBytes: number, tooLarge: () => Error): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) done(tooLarge());
      else done(null, chunk);
    },
  });
}

/** The streams that undo a Content-Encoding; a body cut short yields what is there, as in browsers. */
function decoders(encoding: string | undefined, url: URL): NodeJS.ReadWriteStream[] {
  const names = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > 2) throw new FetchFailed(`${redactUrl(url)} is compressed more than twice, which is not read.`);
  return names.reverse().map((name) => {
    if (name === 'gzip' || name === 'x-gzip' || name === 'deflate') {
      return zlib.createUnzip({ finishFlush: zlib.constants.Z_SYNC_FLUSH });
    }
    if (name === 'br') return zlib.createBrotliDecompress({ finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH });
    throw new FetchFailed(`${redactUrl(url)} is compressed as "${name.slice(0, 20)}", which was not asked for.`);
  });
}
