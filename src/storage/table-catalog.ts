import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** Every table of the records; the type leaves none out. */
const TABLES = Object.keys({
  teams: 1,
  users: 1,
  sessions: 1,
  api_tokens: 1,
  settings: 1,
  queries: 1,
  sources: 1,
  host_turns: 1,
  runs: 1,
  import_rejects: 1,
  webhook_marks: 1,
  captures: 1,
  customers: 1,
  identities: 1,
  customer_keys: 1,
  customer_notes: 1,
  customer_matches: 1,
  customer_inbox: 1,
  erasures: 1,
  tickets: 1,
  mentions: 1,
  corrections: 1,
  rereadings: 1,
  canned_replies: 1,
  macros: 1,
  articles: 1,
  article_versions: 1,
  article_votes: 1,
  notifications: 1,
  first_answers: 1,
  messages: 1,
  ticket_events: 1,
  ticket_links: 1,
  ticket_merges: 1,
  causes: 1,
  mention_outbox: 1,
  audit_log: 1,
  agent_states: 1,
  ticket_leases: 1,
  held_replies: 1,
  incidents: 1,
  incident_tickets: 1,
  incident_updates: 1,
  incident_broadcasts: 1,
  incident_deliveries: 1,
  channels: 1,
  channel_turns: 1,
  channel_inbox: 1,
  deliveries: 1,
  channel_receipts: 1,
  attachments: 1,
  attachment_chunks: 1,
  selfcare_codes: 1,
  selfcare_sessions: 1,
  erasure_requests: 1,
  report_mails: 1,
  chat_visitors: 1,
  chat_items: 1,
  events: 1,
  scorecards: 1,
  quality_days: 1,
  quality_reviews: 1,
  coaching_notes: 1,
  csat_requests: 1,
  feed_cursors: 1,
  webhooks: 1,
  webhook_deliveries: 1,
  webhook_attempts: 1,
} satisfies Record<keyof Schema, 1>);

/** A table with the columns that are stored, not computed. `identity`: a sequence of its own numbers it. */
export interface WritableTable {
  name: string;
  columns: { name: string; type: string; identity: boolean }[];
}

const OURS = sql`c.relnamespace = (select oid from pg_namespace where nspname = current_schema()) and c.relname = any(${TABLES})`;

/** The tables of the records that there are, as the database describes them. */
export async function tablesOf(db: Database): Promise<WritableTable[]> {
  const { rows } = await sql<{ table: string; column: string; type: string; identity: boolean }>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, 
      pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null as identity
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where ${OURS} and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname, a.attnum`.execute(db);
  const tables = new Map<string, WritableTable>();
  for (const { table, column, type, identity } of rows) {
    const found = tables.get(table) ?? { name: table, columns: [] };
    found.columns.push({ name: column, type, identity });
    tables.set(table, found);
  }
  return [...tables.values()];
}

/** What can be taken off a table and put back: statements, in this order. */
export interface Removable {
  remove: string;
  restore: string;
}

/** Foreign keys: without them rows may come in any order, and with them put back they are all checked. */
export async function foreignKeysOf(db: Database): Promise<Removable[]> {
  const { rows } = await sql<Removable>`
    select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) as remove,
      format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as restore
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where ${OURS} and k.contype = 'f'`.execute(db);
  return rows;
}

/** Indexes that are no constraint: made at once they cost less than row by row. */
export async function indexesOf(db: Database): Promise<Removable[]> {
  const { rows } = await sql<Removable>`
    select format('drop index %s', i.indexrelid::regclass) as remove, pg_get_indexdef(i.indexrelid) as restore
    from pg_index i join pg_class c on c.oid = i.indrelid
    where ${OURS} and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`.execute(db);
  return rows;
}

/** Statements that drop the functions behind the tables' triggers, once the tables are gone. */
export async function triggerFunctionDropsOf(db: Database): Promise<string[]> {
  const { rows } = await sql<{ drop: string }>`
    select distinct format('drop function %s', t.tgfoid::regprocedure) as drop
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where ${OURS} and not t.tgisinternal`.execute(db);
  return rows.map(({ drop }) => drop);
}

/** Until the end of the transaction values have the text form that every server reads alike. */
export async function fixTextForms(tx: Database): Promise<void> {
  await sql`select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true),
    set_config('IntervalStyle', 'postgres', true), set_config('extra_float_digits', '1', true),
    set_config('bytea_output', 'hex', true)`.execute(tx);
}
