import { type Kysely, sql } from 'kysely';

/**
 * Secrets of sources, by the name of their field, each sealed on its own; and the rows of an imported file that could
 * not be read, as they were (`json`, not `jsonb`, keeps the order of their columns).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table sources add secrets jsonb not null default '{}';
create table import_rejects (
  run_id uuid not null references runs on delete cascade,
  row_number integer not null,
  reason text not null,
  cells json not null,
  primary key (run_id, row_number)
);
`.execute(db);
}
