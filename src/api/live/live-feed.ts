import { Counter, Gauge, Registry } from 'prom-client';
import type { Clock } from '../../clock.ts';
import { ACCESS_CHANGED, type Audience, type FeedEvent } from '../../domain/event.ts';
import { describeError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { Database } from '../../storage/database.ts';
import { frameOf, heartbeatAt } from './event-stream.ts';
import { FeedReader } from './feed-reader.ts';
import { type LiveViewer, LiveViewers } from './live-viewers.ts';
import { TouchedQueues } from './touched-queues.ts';

export interface LiveOptions {
  db: Database;
  clock: Clock;
  logger: Logger;
  /** How often the feed is looked at while somebody is connected; 250 ms if not given. */
  pollMs?: number;
  /** How often queues that changed are counted; every second if not given. */
  countMs?: number;
  /** Connections that one person may have; the oldest ends when there are more. */
  perPerson?: number;
  /** Events kept in memory for those who come back; 10,000 if not given. */
  recent?: number;
}

/** Somebody else who follows the same feed: events whose kind begins with `prefix` are for them alone. */
export interface Companion {
  prefix: string;
  take(event: FeedEvent): void;
  /** Whether anybody would hear of an event. */
  isFollowed(): boolean;
  /** The feed ends. */
  close(): void;
}

/** Where a connection begins. */
export interface LivePlace {
  /** It gets the events after this place. */
  after: number;
  /** How far the feed had been read when the place was taken. */
  read: number;
  /** Events are missing between what the client had and here: it has to read anew. */
  lost: boolean;
}

const BEAT_MS = 15_000;
const TOO_MANY_RETRY_MS = 60_000;

/** Spread, so that those who were cut off together don't come back together. */
const spread = (fromMs: number, toMs: number) => Math.round(fromMs + Math.random() * (toMs - fromMs));

/**
 * Hands each event to whom it is for, over all connections of this process. Nothing is lost between connections: whoever
 * names the last place they saw goes on after it, on any process.
 */
export class LiveFeed {
  readonly registry = new Registry();
  readonly #viewers = new LiveViewers();
  readonly #queues = new TouchedQueues();
  readonly #reader: FeedReader;
  readonly #cutOff = new Counter({
    name: 'langnghe_live_cut_off_total',
    help: 'Live connections that were ended because their client read too slowly.',
    registers: [this.registry],
  });
  readonly #companions: Companion[] = [];
  #timers: NodeJS.Timeout[] = [];
  #closed = false;

  constructor(private readonly options: LiveOptions) {
    const { db, logger, pollMs = 250, recent = 10_000 } = options;
    const viewers = this.#viewers;
    const isFollowed = () => viewers.size > 0 || this.#companions.some((companion) => companion.isFollowed());
    const follower = { take: (event: FeedEvent) => this.#take(event), isFollowed };
    this.#reader = new FeedReader({ db, logger, pollMs, recent }, follower);
    new Gauge({
      name: 'langnghe_live_connections',
      help: 'Clients that follow what happens.',
      registers: [this.registry],
      collect() {
        this.set(viewers.size);
      },
    });
  }

  attach(companion: Companion): void {
    this.#companions.push(companion);
  }

  /** Has the feed read from now on, if it is not yet. */
  follow(): Promise<void> {
    return this.#reader.start();
  }

  /** Tells those connected to this process of something that is kept nowhere. */
  mention(whom: Audience, event: string, data: unknown): void {
    this.#send(this.#viewers.reachedBy(whom), frameOf(event, data));
  }

  /** Where a client goes on that has seen everything up to `lastSeen`; undefined: from now on. */
  async place(lastSeen: number | undefined): Promise<LivePlace> {
    await this.#reader.start();
    // It may have been told by a process that has read on further.
    if (lastSeen !== undefined && lastSeen > this.#reader.position) await this.poll();
    const read = this.#reader.position;
    const known = lastSeen !== undefined && this.#reader.after(lastSeen) !== undefined;
    return { after: known ? lastSeen : read, read, lost: lastSeen !== undefined && !known };
  }

  /** Connects a viewer whose rights were read after the place was taken: what changed them since ends it at once. */
  join(viewer: LiveViewer, { after, read, lost }: LivePlace): void {
    const { stream } = viewer;
    // Too much has happened since the place was taken to tell what: it comes back and is told so.
    const changed = this.#reader.after(read)?.some((event) => endsAccess(event, viewer)) ?? true;
    if (this.#closed || changed) {
      stream.end(changed ? 'rights-changed' : 'stopping', spread(1000, 6000));
      return;
    }
    this.#makeRoom(viewer);
    stream.send(frameOf(lost ? 'reset' : 'ready', {}, { id: after, retryMs: spread(2000, 5000) }));
    this.#viewers.add(viewer);
    stream.onClose(() => this.#viewers.remove(viewer));
    for (const event of this.#reader.after(after) ?? [])
      if (event.kind !== ACCESS_CHANGED && this.#viewers.reachedBy(event).has(viewer))
        this.#send([viewer], eventFrame(event));
    this.#keepTime();
  }

  /** Looks at the feed, after a look that is under way. */
  poll(): Promise<void> {
    return this.#reader.poll();
  }

  /** Tells how long the queues are that changed, to those who see them. */
  async count(): Promise<void> {
    for (const { data, whom } of await this.#queues.lengths(this.options.db, this.#viewers))
      this.#send(this.#viewers.reachedBy(whom), frameOf('queue', data));
  }

  /** Keeps quiet connections open, and ends those whose session is over. */
  beat(): void {
    const now = this.options.clock.now();
    const frame = heartbeatAt(this.#reader.position);
    for (const viewer of this.#viewers)
      if (viewer.until !== null && viewer.until <= now) this.#end(viewer, 'session-over', spread(0, 1000));
      else this.#send([viewer], frame);
  }

  /** Ends all connections; clients come back by themselves. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const viewer of this.#viewers) this.#end(viewer, 'stopping', spread(1000, 6000));
    for (const companion of this.#companions) companion.close();
    this.#restTime();
    await this.#reader.stop();
  }

  /** Counts and beats while somebody is connected. */
  #keepTime(): void {
    if (this.#timers.length > 0) return;
    const complain = (error: unknown) =>
      this.options.logger.warn({ reason: describeError(error) }, 'queues could not be counted');
    this.#timers = [
      setInterval(() => void this.count().catch(complain), this.options.countMs ?? 1000).unref(),
      setInterval(() => (this.#viewers.size === 0 ? this.#restTime() : this.beat()), BEAT_MS).unref(),
    ];
  }

  #restTime(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
  }

  #take(event: FeedEvent): void {
    const companion = this.#companions.find(({ prefix }) => event.kind.startsWith(prefix));
    if (companion !== undefined) {
      companion.take(event);
      return;
    }
    if (event.kind === ACCESS_CHANGED) {
      const { users } = event;
      const concerned = users === null ? this.#viewers : users.flatMap((user) => this.#viewers.of(user));
      for (const viewer of concerned)
        if (endsAccess(event, viewer)) this.#end(viewer, 'rights-changed', spread(0, users === null ? 5000 : 1000));
      return;
    }
    this.#send(this.#viewers.reachedBy(event), eventFrame(event));
    this.#queues.touch(event);
  }

  #makeRoom({ id }: LiveViewer): void {
    const { perPerson = 8 } = this.options;
    const others = this.#viewers.of(id);
    for (const oldest of others.slice(0, Math.max(0, others.length + 1 - perPerson)))
      this.#end(oldest, 'too-many-connections', TOO_MANY_RETRY_MS);
  }

  #send(viewers: Iterable<LiveViewer>, frame: Buffer): void {
    for (const viewer of viewers)
      if (!viewer.stream.send(frame)) {
        this.#cutOff.inc();
        this.#viewers.remove(viewer);
      }
  }

  #end(viewer: LiveViewer, reason: string, retryMs: number): void {
    this.#viewers.remove(viewer);
    viewer.stream.end(reason, retryMs);
  }
}

const eventFrame = ({ sequence, at, kind, data }: FeedEvent): Buffer =>
  frameOf(kind.split('.')[0] ?? kind, { kind, at, ...data }, { id: sequence });

/** Whether an event may have changed what a viewer sees. Who sees everything is not touched by the tree of teams. */
const endsAccess = ({ kind, users }: FeedEvent, { id, scope }: LiveViewer): boolean =>
  kind === ACCESS_CHANGED && (users === null ? scope !== 'all' : id !== null && users.includes(id));
