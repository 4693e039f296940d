import { type Kysely, sql } from 'kysely';

/**
 * Files that came with what customers wrote (`mention_id`) or go out with what the desk writes (`message_id`, before that
 * `held_reply_id`, or nothing while their owner still writes). The bytes lie apart in small rows, so that neither a
 * backup nor a reader holds more than it asks for; they are compressed already.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table attachments (
  id uuid primary key default gen_random_uuid(),
  mention_id text references mentions on delete cascade,
  message_id uuid references messages on delete cascade,
  held_reply_id uuid references held_replies on delete set null,
  position integer not null default 0,
  owner text,
  ticket_number integer references tickets,
  name text not null,
  media_type text,
  size integer,
  state text not null,
  problem text,
  channel_id uuid references channels,
  origin text,
  attempts integer not null default 0,
  due_at timestamptz,
  created_at timestamptz not null
);
create unique index attachments_by_mention on attachments (mention_id, position) where mention_id is not null;
create index attachments_by_message on attachments (message_id) where message_id is not null;
create index attachments_by_held_reply on attachments (held_reply_id) where held_reply_id is not null;
create index attachments_by_ticket on attachments (ticket_number) where ticket_number is not null;
create index attachments_waiting on attachments (due_at) where due_at is not null;
create index attachments_unsent on attachments (created_at)
  where mention_id is null and message_id is null and held_reply_id is null;

create table attachment_chunks (
  attachment_id uuid not null references attachments on delete cascade,
  part integer not null,
  bytes bytea not null,
  primary key (attachment_id, part)
);
alter table attachment_chunks alter column bytes set storage external;

alter table deliveries add attachment_ids uuid[] not null default '{}';
`.execute(db);
}
