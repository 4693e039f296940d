import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { type MentionFilter, mentionConditions, withSearchMemory } from './mentions.ts';

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

/** A group's key, how it is written, the rows that it is read from beside the mention's own, and the sentiment that counts there. */
interface Keyed {
  key: RawBuilder<string>;
  written?: RawBuilder<string>;
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
    key: sql`date_trunc(${by}, occurred_at, ${timeZone})`,
    written: sql`to_char(key at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`,
  };
}

/** Counts the mentions that match, by group: spans of time in their order, fields by count, at most 1,000. */
export function countMentions(db: Database, filter: MentionFilter, grouping: Grouping): Promise<Bucket[]> {
  const { key, written = sql`key`, from = sql``, sentiment = sql`sentiment` } = keyed(grouping);
  const order = 'timeZone' in grouping ? sql`key` : sql`count desc, key collate "C"`;
  return withSearchMemory(db, async (tx) => {
    const conditions = await mentionConditions(tx, filter);
    // Keys are written once a group, not once a mention: that is half of the time.
    const { rows } = await sql<Bucket>`
      select ${written} as key, count, complaints, positive, neutral, negative
      from (
        select ${key} as key, count(*)::integer as count,
          (count(*) filter (where complaint))::integer as complaints,
          (count(*) filter (where ${sentiment} = 'positive'))::integer as positive,
          (count(*) filter (where ${sentiment} = 'neutral'))::integer as neutral,
          (count(*) filter (where ${sentiment} = 'negative'))::integer as negative
        from mentions ${from}
        where ${conditions} and ${key} is not null
        group by 1
      ) groups
      order by ${order} limit ${MAX_GROUPS}`.execute(tx);
    return rows;
  });
}
