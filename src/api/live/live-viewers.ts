import type { Viewer } from '../../care/audience.ts';
import { reaches } from '../../care/audience.ts';
import type { Audience } from '../../domain/event.ts';
import type { EventStream } from './event-stream.ts';

/** A connection and whose it is. */
export interface LiveViewer extends Viewer {
  stream: EventStream;
  /** When the session ends; null: a token, which has no end. */
  until: Date | null;
}

/** Connections by what they may learn of, so that an event costs what it reaches and not what is connected. */
export class LiveViewers {
  readonly #all = new Set<LiveViewer>();
  readonly #everything = new Set<LiveViewer>();
  readonly #byTeam = new Map<string, Set<LiveViewer>>();
  readonly #byPerson = new Map<string | null, Set<LiveViewer>>();

  get size(): number {
    return this.#all.size;
  }

  [Symbol.iterator](): IterableIterator<LiveViewer> {
    return [...this.#all].values();
  }

  add(viewer: LiveViewer): void {
    this.#all.add(viewer);
    put(this.#byPerson, viewer.id, viewer);
    if (viewer.scope === 'all') this.#everything.add(viewer);
    else if (!('assignee' in viewer.scope)) for (const team of viewer.scope) put(this.#byTeam, team, viewer);
  }

  remove(viewer: LiveViewer): void {
    this.#all.delete(viewer);
    this.#everything.delete(viewer);
    take(this.#byPerson, viewer.id, viewer);
    if (viewer.scope !== 'all' && !('assignee' in viewer.scope))
      for (const team of viewer.scope) take(this.#byTeam, team, viewer);
  }

  /** The connections of one person, the oldest first. */
  of(person: string | null): LiveViewer[] {
    return [...(this.#byPerson.get(person) ?? [])];
  }

  /** Those of these teams and people that somebody is there for. */
  followed(ids: { teams: Iterable<string>; people: Iterable<string> }): { teams: string[]; people: string[] } {
    const someoneSeesAll = this.#everything.size > 0;
    return {
      teams: [...ids.teams].filter((team) => someoneSeesAll || this.#byTeam.has(team)),
      people: [...ids.people].filter((person) => this.#byPerson.has(person)),
    };
  }

  /** Whom an event is for. */
  reachedBy(event: Audience): Set<LiveViewer> {
    const found = new Set<LiveViewer>();
    const look = (viewers: Iterable<LiveViewer> | undefined) => {
      for (const viewer of viewers ?? []) if (reaches(event, viewer)) found.add(viewer);
    };
    if (event.users !== null) {
      for (const user of event.users) look(this.#byPerson.get(user));
      return found;
    }
    look(this.#everything);
    for (const team of event.teams ?? []) look(this.#byTeam.get(team));
    if (event.assignee !== null) look(this.#byPerson.get(event.assignee));
    return found;
  }
}

function put<Key>(map: Map<Key, Set<LiveViewer>>, key: Key, viewer: LiveViewer): void {
  const found = map.get(key);
  if (found === undefined) map.set(key, new Set([viewer]));
  else found.add(viewer);
}

function take<Key>(map: Map<Key, Set<LiveViewer>>, key: Key, viewer: LiveViewer): void {
  const found = map.get(key);
  found?.delete(viewer);
  if (found?.size === 0) map.delete(key);
}
