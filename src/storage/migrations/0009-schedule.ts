import { type Kysely, sql } from 'kysely';

/**
 * When each source is collected next, by what is known of it: the records are the truth and the queue only wakes. And the
 * turns at hosts, which all processes share: who has the turn, until when at most, and when the last one ended.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table sources
  add min_minutes integer,
  add max_minutes integer,
  add interval_seconds integer,
  add next_run_at timestamptz not null default now(),
  add queued_at timestamptz,
  add failures double precision not null default 0,
  add failing_since timestamptz,
  add set_aside_at timestamptz,
  add last_news_at timestamptz,
  add silences jsonb not null default '[]',
  add backfill jsonb;
update sources set next_run_at = coalesce(last_run_at + every_minutes * interval '1 minute', created_at),
  failing_since = case when problem is not null then last_run_at end;
create index sources_due on sources (next_run_at) where enabled;

create table host_turns (
  host text primary key,
  turn_id uuid,
  turn_until timestamptz not null default '-infinity',
  last_end_at timestamptz not null default '-infinity',
  paused_until timestamptz not null default '-infinity'
) with (fillfactor = 70);
`.execute(db);
}
