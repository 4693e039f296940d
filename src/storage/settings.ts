import { type FirstAnswerSettings, firstAnswerSettings } from '../domain/help.ts';
import { type ReportMailSettings, reportMailSettings } from '../domain/report-mail.ts';
import { type DeskSettings, deskSettings } from '../domain/settings.ts';
import type { Database } from './database.ts';

/** The desk's rules as set, defaults where nothing was. */
export async function readDeskSettings(db: Database): Promise<DeskSettings> {
  return deskSettings.parse(await readSetting(db, 'desk'));
}

export const writeDeskSettings = (db: Database, settings: DeskSettings, now: Date): Promise<void> =>
  writeSetting(db, 'desk', settings, now);

/** How customers are answered by itself. */
export async function readFirstAnswer(db: Database): Promise<FirstAnswerSettings> {
  return firstAnswerSettings.parse(await readSetting(db, 'first-answer'));
}

export const writeFirstAnswer = (db: Database, settings: FirstAnswerSettings, now: Date): Promise<void> =>
  writeSetting(db, 'first-answer', settings, now);

/** Who gets the daily report by mail. */
export async function readReportMailSettings(db: Database): Promise<ReportMailSettings> {
  return reportMailSettings.parse(await readSetting(db, 'report-mails'));
}

export const writeReportMailSettings = (db: Database, settings: ReportMailSettings, now: Date): Promise<void> =>
  writeSetting(db, 'report-mails', settings, now);

/** One group of rules as it was set, to be parsed; nothing of it where nothing was. */
export async function readSetting(db: Database, key: string): Promise<unknown> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? {};
}

/** Sets one group of rules anew, whole. */
export async function writeSetting(db: Database, key: string, settings: object, now: Date): Promise<void> {
  const value = JSON.stringify(settings);
  await db
    .insertInto('settings')
    .values({ key, value, updated_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: now }))
    .execute();
}
