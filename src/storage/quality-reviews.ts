import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { ReviewScope } from '../care/quality-review.ts';
import type { Verdict } from '../care/quality-score.ts';
import type { Answer, CoachingNote, QualityReview, ReviewReason, ReviewStatus, Scorecard } from '../domain/quality.ts';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';

/** Reviews and what was said of them. */

/** A scope as a condition on reviews `r`: agents see what is said of their work once it is said. */
export function reviewsWithin(scope: ReviewScope): RawBuilder<SqlBool> {
  if (scope === 'all') return sql`true`;
  if ('agent' in scope) return sql`r.agent_id = ${scope.agent} and r.submitted_at is not null`;
  return sql`r.team_id = any(${[...scope]}::uuid[])`;
}

const select = (db: Database, scope: ReviewScope) =>
  db
    .selectFrom('quality_reviews as r')
    .innerJoin('teams as t', 't.id', 'r.team_id')
    .innerJoin('users as a', 'a.id', 'r.agent_id')
    .leftJoin('users as v', 'v.id', 'r.reviewer_id')
    .leftJoin('csat_requests as c', 'c.ticket_number', 'r.ticket_number')
    .selectAll('r')
    .select(['t.name as team', 'a.name as agent', 'v.name as reviewer'])
    .select(['c.rating', 'c.comment as rating_comment', 'c.answered_at as rated_at'])
    .where(reviewsWithin(scope));

type Row = Selectable<Schema['quality_reviews']> & {
  team: string;
  agent: string;
  reviewer: string | null;
  rating: number | null;
  rating_comment: string | null;
  rated_at: Date | null;
};

const shape = (row: Row): QualityReview => ({
  id: row.id,
  ticketNumber: row.ticket_number,
  team: { id: row.team_id, name: row.team },
  agent: { id: row.agent_id, name: row.agent },
  reason: row.reason as ReviewReason,
  status: row.status as ReviewStatus,
  createdAt: iso(row.created_at),
  reviewer: row.reviewer_id === null ? null : { id: row.reviewer_id, name: row.reviewer ?? '' },
  takenAt: isoOrNull(row.taken_at),
  scorecard: row.scorecard,
  preScores: row.pre_scores,
  answers: row.answers,
  comment: row.comment,
  score: row.score,
  passed: row.passed,
  fatal: row.fatal,
  submittedAt: isoOrNull(row.submitted_at),
  appeal: row.appeal,
  decision: row.decision,
  rating:
    row.rating === null || row.rated_at === null
      ? null
      : { rating: row.rating, comment: row.rating_comment ?? '', at: iso(row.rated_at) },
});

export interface ReviewFilter {
  status?: readonly ReviewStatus[] | undefined;
  reason?: readonly ReviewReason[] | undefined;
  agent?: string | undefined;
  team?: string | undefined;
  ticket?: number | undefined;
}

/** The newest first. */
export async function listReviews(
  db: Database,
  scope: ReviewScope,
  filter: ReviewFilter,
  request: PageRequest,
): Promise<Page<QualityReview>> {
  const after = readCursor(request.cursor, 'instant', 'uuid');
  let query = select(db, scope);
  if (filter.status?.length) query = query.where('r.status', 'in', filter.status);
  if (filter.reason?.length) query = query.where('r.reason', 'in', filter.reason);
  if (filter.agent !== undefined) query = query.where('r.agent_id', '=', filter.agent);
  if (filter.team !== undefined) query = query.where('r.team_id', '=', filter.team);
  if (filter.ticket !== undefined) query = query.where('r.ticket_number', '=', filter.ticket);
  if (after) query = query.where(sql<boolean>`(r.created_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await query
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(request.limit + 1)
    .execute();
  return page(rows, request.limit, (row) => [iso(row.created_at), row.id], shape);
}

/** NotFound also when it is out of the asker's sight. `lock` keeps it from others until the transaction ends. */
export async function findReview(db: Database, scope: ReviewScope, id: string, lock = false): Promise<QualityReview> {
  const query = select(db, scope).where('r.id', '=', id);
  const row = await (lock ? query.forUpdate('r') : query).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such review.');
  return shape(row);
}

/** The review of a ticket. */
export async function reviewOfTicket(db: Database, number: number): Promise<QualityReview | undefined> {
  const row = await select(db, 'all').where('r.ticket_number', '=', number).executeTakeFirst();
  return row && shape(row);
}

const update = (tx: Database, id: string) => tx.updateTable('quality_reviews').where('id', '=', id);

/** Begins a review with the scorecard as it is now. */
export async function saveTaking(
  tx: Database,
  id: string,
  { reviewer, scorecard }: { reviewer: string; scorecard: Scorecard },
  now: Date,
): Promise<void> {
  const { id: card, name, passMark, criteria } = scorecard;
  const kept = JSON.stringify({ id: card, name, passMark, criteria });
  await update(tx, id).set({ status: 'taken', reviewer_id: reviewer, taken_at: now, scorecard: kept }).execute();
}

export async function saveVerdict(
  tx: Database,
  id: string,
  { answers, verdict, comment }: { answers: readonly Answer[]; verdict: Verdict; comment: string },
  now: Date,
): Promise<void> {
  const set = { ...verdict, answers: JSON.stringify(answers), comment, status: 'submitted', submitted_at: now };
  await update(tx, id).set(set).execute();
}

export async function saveAppeal(
  tx: Database,
  id: string,
  appeal: NonNullable<QualityReview['appeal']>,
): Promise<void> {
  await update(tx, id)
    .set({ status: 'appealed', appeal: JSON.stringify(appeal) })
    .execute();
}

/** With new answers where the appeal was granted. */
export async function saveAppealDecision(
  tx: Database,
  id: string,
  decision: NonNullable<QualityReview['decision']>,
  anew: { answers: readonly Answer[]; verdict: Verdict } | null,
): Promise<void> {
  const changed = anew === null ? {} : { ...anew.verdict, answers: JSON.stringify(anew.answers) };
  await update(tx, id)
    .set({ status: 'decided', decision: JSON.stringify(decision), ...changed })
    .execute();
}

export async function addCoachingNote(
  tx: Database,
  review: string,
  note: { text: string; author: { id: string | null; name: string } },
  now: Date,
): Promise<void> {
  const { text, author } = note;
  const row = { review_id: review, text, author_id: author.id, author_name: author.name, at: now };
  await tx.insertInto('coaching_notes').values(row).execute();
}

/** The oldest first. */
export async function coachingNotesOf(db: Database, review: string): Promise<CoachingNote[]> {
  const rows = await db
    .selectFrom('coaching_notes')
    .selectAll()
    .where('review_id', '=', review)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, text: row.text, author: row.author_name, at: iso(row.at) }));
}
