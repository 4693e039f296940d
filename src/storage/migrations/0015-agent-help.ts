import { type Kysely, sql } from 'kysely';

/**
 * Help for agents: canned replies, macros, questions with approved answers, what colleagues are told, and the first answer
 * that a customer gets by itself. What has a team is for that team and those below it; without one it is for all.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table canned_replies (
  id uuid primary key default gen_random_uuid(),
  team_id uuid references teams on delete cascade,
  title text not null,
  shortcut text not null,
  text text not null,
  variants jsonb not null default '{}',
  language text not null,
  topics text[] not null default '{}',
  search tsvector not null,
  uses integer not null default 0,
  updated_by text not null,
  updated_at timestamptz not null
);
create unique index canned_replies_by_shortcut on canned_replies
  (coalesce(team_id, '00000000-0000-0000-0000-000000000000'), shortcut);

create table macros (
  id uuid primary key default gen_random_uuid(),
  team_id uuid references teams on delete cascade,
  name text not null,
  acts jsonb not null,
  uses integer not null default 0,
  updated_by text not null,
  updated_at timestamptz not null
);

create table articles (
  id uuid primary key default gen_random_uuid(),
  team_id uuid references teams on delete cascade,
  question text not null,
  answer text not null,
  topics text[] not null default '{}',
  status text not null default 'draft',
  version integer not null default 1,
  search tsvector not null,
  uses integer not null default 0,
  approved_by text,
  approved_at timestamptz,
  updated_by text not null,
  updated_at timestamptz not null
);
create index articles_search on articles using gin (search);

-- Every wording that was ever approved: customers were told it.
create table article_versions (
  article_id uuid not null references articles on delete cascade,
  version integer not null,
  question text not null,
  answer text not null,
  approved_by text not null,
  approved_at timestamptz not null,
  primary key (article_id, version)
);

create table article_votes (
  article_id uuid not null references articles on delete cascade,
  user_id uuid not null references users on delete cascade,
  helpful boolean not null,
  primary key (article_id, user_id)
);

create table notifications (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  kind text not null,
  ticket_number integer references tickets on delete cascade,
  by_name text not null,
  created_at timestamptz not null,
  read_at timestamptz
);
create index notifications_by_user on notifications (user_id, created_at desc, id desc);
create index notifications_unread on notifications (user_id) where read_at is null;

create table first_answers (
  ticket_number integer primary key references tickets on delete cascade,
  customer_id uuid,
  at timestamptz not null,
  problem text
);
create index first_answers_by_customer on first_answers (customer_id, at desc) where problem is null;

create index tickets_resolved_by_topic on tickets (topic, resolved_at desc) where resolved_at is not null;
`.execute(db);
}
