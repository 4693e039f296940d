import { type Kysely, sql } from 'kysely';

/**
 * Quality: scorecards, closed tickets drawn for review, and what customers think. A review keeps the scorecard as it was
 * when the review was begun, and the team and agent of that time. `quality_days` says which days were drawn from. Of the
 * link that a customer is sent only a hash is kept; a request that could not be sent keeps the reason.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table scorecards (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  team_id uuid references teams,
  pass_mark double precision not null,
  criteria jsonb not null,
  retired_at timestamptz,
  created_at timestamptz not null
);
create unique index scorecards_by_team on scorecards (coalesce(team_id, '00000000-0000-0000-0000-000000000000'))
  where retired_at is null;

create table quality_days (day text primary key, drawn integer not null, at timestamptz not null);

create table quality_reviews (
  id uuid primary key default gen_random_uuid(),
  ticket_number integer not null unique references tickets on delete cascade,
  team_id uuid not null references teams,
  agent_id uuid not null references users,
  reason text not null,
  status text not null default 'waiting',
  created_at timestamptz not null,
  pre_scores jsonb,
  reviewer_id uuid references users,
  taken_at timestamptz,
  scorecard jsonb,
  answers jsonb not null default '[]',
  comment text not null default '',
  score double precision,
  passed boolean,
  fatal boolean,
  submitted_at timestamptz,
  appeal jsonb,
  decision jsonb
);
create index quality_reviews_by_team on quality_reviews (team_id, created_at desc, id desc);
create index quality_reviews_by_agent on quality_reviews (agent_id, created_at desc, id desc);
create index quality_reviews_by_time on quality_reviews (created_at desc, id desc);
create index quality_reviews_submitted on quality_reviews (submitted_at) where submitted_at is not null;
create index quality_reviews_unread on quality_reviews (created_at) where pre_scores is null;

create table coaching_notes (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null references quality_reviews on delete cascade,
  text text not null,
  author_id uuid references users on delete set null,
  author_name text not null,
  at timestamptz not null
);
create index coaching_notes_by_review on coaching_notes (review_id, at);

create table csat_requests (
  ticket_number integer primary key references tickets on delete cascade,
  team_id uuid not null references teams,
  agent_id uuid references users,
  channel text not null,
  asked_at timestamptz not null,
  problem text,
  token_hash text unique,
  expires_at timestamptz,
  rating smallint check (rating between 1 and 5),
  comment text,
  answered_at timestamptz
);
create index csat_requests_by_time on csat_requests (asked_at) where token_hash is not null;
create index csat_requests_answered on csat_requests (answered_at) where answered_at is not null;

create index tickets_resolved on tickets (resolved_at) where resolved_at is not null;
`.execute(db);
}
