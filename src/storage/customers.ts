import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { Customer, CustomerKey, CustomerNote } from '../domain/customer.ts';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, type Page, type PageRequest, page, readCursor } from './rows.ts';
import { ticketsWithin } from './scope.ts';

/**
 * Customers as people. A person is one or several rows of `customers`, named by the oldest of them; who sees one of the
 * person's tickets sees the person.
 */

/** The rows of `customers` that are this person, as a list for SQL. */
export const membersOf = (person: string): RawBuilder<string> =>
  sql`(select id from customers where coalesce(merged_into, id) = ${person}::uuid)`;

/** A customer (`one`) beside each that is the same person (`same`), themselves included. */
export const SAME_PERSON = sql`(customers one join customers same on coalesce(same.merged_into, same.id) = coalesce(one.merged_into, one.id))`;

/** Whether a ticket of the person (a column) lies in a scope. */
export const personWithin = (scope: TicketScope, person: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`exists (select from tickets join customers member on member.id = tickets.customer_id
    where coalesce(member.merged_into, member.id) = ${person} and ${ticketsWithin(scope)})`;

const noSuchCustomer = () => new NotFound('There is no such customer.');

/** The person that a customer is; NotFound also for one of whom the asker sees no ticket. */
export async function findPerson(db: Database, scope: TicketScope, id: string): Promise<string> {
  const { rows } = await sql<{ person: string }>`
    select person from (select coalesce(merged_into, id) as person from customers
      where id = ${id}::uuid and erased_at is null) found
    where ${scope === 'all' ? sql`true` : personWithin(scope, sql`found.person`)}`.execute(db);
  if (rows[0] === undefined) throw noSuchCustomer();
  return rows[0].person;
}

interface Row {
  id: string;
  name: string | null;
  created_at: Date;
  identities: Customer['identities'];
  keys: CustomerKey[];
  tickets: number;
}

/** People with everything that they are known by, from `persons`, a statement that gives their ids and order. */
const described = (scope: TicketScope, persons: RawBuilder<unknown>) => sql<Row>`
  select p.id, p.created_at, coalesce(p.name, (select i.name from identities i join customers c on c.id = i.customer_id
      where c.merged_into = p.id and i.name is not null order by i.channel, i.external_id limit 1)) as name,
    coalesce((select jsonb_agg(jsonb_build_object('channel', i.channel, 'externalId', i.external_id, 'name', i.name)
        order by i.channel, i.external_id)
      from identities i join customers c on c.id = i.customer_id where coalesce(c.merged_into, c.id) = p.id), '[]') as identities,
    coalesce((select jsonb_agg(distinct jsonb_build_object('kind', k.kind, 'value', k.value))
      from customer_keys k join customers c on c.id = k.customer_id where coalesce(c.merged_into, c.id) = p.id), '[]') as keys,
    (select count(*)::integer from tickets join customers c on c.id = tickets.customer_id
      where coalesce(c.merged_into, c.id) = p.id and ${ticketsWithin(scope)}) as tickets
  from (${persons}) p order by p.created_at desc, p.id desc`;

const shape = ({ created_at, ...row }: Row): Customer => ({ ...row, createdAt: iso(created_at) });

/** The person that a customer is, with their notes, the newest 200 first. Throws NotFound. */
export async function findCustomer(
  db: Database,
  scope: TicketScope,
  id: string,
): Promise<Customer & { notes: CustomerNote[] }> {
  const person = await findPerson(db, scope, id);
  const { rows } = await described(scope, sql`select id, name, created_at from customers where id = ${person}`).execute(
    db,
  );
  if (rows[0] === undefined) throw noSuchCustomer();
  return { ...shape(rows[0]), notes: await notesOf(db, person) };
}

/** What is looked for: keys that must be equal, or the words of a name. */
export interface CustomerSearch {
  keys: readonly CustomerKey[];
  /** Folded. */
  name: string;
}

/** People within the asker's sight who are known by one of these keys or by this name, the newest first. */
export async function searchCustomers(
  db: Database,
  scope: TicketScope,
  { keys, name }: CustomerSearch,
  request: PageRequest,
): Promise<Page<Customer>> {
  const after = readCursor(request.cursor, 'instant', 'uuid');
  const wanted = sql`
    select id, name, created_at from customers person
    where id in (
      select coalesce(c.merged_into, c.id) from customer_keys k join customers c on c.id = k.customer_id
      where (k.kind, k.value) in (select kind, value from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as r(kind text, value text))
      union
      select coalesce(c.merged_into, c.id) from customer_keys k join customers c on c.id = k.customer_id
      where k.kind = 'name' and to_tsvector('simple', k.value) @@ plainto_tsquery('simple', ${name}))
    and ${personWithin(scope, sql`person.id`)}
    and ${after ? sql`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by created_at desc, id desc limit ${request.limit + 1}`;
  const { rows } = await described(scope, wanted).execute(db);
  return page(rows, request.limit, (row) => [iso(row.created_at), row.id], shape);
}

async function notesOf(db: Database, person: string): Promise<CustomerNote[]> {
  const rows = await db
    .selectFrom('customer_notes')
    .selectAll()
    .where(sql<boolean>`customer_id in ${membersOf(person)}`)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    author: { id: row.user_id, name: row.author_name },
    createdAt: iso(row.created_at),
  }));
}

export async function addCustomerNote(
  tx: Database,
  note: { person: string; text: string; userId: string | null; authorName: string },
  now: Date,
): Promise<CustomerNote> {
  const { id } = await tx
    .insertInto('customer_notes')
    .values({
      customer_id: note.person,
      text: note.text,
      user_id: note.userId,
      author_name: note.authorName,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, text: note.text, author: { id: note.userId, name: note.authorName }, createdAt: iso(now) };
}
