import type { Selectable } from 'kysely';
import type { Scorecard, ScorecardInput } from '../domain/quality.ts';
import { Conflict, NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, isUniqueViolation } from './rows.ts';
import type { Schema } from './schema.ts';

const shape = (row: Selectable<Schema['scorecards']>): Scorecard => ({
  id: row.id,
  name: row.name,
  team: row.team_id,
  passMark: row.pass_mark,
  criteria: row.criteria,
  retired: row.retired_at !== null,
  createdAt: iso(row.created_at),
});

const columns = ({ name, team, passMark, criteria }: ScorecardInput) => ({
  name,
  team_id: team,
  pass_mark: passMark,
  criteria: JSON.stringify(criteria),
});

/** Every scorecard, those in force first. */
export async function listScorecards(db: Database): Promise<Scorecard[]> {
  const query = db.selectFrom('scorecards').selectAll();
  const rows = await query
    .orderBy('retired_at', (order) => order.desc().nullsFirst())
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(shape);
}

export async function findScorecard(db: Database, id: string): Promise<Scorecard> {
  const row = await db.selectFrom('scorecards').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such scorecard.');
  return shape(row);
}

/** Throws Conflict when the team has one in force already. */
export async function createScorecard(tx: Database, input: ScorecardInput, now: Date): Promise<Scorecard> {
  const values = { ...columns(input), created_at: now };
  return shape(await once(() => tx.insertInto('scorecards').values(values).returningAll().executeTakeFirstOrThrow()));
}

/** For reviews that are begun from now on. Throws Conflict for a retired one, and when the team has another in force. */
export async function changeScorecard(tx: Database, id: string, input: ScorecardInput): Promise<Scorecard> {
  if ((await findScorecard(tx, id)).retired) throw new Conflict('A retired scorecard no longer changes.');
  const query = tx.updateTable('scorecards').set(columns(input)).where('id', '=', id).returningAll();
  return shape(await once(() => query.executeTakeFirstOrThrow()));
}

export async function retireScorecard(tx: Database, id: string, now: Date): Promise<void> {
  await findScorecard(tx, id);
  const query = tx.updateTable('scorecards').set({ retired_at: now });
  await query.where('id', '=', id).where('retired_at', 'is', null).execute();
}

async function once<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (isUniqueViolation(cause))
      throw new Conflict('This team has a scorecard in force: change that one, or retire it.', { cause });
    throw cause;
  }
}
