import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Topic } from '../domain/analysis.ts';
import type { CannedReply, CannedReplyInput } from '../domain/help.ts';
import { Conflict, NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { forTeam, type HelpScope } from './help-scope.ts';
import { iso, isUniqueViolation } from './rows.ts';
import type { Schema } from './schema.ts';
import { anyWords, textVector } from './text-search.ts';

type Row = Omit<Selectable<Schema['canned_replies']>, 'search'>;

const shape = (row: Row): CannedReply => ({
  id: row.id,
  title: row.title,
  shortcut: row.shortcut,
  text: row.text,
  variants: row.variants,
  language: row.language as CannedReply['language'],
  topics: row.topics as Topic[],
  team: row.team_id,
  uses: row.uses,
  updatedBy: row.updated_by,
  updatedAt: iso(row.updated_at),
});

/** Most that one list shows: a desk has some hundreds. */
const MOST = 500;

const columns = (input: CannedReplyInput, by: string, now: Date) => ({
  team_id: input.team,
  title: input.title,
  shortcut: input.shortcut,
  text: input.text,
  variants: JSON.stringify(input.variants),
  language: input.language,
  topics: input.topics,
  search: textVector({ title: input.title, text: input.text, authorName: null }),
  updated_by: by,
  updated_at: now,
});

/** Those that somebody may use, the most used first; with words the best first. */
export async function listCannedReplies(
  db: Database,
  scope: HelpScope,
  { words = '', limit = MOST }: { words?: string; limit?: number } = {},
): Promise<CannedReply[]> {
  const query = anyWords(words);
  const typed = words.trim();
  // Words that say nothing fit no text, but may be a shortcut.
  const fits =
    query === null
      ? sql<SqlBool>`shortcut = ${typed}`
      : sql<SqlBool>`(search @@ ${query}::tsquery or shortcut = ${typed})`;
  const rows = await db
    .selectFrom('canned_replies')
    .selectAll()
    .where(forTeam(scope))
    .where(typed === '' ? sql<SqlBool>`true` : fits)
    .orderBy(query === null ? sql`uses` : sql`ts_rank(search, ${query}::tsquery, 1)`, 'desc')
    .orderBy('shortcut')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(shape);
}

export async function findCannedReply(db: Database, scope: HelpScope, id: string): Promise<CannedReply> {
  const row = await db
    .selectFrom('canned_replies')
    .selectAll()
    .where('id', '=', id)
    .where(forTeam(scope))
    .executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such canned reply.');
  return shape(row);
}

/** Throws Conflict when the team has one of this shortcut. */
export async function createCannedReply(
  tx: Database,
  input: CannedReplyInput,
  by: string,
  now: Date,
): Promise<CannedReply> {
  const query = tx
    .insertInto('canned_replies')
    .values(columns(input, by, now))
    .returningAll();
  return shape(await once(() => query.executeTakeFirstOrThrow()));
}

export async function changeCannedReply(
  tx: Database,
  id: string,
  input: CannedReplyInput,
  by: string,
  now: Date,
): Promise<CannedReply> {
  const query = tx
    .updateTable('canned_replies')
    .set(columns(input, by, now))
    .where('id', '=', id)
    .returningAll();
  return shape(await once(() => query.executeTakeFirstOrThrow()));
}

export async function deleteCannedReply(tx: Database, id: string): Promise<void> {
  await tx.deleteFrom('canned_replies').where('id', '=', id).execute();
}

/** Counts that somebody took its words. */
export async function countUse(db: Database, id: string): Promise<void> {
  const more = { uses: sql<number>`uses + 1` };
  await db.updateTable('canned_replies').set(more).where('id', '=', id).execute();
}

async function once<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (isUniqueViolation(cause))
      throw new Conflict('There is a canned reply of this shortcut: choose another.', { cause });
    throw cause;
  }
}
