import type { Team } from '../domain/person.ts';
import { Conflict, InvalidInput, NotFound } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import { teamSubtree } from './people.ts';
import { isUniqueViolation } from './rows.ts';

/** Changes of the tree of teams; who reads it finds it in people.ts. */

const nameTaken = (cause: unknown) => new Conflict('There is a team of this name already: choose another.', { cause });

export async function findTeam(db: Database, id: string): Promise<Team> {
  const row = await db.selectFrom('teams').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such team.');
  return { id: row.id, name: row.name, parent: row.parent_id };
}

export async function createTeam(db: Database, input: { name: string; parent: string | null }): Promise<Team> {
  try {
    if (input.parent !== null) await findParent(db, input.parent);
    const { id } = await db
      .insertInto('teams')
      .values({ name: input.name, parent_id: input.parent })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id, ...input };
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(error) : error;
  }
}

async function findParent(db: Database, id: string): Promise<void> {
  const parent = await db.selectFrom('teams').select('id').where('id', '=', id).executeTakeFirst();
  if (parent !== undefined) return;
  throw new InvalidInput('There is no such team to be its parent.', [{ path: 'parent', message: 'is no team' }]);
}

/** Renames or moves a team; Conflict when it would come to stand below itself. */
export async function changeTeam(
  db: Database,
  id: string,
  change: { name?: string | undefined; parent?: string | null | undefined },
): Promise<Team> {
  try {
    return await inTransaction(db, async (tx) => {
      // All of them, in one order: two moves at once could close a circle that neither makes alone.
      await tx.selectFrom('teams').select('id').orderBy('id').forUpdate().execute();
      const team = await findTeam(tx, id);
      const parent = change.parent === undefined ? team.parent : change.parent;
      if (parent !== null) await findParent(tx, parent);
      if (parent !== null && (await teamSubtree(tx, id)).includes(parent))
        throw new Conflict('A team can’t stand below itself: choose another parent.');
      const changed = { id, name: change.name ?? team.name, parent };
      await tx.updateTable('teams').set({ name: changed.name, parent_id: parent }).where('id', '=', id).execute();
      return changed;
    });
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(error) : error;
  }
}
