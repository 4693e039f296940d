import { type Kysely, sql } from 'kysely';

/** Daily reports that go out by mail: a row is a mail, so that each is sent once whatever stops or runs beside it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table report_mails (
  id uuid primary key default gen_random_uuid(),
  key text not null,
  date date not null,
  status text not null,
  tries integer not null default 1,
  problem text,
  changed_at timestamptz not null,
  lease_ends_at timestamptz,
  next_try_at timestamptz,
  unique (key, date)
);
create index report_mails_at_work on report_mails (status) where status in ('preparing', 'waiting', 'sending');
create index report_mails_by_time on report_mails (changed_at);
`.execute(db);
}
