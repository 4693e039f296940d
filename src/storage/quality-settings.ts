import { type QualitySettings, qualitySettings } from '../domain/quality-settings.ts';
import type { Database } from './database.ts';

/** How quality is kept, as set; defaults where nothing was. */
export async function readQualitySettings(db: Database): Promise<QualitySettings> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', 'quality').executeTakeFirst();
  return qualitySettings.parse(row?.value ?? {});
}

export async function writeQualitySettings(db: Database, settings: QualitySettings, now: Date): Promise<void> {
  const value = JSON.stringify(settings);
  await db
    .insertInto('settings')
    .values({ key: 'quality', value, updated_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: now }))
    .execute();
}
