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
  const { db, clock, index, logger, timeZone = 'Asia/Ho_Chi_Minh' } = deps;
  const { mentionMonths } = await readDeskSettings(db);
  if (mentionMonths === null) return 0;
  const now = clock.now();
  const before = monthsAgo(mentionMonths, now, timeZone);
  const done = await forgottenBefore(db, 'mentionsBefore');
  if (done !== null && done >= before) return 0;
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
  const { db, clock, logger, timeZone = 'Asia/Ho_Chi_Minh' } = deps;
  const { ticketMonths } = await readDeskSettings(db);
  if (ticketMonths === null) return 0;
  const now = clock.now();
  const before = monthsAgo(ticketMonths, now, timeZone);
  const done = await forgottenBefore(db, 'ticketsBefore');
  if (done !== null && done >= before) return 0;
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

/** The midnight of the zone so many months ago. */
const monthsAgo = (months: number, now: Date, zone: string) =>
  DateTime.fromJSDate(now, { zone }).startOf('day').minus({ months }).toJSDate();

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
