import { DateTime } from 'luxon';
import type { Clock } from '../clock.ts';
import { systemActor } from '../domain/person.ts';
import type { Logger } from '../logger.ts';
import type { MentionSearch } from '../search/search.ts';
import { appendAudit } from '../storage/audit.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { emptyTickets } from '../storage/erasure.ts';
import {
  deleteMentions,
  forgottenBefore,
  type Kept,
  mentionsToForget,
  oldestKept,
  saveForgottenBefore,
  ticketsToEmpty,
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
  const { db, clock, index, logger } = deps;
  const now = clock.now();
  const { mentionMonths } = await readDeskSettings(db);
  const before = await dueBefore(deps, 'mentionsBefore', mentionMonths, now);
  if (before === null) return 0;
  if (index !== null) await index.search.dropBefore((await oldestKept(db, before)) ?? before);
  let gone = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const ids = await mentionsToForget(db, before, BATCH);
    // First the index: what is in the records is found again should this end here.
    await index?.search.remove(ids);
    const deleted = await inTransaction(db, async (tx) => {
      const count = await deleteMentions(tx, ids);
      if (ids.length < BATCH) await saveForgottenBefore(tx, 'mentionsBefore', before, now);
      if (count > 0) await audit(tx, 'mentions', { count, before }, now);
      return count;
    });
    gone += deleted;
    if (ids.length < BATCH) break;
  }
  if (gone > 0) logger.info({ mentions: gone, before: before.toISOString() }, 'old mentions forgotten');
  return gone;
}

/**
 * Takes the words out of tickets that were closed longer ago than the desk keeps them: what is left are figures. Gives how
 * many were emptied; like mentions, once a day.
 */
export async function emptyOldTickets(deps: Omit<RetentionDeps, 'index'>): Promise<number> {
  const { db, clock, logger } = deps;
  const now = clock.now();
  const { ticketMonths } = await readDeskSettings(db);
  const before = await dueBefore(deps, 'ticketsBefore', ticketMonths, now);
  if (before === null) return 0;
  let gone = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const count = await inTransaction(db, async (tx) => {
      const numbers = await ticketsToEmpty(tx, before, BATCH);
      if (numbers.length > 0) await emptyTickets(tx, numbers, now);
      if (numbers.length > 0) await audit(tx, 'tickets', { count: numbers.length, before }, now);
      if (numbers.length < BATCH) await saveForgottenBefore(tx, 'ticketsBefore', before, now);
      return numbers.length;
    });
    gone += count;
    if (count < BATCH) break;
  }
  if (gone > 0) logger.info({ tickets: gone, before: before.toISOString() }, 'old tickets emptied');
  return gone;
}

/** The midnight before which everything is to go, so many months ago; null where all is kept, or it is gone already. */
async function dueBefore(
  { db, timeZone: zone = 'Asia/Ho_Chi_Minh' }: Pick<RetentionDeps, 'db' | 'timeZone'>,
  kept: Kept,
  months: number | null,
  now: Date,
): Promise<Date | null> {
  if (months === null) return null;
  const before = DateTime.fromJSDate(now, { zone }).startOf('day').minus({ months }).toJSDate();
  const done = await forgottenBefore(db, kept);
  return done !== null && done >= before ? null : before;
}

function audit(
  tx: Database,
  what: 'mentions' | 'tickets',
  { count, before }: { count: number; before: Date },
  now: Date,
): Promise<void> {
  const { kind, id, name } = systemActor;
  const details = { count, before: before.toISOString() };
  const subject = { kind: what, id: null };
  return appendAudit(tx, { at: now, actor: { kind, id, name }, ip: null, act: `${what}.forgotten`, subject, details });
}
