import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import { personsOf } from '../care/matching.ts';
import type { CustomerMatch, MatchEvidence, MatchStatus } from '../domain/customer.ts';
import { NotFound } from '../errors.ts';
import { personWithin } from './customers.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull, type Page, type PageRequest, page, readCursor } from './rows.ts';

/** Pairs of customers that may be one person, and who is one person by those that were made. */

/** A pair as it is proposed; `first` is the smaller id. */
export interface Proposal {
  first: string;
  second: string;
  confidence: number;
  evidence: MatchEvidence[];
}

/** The person that a row of `customers` is. */
const person = (row: string): RawBuilder<unknown> =>
  sql`coalesce(${sql.ref(`${row}.merged_into`)}, ${sql.ref(`${row}.id`)})`;

/**
 * Proposes pairs, or says anew how likely they are. What was decided stays, and holds for all who are one with the two;
 * those who are one already are passed over.
 */
export async function proposeMatches(tx: Database, pairs: readonly Proposal[], now: Date): Promise<void> {
  const rows = pairs.map(({ confidence, ...pair }) => ({ ...pair, permille: Math.round(confidence * 1000) }));
  await sql`
    insert into customer_matches (first_id, second_id, permille, evidence, proposed_at)
    select r.first, r.second, r.permille, r.evidence, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(first uuid, second uuid, permille integer, evidence jsonb)
    join customers a on a.id = r.first join customers b on b.id = r.second
    where ${person('a')} <> ${person('b')} and not exists (
      select from customers x join customer_matches f on x.id in (f.first_id, f.second_id)
      join customers y on y.id in (f.first_id, f.second_id) and y.id <> x.id
      where f.status = 'refused' and ${person('x')} = ${person('a')} and ${person('y')} = ${person('b')})
    order by r.first, r.second
    on conflict (first_id, second_id) do update set permille = excluded.permille, evidence = excluded.evidence
      where customer_matches.status = 'proposed'`.execute(tx);
}

const select = (db: Database) =>
  db
    .selectFrom('customer_matches as m')
    .innerJoin('customers as a', 'a.id', 'm.first_id')
    .innerJoin('customers as b', 'b.id', 'm.second_id')
    .selectAll('m')
    .select(['a.name as first_name', 'b.name as second_name']);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

const shape = (row: Row): CustomerMatch => ({
  id: row.id,
  customers: [
    { id: row.first_id, name: row.first_name },
    { id: row.second_id, name: row.second_name },
  ],
  confidence: row.permille / 1000,
  evidence: row.evidence,
  status: row.status as MatchStatus,
  proposedAt: iso(row.proposed_at),
  decidedAt: isoOrNull(row.decided_at),
  decidedBy: row.decided_by,
});

/** A pair tells of both: who sees it sees the two. */
const bothWithin = (scope: TicketScope): RawBuilder<SqlBool> =>
  scope === 'all' ? sql`true` : sql`${personWithin(scope, person('a'))} and ${personWithin(scope, person('b'))}`;

/** Pairs of this status, the likeliest first; proposals of people who have become one meanwhile are left out. */
export async function listMatches(
  db: Database,
  scope: TicketScope,
  filter: { status: MatchStatus; person?: string | undefined },
  request: PageRequest,
): Promise<Page<CustomerMatch>> {
  const after = readCursor(request.cursor, 'number', 'uuid');
  let query = select(db).where('m.status', '=', filter.status).where(bothWithin(scope));
  if (filter.status === 'proposed') query = query.where(sql<boolean>`${person('a')} <> ${person('b')}`);
  if (filter.person !== undefined)
    query = query.where(sql<boolean>`${filter.person}::uuid in (${person('a')}, ${person('b')})`);
  if (after)
    query = query.where(sql<boolean>`(-m.permille, m.id) > (${-Number(after[0])}::integer, ${after[1]}::uuid)`);
  const rows = await query
    .orderBy('m.permille', 'desc')
    .orderBy('m.id')
    .limit(request.limit + 1)
    .execute();
  return page(rows, request.limit, (row) => [row.permille, row.id], shape);
}

/** One pair; NotFound also when one of the two is out of the asker's sight. */
export async function findMatch(db: Database, scope: TicketScope, id: string): Promise<CustomerMatch> {
  const row = await select(db).where('m.id', '=', id).where(bothWithin(scope)).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such match.');
  return shape(row);
}

/** Notes a decision, or that there is none any more, and works out anew who is one person with the two. */
export async function decideMatch(
  tx: Database,
  match: Pick<CustomerMatch, 'id' | 'customers'>,
  status: MatchStatus,
  by: string,
  now: Date,
): Promise<void> {
  const decided = status !== 'proposed';
  await tx
    .updateTable('customer_matches')
    .set({ status, decided_at: decided ? now : null, decided_by: decided ? by : null })
    .where('id', '=', match.id)
    .execute();
  await regroup(
    tx,
    match.customers.map(({ id }) => id),
  );
}

/** Makes the persons of all who are one with these customers follow from the matches that stand. */
async function regroup(tx: Database, ids: readonly string[]): Promise<void> {
  const { rows: members } = await sql<{ id: string }>`
    select id from customers where coalesce(merged_into, id) in (
      select coalesce(merged_into, id) from customers where id = any(${[...ids]}::uuid[]))
    order by created_at, id`.execute(tx);
  const all = members.map(({ id }) => id);
  const pairs = await tx
    .selectFrom('customer_matches')
    .select(['first_id', 'second_id'])
    .where('status', '=', 'made')
    .where(sql<boolean>`first_id = any(${all}::uuid[]) and second_id = any(${all}::uuid[])`)
    .execute();
  const persons = personsOf(
    all,
    pairs.map((pair) => [pair.first_id, pair.second_id] as const),
  );
  const links = all.map((id) => ({ id, person: persons.get(id) === id ? null : persons.get(id) }));
  await sql`
    update customers c set merged_into = r.person
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as r(id uuid, person uuid)
    where c.id = r.id and c.merged_into is distinct from r.person`.execute(tx);
}
