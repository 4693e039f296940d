import { type Kysely, sql } from 'kysely';

/**
 * Learning from corrections: which words each was made of, taking one back; reading everything again in the background.
 * What copies are found by is told apart in 32 bits: in 16, a million posts share every value.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table mentions alter band_1 type integer, alter band_2 type integer, alter band_3 type integer, alter band_4 type integer;

alter table corrections
  add exact_hash text,
  add undone_at timestamptz,
  add undone_by text;
create index corrections_by_time on corrections (created_at);

create table rereadings (
  id uuid primary key default gen_random_uuid(),
  -- The models' version and the desk's threshold: what answers depend on.
  reader text not null,
  asked_by text not null,
  since timestamptz,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text,
  cursor_at timestamptz,
  cursor_id text,
  total integer not null,
  read integer not null default 0,
  changed integer not null default 0
);
create unique index rereadings_under_way on rereadings ((true)) where ended_at is null;
create index rereadings_by_time on rereadings (started_at desc);
`.execute(db);
}
