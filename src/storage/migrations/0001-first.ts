import { type Kysely, sql } from 'kysely';

/** The first schema. Each pipeline step's progress is a column of `mentions`, with a partial index of what is pending. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table teams (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  parent_id uuid references teams,
  created_at timestamptz not null default now()
);
insert into teams (name) values ('Customer care');

create table users (
  id uuid primary key default gen_random_uuid(),
  email text not null unique,
  name text not null,
  role text not null,
  team_id uuid references teams,
  password_hash text not null,
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);

create table sessions (
  token_hash text primary key,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_by_user on sessions (user_id);

create table api_tokens (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  role text not null,
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);

create table settings (key text primary key, value jsonb not null, updated_at timestamptz not null default now());

create table queries (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  rule text not null,
  created_at timestamptz not null default now()
);

create table sources (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  name text not null unique,
  settings jsonb not null,
  every_minutes integer not null,
  enabled boolean not null default true,
  query_ids uuid[] not null default '{}',
  team_id uuid references teams,
  cursor jsonb,
  problem text,
  last_run_at timestamptz,
  last_success_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default now()
);

create table runs (
  id uuid primary key default gen_random_uuid(),
  source_id uuid not null references sources on delete cascade,
  status text not null default 'running',
  started_at timestamptz not null,
  heartbeat_at timestamptz not null,
  finished_at timestamptz,
  found integer not null default 0,
  new integer not null default 0,
  unmatched integer not null default 0,
  rejected integer not null default 0,
  errors jsonb not null default '[]',
  warnings jsonb not null default '[]'
);
create unique index runs_one_running on runs (source_id) where status = 'running';
create index runs_by_source on runs (source_id, started_at desc);
create index runs_succeeded on runs (started_at) where status = 'succeeded';

create table customers (
  id uuid primary key default gen_random_uuid(),
  name text,
  created_at timestamptz not null default now()
);
create table identities (
  channel text not null,
  external_id text not null,
  customer_id uuid not null references customers on delete cascade,
  name text,
  primary key (channel, external_id)
);
create index identities_by_customer on identities (customer_id);

create table tickets (
  number integer primary key generated always as identity,
  version integer not null default 1,
  case_key text not null,
  status text not null default 'new',
  priority text not null,
  subject text not null,
  topic text,
  channel text not null,
  team_id uuid not null references teams,
  assignee_id uuid references users,
  customer_id uuid references customers,
  merged_into integer references tickets,
  opened_at timestamptz not null,
  first_response_due_at timestamptz not null,
  resolution_due_at timestamptz not null,
  first_responded_at timestamptz,
  next_due_at timestamptz generated always as
    (case when first_responded_at is null then least(first_response_due_at, resolution_due_at) else resolution_due_at end) stored,
  resolved_at timestamptz,
  updated_at timestamptz not null,
  search tsvector not null default ''
);
create unique index tickets_one_per_case on tickets (case_key) where status <> 'closed';
create index tickets_by_due on tickets (next_due_at, number);
create index tickets_inbox on tickets (team_id, status, next_due_at, number);
create index tickets_by_assignee on tickets (assignee_id, next_due_at, number) where assignee_id is not null;
create index tickets_by_opened on tickets (opened_at);
create index tickets_search on tickets using gin (search);

create table mentions (
  id text primary key,
  source_id uuid not null references sources,
  source_kind text not null,
  external_id text not null,
  kind text not null,
  url text,
  author_id text,
  author_name text,
  thread_id text,
  title text,
  text text not null,
  search tsvector not null,
  exact_hash text not null,
  band_1 smallint, band_2 smallint, band_3 smallint, band_4 smallint,
  copy_of text,
  query_ids uuid[] not null default '{}',
  published_at timestamptz,
  collected_at timestamptz not null,
  occurred_at timestamptz generated always as (coalesce(published_at, collected_at)) stored,
  edited_at timestamptz,
  analysed_at timestamptz,
  analysis jsonb,
  analysis_error text,
  language text,
  sentiment text,
  complaint boolean,
  complaint_score real,
  topics text[] not null default '{}',
  urgency text,
  spam boolean,
  triaged_at timestamptz,
  triage_outcome text,
  triage_reason text,
  ticket_number integer references tickets
);
create index mentions_to_analyse on mentions (collected_at) where analysed_at is null;
create index mentions_to_triage on mentions (analysed_at) where triaged_at is null and analysed_at is not null;
create index mentions_by_time on mentions (occurred_at desc, id);
create index mentions_by_source on mentions (source_id, occurred_at desc);
create index mentions_by_ticket on mentions (ticket_number) where ticket_number is not null;
create index mentions_search on mentions using gin (search);
create index mentions_by_hash on mentions (exact_hash);
create index mentions_band_1 on mentions (band_1) where band_1 is not null;
create index mentions_band_2 on mentions (band_2) where band_2 is not null;
create index mentions_band_3 on mentions (band_3) where band_3 is not null;
create index mentions_band_4 on mentions (band_4) where band_4 is not null;

create table corrections (
  id uuid primary key default gen_random_uuid(),
  mention_id text not null references mentions,
  by_name text not null,
  user_id uuid references users,
  labels jsonb not null,
  analysis_version text,
  created_at timestamptz not null
);
create index corrections_by_mention on corrections (mention_id, created_at);

create table messages (
  id uuid primary key default gen_random_uuid(),
  ticket_number integer not null references tickets,
  kind text not null,
  text text not null,
  user_id uuid references users,
  author_name text not null,
  delivery text,
  created_at timestamptz not null
);
create index messages_by_ticket on messages (ticket_number, created_at);

create table ticket_events (
  id bigint primary key generated always as identity,
  ticket_number integer not null references tickets,
  at timestamptz not null,
  actor text not null,
  kind text not null,
  changes jsonb not null
);
create index ticket_events_by_ticket on ticket_events (ticket_number, id);
`.execute(db);
}
