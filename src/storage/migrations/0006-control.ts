import { type Kysely, sql } from 'kysely';

/**
 * How far each user sees. And who did what: entries are only ever added, in the transaction of the act, and get their place in the chain of hashes
 * once, afterwards, by one writer at a time, so that writers never wait for each other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table users add reach text;

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
