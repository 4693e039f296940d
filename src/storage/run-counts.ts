import { sql } from 'kysely';
import type { Database } from './database.ts';

/** What came of the runs of one kind of source that ended alike. */
export interface RunCounts {
  kind: string;
  status: string;
  runs: number;
  found: number;
  new: number;
  unmatched: number;
  rejected: number;
  /** At most 100 a run are kept. */
  errors: number;
}

/** Adds up the runs that ended after `after`, up to `until` included, and began within the day before. */
export async function countRuns(db: Database, after: Date, until: Date): Promise<RunCounts[]> {
  const { rows } = await sql<RunCounts>`
    select s.kind, r.status, count(*)::integer as runs, sum(r.found)::integer as found, sum(r.new)::integer as new,
      sum(r.unmatched)::integer as unmatched, sum(r.rejected)::integer as rejected,
      sum(jsonb_array_length(r.errors))::integer as errors
    from sources s join runs r on r.source_id = s.id
    where r.started_at > ${after}::timestamptz - interval '1 day' and r.finished_at > ${after} and r.finished_at <= ${until}
    group by 1, 2`.execute(db);
  return rows;
}
