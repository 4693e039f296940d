import { type DeskSettings, deskSettings } from '../domain/settings.ts';
import type { Database } from './database.ts';

/** The desk's rules as set, defaults where nothing was. */
export async function readDeskSettings(db: Database): Promise<DeskSettings> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', 'desk').executeTakeFirst();
  return deskSettings.parse(row?.value ?? {});
}

export async function writeDeskSettings(db: Database, settings: DeskSettings, now: Date): Promise<void> {
  const value = JSON.stringify(settings);
  await db
    .insertInto('settings')
    .values({ key: 'desk', value, updated_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: now }))
    .execute();
}
