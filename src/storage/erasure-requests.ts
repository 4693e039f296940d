import { type Selectable, sql } from 'kysely';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull } from './rows.ts';
import type { Schema } from './schema.ts';
import type { Accounts } from './selfcare-tickets.ts';

/** What customers asked to have erased, and what became of it. */

export type ErasureStatus = 'open' | 'done' | 'refused';

export interface ErasureRequest {
  id: string;
  /** Whose data, as `selfcareId` writes it; null once it is done. */
  identity: string | null;
  askedAt: string;
  status: ErasureStatus;
  decidedAt: string | null;
  decidedBy: string | null;
  reason: string | null;
}

const shape = (row: Selectable<Schema['erasure_requests']>): ErasureRequest => ({
  id: row.id,
  identity: row.identity,
  askedAt: iso(row.asked_at),
  status: row.status as ErasureStatus,
  decidedAt: isoOrNull(row.decided_at),
  decidedBy: row.decided_by,
  reason: row.reason,
});

/** Notes that somebody asks; whoever asked before, and was not answered, has asked once. Gives the request's id. */
export async function askErasure(
  tx: Database,
  { channelId, identity }: { channelId: string; identity: string },
  now: Date,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into erasure_requests (channel_id, identity, asked_at) values (${channelId}, ${identity}, ${now})
    on conflict (identity) where status = 'open' do update set channel_id = excluded.channel_id returning id`.execute(
    tx,
  );
  return rows[0]?.id ?? '';
}

/** The last that somebody asked for and was answered with a refusal, or waits for. */
export async function lastErasureRequest(db: Database, identity: string): Promise<ErasureRequest | undefined> {
  const row = await db
    .selectFrom('erasure_requests')
    .selectAll()
    .where('identity', '=', identity)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && shape(row);
}

/** All of them, what is open first, then the newest; at most 200. */
export async function listErasureRequests(db: Database): Promise<ErasureRequest[]> {
  const rows = await db
    .selectFrom('erasure_requests')
    .selectAll()
    .orderBy(sql`status = 'open'`, 'desc')
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map(shape);
}

/** Throws NotFound. */
export async function findErasureRequest(db: Database, id: string): Promise<ErasureRequest> {
  const row = await db.selectFrom('erasure_requests').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such request.');
  return shape(row);
}

/** A request that nobody has decided yet, kept from others. Throws NotFound. */
export async function lockErasureRequest(tx: Database, id: string): Promise<ErasureRequest & { identity: string }> {
  const row = await tx
    .selectFrom('erasure_requests')
    .selectAll()
    .where('id', '=', id)
    .where('status', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
  if (row?.identity == null) throw new NotFound('There is no such request, or it was decided already.');
  return { ...shape(row), identity: row.identity };
}

export async function decideErasureRequest(
  tx: Database,
  id: string,
  { status, by, reason }: { status: 'done' | 'refused'; by: string; reason: string | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('erasure_requests')
    .set({ status, decided_by: by, decided_at: now, reason, ...(status === 'done' ? { identity: null } : {}) })
    .where('id', '=', id)
    .execute();
}

/** The people whose accounts these are; `wholly`: they are known by no account beside these. */
export async function personsOfAccounts(
  tx: Database,
  accounts: Accounts,
): Promise<{ person: string; wholly: boolean }[]> {
  const own = sql`select own.channel, own.id from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as own(channel text, id text)`;
  const { rows } = await sql<{ person: string; wholly: boolean }>`
    select p.person, not exists (select from identities i join customers c on c.id = i.customer_id
      where coalesce(c.merged_into, c.id) = p.person and (i.channel, i.external_id) not in (${own})) as wholly
    from (select distinct coalesce(c.merged_into, c.id) as person from identities i
      join customers c on c.id = i.customer_id where (i.channel, i.external_id) in (${own})) p
    order by p.person`.execute(tx);
  return rows;
}

/** What these accounts are known by: numbers, addresses, names, handles. */
export async function keysOfAccounts(db: Database, accounts: Accounts): Promise<{ kind: string; value: string }[]> {
  const { rows } = await sql<{ kind: string; value: string }>`
    select distinct k.kind, k.value from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as own(channel text, id text)
    join identities i on i.channel = own.channel and i.external_id = own.id
    join customer_keys k on k.customer_id = i.customer_id order by k.kind, k.value`.execute(db);
  return rows;
}
