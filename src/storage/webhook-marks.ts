import { sql } from 'kysely';
import type { Database } from './database.ts';

/** A change that a webhook tells of: which post, when, and whether the post is gone since. */
export interface WebhookChange {
  externalId: string;
  /** ISO 8601. */
  at: string;
  gone: boolean;
}

/** Marks are kept for so many days: longer than senders try again. */
const KEPT_DAYS = 4;

/**
 * Marks these changes as told, in the running transaction, and gives the outside ids of those that are not older than
 * what was told before; within the same instant a removal is the last word. Rows are locked in one order.
 */
export async function markChanges(
  tx: Database,
  sourceId: string,
  changes: readonly WebhookChange[],
  now: Date,
): Promise<Set<string>> {
  if (changes.length === 0) return new Set();
  const oldest = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  await tx.deleteFrom('webhook_marks').where('at', '<', oldest).execute();
  const { rows } = await sql<{ external_id: string }>`
    insert into webhook_marks as mark (source_id, external_id, at, gone)
    select ${sourceId}::uuid, r."externalId", r.at, r.gone
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as r("externalId" text, at timestamptz, gone boolean)
    order by r."externalId"
    on conflict (source_id, external_id) do update set at = excluded.at, gone = excluded.gone
    where (mark.at, mark.gone) <= (excluded.at, excluded.gone)
    returning external_id`.execute(tx);
  return new Set(rows.map((row) => row.external_id));
}
