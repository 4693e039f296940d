import { type Kysely, sql } from 'kysely';

/**
 * The customers' own website. Nobody has an account there: who proves by a code that an address or number is theirs sees
 * what was written under it, for as long as their session lasts. Of codes and sessions only hashes are kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table selfcare_codes (
  id uuid primary key,
  channel_id uuid not null references channels on delete cascade,
  identity text not null,
  purpose text not null,
  code_hash text not null,
  tries integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index selfcare_codes_by_identity on selfcare_codes (channel_id, identity, created_at);
create index selfcare_codes_by_time on selfcare_codes (created_at);

create table selfcare_sessions (
  token_hash text primary key,
  channel_id uuid not null references channels on delete cascade,
  identity text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index selfcare_sessions_by_identity on selfcare_sessions (identity);
create index selfcare_sessions_by_end on selfcare_sessions (expires_at);

create table erasure_requests (
  id uuid primary key default gen_random_uuid(),
  channel_id uuid not null references channels,
  identity text,
  asked_at timestamptz not null,
  status text not null default 'open',
  decided_at timestamptz,
  decided_by text,
  reason text
);
create unique index erasure_requests_open on erasure_requests (identity) where status = 'open';
create index erasure_requests_by_time on erasure_requests (asked_at);
`.execute(db);
}
