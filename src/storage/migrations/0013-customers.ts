import { type Kysely, sql } from 'kysely';

/**
 * Customers as people: what each is known by (phone number, e-mail address, handle, name), read from what they wrote, and
 * which of them are one person. A match moves nothing: `merged_into` names the oldest of those who are one, and follows
 * from the matches that stand, so that taking one back loses nothing. A trigger notes the mentions of tickets whose
 * authors' words are yet to be read, so that no way of making a ticket can forget to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table customers add merged_into uuid references customers on delete set null, add erased_at timestamptz;
create index customers_by_person on customers (coalesce(merged_into, id));
create index customers_merged on customers (merged_into) where merged_into is not null;

create table customer_keys (
  customer_id uuid not null references customers on delete cascade,
  kind text not null,
  value text collate "C" not null,
  first_seen_at timestamptz not null,
  primary key (customer_id, kind, value)
);
create index customer_keys_by_value on customer_keys (kind, value);
create index customer_keys_names on customer_keys using gin (to_tsvector('simple', value)) where kind = 'name';

create table customer_notes (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references customers on delete cascade,
  text text not null,
  user_id uuid references users,
  author_name text not null,
  created_at timestamptz not null
);
create index customer_notes_by_customer on customer_notes (customer_id, created_at);

create table customer_matches (
  id uuid primary key default gen_random_uuid(),
  first_id uuid not null references customers on delete cascade,
  second_id uuid not null references customers on delete cascade,
  permille integer not null,
  evidence jsonb not null,
  status text not null default 'proposed',
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  unique (first_id, second_id),
  check (first_id < second_id)
);
create index customer_matches_of_second on customer_matches (second_id);
create index customer_matches_proposed on customer_matches (permille desc, id) where status = 'proposed';

create index mentions_by_author on mentions (source_kind, (coalesce(author_id, author_name)), occurred_at)
  where coalesce(author_id, author_name) is not null;
create table customer_inbox (mention_id text primary key references mentions on delete cascade);
insert into customer_inbox select id from mentions where ticket_number is not null;
create function note_customer_words() returns trigger language plpgsql as $$
begin
  insert into customer_inbox (mention_id) values (new.id) on conflict do nothing;
  return null;
end $$;
create trigger mention_of_customer after insert or update of title, text, ticket_number
  on mentions for each row when (new.ticket_number is not null) execute function note_customer_words();

alter table mentions add erased_at timestamptz;
create table erasures (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null,
  at timestamptz not null,
  by_name text not null,
  reason text not null,
  counts jsonb not null
);
`.execute(db);
}
