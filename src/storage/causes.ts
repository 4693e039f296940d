import type { Selectable } from 'kysely';
import { closesCircle } from '../care/causes.ts';
import type { Cause, CauseChange, CauseInput } from '../domain/cause.ts';
import { Conflict, InvalidInput, NotFound } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import { isUniqueViolation } from './rows.ts';
import type { Schema } from './schema.ts';
import { ticketsWithin } from './scope.ts';
import type { TicketScope } from './tickets.ts';

const shape = (row: Selectable<Schema['causes']>): Cause => ({
  id: row.id,
  code: row.code,
  name: row.name,
  parent: row.parent_id,
  retired: row.retired_at !== null,
});

const codeTaken = (cause: unknown) => new Conflict('There is a cause of this code already: choose another.', { cause });

/** All causes by code; `parent` makes them a tree. */
export async function listCauses(db: Database): Promise<Cause[]> {
  return (await db.selectFrom('causes').selectAll().orderBy('code').execute()).map(shape);
}

/** Throws InvalidInput for a cause that there is not, or that is given to no ticket any more. */
export async function refuseUnknownCause(db: Database, id: string | null | undefined): Promise<void> {
  if (id === undefined || id === null) return;
  const row = await db.selectFrom('causes').select('retired_at').where('id', '=', id).executeTakeFirst();
  if (row?.retired_at === null) return;
  throw new InvalidInput('There is no such cause, or it is retired: choose one of the list of causes.', [
    { path: 'cause', message: row === undefined ? 'is no cause' : 'is retired' },
  ]);
}

export async function createCause(db: Database, input: CauseInput, now: Date): Promise<Cause> {
  try {
    return await inTransaction(db, async (tx) => {
      await refuseParent(tx, input.parent);
      const values = { code: input.code, name: input.name, parent_id: input.parent, created_at: now };
      return shape(await tx.insertInto('causes').values(values).returningAll().executeTakeFirstOrThrow());
    });
  } catch (error) {
    throw isUniqueViolation(error) ? codeTaken(error) : error;
  }
}

async function refuseParent(db: Database, parent: string | null): Promise<void> {
  if (parent === null) return;
  const found = await db.selectFrom('causes').select('id').where('id', '=', parent).executeTakeFirst();
  if (found === undefined)
    throw new InvalidInput('There is no such cause to be its parent.', [{ path: 'parent', message: 'is no cause' }]);
}

/** Renames, moves or retires a cause; Conflict when it would come to stand below itself. */
export async function changeCause(db: Database, id: string, change: CauseChange, now: Date): Promise<Cause> {
  try {
    return await inTransaction(db, async (tx) => {
      // All of them, in one order: two moves at once could close a circle that neither makes alone.
      await tx.selectFrom('causes').select('id').orderBy('id').forUpdate().execute();
      const causes = await listCauses(tx);
      const before = causes.find((each) => each.id === id);
      if (before === undefined) throw new NotFound('There is no such cause.');
      const { parent = before.parent, retired = before.retired } = change;
      await refuseParent(tx, parent);
      if (closesCircle(causes, id, parent))
        throw new Conflict('A cause can’t stand below itself: choose another parent.');
      const after = {
        code: change.code ?? before.code,
        name: change.name ?? before.name,
        parent_id: parent,
        ...(retired === before.retired ? {} : { retired_at: retired ? now : null }),
      };
      const row = await tx
        .updateTable('causes')
        .set(after)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return shape(row);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? codeTaken(error) : error;
  }
}

/** How many tickets that were opened in a span have each cause; null: none was found. Merged ones count with what they are part of. */
export async function countCauses(
  db: Database,
  scope: TicketScope,
  { from, to, team }: { from: Date; to: Date; team?: string | undefined },
): Promise<Map<string | null, number>> {
  let query = db
    .selectFrom('tickets')
    .select((select) => ['cause_id', select.fn.countAll<string>().as('count')] as const)
    .where(ticketsWithin(scope))
    .where('opened_at', '>=', from)
    .where('opened_at', '<', to)
    .where('merged_into', 'is', null);
  if (team !== undefined) query = query.where('team_id', '=', team);
  const rows = await query.groupBy('cause_id').execute();
  return new Map(rows.map((row) => [row.cause_id, Number(row.count)]));
}
