import type { FeedEvent } from '../../domain/event.ts';
import { describeError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { Database } from '../../storage/database.ts';
import { eventsAfter, latestEvents, placeEvents } from '../../storage/events.ts';
import { RecentEvents } from './recent-events.ts';

const BATCH = 1000;
/** After so many looks that nobody needed, no more are made until somebody comes. */
const IDLE_LOOKS = 240;

export interface FeedReaderOptions {
  db: Database;
  logger: Logger;
  pollMs: number;
  /** Events kept in memory for those who come back. */
  recent: number;
}

/** Who the feed is read for. */
export interface FeedFollower {
  take(event: FeedEvent): void;
  /** Whether anybody would hear of an event. */
  isFollowed(): boolean;
}

/** Reads the feed for one process while somebody follows it: every event once, in order. */
export class FeedReader {
  readonly #recent: RecentEvents;
  #position = 0;
  #started: Promise<void> | null = null;
  #turn: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #idleLooks = 0;
  #looking = false;
  #failing = false;

  constructor(
    private readonly options: FeedReaderOptions,
    private readonly follower: FeedFollower,
  ) {
    this.#recent = new RecentEvents(options.recent);
  }

  /** The place up to which the feed was read. */
  get position(): number {
    return this.#position;
  }

  /** Reads from now on, if it does not yet. */
  async start(): Promise<void> {
    this.#idleLooks = 0;
    this.#started ??= this.#begin();
    await this.#started;
  }

  /** Looks at the feed, after a look that is under way. */
  poll(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#look());
    return this.#turn;
  }

  /** Reads no more; waits for a look that is under way. */
  stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#started = null;
    return this.#turn;
  }

  /** What was read after a place; undefined when not all of it is in memory. */
  after(place: number): FeedEvent[] | undefined {
    const known = place <= this.#position && this.#recent.reachesBackTo(place, this.#position);
    return known ? this.#recent.after(place) : undefined;
  }

  async #begin(): Promise<void> {
    try {
      await placeEvents(this.options.db);
      const events = await latestEvents(this.options.db, this.options.recent);
      this.#recent.fill(events);
      this.#position = events.at(-1)?.sequence ?? 0;
    } catch (error) {
      this.#started = null;
      throw error;
    }
    this.#timer = setInterval(() => this.#pollOrRest(), this.options.pollMs).unref();
  }

  #pollOrRest(): void {
    this.#idleLooks = this.follower.isFollowed() ? 0 : this.#idleLooks + 1;
    if (this.#idleLooks > IDLE_LOOKS) void this.stop();
    else if (!this.#looking) void this.poll();
  }

  async #look(): Promise<void> {
    this.#looking = true;
    try {
      await placeEvents(this.options.db);
      for (let full = true; full; ) {
        const events = await eventsAfter(this.options.db, this.#position, BATCH);
        for (const event of events) this.#take(event);
        full = events.length === BATCH;
      }
      this.#failing = false;
    } catch (error) {
      if (!this.#failing)
        this.options.logger.warn({ reason: describeError(error) }, 'the feed of events cannot be read; trying on');
      this.#failing = true;
    } finally {
      this.#looking = false;
    }
  }

  #take(event: FeedEvent): void {
    this.#position = event.sequence;
    this.#recent.add(event);
    this.follower.take(event);
  }
}
