import type { ChatItem } from '../../domain/chat.ts';
import type { FeedEvent } from '../../domain/event.ts';
import { describeError } from '../../errors.ts';
import { noteChatReceipts } from '../../pipeline/chat.ts';
import { itemsAfter } from '../../storage/chat-items.ts';
import { findVisitor } from '../../storage/chat-visitors.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { ApiServices } from '../services.ts';
import type { OpenChat } from './chat-channels.ts';
import { showItems } from './chat-items.ts';

/** What a visitor's page is told. */
export type ChatNews =
  | { event: 'message'; data: ChatItem }
  | { event: 'typing'; data: { typing: boolean } }
  | { event: 'seen'; data: { upTo: number } };

/** One page of a visitor that follows the chat. */
export interface ChatListener {
  chat: OpenChat;
  visitor: string;
  /** The number of the last item that it has; the feed moves it. */
  after: number;
  /** False: it is gone, and is told nothing more. */
  tell(news: ChatNews): boolean;
  beat(): void;
  end(reason: string): void;
}

/** Items that one listener is told of in one go; there is more to come then. */
const BATCH = 100;
const BEAT_MS = 15_000;
/** Pages of one visitor; the oldest ends when there are more. */
const PER_VISITOR = 5;

/**
 * Hands what is said in chats to the visitors' pages, over all connections of this process. Each page names the last item
 * that it has, and is told of what the records have after it: nothing is lost or doubled between connections.
 */
export class ChatFeed {
  readonly #listeners = new Map<string, Set<ChatListener>>();
  readonly #stale = new Set<string>();
  #count = 0;
  #reading = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly services: Pick<ApiServices, 'db' | 'clock' | 'logger'>,
    private readonly live: LiveFeed,
  ) {
    live.attach({
      prefix: 'chat.',
      take: (event) => this.#take(event),
      isFollowed: () => this.#count > 0,
      close: () => this.#close(),
    });
  }

  get size(): number {
    return this.#count;
  }

  /** Tells a page of everything after its place, then of what comes. */
  async join(listener: ChatListener): Promise<void> {
    await this.live.follow();
    if (this.#closed) return listener.end('stopping');
    const others = this.#listeners.get(listener.visitor) ?? new Set();
    for (const oldest of [...others].slice(0, Math.max(0, others.size + 1 - PER_VISITOR))) {
      this.leave(oldest);
      oldest.end('too-many-connections');
    }
    this.#listeners.set(listener.visitor, others);
    others.add(listener);
    this.#count += 1;
    this.#timer ??= setInterval(() => this.#beat(), BEAT_MS).unref();
    this.touch(listener.visitor);
  }

  leave(listener: ChatListener): void {
    const all = this.#listeners.get(listener.visitor);
    if (all?.delete(listener) !== true) return;
    this.#count -= 1;
    if (all.size === 0) this.#listeners.delete(listener.visitor);
  }

  /** Something new may be there for a visitor. */
  touch(visitor: string): void {
    if (!this.#listeners.has(visitor)) return;
    this.#stale.add(visitor);
    if (!this.#reading) void this.#read();
  }

  #take({ kind, data }: FeedEvent): void {
    const { visitor, typing } = data as { visitor: string; typing?: boolean };
    if (kind === 'chat.item') this.touch(visitor);
    else if (kind === 'chat.typing') this.#tell(visitor, { event: 'typing', data: { typing: typing === true } });
    else if (kind === 'chat.seen') void this.#tellSeen(visitor);
  }

  /** Reads for all who wait together, one read at a time. */
  async #read(): Promise<void> {
    this.#reading = true;
    // Those who come within one turn are read together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#stale.size > 0) {
      const visitors = [...this.#stale];
      this.#stale.clear();
      await this.#bringUp(visitors).catch((error: unknown) => {
        this.services.logger.warn({ reason: describeError(error) }, 'chats cannot be read; their pages come back');
        for (const visitor of visitors) this.#endAll(visitor, 'stopping');
      });
    }
    this.#reading = false;
  }

  async #bringUp(visitors: readonly string[]): Promise<void> {
    const { db, clock } = this.services;
    const places = visitors.flatMap((visitor) => {
      const all = [...(this.#listeners.get(visitor) ?? [])];
      return all.length === 0 ? [] : [{ visitor, after: Math.min(...all.map(({ after }) => after)) }];
    });
    if (places.length === 0) return;
    const found = await itemsAfter(db, places, BATCH);
    for (const visitor of visitors) {
      const items = found.filter((item) => item.visitor === visitor);
      if (items.length === 0) continue;
      const [first] = this.#listeners.get(visitor) ?? [];
      if (first === undefined) continue;
      this.#hand(visitor, await showItems(db, first.chat.settings, items, clock.now()));
      if (items.length === BATCH) this.#stale.add(visitor);
      const replies = items.filter(({ reply }) => reply?.status === 'sent');
      const upTo = replies.at(-1)?.number;
      if (upTo !== undefined) this.#noteDelivered(first, upTo);
    }
  }

  #hand(visitor: string, items: readonly ChatItem[]): void {
    for (const listener of [...(this.#listeners.get(visitor) ?? [])])
      for (const item of items) {
        if (item.number <= listener.after) continue;
        listener.after = item.number;
        if (!listener.tell({ event: 'message', data: item })) {
          this.leave(listener);
          break;
        }
      }
  }

  #noteDelivered({ chat, visitor }: ChatListener, upTo: number): void {
    const { db, clock, logger } = this.services;
    noteChatReceipts(db, chat.row, { visitor, upTo, state: 'delivered' }, clock.now()).catch((error: unknown) => {
      logger.warn({ reason: describeError(error) }, 'a receipt of a chat could not be stored');
    });
  }

  async #tellSeen(id: string): Promise<void> {
    const [listener] = this.#listeners.get(id) ?? [];
    if (listener === undefined) return;
    const visitor = await findVisitor(this.services.db, listener.chat.row.id, id).catch(() => undefined);
    if (visitor !== undefined) this.#tell(id, { event: 'seen', data: { upTo: visitor.agentSeen } });
  }

  #tell(visitor: string, news: ChatNews): void {
    for (const listener of [...(this.#listeners.get(visitor) ?? [])]) if (!listener.tell(news)) this.leave(listener);
  }

  #beat(): void {
    for (const all of this.#listeners.values()) for (const listener of all) listener.beat();
    if (this.#count > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #endAll(visitor: string, reason: string): void {
    for (const listener of [...(this.#listeners.get(visitor) ?? [])]) {
      this.leave(listener);
      listener.end(reason);
    }
  }

  #close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const visitor of [...this.#listeners.keys()]) this.#endAll(visitor, 'stopping');
  }
}
