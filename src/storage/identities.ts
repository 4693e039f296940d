import { sql } from 'kysely';
import type { Database } from './database.ts';

/** An author on a channel. */
export interface Identity {
  channel: string;
  externalId: string;
  name: string | null;
}

/**
 * The customers behind authors, in the order of the authors; who is met for the first time is made one. Two workers that meet
 * somebody at once get the same customer.
 */
export async function customersOf(tx: Database, identities: readonly Identity[]): Promise<string[]> {
  if (identities.length === 0) return [];
  const wanted = JSON.stringify(identities);
  const made = await sql<{ id: string }>`
    with wanted as (
      select distinct on (channel, "externalId") channel, "externalId", name
      from jsonb_to_recordset(${wanted}::jsonb) as w(channel text, "externalId" text, name text)
    ), missing as materialized (
      select gen_random_uuid() as id, w.* from wanted w
      where not exists (select from identities i where i.channel = w.channel and i.external_id = w."externalId")
    ), made as (
      insert into customers (id, name) select id, name from missing
    ), known as (
      insert into identities (channel, external_id, customer_id, name)
      select channel, "externalId", id, name from missing order by channel, "externalId"
      on conflict (channel, external_id) do nothing
    )
    select id from missing`.execute(tx);
  const { rows } = await sql<{ channel: string; external_id: string; customer_id: string }>`
    select i.channel, i.external_id, i.customer_id
    from jsonb_to_recordset(${wanted}::jsonb) as w(channel text, "externalId" text)
    join identities i on i.channel = w.channel and i.external_id = w."externalId"`.execute(tx);
  const customers = new Map(rows.map((row) => [`${row.channel} ${row.external_id}`, row.customer_id]));
  const used = new Set(customers.values());
  // Another worker met the same author a moment before: theirs counts.
  const spare = made.rows.map(({ id }) => id).filter((id) => !used.has(id));
  if (spare.length > 0) await tx.deleteFrom('customers').where('id', 'in', spare).execute();
  return identities.map(({ channel, externalId }) => customers.get(`${channel} ${externalId}`) ?? '');
}
