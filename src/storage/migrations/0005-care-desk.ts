import { type Kysely, sql } from 'kysely';

/**
 * The desk: whom a ticket waits for, what it is promised and when that is due, what it was caused by, what it is tied
 * to. Due times are worked out from a ticket's history whenever it changes; `next_step_at` is when the clock alone will
 * change something: a warning, an escalation, the end of a snooze. The flat table of minutes becomes the first policies.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table teams add business_hours jsonb;

create table causes (
  id uuid primary key default gen_random_uuid(),
  code text collate "C" not null unique,
  name text not null,
  parent_id uuid references causes,
  retired_at timestamptz,
  created_at timestamptz not null default now()
);

alter table tickets drop column next_due_at;
alter table tickets
  alter first_response_due_at drop not null,
  alter resolution_due_at drop not null,
  add pending_on text,
  add sla_policy text,
  add next_response_due_at timestamptz,
  add unanswered_since timestamptz,
  add customer_wrote_at timestamptz,
  add reply_window_ends_at timestamptz,
  add legal_due_at timestamptz,
  add next_step_at timestamptz,
  add snoozed_until timestamptz,
  add priority_reasons jsonb not null default '[]',
  add tags text[] not null default '{}',
  add cause_id uuid references causes;
update tickets set
  pending_on = case when status = 'pending' then 'customer' end,
  unanswered_since = case when first_responded_at is null then opened_at end,
  next_step_at = case when resolved_at is null and status <> 'closed' then updated_at end;
alter table tickets add check ((status = 'pending') = (pending_on is not null));

alter table tickets add next_due_at timestamptz not null generated always as (
  case when status in ('resolved', 'closed') then '9999-12-31 00:00:00+00'::timestamptz
  else coalesce(least(
    case when first_responded_at is null then first_response_due_at end,
    next_response_due_at,
    resolution_due_at,
    case when unanswered_since is not null then reply_window_ends_at end,
    legal_due_at
  ), '9999-12-31 00:00:00+00'::timestamptz) end
) stored;
create index tickets_by_due on tickets (next_due_at, number);
create index tickets_inbox on tickets (team_id, status, next_due_at, number);
create index tickets_by_assignee on tickets (assignee_id, next_due_at, number) where assignee_id is not null;
create index tickets_unsolved_by_due on tickets (next_due_at) where resolved_at is null;
create index tickets_next_step on tickets (next_step_at, number) where next_step_at is not null;
create index tickets_merged_cases on tickets (case_key) where merged_into is not null;
create index tickets_by_customer on tickets (customer_id, opened_at) where customer_id is not null;
create index tickets_by_cause on tickets (cause_id, opened_at) where cause_id is not null;
create index tickets_by_tag on tickets using gin (tags);

drop trigger tickets_count_change on tickets;
create trigger tickets_count_change before update of version, first_response_due_at, resolution_due_at on tickets
  for each row execute function count_ticket_change();

create table ticket_links (
  from_number integer not null references tickets,
  to_number integer not null references tickets,
  kind text not null,
  by_name text not null,
  created_at timestamptz not null,
  primary key (from_number, to_number, kind),
  check (from_number <> to_number)
);
create index ticket_links_back on ticket_links (to_number);

create table ticket_merges (
  from_number integer not null references tickets,
  into_number integer not null references tickets,
  at timestamptz not null,
  state jsonb not null,
  mention_ids text[] not null,
  message_ids uuid[] not null,
  undone_at timestamptz
);
create unique index ticket_merges_standing on ticket_merges (from_number) where undone_at is null;

update ticket_events e set changes = e.changes || jsonb_build_object('message', jsonb_build_object('from', null, 'to', m.kind))
from messages m where e.kind = 'message' and m.ticket_number = e.ticket_number and m.created_at = e.at;

insert into settings (key, value)
select 'sla', jsonb_build_object('policies', jsonb_agg(jsonb_build_object(
  'name', p.name,
  'priorities', jsonb_build_array(p.priority),
  'targets', jsonb_build_object(
    'firstResponse', jsonb_build_object('minutes', c->'firstResponseMinutes', 'time', 'calendar'),
    'nextResponse', jsonb_build_object('minutes', c->'firstResponseMinutes', 'time', 'calendar'),
    'resolution', jsonb_build_object('minutes', c->'resolutionMinutes', 'time', 'calendar')
  )
) order by p.place))
from settings d
cross join (values (1, 'urgent', 'Khẩn cấp'), (2, 'high', 'Cao'), (3, 'normal', 'Bình thường'), (4, 'low', 'Thấp'))
  as p(place, priority, name)
cross join lateral (select d.value->'sla'->p.priority as c) as clocks
where d.key = 'desk' and d.value ? 'sla'
having count(*) > 0;
update settings set value = value - 'sla' where key = 'desk';
`.execute(db);
}
