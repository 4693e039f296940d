import { Kysely, type Migration, Migrator, PostgresDialect, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import * as first from './migrations/0001-first.ts';
import * as searchIndex from './migrations/0002-search-index.ts';
import * as listening from './migrations/0003-listening.ts';
import * as sourceSecrets from './migrations/0004-source-secrets.ts';
import * as careDesk from './migrations/0005-care-desk.ts';
import * as control from './migrations/0006-control.ts';
import * as incidentsHelp from './migrations/0008-incidents-help.ts';
import * as schedule from './migrations/0009-schedule.ts';
import * as imports from './migrations/0010-imports.ts';
import * as insight from './migrations/0012-insight.ts';
import * as customers from './migrations/0013-customers.ts';
import * as quality from './migrations/0014-quality.ts';
import * as agentHelp from './migrations/0015-agent-help.ts';
import * as eventsOut from './migrations/0016-events-out.ts';
import * as channels from './migrations/0017-channels.ts';
import * as learning from './migrations/0019-learning.ts';
import * as attachments from './migrations/0021-attachments.ts';
import * as webChat from './migrations/0022-web-chat.ts';
import * as selfcare from './migrations/0023-selfcare.ts';
import * as reportMails from './migrations/0028-report-mails.ts';
import type { Schema } from './schema.ts';

/** The records: what every query function takes first; a transaction is one too. */
export type Database = Kysely<Schema>;

/** Migrations in the order of their names; never change one that has landed, add the next. */
const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-search-index': searchIndex,
  '0003-listening': listening,
  '0004-source-secrets': sourceSecrets,
  '0005-care-desk': careDesk,
  '0006-control': control,
  '0008-incidents-help': incidentsHelp,
  '0009-schedule': schedule,
  '0010-imports': imports,
  '0012-insight': insight,
  '0013-customers': customers,
  '0014-quality': quality,
  '0015-agent-help': agentHelp,
  '0017-channels': channels,
  '0019-learning': learning,
  '0022-web-chat': webChat,
  '0021-attachments': attachments,
  '0023-selfcare': selfcare,
  '0028-report-mails': reportMails,
  '0016-events-out': eventsOut,
};

/** The names of all migrations, in their order. */
export const migrationNames: readonly string[] = Object.keys(migrations).sort();

/** Takes one step, in the running transaction; for whoever makes tables anew. It is not noted down as taken. */
export async function applyMigration(tx: Database, name: string): Promise<void> {
  await migrations[name]?.up(tx);
}

/** Kysely over the pool. Closing it closes the pool. */
export function createDatabase(pool: Pool): Database {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

/** Brings the tables up to date; processes that start at once wait for each other (an advisory lock of Kysely's). */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown';
  throw new Error(`Migration ${failed} failed; the database was left as it was`, { cause: error });
}

/** Runs `work` in one transaction: all of it is stored, or nothing. Inside another transaction it joins that one. */
export function inTransaction<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  if ((db as Transaction<Schema>).isTransaction) return work(db);
  return db.transaction().execute(work);
}
