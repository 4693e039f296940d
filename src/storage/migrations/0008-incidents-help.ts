import { type Kysely, sql } from 'kysely';

/**
 * Incidents: many tickets of one trouble. A ticket is in one incident that is not over at most (`live`); a row that was
 * detached stays, so that nothing attaches the ticket again by itself. A broadcast is one answer to many tickets: a row
 * for each says whether it went out, so that none is answered twice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table incidents (
  id uuid primary key default gen_random_uuid(),
  title text not null,
  status text not null,
  topic text,
  province text,
  starts_at timestamptz not null,
  burst jsonb,
  opened_by text not null,
  created_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  closed_by text,
  closed_at timestamptz
);
create unique index incidents_live on incidents (topic, coalesce(province, '')) where status in ('proposed', 'open');
create index incidents_by_time on incidents (created_at desc, id);

create table incident_tickets (
  incident_id uuid not null references incidents on delete cascade,
  ticket_number integer not null references tickets on delete cascade,
  live boolean not null default true,
  by_name text not null,
  at timestamptz not null,
  detached_by text,
  resolving boolean not null default false,
  problem text,
  primary key (incident_id, ticket_number)
);
create unique index incident_tickets_live on incident_tickets (ticket_number) where live;
create index incident_tickets_by_ticket on incident_tickets (ticket_number);
create index incident_tickets_resolving on incident_tickets (incident_id, ticket_number) where resolving;
create index tickets_by_topic on tickets (topic, opened_at) where topic is not null;

create table incident_updates (
  id uuid primary key default gen_random_uuid(),
  incident_id uuid not null references incidents on delete cascade,
  at timestamptz not null,
  by_name text not null,
  text text not null
);
create index incident_updates_by_incident on incident_updates (incident_id, at);

create table incident_broadcasts (
  id uuid primary key default gen_random_uuid(),
  incident_id uuid not null references incidents on delete cascade,
  text text not null,
  status text not null,
  author_id uuid references users,
  author_kind text not null,
  author_name text not null,
  created_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  reason text
);
create index incident_broadcasts_by_incident on incident_broadcasts (incident_id, created_at);

create table incident_deliveries (
  broadcast_id uuid not null references incident_broadcasts on delete cascade,
  ticket_number integer not null references tickets on delete cascade,
  channel text not null,
  sent_at timestamptz,
  problem text,
  primary key (broadcast_id, ticket_number)
);
create index incident_deliveries_waiting on incident_deliveries (broadcast_id, ticket_number)
  where sent_at is null and problem is null;
create index incident_deliveries_sent on incident_deliveries (sent_at) where sent_at is not null;
`.execute(db);
}
