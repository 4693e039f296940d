import { type Kysely, sql } from 'kysely';

/** Posts that are gone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table mentions add gone_at timestamptz;
`.execute(db);
}
