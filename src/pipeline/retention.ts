import { DateTime } from 'luxon';
import type { Clock } from '../clock.ts';
import { systemActor } from '../domain/person.ts';
import type { Logger } from '../logger.ts';
import type { MentionSearch } from '../search/search.ts';
import { appendAudit } from '../storage/audit.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import {
  deleteMentions,
  forgottenBefore,
  mentionsToForget,
  oldestKept,
  saveForgottenBefore,
} from '../storage/retention.ts';
import { readDeskSettings } from '../storage/settings.ts';

export interface RetentionDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  /** Null where the records themselves are searched. */
  index: { search: MentionSearch } | null;
  /** IANA name; days begin at this zone's midnight. */
  timeZone?: string;
}

/** Mentions forgotten at once, and batches of one look: the desk must not wait for it, and the next look goes on. */
const BATCH = 500;
const MOST_BATCHES = 20;

/**
 * Forgets the mentions that are older than the desk keeps them: in the records and in the index, where whole months of
 * nothing else are dropped at once. The age is reckoned from the last midnight, so there is work once a day; what a look
 * leaves undone, or a crash, the next one does. Gives how many are gone.
 */
export async function forgetMentions(deps: RetentionDeps): Promise<number> {
  const { db, clock, index, logger, timeZone = 'Asia/Ho_Chi_Minh' } = deps;
  const { mentionMonths } = await readDeskSettings(db);
  if (mentionMonths === null) return 0;
  const now = clock.now();
  const before = DateTime.fromJSDate(now, { zone: timeZone })
    .startOf('day')
    .minus({ months: mentionMonths })
    .toJSDate();
  const done = await forgottenBefore(db);
  if (done !== null && done >= before) return 0;
  if (index !== null) await index.search.dropBefore((await oldestKept(db, before)) ?? before);
  let gone = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const ids = await mentionsToForget(db, before, BATCH);
    // First the index: what is in the records is found again should this end here.
    await index?.search.remove(ids);
    const deleted = await inTransaction(db, async (tx) => {
      const count = await deleteMentions(tx, ids);
      if (ids.length < BATCH) await saveForgottenBefore(tx, before, now);
      if (count > 0) await audit(tx, count, before, now);
      return count;
    });
    gone += deleted;
    if (ids.length < BATCH) break;
  }
  if (gone > 0) logger.info({ mentions: gone, before: before.toISOString() }, 'old mentions forgotten');
  return gone;
}

function audit(tx: Database, count: number, before: Date, now: Date): Promise<void> {
  const { kind, id, name } = systemActor;
  const subject = { kind: 'mentions', id: null };
  const details = { count, before: before.toISOString() };
  return appendAudit(tx, { at: now, actor: { kind, id, name }, ip: null, act: 'mentions.forgotten', subject, details });
}
