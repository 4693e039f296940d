// Many client connections take turns on PGlite's one session: whoever begins a transaction keeps the session until
// it ends, everyone else waits in the order of arrival.

/**
 * @typedef {object} SessionPorts
 * @property {(batch: Uint8Array) => Promise<Uint8Array>} execute runs protocol messages, returns the server's answer
 * @property {(session: number, data: Uint8Array) => void} reply
 * @property {(notification: Uint8Array) => void} notify a NotificationResponse, for every connection
 * @property {(session: number) => void} closed the connection is over, by its own wish or by ours
 * @property {number} idleTransactionMs a transaction that asks nothing for so long is rolled back, or nobody else could go on
 */

const QUERY = 0x51;
const SYNC = 0x53;
const NOTIFICATION = 0x41;
const READY = 0x5a;
const IDLE = 0x49;
const HEADER = 5;

/** The line of connections before the one session. */
export class SessionQueue {
  /** @type {Map<number, Buffer>} bytes of each connection that are not yet a whole batch */
  #partial = new Map();
  /** @type {{ session: number, batch: Buffer }[]} */
  #waiting = [];
  /** @type {number | null} who is in a transaction */
  #owner = null;
  /** @type {Promise<void>} */
  #tail = Promise.resolve();
  /** @type {NodeJS.Timeout | undefined} */
  #idleTimer;
  #ports;

  /** @param {SessionPorts} ports */
  constructor(ports) {
    this.#ports = ports;
  }

  /**
   * Takes bytes from a connection; they run once they hold a whole batch (up to a Query or a Sync).
   * @param {number} session
   * @param {Uint8Array} data
   */
  receive(session, data) {
    const bytes = Buffer.concat([this.#partial.get(session) ?? Buffer.alloc(0), data]);
    let start = 0;
    for (const { type, end } of messages(bytes)) {
      if (type !== QUERY && type !== SYNC) continue;
      this.#waiting.push({ session, batch: bytes.subarray(start, end) });
      start = end;
    }
    this.#partial.set(session, bytes.subarray(start));
    return this.#inTurn(() => this.#drain());
  }

  /**
   * Ends a connection as a server does: what it has not yet run is dropped, its open transaction rolled back.
   * @param {number} session
   */
  close(session) {
    return this.#inTurn(() => this.#close(session));
  }

  /** Resolves when everything that can run has run. */
  drained() {
    return this.#inTurn(() => this.#drain());
  }

  /** @param {() => Promise<void>} task */
  #inTurn(task) {
    this.#tail = this.#tail.then(task);
    return this.#tail;
  }

  async #drain() {
    for (let next = this.#take(); next !== undefined; next = this.#take()) {
      clearTimeout(this.#idleTimer);
      const answer = await this.#run(next.session, next.batch);
      this.#ports.reply(next.session, answer);
      if (this.#owner !== null) this.#watch(this.#owner);
    }
  }

  /** @param {number} session */
  async #close(session) {
    this.#partial.delete(session);
    this.#waiting = this.#waiting.filter((each) => each.session !== session);
    if (this.#owner === session) await this.#run(session, query('ROLLBACK'));
    this.#ports.closed(session);
    await this.#drain();
  }

  #take() {
    const at = this.#owner === null ? 0 : this.#waiting.findIndex((each) => each.session === this.#owner);
    return at < 0 ? undefined : this.#waiting.splice(at, 1)[0];
  }

  /**
   * @param {number} session
   * @param {Buffer} batch
   */
  async #run(session, batch) {
    const output = Buffer.from(await this.#ports.execute(batch));
    /** @type {Buffer[]} */
    const answer = [];
    let ready = false;
    for (const { type, start, end } of messages(output)) {
      const message = output.subarray(start, end);
      if (type === NOTIFICATION) {
        this.#ports.notify(Uint8Array.from(message));
        continue;
      }
      answer.push(message);
      if (type !== READY) continue;
      ready = true;
      this.#owner = message[HEADER] === IDLE ? null : session;
    }
    if (!ready) throw new Error('PGlite left a batch unfinished');
    return Uint8Array.from(Buffer.concat(answer));
  }

  /** @param {number} owner */
  #watch(owner) {
    this.#idleTimer = setTimeout(() => {
      void this.#inTurn(async () => {
        if (this.#owner !== owner) return;
        this.#ports.reply(owner, fatal('25P03', 'terminating connection due to idle-in-transaction timeout'));
        await this.#close(owner);
      });
    }, this.#ports.idleTransactionMs);
    this.#idleTimer.unref();
  }
}

/** @param {Buffer} bytes */
function* messages(bytes) {
  for (let start = 0; start + HEADER <= bytes.length; ) {
    const end = start + 1 + bytes.readUInt32BE(start + 1);
    if (end > bytes.length) return;
    yield { type: bytes[start], start, end };
    start = end;
  }
}

/** @param {string} type @param {string} body */
function frame(type, body) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + Buffer.byteLength(body));
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
}

/** @param {string} sql */
const query = (sql) => frame('Q', `${sql}\0`);

/** @param {string} code @param {string} message */
const fatal = (code, message) => Uint8Array.from(frame('E', `SFATAL\0VFATAL\0C${code}\0M${message}\0\0`));
