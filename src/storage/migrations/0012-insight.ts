import { type Kysely, sql } from 'kysely';

/** What the language stage finds beside topic and mood, as columns to count and narrow by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table mentions add intent text,
  add products text[] not null default '{}',
  add provinces text[] not null default '{}',
  add brand_opinions text[] not null default '{}';
`.execute(db);
}
