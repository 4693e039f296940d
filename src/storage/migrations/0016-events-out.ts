import { type Kysely, sql } from 'kysely';

/**
 * What happened, for whoever follows it: live pages and webhooks. Triggers write the events, so that no writer can forget
 * them; those of tickets and incidents at the end of the transaction, when the row has its final state. Events hold ids,
 * numbers and states, never words of a customer. A place in the feed (`sequence`) is given once, after the commit and by
 * one writer at a time: ids are handed out before the commit, so a reader who went by them would pass by the event of a
 * transaction that took longer. `teams`, `assignee_id` and `users` say whom an event is for: see care/audience.ts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table events (
  id bigint primary key generated always as identity,
  sequence bigint unique,
  at timestamptz not null,
  kind text not null,
  teams uuid[],
  assignee_id uuid,
  users uuid[],
  data jsonb not null default '{}'
);
create index events_unplaced on events (id) where sequence is null;
create index events_by_time on events (at);

create table feed_cursors (name text primary key, sequence bigint not null);

create function tell_ticket_event() returns trigger language plpgsql as $$
begin
  insert into events (at, kind, teams, assignee_id, data)
  select new.at, 'ticket.' || new.kind, array[t.team_id], t.assignee_id, jsonb_strip_nulls(jsonb_build_object(
    'ticket', t.number, 'version', t.version, 'status', t.status, 'priority', t.priority, 'channel', t.channel,
    'team', t.team_id, 'assignee', t.assignee_id, 'message', new.changes -> 'message' -> 'to',
    'fields', (select coalesce(jsonb_agg(field order by field), '[]') from jsonb_object_keys(new.changes) field)))
  from tickets t where t.number = new.ticket_number;
  return null;
end $$;
create constraint trigger ticket_event_told after insert on ticket_events
  deferrable initially deferred for each row execute function tell_ticket_event();

create function tell_ticket_left() returns trigger language plpgsql as $$
begin
  if new.team_id is distinct from old.team_id then
    insert into events (at, kind, teams, data)
    values (new.updated_at, 'ticket.left', array[old.team_id], jsonb_build_object('ticket', new.number, 'team', old.team_id));
  end if;
  if old.assignee_id is not null and new.assignee_id is distinct from old.assignee_id then
    insert into events (at, kind, users, data)
    values (new.updated_at, 'ticket.left', array[old.assignee_id], jsonb_build_object('ticket', new.number, 'assignee', old.assignee_id));
  end if;
  return null;
end $$;
create trigger ticket_left_told after update of team_id, assignee_id on tickets for each row
  when (new.team_id is distinct from old.team_id or new.assignee_id is distinct from old.assignee_id)
  execute function tell_ticket_left();

create function tell_onlookers() returns trigger language plpgsql as $$
declare
  lease ticket_leases := coalesce(new, old);
begin
  insert into events (at, kind, teams, assignee_id, users, data)
  select lease.since, 'onlookers.changed', array[t.team_id], t.assignee_id, there.users, jsonb_build_object('ticket', t.number)
  from tickets t, lateral (
    select array_agg(l.user_id) as users from ticket_leases l where l.ticket_number = t.number and l.user_id <> lease.user_id
  ) there
  where t.number = lease.ticket_number and there.users is not null;
  return null;
end $$;
create trigger onlooker_came_or_went after insert or delete on ticket_leases for each row execute function tell_onlookers();
create trigger onlooker_does_else after update on ticket_leases for each row
  when (new.doing is distinct from old.doing) execute function tell_onlookers();

create function tell_held_reply() returns trigger language plpgsql as $$
begin
  insert into events (at, kind, teams, assignee_id, data)
  select coalesce(new.decided_at, new.held_at), 'approval.' || case new.status when 'pending' then 'waiting' else new.status end,
    array[t.team_id], t.assignee_id, jsonb_build_object('approval', new.id, 'ticket', t.number, 'team', t.team_id)
  from tickets t where t.number = new.ticket_number;
  return null;
end $$;
create trigger held_reply_told after insert on held_replies for each row execute function tell_held_reply();
create trigger held_reply_decided after update on held_replies for each row
  when (new.status is distinct from old.status or new.decisions is distinct from old.decisions)
  execute function tell_held_reply();

create function tell_incident() returns trigger language plpgsql as $$
begin
  insert into events (at, kind, teams, data)
  select coalesce(new.closed_at, new.decided_at, new.created_at),
    'incident.' || case new.status when 'open' then 'opened' else new.status end, coalesce(array_agg(distinct t.team_id), '{}'),
    jsonb_strip_nulls(jsonb_build_object('incident', new.id, 'status', new.status, 'topic', new.topic))
  from incident_tickets it join tickets t on t.number = it.ticket_number
  where it.incident_id = new.id and it.detached_by is null;
  return null;
end $$;
create constraint trigger incident_told after insert on incidents
  deferrable initially deferred for each row execute function tell_incident();
create constraint trigger incident_decided after update on incidents
  deferrable initially deferred for each row when (new.status is distinct from old.status) execute function tell_incident();

create function tell_session_end() returns trigger language plpgsql as $$
begin
  insert into events (at, kind, users) values (now(), 'access.changed', array[old.user_id]);
  return null;
end $$;
create trigger session_end_told after delete on sessions for each row execute function tell_session_end();

create function tell_rights() returns trigger language plpgsql as $$
begin
  insert into events (at, kind, users) values (now(), 'access.changed', array[new.id]);
  return null;
end $$;
create trigger user_rights_told after update on users for each row
  when ((new.role, new.team_id, new.reach, new.disabled_at) is distinct from (old.role, old.team_id, old.reach, old.disabled_at))
  execute function tell_rights();
create trigger token_end_told after update on api_tokens for each row
  when (new.revoked_at is distinct from old.revoked_at or new.role is distinct from old.role) execute function tell_rights();

create function tell_team_tree() returns trigger language plpgsql as $$
begin
  insert into events (at, kind) values (now(), 'access.changed');
  return null;
end $$;
create trigger team_added_told after insert on teams for each row execute function tell_team_tree();
create trigger team_moved_told after update on teams for each row
  when (new.parent_id is distinct from old.parent_id) execute function tell_team_tree();

create table webhooks (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  url text not null,
  kinds text[] not null,
  team_id uuid references teams,
  enabled boolean not null default true,
  secrets jsonb not null default '{}',
  previous_until timestamptz,
  from_sequence bigint not null,
  failures integer not null default 0,
  failing_since timestamptz,
  not_before timestamptz,
  set_aside_at timestamptz,
  problem text,
  last_success_at timestamptz,
  created_at timestamptz not null
);

create table webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid not null references webhooks on delete cascade,
  sequence bigint,
  ticket_number integer,
  kind text not null,
  body text not null,
  status text not null default 'waiting',
  asked boolean not null default false,
  attempts integer not null default 0,
  due_at timestamptz not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create unique index webhook_deliveries_once on webhook_deliveries (webhook_id, sequence);
create index webhook_deliveries_due on webhook_deliveries (webhook_id, due_at) where status = 'waiting';
create index webhook_deliveries_order on webhook_deliveries (webhook_id, ticket_number, sequence) where status = 'waiting';
create index webhook_deliveries_log on webhook_deliveries (webhook_id, created_at desc, id desc);
create index webhook_deliveries_by_time on webhook_deliveries (created_at);

create table webhook_attempts (
  delivery_id uuid not null references webhook_deliveries on delete cascade,
  number integer not null,
  at timestamptz not null,
  status integer,
  duration_ms integer not null,
  answer text,
  problem text,
  primary key (delivery_id, number)
);
`.execute(db);
}
