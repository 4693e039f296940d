import { Duplex } from 'node:stream';

/** Where a connection's bytes go: the thread that runs the embedded database. */
export interface PgliteLink {
  send(session: number, data: Uint8Array): void;
  close(session: number): void;
}

/** What a server answers to a start-up message: authentication done, ready and not in a transaction. */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/** Stands where the `pg` driver expects a socket; carries the wire protocol to and from the embedded database. */
export class PgliteConnection extends Duplex {
  #started = false;

  constructor(
    readonly session: number,
    private readonly link: PgliteLink,
  ) {
    super({ allowHalfOpen: false });
  }

  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#started) this.link.send(this.session, Uint8Array.from(chunk));
    else this.push(WELCOME);
    this.#started = true;
    done();
  }

  override _writev(items: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    const chunks = items.map((item) => item.chunk);
    this._write(Buffer.concat(this.#started ? chunks : chunks.slice(1)), 'utf8', done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.link.close(this.session);
    done(error);
  }
}
