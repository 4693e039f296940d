import { type RawBuilder, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { ReviewScope } from '../care/quality-review.ts';
import type { Database } from './database.ts';
import { reviewsWithin } from './quality-reviews.ts';

/** Figures of reviews and of what customers say. */

export interface CountedSpan {
  from: Date;
  /** Exclusive. */
  to: Date;
}

/** Reviews that were submitted; scores are of 100, as they stand after appeals. */
export interface QualityFigures {
  reviews: number;
  /** null of nothing. */
  averageScore: number | null;
  passed: number;
  failed: number;
  /** Failed by a fatal criterion. */
  fatal: number;
  appeals: number;
  granted: number;
}

/** Ratings from 1 to 5; 4 and 5 are satisfied. */
export interface CsatFigures {
  asked: number;
  answered: number;
  average: number | null;
  satisfied: number;
  /** How many 1s, 2s … 5s. */
  ratings: number[];
}

/** What the figures are told apart by; the steps of time are those of a zone. */
export type QualityGrouping = { by: 'team' | 'agent' } | { by: 'day' | 'week' | 'month'; timeZone: string };
export type CsatGrouping = QualityGrouping | { by: 'channel' };

export type Grouped<Figures> = Figures & { key: string; name: string | null };

const NONE = sql`null::text`;
const step = (at: string, by: string, timeZone: string) =>
  sql`to_char(date_trunc(${by}, ${sql.ref(at)}, ${timeZone}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`;

const count = (which: RawBuilder<unknown>) => sql`(count(*) filter (where ${which}))::integer`;

const REVIEW_FIGURES = sql`count(*)::integer as reviews,
  round(avg(r.score)::numeric, 2)::float8 as "averageScore",
  ${count(sql`r.passed`)} as passed, ${count(sql`not r.passed`)} as failed, ${count(sql`r.fatal`)} as fatal,
  ${count(sql`r.appeal is not null`)} as appeals, ${count(sql`(r.decision->>'granted')::boolean`)} as granted`;

const submitted = ({ from, to }: CountedSpan, scope: ReviewScope) =>
  sql`r.submitted_at >= ${from} and r.submitted_at < ${to} and ${reviewsWithin(scope)}`;

/** All reviews of a span in one. */
export async function qualityOf(db: Database, span: CountedSpan, scope: ReviewScope): Promise<QualityFigures> {
  const { rows } = await sql<QualityFigures>`
    select ${REVIEW_FIGURES} from quality_reviews r where ${submitted(span, scope)}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('An aggregate without groups gives one row.');
  return row;
}

/** In the order of time, or of names; groups without any are left out. */
export async function countQuality(
  db: Database,
  scope: ReviewScope,
  span: CountedSpan,
  grouping: QualityGrouping,
): Promise<Grouped<QualityFigures>[]> {
  const [key, name] =
    'timeZone' in grouping
      ? [step('r.submitted_at', grouping.by, grouping.timeZone), NONE]
      : grouping.by === 'team'
        ? [sql`r.team_id::text`, sql`t.name`]
        : [sql`r.agent_id::text`, sql`a.name`];
  const { rows } = await sql<Grouped<QualityFigures>>`
    select ${key} as key, ${name} as name, ${REVIEW_FIGURES}
    from quality_reviews r join teams t on t.id = r.team_id join users a on a.id = r.agent_id
    where ${submitted(span, scope)} group by 1, 2 order by 2, 1`.execute(db);
  return rows;
}

/** What reviewers think of one criterion of one scorecard. */
export interface CriterionFigures {
  scorecard: string;
  key: string;
  /** As its latest review calls it. */
  name: string;
  answers: number;
  notApplicable: number;
  /** The mean of the points given, of 100; null of nothing. */
  averageScore: number | null;
  /** Without any points. */
  zero: number;
}

/** The weakest first. */
export async function countCriteria(db: Database, scope: ReviewScope, span: CountedSpan): Promise<CriterionFigures[]> {
  const { rows } = await sql<CriterionFigures>`
    select r.scorecard->>'id' as scorecard, c->>'key' as key,
      (array_agg(c->>'name' order by r.submitted_at desc))[1] as name,
      count(a.points)::integer as answers, ${count(sql`a.points is null`)} as "notApplicable",
      round(avg(100.0 * a.points / (c->>'points')::integer), 2)::float8 as "averageScore",
      ${count(sql`a.points = 0`)} as zero
    from quality_reviews r cross join jsonb_array_elements(r.scorecard->'criteria') c
      join jsonb_to_recordset(r.answers) as a(criterion text, points integer) on a.criterion = c->>'key'
    where ${submitted(span, scope)} group by 1, 2 order by "averageScore" nulls last, 1, 2`.execute(db);
  return rows;
}

function requestsWithin(scope: TicketScope) {
  if (scope === 'all') return sql`true`;
  if ('assignee' in scope) return sql`c.agent_id = ${scope.assignee}::uuid`;
  return sql`c.team_id = any(${[...scope]}::uuid[])`;
}

/** Requests by when they were sent and ratings by when they came, each with its key and name. */
const happened = (
  span: CountedSpan,
  scope: TicketScope,
  of: (at: string) => [RawBuilder<unknown>, RawBuilder<unknown>],
) => {
  const part = (at: string, rating: RawBuilder<unknown>, only: RawBuilder<unknown>) => {
    const [key, name] = of(at);
    return sql`select ${key} as key, ${name} as name, ${rating} as rating
      from csat_requests c join teams t on t.id = c.team_id left join users a on a.id = c.agent_id
      where ${sql.ref(at)} >= ${span.from} and ${sql.ref(at)} < ${span.to} and ${only} and ${requestsWithin(scope)}`;
  };
  return sql`${part('c.asked_at', sql`null::smallint`, sql`c.token_hash is not null`)}
    union all ${part('c.answered_at', sql`c.rating`, sql`true`)}`;
};

const CSAT_FIGURES = sql`${count(sql`rating is null`)} as asked, count(rating)::integer as answered,
  round(avg(rating), 2)::float8 as average, ${count(sql`rating >= 4`)} as satisfied,
  array[${sql.join([1, 2, 3, 4, 5].map((each) => count(sql`rating = ${sql.lit(each)}`)))}] as ratings`;

/** All requests and ratings of a span in one. */
export async function csatOf(db: Database, span: CountedSpan, scope: TicketScope): Promise<CsatFigures> {
  const all = happened(span, scope, () => [NONE, NONE]);
  const { rows } = await sql<CsatFigures>`select ${CSAT_FIGURES} from (${all}) h`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('An aggregate without groups gives one row.');
  return row;
}

/** In the order of time, or of names; groups without any are left out. The agent of nobody's tickets is left out, too. */
export async function countCsat(
  db: Database,
  scope: TicketScope,
  span: CountedSpan,
  grouping: CsatGrouping,
): Promise<Grouped<CsatFigures>[]> {
  const parts = happened(span, scope, (at) => {
    if ('timeZone' in grouping) return [step(at, grouping.by, grouping.timeZone), NONE];
    if (grouping.by === 'team') return [sql`c.team_id::text`, sql`t.name`];
    return grouping.by === 'agent' ? [sql`c.agent_id::text`, sql`a.name`] : [sql`c.channel`, NONE];
  });
  const { rows } = await sql<Grouped<CsatFigures>>`
    select key, name, ${CSAT_FIGURES} from (${parts}) h where key is not null group by 1, 2 order by 2, 1`.execute(db);
  return rows;
}
