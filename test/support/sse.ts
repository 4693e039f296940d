/** One server-sent event as a client's parser gives it. */
export interface SentEvent {
  event: string;
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
  data: any;
}

/** A client of server-sent events that remembers its place, as browsers do. */
export class EventClient {
  lastId = '';
  retryMs: number | undefined;
  readonly #events: SentEvent[] = [];
  readonly #waiting: ((event: SentEvent | null) => void)[] = [];
  readonly #controller = new AbortController();
  #ended = false;

  private constructor(readonly response: Response) {}

  static async open(url: string, headers: Record<string, string>): Promise<EventClient> {
    const controller = new AbortController();
    const response = await fetch(url, { headers, signal: controller.signal });
    const client = new EventClient(response);
    client.#controller.signal.addEventListener('abort', () => controller.abort());
    void client.#read();
    return client;
  }

  /** The next event; null once the server has ended the connection. */
  next(): Promise<SentEvent | null> {
    const event = this.#events.shift();
    if (event !== undefined) return Promise.resolve(event);
    if (this.#ended) return Promise.resolve(null);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Everything up to the first event for which it is true, that one included. */
  async until(wanted: (event: SentEvent) => boolean): Promise<SentEvent[]> {
    const events: SentEvent[] = [];
    for (;;) {
      const event = await this.next();
      if (event === null) throw new Error(`ended after ${JSON.stringify(events)}`);
      events.push(event);
      if (wanted(event)) return events;
    }
  }

  close(): void {
    this.#controller.abort();
  }

  async #read(): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body ?? []) {
        const parts = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) this.#take(part);
      }
    } catch {
      // Closed from here, or cut off.
    }
    this.#ended = true;
    for (const resolve of this.#waiting.splice(0)) resolve(null);
  }

  #take(part: string): void {
    const fields = new Map(part.split('\n').map((line) => [line.split(': ', 1)[0] ?? '', line.replace(/^\w*: ?/, '')]));
    if (fields.has('id')) this.lastId = fields.get('id') ?? '';
    if (fields.has('retry')) this.retryMs = Number(fields.get('retry'));
    const data = fields.get('data');
    if (data === undefined) return;
    const event = { event: fields.get('event') ?? 'message', id: this.lastId, data: JSON.parse(data) };
    const resolve = this.#waiting.shift();
    if (resolve === undefined) this.#events.push(event);
    else resolve(event);
  }
}
