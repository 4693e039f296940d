import { type FirstAnswerSettings, firstAnswerSettings } from '../domain/help.ts';
import { type DeskSettings, deskSettings } from '../domain/settings.ts';
import type { Database } from './database.ts';

/** The desk's rules as set, defaults where nothing was. */
export async function readDeskSettings(db: Database): Promise<DeskSettings> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', 'desk').executeTakeFirst();
  return deskSettings.parse(row?.value ?? {});
}

export const writeDeskSettings = (db: Database, settings: DeskSettings, now: Date): Promise<void> =>
  write(db, 'desk', settings, now);

/** How customers are answered by itself. */
export async function readFirstAnswer(db: Database): Promise<FirstAnswerSettings> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', 'first-answer').executeTakeFirst();
  return firstAnswerSettings.parse(row?.value ?? {});
}

export const writeFirstAnswer = (db: Database, settings: FirstAnswerSettings, now: Date): Promise<void> =>
  write(db, 'first-answer', settings, now);

async function write(db: Database, key: string, settings: object, now: Date): Promise<void> {
  const value = JSON.stringify(settings);
  await db
    .insertInto('settings')
    .values({ key, value, updated_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: now }))
    .execute();
}
