import { sql } from 'kysely';
import type { Labels } from '../domain/analysis.ts';
import type { Database } from './database.ts';

/** A text and what people said last of its labels. */
export interface GoldText {
  text: string;
  labels: Labels;
  correctedAt: Date;
}

/**
 * Texts that people corrected, the latest first. What was said of words that were edited since is left out, and so is what
 * was taken back.
 */
export async function goldTexts(db: Database, { since, limit }: { since: Date | null; limit: number }) {
  const { rows } = await sql<GoldText>`
    select concat_ws(e'\n', m.title, m.text) as text, c.labels, c.at as "correctedAt"
    from (
      select mention_id, jsonb_object_agg(label.key, label.value order by created_at) as labels, max(created_at) as at
      from corrections join mentions on mentions.id = mention_id, jsonb_each(labels) as label
      where undone_at is null and coalesce(corrections.exact_hash, mentions.exact_hash) = mentions.exact_hash
        and mentions.erased_at is null and (${since}::timestamptz is null or created_at >= ${since})
      group by mention_id
    ) c join mentions m on m.id = c.mention_id
    order by c.at desc limit ${limit}`.execute(db);
  return rows;
}
