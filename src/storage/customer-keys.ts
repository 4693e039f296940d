import { sql } from 'kysely';
import { MAX_HOLDERS } from '../care/matching.ts';
import type { CustomerKey, Identity } from '../domain/customer.ts';
import type { Database } from './database.ts';

/** What customers are known by, as it is read from what they write. */

/** Whoever reads keys or decides on matches has this lock: what one adds, the next one sees. */
const MATCHING_LOCK = 7_203_562;

export async function lockMatching(tx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${MATCHING_LOCK})`.execute(tx);
}

/** Something that a customer wrote. */
export interface CustomerWords {
  customerId: string;
  authorId: string | null;
  authorName: string | null;
  text: string;
  at: Date;
}

/** Takes up to `limit` unread mentions of tickets off the list: how many they were, and those whose author is a customer. */
export async function takeCustomerWords(
  tx: Database,
  limit: number,
): Promise<{ taken: number; words: CustomerWords[] }> {
  const { rows } = await sql<Omit<CustomerWords, 'customerId'> & { customerId: string | null }>`
    with taken as (delete from customer_inbox where mention_id in (
      select mention_id from customer_inbox order by mention_id limit ${limit} for update skip locked) returning mention_id)
    select i.customer_id as "customerId", m.author_id as "authorId", m.author_name as "authorName",
      concat_ws(E'\n', m.title, m.text) as text, m.occurred_at as at
    from taken join mentions m on m.id = taken.mention_id
    left join identities i on i.channel = m.source_kind and i.external_id = coalesce(m.author_id, m.author_name)`.execute(
    tx,
  );
  return {
    taken: rows.length,
    words: rows.flatMap(({ customerId, ...words }) => (customerId === null ? [] : [{ customerId, ...words }])),
  };
}

export async function hasCustomerWords(db: Database): Promise<boolean> {
  return (await db.selectFrom('customer_inbox').select('mention_id').limit(1).execute()).length > 0;
}

/** Adds keys to customers; gives the ids of those who have one that they had not. */
export async function addCustomerKeys(
  tx: Database,
  keys: readonly (CustomerKey & { customerId: string; at: Date })[],
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    insert into customer_keys (customer_id, kind, value, first_seen_at)
    select r."customerId", r.kind, r.value, min(r.at)
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as r("customerId" uuid, kind text, value text, at timestamptz)
    group by 1, 2, 3 order by 1, 2, 3
    on conflict do nothing returning customer_id`.execute(tx);
  return [...new Set(rows.map((row) => row.customer_id))];
}

/** A key that several people share. */
export interface SharedKey extends CustomerKey {
  /** How many people have it. */
  persons: number;
  holders: { customer: string; person: string }[];
}

/** The keys of these customers that two people or more have, but not so many that they are nobody's. */
export async function sharedKeysOf(tx: Database, customers: readonly string[]): Promise<SharedKey[]> {
  const { rows } = await sql<SharedKey>`
    select k.kind, k.value, h.persons, h.holders
    from (select distinct kind, value from customer_keys where customer_id = any(${[...customers]}::uuid[])) k
    cross join lateral (
      select count(distinct person)::integer as persons, jsonb_agg(jsonb_build_object('customer', id, 'person', person)) as holders
      from (select c.id, coalesce(c.merged_into, c.id) as person from customer_keys o join customers c on c.id = o.customer_id
        where o.kind = k.kind and o.value = k.value limit ${MAX_HOLDERS + 1}) found) h
    where h.persons >= 2 and jsonb_array_length(h.holders) <= ${MAX_HOLDERS}`.execute(tx);
  return rows;
}

/** What these customers are known by, by their ids. */
export async function knownCustomers(
  tx: Database,
  ids: readonly string[],
): Promise<Map<string, { keys: CustomerKey[]; identities: Identity[] }>> {
  const known = new Map(ids.map((id) => [id, { keys: [] as CustomerKey[], identities: [] as Identity[] }]));
  const keys = await tx
    .selectFrom('customer_keys')
    .select(['customer_id', 'kind', 'value'])
    .where(sql<boolean>`customer_id = any(${[...ids]}::uuid[])`)
    .execute();
  for (const { customer_id, kind, value } of keys)
    known.get(customer_id)?.keys.push({ kind: kind as CustomerKey['kind'], value });
  const identities = await tx
    .selectFrom('identities')
    .selectAll()
    .where(sql<boolean>`customer_id = any(${[...ids]}::uuid[])`)
    .execute();
  for (const { customer_id, channel, external_id, name } of identities)
    known.get(customer_id)?.identities.push({ channel, externalId: external_id, name });
  return known;
}
