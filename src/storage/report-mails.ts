import { sql } from 'kysely';
import type { ReportMail } from '../domain/report-mail.ts';
import { Conflict } from '../errors.ts';
import type { Database } from './database.ts';
import { iso } from './rows.ts';

/** The daily report's mails: who may send which one now, and what became of it. */

/** A mail that this process has to itself until the lease ends; `tries` proves that it still has. */
export interface ReportMailClaim {
  id: string;
  key: string;
  date: string;
  tries: number;
}

/** As long as it takes at most to make a report, or to hand it to the mail server. */
const LEASE_MS = 10 * 60_000;
const leaseFrom = (now: Date) => new Date(now.getTime() + LEASE_MS);

/** Notes a mail that is due, to be sent by whoever claims it; one that is noted already stays as it is. */
export async function noteReportMail(db: Database, key: string, date: string, now: Date): Promise<void> {
  await db
    .insertInto('report_mails')
    .values({ key, date, status: 'waiting', tries: 0, changed_at: now, next_try_at: now })
    .onConflict((conflict) => conflict.columns(['key', 'date']).doNothing())
    .execute();
}

/** Mails that nobody is at: they wait for a try, or who was making their report is gone. */
const claimable = (now: Date) =>
  sql<boolean>`((status = 'waiting' and next_try_at <= ${now}) or (status = 'preparing' and lease_ends_at <= ${now}))`;

export async function reportMailsToSend(db: Database, now: Date): Promise<boolean> {
  const row = await db.selectFrom('report_mails').select('id').where(claimable(now)).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Takes the next mail for this process alone; undefined: there is none. */
export async function claimReportMail(db: Database, now: Date): Promise<ReportMailClaim | undefined> {
  const { rows } = await sql<ReportMailClaim>`
    update report_mails set status = 'preparing', tries = tries + 1, lease_ends_at = ${leaseFrom(now)},
      next_try_at = null, changed_at = ${now}
    where id = (select id from report_mails where ${claimable(now)} order by date, key limit 1 for update skip locked)
    returning id, key, date::text as date, tries`.execute(db);
  return rows[0];
}

/** What a claim comes to. `sending`: from here on nobody knows whether it went out unless it is told. */
export type ReportMailOutcome =
  | { status: 'sending' }
  | { status: 'sent'; problem?: string }
  | { status: 'waiting'; problem: string; nextTryAt: Date }
  | { status: 'failed' | 'doubtful'; problem: string };

/** Notes how far a claimed mail has come; false when somebody else has it by now, who must not be disturbed. */
export async function noteOutcome(
  db: Database,
  { id, tries }: ReportMailClaim,
  outcome: ReportMailOutcome,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('report_mails')
    .set({
      status: outcome.status,
      problem: 'problem' in outcome ? (outcome.problem ?? null) : null,
      next_try_at: outcome.status === 'waiting' ? outcome.nextTryAt : null,
      lease_ends_at: outcome.status === 'sending' ? leaseFrom(now) : null,
      changed_at: now,
    })
    .where('id', '=', id)
    .where('tries', '=', tries)
    .where('status', 'in', ['preparing', 'sending'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Mails whose sender went away while sending: they may have arrived, so that only a person sends them again. */
export async function doubtLostMails(db: Database, now: Date): Promise<void> {
  const problem = 'The program stopped while it was sending: ask whether it arrived before sending it again.';
  await db
    .updateTable('report_mails')
    .set({ status: 'doubtful', problem, lease_ends_at: null, changed_at: now })
    .where('status', '=', 'sending')
    .where('lease_ends_at', '<=', now)
    .execute();
}

/** The newest first, at most 200. */
export async function listReportMails(db: Database): Promise<ReportMail[]> {
  const rows = await db
    .selectFrom('report_mails')
    .select(['id', 'key', sql<string>`date::text`.as('day'), 'status', 'tries', 'problem', 'changed_at'])
    .orderBy('date', 'desc')
    .orderBy('key')
    .limit(200)
    .execute();
  return rows.map(({ day, changed_at, status, ...row }) => ({
    ...row,
    status: status as ReportMail['status'],
    date: day,
    changedAt: iso(changed_at),
  }));
}

/** Has a mail sent again that failed, or that may not have arrived. Throws Conflict when it is neither. */
export async function resendReportMail(db: Database, id: string, now: Date): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('report_mails')
    .set({ status: 'waiting', problem: null, next_try_at: now, changed_at: now })
    .where('id', '=', id)
    .where('status', 'in', ['failed', 'doubtful'])
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Conflict('There is no such mail that failed or is in doubt.');
}

/** What became of mails is of no interest after a quarter of a year. */
export async function forgetReportMails(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('report_mails').where('changed_at', '<', before).execute();
}
