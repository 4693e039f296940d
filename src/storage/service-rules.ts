import { sql } from 'kysely';
import { type ServiceRules, serviceRules, type TeamHours } from '../care/service-rules.ts';
import { type BusinessHours, businessHours } from '../domain/calendar.ts';
import { type SlaSettings, slaSettings } from '../domain/sla.ts';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { readSetting, writeSetting } from './settings.ts';

/** What the desk promises as set, defaults where nothing was. */
export async function readSlaSettings(db: Database): Promise<SlaSettings> {
  return slaSettings.parse(await readSetting(db, 'sla'));
}

export const writeSlaSettings = (db: Database, settings: SlaSettings, now: Date): Promise<void> =>
  writeSetting(db, 'sla', settings, now);

/**
 * Everything that decides a ticket's clocks, in one statement. Read it after the ticket's lock is held: whoever changes
 * the rules has every ticket worked out anew, and waits for that lock. With a team it holds for that team's tickets
 * alone, and costs less where there are many teams; with settings as if those were in force.
 */
export async function readServiceRules(db: Database, team?: string, settings?: SlaSettings): Promise<ServiceRules> {
  const { rows } = await sql<{ sla: unknown; teams: TeamHours[] | null }>`
    with recursive wanted as (
      select id, parent_id, business_hours, created_at from teams where ${team === undefined ? sql`true` : sql`id = ${team}`}
      union select t.id, t.parent_id, t.business_hours, t.created_at from teams t join wanted w on t.id = w.parent_id
    )
    select (select value from settings where key = 'sla') as sla,
      (select jsonb_agg(jsonb_build_object('id', id, 'parent', parent_id, 'businessHours', business_hours) order by created_at, id)
        from wanted) as teams`.execute(db);
  const [row] = rows;
  return serviceRules(settings ?? slaSettings.parse(row?.sla ?? {}), row?.teams ?? []);
}

/** A team's own hours, parsed; null where it has none. Throws NotFound for a team that there is not. */
export async function readTeamHours(db: Database, team: string): Promise<BusinessHours | null> {
  const row = await db.selectFrom('teams').select('business_hours').where('id', '=', team).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such team.');
  return row.business_hours === null ? null : businessHours.parse(row.business_hours);
}

/** Gives a team hours of its own, or takes them away. */
export async function writeTeamHours(db: Database, team: string, hours: BusinessHours | null): Promise<void> {
  const value = hours === null ? null : JSON.stringify(hours);
  await db.updateTable('teams').set({ business_hours: value }).where('id', '=', team).execute();
}
