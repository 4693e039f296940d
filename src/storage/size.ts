import { sql } from 'kysely';
import type { Database } from './database.ts';

/** What the records are kept in: its version, and how much room they take. */
export interface RecordsSize {
  version: string;
  bytes: number;
}

export async function recordsSize(db: Database): Promise<RecordsSize> {
  const { rows } = await sql<{ version: string; bytes: string }>`
    select current_setting('server_version') as version, pg_database_size(current_database())::text as bytes`.execute(
    db,
  );
  return { version: rows[0]?.version ?? '', bytes: Number(rows[0]?.bytes ?? 0) };
}
