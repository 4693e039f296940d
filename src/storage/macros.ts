import { type Selectable, sql } from 'kysely';
import type { Macro, MacroInput } from '../domain/help.ts';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { forTeam, type HelpScope } from './help-scope.ts';
import { iso } from './rows.ts';
import type { Schema } from './schema.ts';

const shape = (row: Selectable<Schema['macros']>): Macro => ({
  id: row.id,
  name: row.name,
  acts: row.acts,
  team: row.team_id,
  uses: row.uses,
  updatedBy: row.updated_by,
  updatedAt: iso(row.updated_at),
});

const columns = ({ name, acts, team }: MacroInput, by: string, now: Date) => ({
  name,
  acts: JSON.stringify(acts),
  team_id: team,
  updated_by: by,
  updated_at: now,
});

/** Those that somebody may run, the most used first. */
export async function listMacros(db: Database, scope: HelpScope): Promise<Macro[]> {
  const query = db.selectFrom('macros').selectAll().where(forTeam(scope));
  return (await query.orderBy('uses', 'desc').orderBy('name').orderBy('id').limit(500).execute()).map(shape);
}

export async function findMacro(db: Database, scope: HelpScope, id: string): Promise<Macro> {
  const row = await db.selectFrom('macros').selectAll().where('id', '=', id).where(forTeam(scope)).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such macro.');
  return shape(row);
}

export async function createMacro(tx: Database, input: MacroInput, by: string, now: Date): Promise<Macro> {
  return shape(
    await tx
      .insertInto('macros')
      .values(columns(input, by, now))
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

export async function changeMacro(tx: Database, id: string, input: MacroInput, by: string, now: Date): Promise<Macro> {
  const query = tx
    .updateTable('macros')
    .set(columns(input, by, now))
    .where('id', '=', id)
    .returningAll();
  return shape(await query.executeTakeFirstOrThrow());
}

export async function deleteMacro(tx: Database, id: string): Promise<void> {
  await tx.deleteFrom('macros').where('id', '=', id).execute();
}

export async function countRun(tx: Database, id: string): Promise<void> {
  await tx.updateTable('macros').set({ uses: sql<number>`uses + 1` }).where('id', '=', id).execute();
}
