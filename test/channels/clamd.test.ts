import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createScanner, ScannerAway } from '../../src/channels/support/clamd.ts';

/** The test file that every scanner knows, put together here so that no scanner finds it in this one. */
const EICAR = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD'}-ANTIVIRUS-TEST-FILE!$H+H*`;

/** clamd's INSTREAM: reads chunks until an empty one, then says what it found. */
function converse(socket: Socket, seen: Buffer[]): void {
  let given = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (part: Buffer) => {
    given = Buffer.concat([given, part]);
    const command = Buffer.from('zINSTREAM\0');
    if (given.length < command.length) return;
    if (!given.subarray(0, command.length).equals(command)) return void socket.end('UNKNOWN COMMAND\0');
    const chunks: Buffer[] = [];
    for (let at = command.length; at + 4 <= given.length; ) {
      const length = given.readUInt32BE(at);
      if (length === 0) {
        const file = Buffer.concat(chunks);
        seen.push(file);
        return void socket.end(file.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
      }
      chunks.push(given.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
  });
}

describe('the virus scanner', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });
  const start = async (answer: (socket: Socket) => void) => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => server.close());
    return createScanner(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`);
  };

  it('is handed the whole file in pieces, and its verdict is told', async () => {
    const seen: Buffer[] = [];
    const scan = await start((socket) => converse(socket, seen));
    const large = Buffer.alloc(300_001, 'a');
    expect(await scan(large)).toEqual({ virus: null });
    expect(seen[0]?.equals(large)).toBe(true);
    expect(await scan(Buffer.concat([large, Buffer.from(EICAR)]))).toEqual({ virus: 'Eicar-Test-Signature' });
  });

  it('gives no verdict where there is none: away, broken off, or an answer that is another', async () => {
    const port = await start(() => undefined);
    for (const scan of [
      createScanner('tcp://127.0.0.1:1'),
      await start((socket) => socket.destroy()),
      await start((socket) => socket.end('INSTREAM size limit exceeded. ERROR\0')),
      await start((socket) => socket.end('stream: OK but not quite\0')),
    ])
      await expect(scan(Buffer.from('x'))).rejects.toBeInstanceOf(ScannerAway);
    await expect(port(Buffer.from('x'), AbortSignal.timeout(20))).rejects.toBeInstanceOf(ScannerAway);
  });
});
