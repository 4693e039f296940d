import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { type MentionFilter, mentionConditions } from './mentions.ts';

/** What mentions can be counted by: a span of time in an IANA time zone, or a field. */
export type Grouping = { by: Span; timeZone: string } | { by: GroupedField };
export type Span = 'hour' | 'day' | 'week' | 'month';
export type GroupedField =
  | 'topic'
  | 'source'
  | 'sentiment'
  | 'language'
  | 'intent'
  | 'product'
  | 'province'
  /** The sentiments of these groups are those towards the brand. */
  | 'brand';

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

/** A group's key, the rows that it is read from beside the mention's own, and the sentiment that counts there. */
interface Keyed {
  key: RawBuilder<string>;
  from?: RawBuilder<unknown>;
  sentiment?: RawBuilder<string>;
}

const each = (column: string, name: string): Keyed => ({
  key: sql`${sql.ref(name)}`,
  from: sql`cross join lateral unnest(${sql.ref(column)}) as ${sql.ref(name)}`,
});

const FIELD: Record<GroupedField, Keyed> = {
  topic: each('topics', 'topic'),
  source: { key: sql`source_id::text` },
  sentiment: { key: sql`sentiment` },
  language: { key: sql`language` },
  intent: { key: sql`intent` },
  product: each('products', 'product'),
  province: each('provinces', 'province'),
  brand: {
    ...each('brand_opinions', 'opinion'),
    key: sql`split_part(opinion, ':', 1)`,
    sentiment: sql`split_part(opinion, ':', 2)`,
  },
};

function keyed(grouping: Grouping): Keyed {
  if (!('timeZone' in grouping)) return FIELD[grouping.by];
  const { by, timeZone } = grouping;
  return {
    key: sql`to_char(date_trunc(${by}, occurred_at, ${timeZone}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`,
  };
}

/** Counts the mentions that match, by group: spans of time in their order, fields by count, at most 1,000. */
export async function countMentions(db: Database, filter: MentionFilter, grouping: Grouping): Promise<Bucket[]> {
  const overTime = 'timeZone' in grouping;
  const { key, from = sql``, sentiment = sql`sentiment` } = keyed(grouping);
  const conditions = await mentionConditions(db, filter);
  const { rows } = await sql<Bucket>`
    select ${key} as key, count(*)::integer as count,
      (count(*) filter (where complaint))::integer as complaints,
      (count(*) filter (where ${sentiment} = 'positive'))::integer as positive,
      (count(*) filter (where ${sentiment} = 'neutral'))::integer as neutral,
      (count(*) filter (where ${sentiment} = 'negative'))::integer as negative
    from mentions ${from}
    where ${conditions} and ${key} is not null
    group by 1 order by ${overTime ? sql`1` : sql`2 desc, ${key} collate "C"`} limit ${MAX_GROUPS}`.execute(db);
  return rows;
}
