import { DateTime } from 'luxon';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { MentionDocument, MentionSearch } from '../search/search.ts';
import type { Database } from '../storage/database.ts';
import {
  allIndexableMentions,
  type IndexableMention,
  markIndexed,
  mentionsToIndex,
  reindexSince,
} from '../storage/index-steps.ts';

/** Mentions sent in one request. */
const BATCH = 1000;

export interface IndexDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  search: MentionSearch;
  /** IANA name; the local hours in the index are this zone's. */
  timeZone: string;
}

function documentOf({ change, ...mention }: IndexableMention, timeZone: string): MentionDocument {
  const local = DateTime.fromISO(mention.occurredAt, { zone: timeZone });
  return { ...mention, version: change, localHour: local.hour, localWeekday: local.weekday };
}

async function send(deps: IndexDeps, mentions: readonly IndexableMention[]): Promise<void> {
  const refused = await deps.search.index(mentions.map((mention) => documentOf(mention, deps.timeZone)));
  if (refused.length > 0)
    deps.logger.error({ refused: refused.length, first: refused[0] }, 'the index refused mentions');
  await markIndexed(deps.db, mentions, refused, deps.clock.now());
}

/**
 * Sends every decided mention that the index has not got, batch by batch; gives their number. What the index refuses is
 * set aside with its reason and stops nothing else; when the index is away this throws, and nothing is marked.
 */
export async function indexMentions(deps: IndexDeps, signal: AbortSignal): Promise<number> {
  let mentions = await mentionsToIndex(deps.db, BATCH);
  for (let done = 0; ; ) {
    const last = mentions.at(-1);
    if (last === undefined || signal.aborted) return done;
    // The next is read while this one is under way, and no more than that, so a slow index is never flooded.
    const [next] = await Promise.all([mentionsToIndex(deps.db, BATCH, last.change), send(deps, mentions)]);
    done += mentions.length;
    mentions = next;
  }
}

/** Builds the index anew from the records beside the old one and switches over; gives how many mentions it holds. */
export async function reindexMentions(deps: IndexDeps, onProgress: (done: number) => void): Promise<number> {
  const started = deps.clock.now();
  let done = 0;
  async function* documents(): AsyncIterable<MentionDocument[]> {
    for await (const mentions of allIndexableMentions(deps.db, BATCH)) {
      yield mentions.map((mention) => documentOf(mention, deps.timeZone));
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
