import type { FeedEvent } from '../../domain/event.ts';

/** The last events of the feed in memory, so that whoever comes back within minutes is served without a query. */
export class RecentEvents {
  #events: FeedEvent[] = [];

  constructor(private readonly limit: number) {}

  /** Begins anew; the events stand in their order. */
  fill(events: readonly FeedEvent[]): void {
    this.#events = [...events];
  }

  add(event: FeedEvent): void {
    this.#events.push(event);
    if (this.#events.length > 2 * this.limit) this.#events = this.#events.slice(-this.limit);
  }

  /** Whether every event after this place is here; places have no gaps. */
  reachesBackTo(place: number, last: number): boolean {
    const first = this.#events[0];
    return first === undefined ? place === last : first.sequence <= place + 1;
  }

  after(place: number): FeedEvent[] {
    const first = this.#events[0];
    return first === undefined ? [] : this.#events.slice(Math.max(0, place + 1 - first.sequence));
  }
}
