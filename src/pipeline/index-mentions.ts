import { DateTime } from 'luxon';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { inFlight } from '../search/in-flight.ts';
import type { MentionDocument, MentionSearch } from '../search/search.ts';
import type { Database } from '../storage/database.ts';
import {
  allIndexableMentions,
  type IndexableMention,
  markIndexed,
  mentionsToIndex,
  reindexSince,
} from '../storage/index-steps.ts';

/** Mentions sent in one request, and requests under way at a time: an index writes with several threads. */
const BATCH = 1000;
const IN_FLIGHT = 3;

export interface IndexDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  search: MentionSearch;
  /** IANA name; the local hours in the index are this zone's. */
  timeZone: string;
}

interface LocalTime {
  localHour: number;
  localWeekday: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MAX_DAYS = 10_000;

/** Hour and weekday of instants in a zone. Where a zone's clocks stay as they are all day, the day is reckoned once. */
function localTimes(zone: string): (occurredAt: string) => LocalTime {
  const offsets = new Map<number, number | null>();
  const offsetAt = (ms: number) => DateTime.fromMillis(ms, { zone }).offset * 60_000;
  const ofDay = (day: number): number | null => {
    const [first, last] = [offsetAt(day * DAY_MS), offsetAt((day + 1) * DAY_MS - 1)];
    return first === last ? first : null;
  };
  return (occurredAt) => {
    const ms = Date.parse(occurredAt);
    const day = Math.floor(ms / DAY_MS);
    let offset = offsets.get(day);
    if (offset === undefined) {
      offset = ofDay(day);
      if (offsets.size >= MAX_DAYS) offsets.clear();
      offsets.set(day, offset);
    }
    const local = new Date(ms + (offset ?? offsetAt(ms)));
    return { localHour: local.getUTCHours(), localWeekday: local.getUTCDay() || 7 };
  };
}

const documentOf = ({ change, ...mention }: IndexableMention, local: LocalTime): MentionDocument => ({
  ...mention,
  ...local,
  version: change,
});

type LocalTimes = ReturnType<typeof localTimes>;

const documentsOf = (mentions: readonly IndexableMention[], local: LocalTimes) =>
  mentions.map((mention) => documentOf(mention, local(mention.occurredAt)));

async function send(deps: IndexDeps, mentions: readonly IndexableMention[], local: LocalTimes): Promise<void> {
  const refused = await deps.search.index(documentsOf(mentions, local));
  if (refused.length > 0)
    deps.logger.error({ refused: refused.length, first: refused[0] }, 'the index refused mentions');
  await markIndexed(deps.db, mentions, refused, deps.clock.now());
}

/**
 * Sends every decided mention that the index has not got, batch by batch; gives their number. What the index refuses is
 * set aside with its reason and stops nothing else; when the index is away this throws, and nothing is marked.
 */
export async function indexMentions(deps: IndexDeps, signal: AbortSignal): Promise<number> {
  const local = localTimes(deps.timeZone);
  let done = 0;
  await inFlight(waiting(deps.db, signal), IN_FLIGHT, async (mentions) => {
    await send(deps, mentions, local);
    done += mentions.length;
  });
  return done;
}

/** The batches that wait, in the order of their changes, until there are none. */
async function* waiting(db: Database, signal: AbortSignal): AsyncIterable<IndexableMention[]> {
  for (let after = 0; !signal.aborted; ) {
    const mentions = await mentionsToIndex(db, BATCH, after);
    const last = mentions.at(-1);
    if (last === undefined) return;
    yield mentions;
    after = last.change;
  }
}

/** Builds the index anew from the records beside the old one and switches over; gives how many mentions it holds. */
export async function reindexMentions(deps: IndexDeps, onProgress: (done: number) => void): Promise<number> {
  const started = deps.clock.now();
  const local = localTimes(deps.timeZone);
  let done = 0;
  async function* documents(): AsyncIterable<MentionDocument[]> {
    for await (const mentions of allIndexableMentions(deps.db, BATCH)) {
      yield documentsOf(mentions, local);
      done += mentions.length;
      onProgress(done);
    }
  }
  const refused = await deps.search.rebuild(documents());
  // What changed meanwhile went to the old index, which is gone now.
  await reindexSince(deps.db, started);
  if (refused.length > 0)
    deps.logger.error({ refused: refused.length, first: refused[0] }, 'the index refused mentions');
  return done - refused.length;
}
