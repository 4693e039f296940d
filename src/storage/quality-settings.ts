import { type QualitySettings, qualitySettings } from '../domain/quality-settings.ts';
import type { Database } from './database.ts';
import { readSetting, writeSetting } from './settings.ts';

/** How quality is kept, as set; defaults where nothing was. */
export async function readQualitySettings(db: Database): Promise<QualitySettings> {
  return qualitySettings.parse(await readSetting(db, 'quality'));
}

export const writeQualitySettings = (db: Database, settings: QualitySettings, now: Date): Promise<void> =>
  writeSetting(db, 'quality', settings, now);
