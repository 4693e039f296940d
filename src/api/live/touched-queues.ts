import type { Audience, FeedEvent } from '../../domain/event.ts';
import type { Database } from '../../storage/database.ts';
import { waitingOf, workOfUsers } from '../../storage/queue-counts.ts';
import type { LiveViewers } from './live-viewers.ts';

/** How long a queue is now, and who may know. */
export interface QueueLength {
  data: { kind: 'queue.waiting'; team: string; waiting: number } | { kind: 'queue.mine'; open: number };
  whom: Audience;
}

/** The queues that events have touched since they were last counted: those of teams, and those of people. */
export class TouchedQueues {
  readonly #teams = new Set<string>();
  readonly #people = new Set<string>();

  touch({ kind, teams, users, assignee }: FeedEvent): void {
    if (!kind.startsWith('ticket.')) return;
    for (const team of teams ?? []) this.#teams.add(team);
    for (const person of users ?? [assignee]) if (person !== null) this.#people.add(person);
  }

  /** Counts those that somebody follows; all begin anew. */
  async lengths(db: Database, viewers: LiveViewers): Promise<QueueLength[]> {
    const { teams, people } = viewers.followed({ teams: this.#teams, people: this.#people });
    this.#teams.clear();
    this.#people.clear();
    const waiting = teams.length === 0 ? [] : await waitingOf(db, teams);
    const work = people.length === 0 ? [] : await workOfUsers(db, people);
    return [
      ...[...waiting].map(([team, count]) => ({
        data: { kind: 'queue.waiting' as const, team, waiting: count },
        whom: { teams: [team], assignee: null, users: null },
      })),
      ...[...work].map(([user, open]) => ({
        data: { kind: 'queue.mine' as const, open },
        whom: { teams: null, assignee: null, users: [user] },
      })),
    ];
  }
}
