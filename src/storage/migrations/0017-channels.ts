import { type Kysely, sql } from 'kysely';

/**
 * Channels: sources that can be answered. A channel has a source of its own for what comes in, or answers the posts of
 * one that is collected. What webhooks bring is kept in `channel_inbox` before it is acknowledged, once for each key.
 * `deliveries` is the outbox: one row for each message that a reply becomes, written with the reply; the words stay in
 * the reply. `channel_turns` is apart from the channels because every message moves it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table channels (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  name text not null,
  source_id uuid not null references sources,
  owns_source boolean not null,
  settings jsonb not null default '{}',
  secrets jsonb not null default '{}',
  state jsonb,
  enabled boolean not null default true,
  problem text,
  problem_since timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null
);
create unique index channels_by_name on channels (name) where deleted_at is null;
create unique index channels_by_source on channels (source_id) where deleted_at is null;

create table channel_turns (
  channel_id uuid primary key references channels on delete cascade,
  next_send_at timestamptz not null default '-infinity',
  paused_until timestamptz not null default '-infinity'
);

create table channel_inbox (
  id bigint primary key generated always as identity,
  channel_id uuid not null references channels on delete cascade,
  key text not null,
  query jsonb not null default '{}',
  content_type text not null,
  body bytea not null,
  received_at timestamptz not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  done_at timestamptz,
  problem text,
  unique (channel_id, key)
);
create index channel_inbox_waiting on channel_inbox (id) where done_at is null and problem is null;
create index channel_inbox_set_aside on channel_inbox (channel_id, id) where problem is not null;
create index channel_inbox_done on channel_inbox (done_at) where done_at is not null;

create table deliveries (
  id uuid primary key default gen_random_uuid(),
  position bigint not null generated always as identity,
  message_id uuid not null references messages on delete cascade,
  part integer not null,
  channel_id uuid not null references channels,
  conversation text not null,
  recipient jsonb not null,
  from_unit integer not null,
  to_unit integer not null,
  status text not null,
  reason text,
  attempts integer not null default 0,
  due_at timestamptz not null,
  lease_until timestamptz,
  external_id text,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  updated_at timestamptz not null,
  unique (message_id, part)
);
create index deliveries_queued on deliveries (channel_id, position) where status = 'queued';
create index deliveries_sending on deliveries (lease_until) where status = 'sending';
create index deliveries_by_conversation on deliveries (channel_id, conversation, position);
create index deliveries_by_external_id on deliveries (channel_id, external_id) where external_id is not null;
create index deliveries_set_aside on deliveries (position) where status in ('failed', 'doubtful');

create table channel_receipts (
  channel_id uuid not null references channels on delete cascade,
  external_id text not null,
  state text not null,
  reason text,
  at timestamptz not null,
  primary key (channel_id, external_id, state)
);
create index channel_receipts_by_time on channel_receipts (at);

create index mentions_by_writer on mentions (source_kind, author_id, occurred_at desc) where kind = 'message';
alter table held_replies add channel_id uuid references channels;
`.execute(db);
}
