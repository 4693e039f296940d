import { type Selectable, sql } from 'kysely';
import { CHAIN_START, type ChainHead, chainOn } from '../care/audit-chain.ts';
import type { AuditEntry, NewAuditEntry } from '../domain/audit.ts';
import { type Database, inTransaction } from './database.ts';
import { iso, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';

/** The audit trail: entries are added by whoever acts, and chained by `sealAudit`; nothing changes or removes them. */

/** The lock of the one who seals; any number that nothing else locks by. */
const SEAL_LOCK = 7_203_561;
const SEAL_BATCH = 1000;

/** Notes an act, in the transaction of the act itself: both are kept, or neither. */
export async function appendAudit(tx: Database, entry: NewAuditEntry): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      at: entry.at,
      actor_kind: entry.actor.kind,
      actor_id: entry.actor.id,
      actor_name: entry.actor.name,
      ip: entry.ip,
      act: entry.act,
      subject_kind: entry.subject.kind,
      subject_id: entry.subject.id,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}

function shape(row: Selectable<Schema['audit_log']>): AuditEntry {
  return {
    id: Number(row.id),
    at: iso(row.at),
    actor: { kind: row.actor_kind as AuditEntry['actor']['kind'], id: row.actor_id, name: row.actor_name },
    ip: row.ip,
    act: row.act,
    subject: { kind: row.subject_kind, id: row.subject_id },
    details: row.details,
    sequence: row.sequence === null ? null : Number(row.sequence),
    hash: row.hash,
  };
}

/** The last link of the chain. */
export async function auditHead(db: Database): Promise<ChainHead> {
  const row = await db
    .selectFrom('audit_log')
    .select(['sequence', 'hash'])
    .where('sequence', 'is not', null)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.hash ? { sequence: Number(row.sequence), hash: row.hash } : CHAIN_START;
}

/**
 * Gives the entries that wait for it their places in the chain, and gives how many there were. Who finds another one at
 * it leaves it to them. An entry that is committed later than one with a higher id simply comes later in the chain.
 */
export async function sealAudit(db: Database): Promise<number> {
  for (let sealed = 0; ; ) {
    const count = await inTransaction(db, sealBatch);
    sealed += count;
    if (count < SEAL_BATCH) return sealed;
  }
}

async function sealBatch(tx: Database): Promise<number> {
  const lock = await sql<{ ours: boolean }>`select pg_try_advisory_xact_lock(${SEAL_LOCK}) as ours`.execute(tx);
  if (lock.rows[0]?.ours !== true) return 0;
  const rows = await tx
    .selectFrom('audit_log')
    .selectAll()
    .where('sequence', 'is', null)
    .orderBy('id')
    .limit(SEAL_BATCH)
    .execute();
  if (rows.length === 0) return 0;
  let head = await auditHead(tx);
  const links = rows.map((row) => {
    head = chainOn(head, shape(row));
    return { id: row.id, ...head };
  });
  await sql`
    update audit_log set sequence = link.sequence, hash = link.hash
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as link(id bigint, sequence bigint, hash text)
    where audit_log.id = link.id`.execute(tx);
  return rows.length;
}

/** What is looked for in the trail; all of it must fit. */
export interface AuditFilter {
  /** A user's or token's id. */
  actor?: string | undefined;
  /** A whole act ("session.started") or its noun ("session"). */
  act?: string | undefined;
  subjectKind?: string | undefined;
  subjectId?: string | undefined;
  ip?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  /** A part of the actor's name, the subject's id or the details, in any case. */
  contains?: string | undefined;
}

/** The first text that sorts after every act of the noun: "/" is the sign after ".". */
const actsOf = (noun: string) => [`${noun}.`, `${noun}/`] as const;

function matching(db: Database, filter: AuditFilter) {
  let query = db.selectFrom('audit_log').selectAll();
  if (filter.actor !== undefined) query = query.where('actor_id', '=', filter.actor);
  if (filter.act?.includes('.')) query = query.where('act', '=', filter.act);
  else if (filter.act !== undefined) {
    const [first, end] = actsOf(filter.act);
    query = query.where('act', '>=', first).where('act', '<', end);
  }
  if (filter.subjectKind !== undefined) query = query.where('subject_kind', '=', filter.subjectKind);
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
  if (filter.ip !== undefined) query = query.where('ip', '=', filter.ip);
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('at', '<', filter.to);
  if (filter.contains !== undefined)
    query = query.where(
      sql<boolean>`position(lower(${filter.contains}) in lower(concat_ws(' ', actor_name, subject_id, details::text))) > 0`,
    );
  return query;
}

/** Entries of the trail, the newest first. */
export async function listAudit(db: Database, filter: AuditFilter, request: PageRequest): Promise<Page<AuditEntry>> {
  const after = readCursor(request.cursor, 'id');
  let query = matching(db, filter);
  if (after) query = query.where('id', '<', String(after[0]));
  const rows = await query
    .orderBy('id', 'desc')
    .limit(request.limit + 1)
    .execute();
  return page(rows, request.limit, (row) => [Number(row.id)], shape);
}

/** Sealed entries after a place in the chain, in the order of the chain, a batch at a time. */
export async function* sealedEntries(db: Database, after = 0): AsyncGenerator<AuditEntry[]> {
  for (let last = after; ; ) {
    const rows = await db
      .selectFrom('audit_log')
      .selectAll()
      .where('sequence', '>', String(last))
      .orderBy('sequence')
      .limit(SEAL_BATCH)
      .execute();
    if (rows.length > 0) yield rows.map(shape);
    if (rows.length < SEAL_BATCH) return;
    last = Number(rows.at(-1)?.sequence);
  }
}
