import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { type MentionFilter, mentionConditions } from './mentions.ts';

/** What mentions can be counted by: a span of time in an IANA time zone, or a field. */
export type Grouping =
  | { by: 'hour' | 'day' | 'week' | 'month'; timeZone: string }
  | { by: 'topic' | 'source' | 'sentiment' | 'language' };

/** One group: the start of the span as an ISO 8601 instant, or the field's value. */
export interface Bucket {
  key: string;
  count: number;
  complaints: number;
  positive: number;
  neutral: number;
  negative: number;
}

const MAX_GROUPS = 1000;

const FIELD: Record<string, RawBuilder<string>> = {
  topic: sql<string>`topic`,
  source: sql<string>`source_id::text`,
  sentiment: sql<string>`sentiment`,
  language: sql<string>`language`,
};

function keyOf(grouping: Grouping): RawBuilder<string> {
  if (!('timeZone' in grouping)) return FIELD[grouping.by] as RawBuilder<string>;
  const { by, timeZone } = grouping;
  return sql<string>`to_char(date_trunc(${by}, occurred_at, ${timeZone}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`;
}

/** Counts the mentions that match, by group: spans of time in their order, fields by count, at most 1,000. */
export async function countMentions(db: Database, filter: MentionFilter, grouping: Grouping): Promise<Bucket[]> {
  const overTime = 'timeZone' in grouping;
  const topics = grouping.by === 'topic' ? sql`cross join lateral unnest(topics) as topic` : sql``;
  const conditions = await mentionConditions(db, filter);
  const { rows } = await sql<Bucket>`
    select ${keyOf(grouping)} as key, count(*)::integer as count,
      (count(*) filter (where complaint))::integer as complaints,
      (count(*) filter (where sentiment = 'positive'))::integer as positive,
      (count(*) filter (where sentiment = 'neutral'))::integer as neutral,
      (count(*) filter (where sentiment = 'negative'))::integer as negative
    from mentions ${topics}
    where ${conditions} and ${keyOf(grouping)} is not null
    group by 1 order by ${overTime ? sql`1` : sql`2 desc, ${keyOf(grouping)} collate "C"`} limit ${MAX_GROUPS}`.execute(
    db,
  );
  return rows;
}
