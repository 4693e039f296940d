import { Counter, Gauge, Registry } from 'prom-client';
import type { Clock } from '../../clock.ts';
import { ACCESS_CHANGED, type Audience, type FeedEvent } from '../../domain/event.ts';
import { describeError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { Database } from '../../storage/database.ts';
import { eventsAfter, latestEvents, placeEvents } from '../../storage/events.ts';
import { waitingOf, workOfUsers } from '../../storage/queue-counts.ts';
import { frameOf, heartbeatAt } from './event-stream.ts';
import { type LiveViewer, LiveViewers } from './live-viewers.ts';
import { RecentEvents } from './recent-events.ts';

export interface LiveOptions {
  db: Database;
  clock: Clock;
  logger: Logger;
  /** How often the feed is looked at while somebody is connected; 250 ms if not given. */
  pollMs?: number;
  /** Connections that one person may have; the oldest ends when there are more. */
  perPerson?: number;
  /** Events kept in memory for those who come back. */
  recent?: number;
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

const BATCH = 1000;
const COUNT_MS = 1000;
const BEAT_MS = 15_000;
/** After so many looks with nobody there, no more are made until somebody comes. */
const IDLE_LOOKS = 240;
const TOO_MANY_RETRY_MS = 60_000;

/** Spread, so that those who were cut off together don't come back together. */
const spread = (fromMs: number, toMs: number) => Math.round(fromMs + Math.random() * (toMs - fromMs));

/**
 * Reads the feed once for all connections of this process and hands each event to whom it is for. Nothing is lost between
 * connections: whoever names the last place they saw goes on after it, on any process.
 */
export class LiveFeed {
  readonly registry = new Registry();
  readonly #viewers = new LiveViewers();
  readonly #recent: RecentEvents;
  readonly #touched = { teams: new Set<string>(), people: new Set<string>() };
  readonly #cutOff = new Counter({
    name: 'langnghe_live_cut_off_total',
    help: 'Live connections that were ended because their client read too slowly.',
    registers: [this.registry],
  });
  #position = 0;
  #started: Promise<void> | null = null;
  #turn: Promise<void> = Promise.resolve();
  #timers: NodeJS.Timeout[] = [];
  #idleLooks = 0;
  #looking = false;
  #failing = false;
  #closed = false;

  constructor(private readonly options: LiveOptions) {
    this.#recent = new RecentEvents(options.recent ?? 10_000);
    const viewers = this.#viewers;
    new Gauge({
      name: 'langnghe_live_connections',
      help: 'Clients that follow what happens.',
      registers: [this.registry],
      collect() {
        this.set(viewers.size);
      },
    });
  }

  /** Where a client goes on that has seen everything up to `lastSeen`; undefined: from now on. */
  async place(lastSeen: number | undefined): Promise<LivePlace> {
    this.#idleLooks = 0;
    this.#started ??= this.#start();
    await this.#started;
    // It may have been told by a process that has read on further.
    if (lastSeen !== undefined && lastSeen > this.#position) await this.poll();
    const read = this.#position;
    const known = lastSeen !== undefined && lastSeen <= read && this.#recent.reachesBackTo(lastSeen, read);
    return { after: known ? lastSeen : read, read, lost: lastSeen !== undefined && !known };
  }

  /** Connects a viewer whose rights were read after the place was taken: what changed them since ends it at once. */
  join(viewer: LiveViewer, { after, read, lost }: LivePlace): void {
    const { stream } = viewer;
    const changed = this.#recent.after(read).some((event) => endsAccess(event, viewer));
    if (this.#closed || changed) {
      stream.end(changed ? 'rights-changed' : 'stopping', spread(1000, 6000));
      return;
    }
    const others = this.#viewers.of(viewer.id);
    const { perPerson = 8 } = this.options;
    for (const oldest of others.slice(0, Math.max(0, others.length + 1 - perPerson)))
      this.#end(oldest, 'too-many-connections', TOO_MANY_RETRY_MS);
    stream.send(frameOf(lost ? 'reset' : 'ready', {}, { id: after, retryMs: spread(2000, 5000) }));
    this.#viewers.add(viewer);
    stream.onClose(() => this.#viewers.remove(viewer));
    for (const event of this.#recent.after(after))
      if (event.kind !== ACCESS_CHANGED && this.#viewers.reachedBy(event).has(viewer))
        this.#send([viewer], eventFrame(event));
  }

  /** Looks at the feed, after a look that is under way. */
  poll(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#look());
    return this.#turn;
  }

  /** Tells how long the queues are that changed, to those who see them. */
  async count(): Promise<void> {
    const { teams, people } = this.#viewers.followed(this.#touched);
    this.#touched.teams.clear();
    this.#touched.people.clear();
    const tell = (data: object, whom: Audience) => this.#send(this.#viewers.reachedBy(whom), frameOf('queue', data));
    if (teams.length > 0)
      for (const [team, waiting] of await waitingOf(this.options.db, teams))
        tell({ kind: 'queue.waiting', team, waiting }, { teams: [team], assignee: null, users: null });
    if (people.length > 0)
      for (const [user, open] of await workOfUsers(this.options.db, people))
        tell({ kind: 'queue.mine', open }, { teams: null, assignee: null, users: [user] });
  }

  /** Keeps quiet connections open, and ends those whose session is over. */
  beat(): void {
    const now = this.options.clock.now();
    const frame = heartbeatAt(this.#position);
    for (const viewer of this.#viewers)
      if (viewer.until !== null && viewer.until <= now) this.#end(viewer, 'session-over', spread(0, 1000));
      else this.#send([viewer], frame);
  }

  /** Ends all connections; clients come back by themselves. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#stop();
    for (const viewer of this.#viewers) this.#end(viewer, 'stopping', spread(1000, 6000));
    await this.#turn;
  }

  async #start(): Promise<void> {
    try {
      await placeEvents(this.options.db);
      const events = await latestEvents(this.options.db, this.options.recent ?? 10_000);
      this.#recent.fill(events);
      this.#position = events.at(-1)?.sequence ?? 0;
    } catch (error) {
      this.#started = null;
      throw error;
    }
    if (this.#closed) return;
    const every = (ms: number, act: () => void) => this.#timers.push(setInterval(act, ms).unref());
    every(this.options.pollMs ?? 250, () => this.#pollOrRest());
    every(COUNT_MS, () => void this.count().catch((error: unknown) => this.#complain(error)));
    every(BEAT_MS, () => this.beat());
  }

  #stop(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    this.#started = null;
  }

  #pollOrRest(): void {
    this.#idleLooks = this.#viewers.size > 0 ? 0 : this.#idleLooks + 1;
    if (this.#idleLooks > IDLE_LOOKS) this.#stop();
    else if (!this.#looking) void this.poll();
  }

  async #look(): Promise<void> {
    this.#looking = true;
    try {
      await placeEvents(this.options.db);
      for (;;) {
        const events = await eventsAfter(this.options.db, this.#position, BATCH);
        for (const event of events) this.#take(event);
        if (events.length < BATCH) break;
      }
      this.#failing = false;
    } catch (error) {
      this.#complain(error);
    } finally {
      this.#looking = false;
    }
  }

  #complain(error: unknown): void {
    if (!this.#failing)
      this.options.logger.warn({ reason: describeError(error) }, 'the feed of events cannot be read; trying on');
    this.#failing = true;
  }

  #take(event: FeedEvent): void {
    this.#position = event.sequence;
    this.#recent.add(event);
    if (event.kind === ACCESS_CHANGED) {
      const concerned = event.users === null ? this.#viewers : event.users.flatMap((user) => this.#viewers.of(user));
      for (const viewer of concerned)
        if (endsAccess(event, viewer))
          this.#end(viewer, 'rights-changed', spread(0, event.users === null ? 5000 : 1000));
      return;
    }
    this.#send(this.#viewers.reachedBy(event), eventFrame(event));
    if (!event.kind.startsWith('ticket.')) return;
    for (const team of event.teams ?? []) this.#touched.teams.add(team);
    for (const person of event.users ?? [event.assignee]) if (person !== null) this.#touched.people.add(person);
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
