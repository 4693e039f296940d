import { type Kysely, sql } from 'kysely';

/**
 * What came by webhook of each post, and when, so that what arrives late or twice changes nothing; and what somebody
 * captured by hand: the page as it was shown to them, who it was and when.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table webhook_marks (
  source_id uuid not null references sources on delete cascade,
  external_id text not null,
  at timestamptz not null,
  gone boolean not null,
  primary key (source_id, external_id)
);
create index webhook_marks_by_time on webhook_marks (at);

create table captures (
  id uuid primary key default gen_random_uuid(),
  mention_id text not null references mentions on delete cascade,
  user_id uuid references users on delete set null,
  by_name text not null,
  captured_at timestamptz not null,
  url text,
  page_url text,
  html text,
  screenshot bytea,
  problem text
);
create index captures_by_mention on captures (mention_id, captured_at desc);
`.execute(db);
}
