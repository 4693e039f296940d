import type { Api, Item } from './api.ts';

export interface LiveEvents {
  /** The number of the last message that is known. */
  after(): number;
  item(item: Item): void;
  typing(isTyping: boolean): void;
  seen(upTo: number): void;
  connected(isConnected: boolean): void;
}

const LONGEST_PAUSE_MS = 30_000;
/** A stream that breaks off sooner is no stream: something between holds it back. */
const SHORT_MS = 3000;
const TRIES = 3;

/** One server-sent event (WHATWG HTML, 9.2): what we are sent has one line of data. */
function tell(events: LiveEvents, block: string): void {
  const field = (name: string) => {
    const match = new RegExp(`^${name}: (.*)$`, 'm').exec(block);
    return match ? (match[1] as string) : '';
  };
  const data = field('data');
  if (data === '') return;
  const news = JSON.parse(data);
  const event = field('event');
  if (event === 'message') events.item(news);
  else if (event === 'typing') events.typing(news.typing);
  else if (event === 'seen') events.seen(news.upTo);
  else if (event === 'ready') events.seen(news.seen);
}

async function follow(api: Api, events: LiveEvents, signal: AbortSignal): Promise<void> {
  const response = await api.stream(events.after(), signal);
  if (!response.ok || !response.body) throw new Error(String(response.status));
  events.connected(true);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = blocks.pop() || '';
    for (const block of blocks) tell(events, block);
  }
}

async function pollOnce(api: Api, events: LiveEvents): Promise<void> {
  const { items, typing, seen } = await api.poll(events.after());
  events.connected(true);
  items.forEach(events.item);
  if (typing !== null) events.typing(typing);
  if (seen !== null) events.seen(seen);
}

/** Follows what is said until it is stopped: as a stream, or where none comes through by asking again and again. */
export function startLive(api: Api, events: LiveEvents): () => void {
  const stopped = new AbortController();
  let canStream = 'ReadableStream' in window && 'TextDecoder' in window;
  let wake = () => {};
  const online = () => wake();
  window.addEventListener('online', online);
  const run = async () => {
    for (let failed = 0, short = 0; !stopped.signal.aborted; ) {
      const begun = Date.now();
      try {
        await (canStream ? follow(api, events, stopped.signal) : pollOnce(api, events));
        failed = 0;
        short = canStream && Date.now() - begun < SHORT_MS ? short + 1 : 0;
        if (short >= TRIES) canStream = false;
        if (canStream) await pause(500 + Math.random() * 1500);
      } catch (_error) {
        if (stopped.signal.aborted) return;
        events.connected(false);
        failed += 1;
        await pause(Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failed) * (0.5 + Math.random() / 2));
      }
    }
  };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  void run();
  return () => {
    stopped.abort();
    window.removeEventListener('online', online);
    wake();
  };
}
