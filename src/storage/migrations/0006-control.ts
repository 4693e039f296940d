import { type Kysely, sql } from 'kysely';

/**
 * How far each user sees. Who is there and what they can take: one row a user, which whoever gives them tickets locks, so
 * that nobody gets more than they can. Who looks at a ticket at this moment. Replies that wait for an approval. And who did
 * what: entries are only ever added, in the transaction of the act, and get their place in the chain of hashes once,
 * afterwards, by one writer at a time, so that writers never wait for each other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table users add reach text;

alter table teams add assignment jsonb not null default '{}';
create table agent_states (
  user_id uuid primary key references users on delete cascade,
  capacity integer not null,
  topics text[] not null default '{}',
  languages text[] not null default '{}',
  channels text[] not null default '{}',
  status text not null default 'offline',
  status_since timestamptz not null,
  heartbeat_at timestamptz not null,
  last_assigned_at timestamptz
) with (fillfactor = 80);
create index users_by_team on users (team_id);
drop index tickets_inbox;
create index tickets_by_team on tickets (team_id, next_due_at, number);
create index tickets_waiting on tickets (team_id, next_due_at, number)
  where assignee_id is null and status in ('new', 'open');
create index tickets_worked_on on tickets (assignee_id) where status in ('new', 'open');

create table ticket_leases (
  ticket_number integer not null references tickets on delete cascade,
  user_id uuid not null references users on delete cascade,
  doing text not null,
  since timestamptz not null,
  expires_at timestamptz not null,
  primary key (ticket_number, user_id)
);

alter table teams add approval_levels integer not null default 0;
create table held_replies (
  id uuid primary key default gen_random_uuid(),
  ticket_number integer not null references tickets,
  text text not null,
  author_id uuid references users,
  author_name text not null,
  levels integer not null,
  status text not null default 'pending',
  decisions jsonb not null default '[]',
  held_at timestamptz not null,
  decided_at timestamptz
);
create index held_replies_by_ticket on held_replies (ticket_number, held_at);
create index held_replies_pending on held_replies (held_at, id) where status = 'pending';

create table audit_log (
  id bigint primary key generated always as identity,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  ip text,
  act text collate "C" not null,
  subject_kind text not null,
  subject_id text,
  details jsonb not null default '{}',
  sequence bigint unique,
  hash text,
  check ((sequence is null) = (hash is null))
);
create index audit_unsealed on audit_log (id) where sequence is null;
create index audit_by_time on audit_log (at, id);
create index audit_by_actor on audit_log (actor_id, id) where actor_id is not null;
create index audit_by_subject on audit_log (subject_kind, subject_id, id);
create index audit_by_act on audit_log (act, id);

create function keep_audit_entry() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.sequence is null and new.sequence is not null
    and to_jsonb(old) - '{sequence,hash}'::text[] = to_jsonb(new) - '{sequence,hash}'::text[] then
    return new;
  end if;
  raise exception 'entries of the audit trail are never changed or removed';
end $$;
create trigger audit_kept before update or delete on audit_log for each row execute function keep_audit_entry();
create trigger audit_not_emptied before truncate on audit_log for each statement execute function keep_audit_entry();
`.execute(db);
}
