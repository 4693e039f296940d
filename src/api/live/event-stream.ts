import type { ServerResponse } from 'node:http';

/** What a client reads in one piece (WHATWG HTML, 9.2: server-sent events). */
export function frameOf(event: string, data: unknown, more: { id?: number; retryMs?: number } = {}): Buffer {
  const lines = [
    ...(more.retryMs === undefined ? [] : [`retry: ${more.retryMs}`]),
    ...(more.id === undefined ? [] : [`id: ${more.id}`]),
    `event: ${event}`,
    `data: ${JSON.stringify(data)}`,
  ];
  return Buffer.from(`${lines.join('\n')}\n\n`);
}

/**
 * Keeps proxies from closing a quiet connection. It has no data, so clients show nothing, yet they remember the place, and
 * come back to it.
 */
export const heartbeatAt = (place: number): Buffer => Buffer.from(`id: ${place}\n\n`);

/** What may wait for a client to read it; who is further behind is cut off and comes back for the rest. */
const MAX_BEHIND_BYTES = 256 * 1024;

/** One client's connection, from its headers to its end. */
export class EventStream {
  #open = true;

  constructor(private readonly response: ServerResponse) {
    response.once('close', () => {
      this.#open = false;
    });
    response.on('error', () => undefined); // a client that went away; `close` follows
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'X-Accel-Buffering': 'no', // nginx and those that learnt from it
    });
    response.flushHeaders();
  }

  get open(): boolean {
    return this.#open;
  }

  /** False when the client reads too slowly: it was cut off. */
  send(frame: Buffer): boolean {
    if (!this.#open) return true;
    if (this.response.writableLength > MAX_BEHIND_BYTES) {
      this.#open = false;
      this.response.destroy();
      return false;
    }
    this.response.write(frame);
    return true;
  }

  /** Says why it ends and when to come back. */
  end(reason: string, retryMs: number): void {
    if (!this.#open) return;
    this.#open = false;
    this.response.end(frameOf('closing', { reason }, { retryMs }));
  }

  onClose(done: () => void): void {
    if (this.response.destroyed) done();
    else this.response.once('close', done);
  }
}
