import { type Selectable, sql } from 'kysely';
import type { Query, QueryInput } from '../domain/query.ts';
import { Conflict, NotFound } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import { iso, isUniqueViolation, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';

const shape = (row: Selectable<Schema['queries']>): Query => ({
  id: row.id,
  name: row.name,
  rule: row.rule,
  createdAt: iso(row.created_at),
});

const nameTaken = (cause: unknown) => new Conflict('There is a query of this name already: choose another.', { cause });

/** Stores a rule that was parsed before. */
export async function createQuery(db: Database, input: QueryInput, now: Date): Promise<Query> {
  try {
    return shape(
      await db
        .insertInto('queries')
        .values({ ...input, created_at: now })
        .returningAll()
        .executeTakeFirstOrThrow(),
    );
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(error) : error;
  }
}

export async function listQueries(db: Database, request: PageRequest): Promise<Page<Query>> {
  const after = readCursor(request.cursor, 'text');
  const rows = await db
    .selectFrom('queries')
    .selectAll()
    .$if(after !== undefined, (query) => query.where('name', '>', String(after?.[0])))
    .orderBy('name')
    .limit(request.limit + 1)
    .execute();
  return page(rows, request.limit, (row) => [row.name], shape);
}

/** The queries of these ids; an id that is gone is passed over. */
export async function findQueries(db: Database, ids: readonly string[]): Promise<Query[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('queries').selectAll().where('id', 'in', ids).execute();
  return rows.map(shape);
}

export async function changeQuery(db: Database, id: string, change: Partial<QueryInput>): Promise<Query> {
  try {
    const row = await db
      .updateTable('queries')
      .set({ name: change.name ?? sql.ref<string>('name'), rule: change.rule ?? sql.ref<string>('rule') })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) throw new NotFound('There is no such query.');
    return shape(row);
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(error) : error;
  }
}

/**
 * Removes a query and takes it off the sources that name it among others. A source that listens by this one alone would
 * listen to everything without it: then nothing is removed, and Conflict names the source.
 */
export function deleteQuery(db: Database, id: string): Promise<void> {
  return inTransaction(db, async (tx) => {
    const alone = await tx
      .selectFrom('sources')
      .select('name')
      .where('deleted_at', 'is', null)
      .where(sql<boolean>`query_ids = array[${id}::uuid]`)
      .executeTakeFirst();
    if (alone !== undefined) {
      throw new Conflict(`The source “${alone.name}” listens by this query alone: change or delete the source first.`);
    }
    const result = await tx.deleteFrom('queries').where('id', '=', id).executeTakeFirst();
    if (result.numDeletedRows === 0n) throw new NotFound('There is no such query.');
    await sql`update sources set query_ids = array_remove(query_ids, ${id}::uuid) where ${id}::uuid = any(query_ids)`.execute(
      tx,
    );
  });
}
