import { sql } from 'kysely';
import type { Database } from './database.ts';

/** What a person says that the labels of a mention should have been. */
export interface Correction {
  mentionId: string;
  userId: string | null;
  byName: string;
  labels: { sentiment?: string | undefined; complaint?: boolean | undefined; topics?: string[] | undefined };
}

/**
 * Keeps a correction as gold data and puts the right labels on the mention; the analysis itself stays as it was made,
 * but for the labels, so that lists and reports agree with the person.
 */
export async function correctMention(db: Database, correction: Correction, now: Date): Promise<void> {
  await db
    .insertInto('corrections')
    .values((value) => ({
      mention_id: correction.mentionId,
      user_id: correction.userId,
      by_name: correction.byName,
      labels: JSON.stringify(correction.labels),
      analysis_version: value
        .selectFrom('mentions')
        .select(sql<string | null>`analysis->>'version'`.as('version'))
        .where('id', '=', correction.mentionId),
      created_at: now,
    }))
    .execute();
  await applyCorrections(db, [correction.mentionId]);
}

/** Puts what people said last of each label over what the analysis says; mentions that nobody corrected stay as they are. */
export async function applyCorrections(db: Database, ids: readonly string[]): Promise<void> {
  await sql`
    update mentions m set
      sentiment = coalesce(c.labels->>'sentiment', m.sentiment),
      complaint = coalesce((c.labels->>'complaint')::boolean, m.complaint),
      topics = case when c.labels->'topics' is null then m.topics
        else array(select jsonb_array_elements_text(c.labels->'topics')) end,
      analysis = m.analysis
        || case when c.labels->'sentiment' is null then '{}'
          else jsonb_build_object('sentiment', jsonb_build_object('label', c.labels->'sentiment', 'score', 1)) end
        || case when c.labels->'complaint' is null then '{}'
          else jsonb_build_object('complaint', jsonb_build_object('label', c.labels->'complaint',
            'score', case when (c.labels->>'complaint')::boolean then 1 else 0 end)) end
        || case when c.labels->'topics' is null then '{}' else jsonb_build_object('topics', c.labels->'topics') end
    from (
      select mention_id, jsonb_object_agg(label.key, label.value order by created_at) as labels
      from corrections, jsonb_each(labels) as label
      where mention_id = any(${ids}::text[]) group by mention_id
    ) c
    where m.id = c.mention_id`.execute(db);
}
