import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Topic } from '../domain/analysis.ts';
import type { Article, ArticleInput } from '../domain/help.ts';
import { Conflict, NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { forTeam, type HelpScope } from './help-scope.ts';
import { iso, isoOrNull } from './rows.ts';
import type { Schema } from './schema.ts';
import { anyWords, textVector } from './text-search.ts';

type Row = Selectable<Schema['articles']> & { helpful: number; unhelpful: number };

const votes = (helpful: boolean) =>
  sql<number>`(select count(*)::integer from article_votes v where v.article_id = articles.id and v.helpful = ${helpful})`;

const select = (db: Database) =>
  db
    .selectFrom('articles')
    .selectAll()
    .select([votes(true).as('helpful'), votes(false).as('unhelpful')]);

const shape = (row: Row): Article => ({
  id: row.id,
  question: row.question,
  answer: row.answer,
  topics: row.topics as Topic[],
  team: row.team_id,
  status: row.status as Article['status'],
  version: row.version,
  uses: row.uses,
  helpful: row.helpful,
  unhelpful: row.unhelpful,
  approvedBy: row.approved_by,
  approvedAt: isoOrNull(row.approved_at),
  updatedBy: row.updated_by,
  updatedAt: iso(row.updated_at),
});

const columns = ({ question, answer, topics, team }: ArticleInput, by: string, now: Date) => ({
  question,
  answer,
  topics,
  team_id: team,
  search: textVector({ title: question, text: answer, authorName: null }),
  updated_by: by,
  updated_at: now,
});

export interface ArticlesAsked {
  words?: string | undefined;
  status?: Article['status'] | undefined;
  topic?: Topic | null | undefined;
  limit?: number;
}

/** Articles that somebody may read; by words the best first (those of the topic before others), else the latest changed first. */
export async function listArticles(
  db: Database,
  scope: HelpScope,
  { words = '', status, topic = null, limit = 200 }: ArticlesAsked,
): Promise<Article[]> {
  const query = anyWords(words);
  // Words that say nothing fit nothing.
  if (query === null && words.trim() !== '') return [];
  const rank = sql`ts_rank(search, ${query}::tsquery, 1) * case when ${topic}::text = any(topics) then 2 else 1 end`;
  let asked = select(db).where(forTeam(scope));
  if (status !== undefined) asked = asked.where('status', '=', status);
  if (query !== null) asked = asked.where(sql<SqlBool>`search @@ ${query}::tsquery`);
  const rows = await asked
    .orderBy(query === null ? sql`updated_at` : rank, 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(shape);
}

export async function findArticle(db: Database, scope: HelpScope, id: string): Promise<Article> {
  const row = await select(db).where('id', '=', id).where(forTeam(scope)).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such article.');
  return shape(row);
}

export async function createArticle(tx: Database, input: ArticleInput, by: string, now: Date): Promise<Article> {
  const { id } = await tx
    .insertInto('articles')
    .values(columns(input, by, now))
    .returning('id')
    .executeTakeFirstOrThrow();
  return findArticle(tx, { scope: 'all', team: null }, id);
}

/** Other words are a draft again, of a new version. */
export async function changeArticle(
  tx: Database,
  before: Article,
  input: ArticleInput,
  by: string,
  now: Date,
): Promise<Article> {
  const reworded = before.question !== input.question || before.answer !== input.answer;
  const state = reworded
    ? { status: 'draft', version: before.version + 1, approved_by: null, approved_at: null }
    : undefined;
  const query = tx.updateTable('articles').set({ ...columns(input, by, now), ...state });
  await query.where('id', '=', before.id).execute();
  return findArticle(tx, { scope: 'all', team: null }, before.id);
}

/** Approves the wording of a version; Conflict when it has changed meanwhile. */
export async function approveArticle(tx: Database, id: string, version: number, by: string, now: Date): Promise<void> {
  const approved = await tx
    .updateTable('articles')
    .set({ status: 'approved', approved_by: by, approved_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(['question', 'answer'])
    .executeTakeFirst();
  if (approved === undefined)
    throw new Conflict('The article was changed meanwhile: read it again before you approve it.');
  await tx
    .insertInto('article_versions')
    .values({ article_id: id, version, ...approved, approved_by: by, approved_at: now })
    .onConflict((conflict) =>
      conflict.columns(['article_id', 'version']).doUpdateSet({ approved_by: by, approved_at: now }),
    )
    .execute();
}

export async function archiveArticle(tx: Database, id: string, by: string, now: Date): Promise<void> {
  const set = { status: 'archived', updated_by: by, updated_at: now };
  await tx.updateTable('articles').set(set).where('id', '=', id).execute();
}

/** What somebody thinks of an article; the last word counts. */
export async function voteOn(db: Database, id: string, userId: string, helpful: boolean): Promise<void> {
  await db
    .insertInto('article_votes')
    .values({ article_id: id, user_id: userId, helpful })
    .onConflict((conflict) => conflict.columns(['article_id', 'user_id']).doUpdateSet({ helpful }))
    .execute();
}

/** Counts that an agent took its words; Conflict for one that is not approved. */
export async function takeArticle(tx: Database, { id, status }: Article): Promise<void> {
  if (status !== 'approved') throw new Conflict('Only approved articles go to customers: have it approved first.');
  await tx.updateTable('articles').set({ uses: sql<number>`uses + 1` }).where('id', '=', id).execute();
}
