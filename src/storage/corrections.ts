import { sql } from 'kysely';
import type { Labels } from '../domain/analysis.ts';
import type { Correction } from '../domain/mention.ts';
import { Conflict } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull } from './rows.ts';

/** What a person says that the labels of a mention should have been. */
export interface NewCorrection {
  mentionId: string;
  userId: string | null;
  byName: string;
  labels: Labels;
}

/** Keeps a correction as gold data and puts the right labels on the mention, so that lists and reports agree with the person. */
export async function correctMention(db: Database, correction: NewCorrection, now: Date): Promise<void> {
  await sql`
    insert into corrections (mention_id, user_id, by_name, labels, analysis_version, exact_hash, created_at)
    select id, ${correction.userId}::uuid, ${correction.byName}, ${JSON.stringify(correction.labels)}::jsonb,
      analysis->>'version', exact_hash, ${now}::timestamptz
    from mentions where id = ${correction.mentionId}`.execute(db);
  await applyCorrections(db, [correction.mentionId]);
}

/** Takes the last correction of a mention back; what was said before it, or by the models, counts again. */
export async function undoCorrection(db: Database, mentionId: string, byName: string, now: Date): Promise<Labels> {
  const { rows } = await sql<{ labels: Labels }>`
    update corrections set undone_at = ${now}, undone_by = ${byName}
    where id = (select id from corrections where mention_id = ${mentionId} and undone_at is null
      order by created_at desc, id limit 1 for update)
    returning labels`.execute(db);
  const undone = rows[0];
  if (undone === undefined) throw new Conflict('Nobody corrected this mention, or it was undone already.');
  await applyCorrections(db, [mentionId]);
  return undone.labels;
}

/** Every correction of a mention, those taken back included, the latest first. */
export async function listCorrections(db: Database, mentionId: string): Promise<Correction[]> {
  const rows = await db
    .selectFrom('corrections')
    .selectAll()
    .where('mention_id', '=', mentionId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    by: row.by_name,
    at: iso(row.created_at),
    labels: row.labels as Labels,
    version: row.analysis_version,
    undoneAt: isoOrNull(row.undone_at),
    undoneBy: row.undone_by,
  }));
}

/**
 * Puts what people said last of each label over what the analysis says, which is kept beside it; mentions that nobody
 * corrected stay as they are.
 */
export async function applyCorrections(db: Database, ids: readonly string[]): Promise<void> {
  await sql`
    with said as (
      select mention_id, coalesce(jsonb_object_agg(label.key, label.value order by created_at)
          filter (where undone_at is null), '{}') as labels
      from corrections, jsonb_each(labels) as label
      where mention_id = any(${ids}::text[]) group by mention_id
    ), made as (
      -- A text that could not be read has no analysis, but a person may say what it is.
      select m.id, s.labels, coalesce((m.analysis || coalesce(m.analysis->'corrected', '{}')) - 'corrected', '{}') as analysis
      from mentions m join said s on s.mention_id = m.id
    ), shown as (
      select id, case when labels = '{}' then analysis else analysis || labels
        || case when labels ? 'sentiment' then jsonb_build_object('sentiment',
          jsonb_build_object('label', labels->'sentiment', 'score', 1)) else '{}' end
        || case when labels ? 'complaint' then jsonb_build_object('complaint', jsonb_build_object('label', labels->'complaint',
          'score', case when (labels->>'complaint')::boolean then 1 else 0 end)) else '{}' end
        || jsonb_build_object('corrected', (select jsonb_object_agg(key, coalesce(analysis->key, value)) from jsonb_each(labels)))
        end as analysis
      from made
    )
    update mentions m set
      analysis = case when m.analysis is not null then r.analysis end, sentiment = r.analysis->'sentiment'->>'label',
      complaint = (r.analysis->'complaint'->>'label')::boolean, complaint_score = (r.analysis->'complaint'->>'score')::real,
      topics = array(select jsonb_array_elements_text(r.analysis->'topics')),
      intent = r.analysis->>'intent', urgency = r.analysis->>'urgency'
    from shown r where m.id = r.id`.execute(db);
}
