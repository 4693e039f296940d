import { sql } from 'kysely';
import type { TriageInput } from '../care/triage.ts';
import type { Analysis } from '../domain/analysis.ts';
import { authorKey } from '../domain/mention.ts';
import type { MentionKind } from '../domain/raw-post.ts';
import { NotFound } from '../errors.ts';
import { applyCorrections } from './corrections.ts';
import { type Database, inTransaction } from './database.ts';
import { textVector } from './text-search.ts';

/**
 * The pipeline's side of mentions: each step takes rows that wait for it and writes result and "done" mark in one
 * transaction. Rows are taken with `for update skip locked`, so any number of workers may do the same step.
 */

/** A mention as intake hands it over. */
export interface NewMention {
  id: string;
  sourceId: string;
  sourceKind: string;
  externalId: string;
  kind: MentionKind;
  url: string | null;
  authorId: string | null;
  authorName: string | null;
  threadId: string | null;
  title: string | null;
  text: string;
  exactHash: string;
  bands: readonly [number, number, number, number] | null;
  copyOf: string | null;
  queryIds: string[];
  publishedAt: string | null;
  collectedAt: string;
}

/** Stores mentions; gives the ids of those that were not there before. An edited text is taken over and read again. */
export async function insertMentions(db: Database, mentions: readonly NewMention[]): Promise<string[]> {
  if (mentions.length === 0) return [];
  const rows = mentions.map(({ bands, queryIds, ...mention }) => ({
    ...mention,
    band_1: bands?.[0] ?? null,
    band_2: bands?.[1] ?? null,
    band_3: bands?.[2] ?? null,
    band_4: bands?.[3] ?? null,
    query_ids: queryIds,
    search: textVector(mention),
  }));
  const result = await sql<{ id: string; inserted: boolean }>`
    insert into mentions (id, source_id, source_kind, external_id, kind, url, author_id, author_name, thread_id, title,
      text, search, exact_hash, band_1, band_2, band_3, band_4, copy_of, query_ids, published_at, collected_at)
    select r.id, r."sourceId", r."sourceKind", r."externalId", r.kind, r.url, r."authorId", r."authorName", r."threadId", r.title,
      r.text, r.search::tsvector, r."exactHash", r.band_1, r.band_2, r.band_3, r.band_4, r."copyOf", r.query_ids, r."publishedAt", r."collectedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, "sourceId" uuid, "sourceKind" text, "externalId" text,
      kind text, url text, "authorId" text, "authorName" text, "threadId" text, title text, text text, search text,
      "exactHash" text, band_1 integer, band_2 integer, band_3 integer, band_4 integer, "copyOf" text,
      query_ids uuid[], "publishedAt" timestamptz, "collectedAt" timestamptz)
    order by r.id
    on conflict (id) do update set text = excluded.text, title = excluded.title, search = excluded.search,
      exact_hash = excluded.exact_hash, band_1 = excluded.band_1, band_2 = excluded.band_2, band_3 = excluded.band_3,
      band_4 = excluded.band_4, edited_at = excluded.collected_at, gone_at = null, analysed_at = null,
      triaged_at = case when mentions.ticket_number is null then null else mentions.triaged_at end
    where (mentions.text, mentions.title) is distinct from (excluded.text, excluded.title) and mentions.erased_at is null
    returning id, xmax = 0 as inserted`.execute(db);
  return result.rows.filter((row) => row.inserted).map((row) => row.id);
}

/** Notes that posts are no longer where they were found; what is known of them stays. */
export async function markGone(db: Database, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('mentions').set({ gone_at: now }).where('id', 'in', ids).where('gone_at', 'is', null).execute();
}

/** An earlier mention that a new one may repeat. */
export interface CopyCandidate extends Pick<NewMention, 'id' | 'title' | 'text' | 'exactHash' | 'bands'> {
  author: string | null;
}

/** Mentions since `since` that share the exact hash or one band with any of `fingerprints`, oldest first, at most 2,000. */
export async function findCopyCandidates(
  db: Database,
  fingerprints: readonly { exactHash: string; bands: readonly [number, number, number, number] | null }[],
  since: Date,
): Promise<CopyCandidate[]> {
  const hashes = fingerprints.map((fingerprint) => fingerprint.exactHash);
  const band = (index: 0 | 1 | 2 | 3) => fingerprints.flatMap(({ bands }) => (bands === null ? [] : [bands[index]]));
  const rows = await db
    .selectFrom('mentions')
    .select(['id', 'author_id', 'author_name', 'title', 'text', 'exact_hash', 'band_1', 'band_2', 'band_3', 'band_4'])
    .where('collected_at', '>=', since)
    .where('copy_of', 'is', null)
    .where((where) =>
      where.or([
        sql<boolean>`exact_hash = any(${hashes}::text[])`,
        sql<boolean>`band_1 = any(${band(0)}::integer[])`,
        sql<boolean>`band_2 = any(${band(1)}::integer[])`,
        sql<boolean>`band_3 = any(${band(2)}::integer[])`,
        sql<boolean>`band_4 = any(${band(3)}::integer[])`,
      ]),
    )
    .orderBy('collected_at')
    .limit(2000)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    author: authorKey({ authorId: row.author_id, authorName: row.author_name }),
    title: row.title,
    text: row.text,
    exactHash: row.exact_hash,
    bands:
      row.band_1 === null || row.band_2 === null || row.band_3 === null || row.band_4 === null
        ? null
        : [row.band_1, row.band_2, row.band_3, row.band_4],
  }));
}

export interface MentionToAnalyse {
  id: string;
  title: string | null;
  text: string;
}

/** What the language stage says of one mention: an analysis, or the error for which it is set aside. */
export type AnalysisResult = { id: string; analysis: Analysis } | { id: string; error: string };

/** Takes up to `limit` unread mentions, stores what `analyse` says of each, and gives their number. */
export function analysePending(
  db: Database,
  limit: number,
  now: Date,
  analyse: (mentions: MentionToAnalyse[]) => AnalysisResult[],
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const taken = await tx
      .selectFrom('mentions')
      .select(['id', 'title', 'text'])
      .where('analysed_at', 'is', null)
      .orderBy('collected_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    if (taken.length > 0) await saveAnalyses(tx, analyse(taken), now);
    return taken.length;
  });
}

/** Stores analyses; what a person said of a mention wins over what is said of it anew, also once its text was edited. */
export async function saveAnalyses(tx: Database, results: readonly AnalysisResult[], now: Date): Promise<void> {
  await sql`
    update mentions m set analysed_at = ${now}, analysis = r.analysis, analysis_error = r.error,
      language = r.analysis->>'language', sentiment = r.analysis->'sentiment'->>'label',
      complaint = (r.analysis->'complaint'->>'label')::boolean, complaint_score = (r.analysis->'complaint'->>'score')::real,
      topics = coalesce(array(select jsonb_array_elements_text(r.analysis->'topics')), '{}'),
      urgency = r.analysis->>'urgency', spam = (r.analysis->>'spam')::boolean, intent = r.analysis->>'intent',
      products = coalesce(array(select jsonb_array_elements_text(r.analysis->'products')), '{}'),
      provinces = array(select distinct place->>'province' from jsonb_array_elements(r.analysis->'places') place),
      brand_opinions = array(select distinct concat(opinion->>'brand', ':', opinion->>'sentiment')
        from jsonb_array_elements(r.analysis->'brands') opinion)
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r(id text, analysis jsonb, error text)
    where m.id = r.id`.execute(tx);
  await applyCorrections(
    tx,
    results.map(({ id }) => id),
  );
}

/** What triage needs to know of a mention. */
export interface MentionToTriage extends TriageInput {
  kind: MentionKind;
  /** The team of its source. */
  teamId: string | null;
  ticketNumber: number | null;
  /** The earlier mention that it repeats, and that one's ticket unless it is closed. */
  copyOf: string | null;
  originalTicket: number | null;
  /** The case of that ticket. */
  originalCase: string | null;
  publishedAt: Date | null;
}

const selectToTriage = (tx: Database) =>
  tx
    .selectFrom('mentions as m')
    .innerJoin('sources as s', 's.id', 'm.source_id')
    .leftJoin('mentions as original', 'original.id', 'm.copy_of')
    .leftJoin('tickets as t', (join) =>
      join.onRef('t.number', '=', 'original.ticket_number').on('t.status', '<>', 'closed'),
    )
    .select(['m.id', 'm.source_kind', 'm.kind', 'm.author_id', 'm.author_name', 'm.thread_id', 'm.title', 'm.text'])
    .select(
      sql<boolean>`m.kind = 'message' and exists (select from channels c where c.source_id = m.source_id)`.as('direct'),
    )
    .select([
      'm.analysis',
      'm.copy_of',
      's.team_id',
      'm.ticket_number',
      't.number as original_ticket',
      't.case_key as original_case',
      'm.published_at',
    ]);

function shapeToTriage(
  row: Awaited<ReturnType<ReturnType<typeof selectToTriage>['executeTakeFirstOrThrow']>>,
): MentionToTriage {
  return {
    id: row.id,
    sourceKind: row.source_kind,
    kind: row.kind as MentionKind,
    authorId: row.author_id,
    authorName: row.author_name,
    threadId: row.thread_id,
    title: row.title,
    text: row.text,
    analysis: row.analysis,
    direct: row.direct,
    teamId: row.team_id,
    ticketNumber: row.ticket_number,
    copyOf: row.copy_of,
    originalTicket: row.original_ticket,
    originalCase: row.original_case,
    publishedAt: row.published_at,
  };
}

/**
 * Takes up to `limit` analysed mentions that nobody has decided on, for the running transaction. A copy's turn comes once its
 * original is decided on: it goes where that went.
 */
export async function takeUntriaged(tx: Database, limit: number): Promise<MentionToTriage[]> {
  // Locked first and alone, in the order of the index of what waits: what each batch costs must not grow with the backlog.
  const taken = await tx
    .selectFrom('mentions as m')
    .select('m.id')
    .where('m.triaged_at', 'is', null)
    .where('m.analysed_at', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('mentions as original')
            .select('original.id')
            .whereRef('original.id', '=', 'm.copy_of')
            .where('original.triaged_at', 'is', null),
        ),
      ),
    )
    .orderBy('m.analysed_at')
    .limit(limit)
    .forUpdate('m')
    .skipLocked()
    .execute();
  if (taken.length === 0) return [];
  const ids = taken.map(({ id }) => id);
  const rows = await selectToTriage(tx)
    .where(sql<boolean>`m.id = any(${ids}::text[])`)
    .orderBy('m.collected_at')
    .orderBy('m.id')
    .execute();
  return rows.map(shapeToTriage);
}

/** Takes one mention, whatever was decided on it, for the running transaction. */
export async function takeMention(tx: Database, id: string): Promise<MentionToTriage> {
  const row = await selectToTriage(tx).where('m.id', '=', id).forUpdate('m').executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such mention.');
  return shapeToTriage(row);
}

export interface TriageResult {
  id: string;
  outcome: string;
  reason: string;
  ticketNumber: number | null;
}

/** Marks mentions as decided. */
export async function saveTriage(tx: Database, results: readonly TriageResult[], now: Date): Promise<void> {
  await sql`
    update mentions m set triaged_at = ${now}, triage_outcome = r.outcome, triage_reason = r.reason,
      ticket_number = coalesce(m.ticket_number, r."ticketNumber")
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r(id text, outcome text, reason text, "ticketNumber" integer)
    where m.id = r.id`.execute(tx);
}

/** How many mentions wait for each step, and since when the oldest does: the pipeline's lag. */
export async function pendingSteps(db: Database): Promise<{ analyse: number; triage: number; oldest: Date | null }> {
  const row = await db
    .selectFrom('mentions')
    .select((select) => [
      select.fn.countAll<string>().filterWhere('analysed_at', 'is', null).as('analyse'),
      select.fn.countAll<string>().filterWhere('analysed_at', 'is not', null).as('triage'),
      select.fn.min('collected_at').as('oldest'),
    ])
    .where((where) => where.or([where('analysed_at', 'is', null), where('triaged_at', 'is', null)]))
    .executeTakeFirstOrThrow();
  return { analyse: Number(row.analyse), triage: Number(row.triage), oldest: row.oldest };
}
