import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import { type SourcesOf, sourcesOf } from '../analysis/query/match.ts';
import { asksFor, type Rule } from '../analysis/query/query.ts';
import { sentimentLabel } from '../domain/analysis.ts';
import type { Mention } from '../domain/mention.ts';
import type { MentionKind } from '../domain/raw-post.ts';
import { NotFound } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import { iso, isoOrNull, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';
import { type MentionScope, mentionsWithin } from './scope.ts';
import { sourceNames } from './sources.ts';
import { textQuery } from './text-search.ts';

/** What a list of mentions can be narrowed to; instants are ISO 8601, `to` is exclusive. */
export interface MentionFilter {
  /** A parsed query. */
  rule?: Rule | undefined;
  sentiment?: string | undefined;
  complaint?: boolean | undefined;
  topic?: string | undefined;
  source?: string | undefined;
  language?: string | undefined;
  intent?: string | undefined;
  product?: string | undefined;
  province?: string | undefined;
  /** An operator that is named. */
  brand?: string | undefined;
  /** Only what statistics count: no spam, no languages that are not analysed. */
  counted?: true | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** What the asker may see; everything, if not given. */
  within?: MentionScope | undefined;
}

type Row = Selectable<Schema['mentions']> & { source_name: string };

function shape(row: Row): Mention {
  return {
    id: row.id,
    source: { id: row.source_id, kind: row.source_kind, name: row.source_name },
    kind: row.kind as MentionKind,
    url: row.url,
    author: { name: row.author_name },
    title: row.title,
    text: row.text,
    publishedAt: isoOrNull(row.published_at),
    collectedAt: iso(row.collected_at),
    analysis: row.analysis,
    triage: row.triage_outcome === null ? null : { outcome: row.triage_outcome, reason: row.triage_reason ?? '' },
    copyOf: row.copy_of,
    ticketNumber: row.ticket_number,
  };
}

const select = (db: Database) =>
  db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.source_id')
    .selectAll('mentions')
    .select('sources.name as source_name');

/** A rule as a condition: whatever says nothing of sources is one text query. */
function ruleCondition(rule: Rule, idsOf: SourcesOf): RawBuilder<SqlBool> {
  if (rule.kind === 'near' || !asksFor(rule, 'source'))
    return sql<SqlBool>`mentions.search @@ ${textQuery(rule)}::tsquery`;
  if (rule.kind === 'not') return sql<SqlBool>`not (${ruleCondition(rule.item, idsOf)})`;
  if (rule.kind === 'phrase') return sql<SqlBool>`source_id = any(${idsOf(rule)}::uuid[])`;
  const parts = rule.items.map((item) => sql<SqlBool>`(${ruleCondition(item, idsOf)})`);
  return sql.join(parts, rule.kind === 'and' ? sql` and ` : sql` or `) as RawBuilder<SqlBool>;
}

/** A filter as one condition on `mentions`. */
export async function mentionConditions(db: Database, filter: MentionFilter): Promise<RawBuilder<SqlBool>> {
  const conditions = [sql<SqlBool>`true`];
  if (filter.within !== undefined) conditions.push(mentionsWithin(filter.within));
  if (filter.rule !== undefined) {
    const sources = asksFor(filter.rule, 'source') ? await sourceNames(db) : [];
    conditions.push(sql`(${ruleCondition(filter.rule, sourcesOf(sources))})`);
  }
  if (filter.sentiment !== undefined) conditions.push(sql`sentiment = ${filter.sentiment}`);
  if (filter.complaint !== undefined) conditions.push(sql`complaint = ${filter.complaint}`);
  if (filter.language !== undefined) conditions.push(sql`language = ${filter.language}`);
  if (filter.topic !== undefined) conditions.push(sql`topics @> array[${filter.topic}]::text[]`);
  if (filter.counted) conditions.push(sql`spam is not true`, sql`language is distinct from 'other'`);
  if (filter.intent !== undefined) conditions.push(sql`intent = ${filter.intent}`);
  if (filter.product !== undefined) conditions.push(sql`products @> array[${filter.product}]::text[]`);
  if (filter.province !== undefined) conditions.push(sql`provinces @> array[${filter.province}]::text[]`);
  if (filter.brand !== undefined) {
    const opinions = sentimentLabel.options.map((label) => `${filter.brand}:${label}`);
    conditions.push(sql`brand_opinions && ${opinions}::text[]`);
  }
  if (filter.source !== undefined) conditions.push(sql`source_id = ${filter.source}`);
  if (filter.from !== undefined) conditions.push(sql`occurred_at >= ${new Date(filter.from)}`);
  if (filter.to !== undefined) conditions.push(sql`occurred_at < ${new Date(filter.to)}`);
  return sql.join(conditions, sql` and `) as RawBuilder<SqlBool>;
}

/** Room for the list of all pages that hold a word: without it PostgreSQL reads every mention on them again. */
export function withSearchMemory<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  return inTransaction(db, async (tx) => {
    await sql`set local work_mem = '32MB'`.execute(tx);
    return work(tx);
  });
}

type Position = readonly (string | number)[] | undefined;

function newest(db: Database, conditions: RawBuilder<SqlBool>, after: Position, limit: number) {
  return select(db)
    .where(conditions)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(occurred_at, mentions.id) < (${after?.[0]}::timestamptz, ${after?.[1]})`),
    )
    .orderBy('occurred_at', 'desc')
    .orderBy('mentions.id', 'desc')
    .limit(limit);
}

/** How far back a search for words looks at first, in days; then everywhere. */
const WINDOWS = [2, 30, 365];
const DAY_MS = 24 * 3_600_000;

/**
 * The newest mentions with certain words. Where words are common the last days hold enough of them; where they are rare the index
 * of words finds them all. PostgreSQL can't tell beforehand, and would look for a rare word through all that there is.
 */
async function newestByWords(db: Database, filter: MentionFilter, after: Position, limit: number) {
  const conditions = await mentionConditions(db, filter);
  const upTo = Math.min(Date.parse(String(after?.[0] ?? filter.to ?? '9999')), Date.now());
  for (const days of WINDOWS) {
    const since = new Date(upTo - days * DAY_MS);
    if (filter.from !== undefined && since <= new Date(filter.from)) break;
    const recent = sql<SqlBool>`${conditions} and occurred_at >= ${since}`;
    const rows = await newest(db, recent, after, limit).execute();
    if (rows.length === limit) return rows;
  }
  // Sorted by something that no index is in the order of: the words are looked up, not met by chance.
  return newest(db, conditions, after, limit)
    .clearOrderBy()
    .orderBy(sql`occurred_at + interval '0'`, 'desc')
    .orderBy('mentions.id', 'desc')
    .execute();
}

/** Newest first by when they were published (collected, if the source tells no date). */
export async function listMentions(db: Database, filter: MentionFilter, request: PageRequest): Promise<Page<Mention>> {
  const after = readCursor(request.cursor, 'instant', 'text');
  const limit = request.limit + 1;
  const rows =
    filter.rule === undefined
      ? await newest(db, await mentionConditions(db, filter), after, limit).execute()
      : await withSearchMemory(db, (tx) => newestByWords(tx, filter, after, limit));
  return page(rows, request.limit, (row) => [iso(row.occurred_at), row.id], shape);
}

export async function findMention(db: Database, id: string): Promise<Mention> {
  const row = await select(db).where('mentions.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such mention.');
  return shape(row);
}

export async function countMentions(db: Database): Promise<number> {
  const row = await db
    .selectFrom('mentions')
    .select((select) => select.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The mentions of these ids, in the order of the ids; one that is gone is left out. */
export async function mentionsByIds(db: Database, ids: readonly string[]): Promise<Mention[]> {
  if (ids.length === 0) return [];
  const rows = await select(db).where('mentions.id', 'in', ids).execute();
  const found = new Map(rows.map((row) => [row.id, shape(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The mentions of one ticket, oldest first. */
export async function mentionsOfTicket(db: Database, ticketNumber: number): Promise<Mention[]> {
  const rows = await select(db)
    .where('ticket_number', '=', ticketNumber)
    .orderBy('occurred_at')
    .orderBy('mentions.id')
    .execute();
  return rows.map(shape);
}
