import { type Selectable, sql } from 'kysely';
import type { Source, SourceChange, SourceHealth, SourceInput } from '../domain/source.ts';
import { Conflict, NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull, isUniqueViolation, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';
import type { Sealed } from './secrets.ts';

type Row = Selectable<Schema['sources']>;

/** What is kept encrypted of a source's settings, beside those that are shown. */
interface WithSecrets {
  secrets?: Sealed;
}

/** A source is late when two intervals and a minute have gone without a run. */
const isLate = (row: Row, now: Date) =>
  now.getTime() - (row.last_run_at ?? row.created_at).getTime() > (2 * row.every_minutes + 1) * 60_000;

function health(row: Row, now: Date): SourceHealth {
  if (!row.enabled) return 'paused';
  if (row.problem !== null) return 'failing';
  if (isLate(row, now)) return 'late';
  return row.last_success_at === null ? 'new' : 'healthy';
}

function shape(row: Row, now: Date): Source {
  const state = health(row, now);
  const lateProblem = 'No run for more than two intervals: is a worker running? See `langnghe doctor`.';
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    settings: row.settings,
    secretsSet: Object.keys(row.secrets).sort(),
    everyMinutes: row.every_minutes,
    enabled: row.enabled,
    queries: row.query_ids,
    team: row.team_id,
    health: state,
    problem: row.problem ?? (state === 'late' ? lateProblem : null),
    lastRunAt: isoOrNull(row.last_run_at),
    lastSuccessAt: isoOrNull(row.last_success_at),
    createdAt: iso(row.created_at),
  };
}

const nameTaken = (name: string | undefined, cause: unknown) =>
  new Conflict(`There is a source named “${name}” already: choose another name.`, { cause });

/** Stores a new source; its settings were parsed by its crawler before, and its secrets sealed for the id given. */
export async function createSource(
  db: Database,
  input: SourceInput & WithSecrets & { id?: string },
  now: Date,
): Promise<Source> {
  try {
    const row = await db
      .insertInto('sources')
      .values({
        ...(input.id === undefined ? {} : { id: input.id }),
        kind: input.kind,
        name: input.name,
        settings: JSON.stringify(input.settings),
        secrets: JSON.stringify(input.secrets ?? {}),
        every_minutes: input.everyMinutes,
        enabled: input.enabled,
        query_ids: input.queries,
        team_id: input.team,
        created_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return shape(row, now);
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(input.name, error) : error;
  }
}

/** Sources by name; only those of `visible`, if it is given. */
export async function listSources(
  db: Database,
  request: PageRequest,
  now: Date,
  visible?: readonly string[],
): Promise<Page<Source>> {
  const after = readCursor(request.cursor, 'text');
  const rows = await db
    .selectFrom('sources')
    .selectAll()
    .where('deleted_at', 'is', null)
    .$if(visible !== undefined, (query) => query.where(sql<boolean>`id = any(${[...(visible ?? [])]}::uuid[])`))
    .$if(after !== undefined, (query) => query.where('name', '>', String(after?.[0])))
    .orderBy('name')
    .limit(request.limit + 1)
    .execute();
  return page(
    rows,
    request.limit,
    (row) => [row.name],
    (row) => shape(row, now),
  );
}

/** Every source there ever was, as it is named now. */
export function sourceNames(db: Database): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('sources').select(['id', 'name']).execute();
}

/** Every source that is switched on, for the scheduler. */
export async function activeSources(db: Database, now: Date): Promise<Source[]> {
  const rows = await db
    .selectFrom('sources')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where('enabled', '=', true)
    .execute();
  return rows.map((row) => shape(row, now));
}

/** How many sources there are of each health that any has. */
export async function countSources(db: Database, now: Date): Promise<Record<string, number>> {
  const rows = await db.selectFrom('sources').selectAll().where('deleted_at', 'is', null).execute();
  const counts: Record<string, number> = {};
  for (const row of rows) counts[health(row, now)] = (counts[health(row, now)] ?? 0) + 1;
  return counts;
}

async function findRow(db: Database, id: string): Promise<Row> {
  const row = await db
    .selectFrom('sources')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such source.');
  return row;
}

export async function findSource(db: Database, id: string, now: Date): Promise<Source> {
  return shape(await findRow(db, id), now);
}

/** The source that has this id or, failing that, this exact name: what the command line takes. */
export async function findSourceByName(db: Database, idOrName: string, now: Date): Promise<Source> {
  const row = await db
    .selectFrom('sources')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where((where) => where.or([where('name', '=', idOrName), where(sql<string>`id::text`, '=', idOrName)]))
    .executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no source with the id or name “${idOrName}”.`);
  return shape(row, now);
}

/** The secrets of a source as they are kept. */
export async function sourceSecrets(db: Database, id: string): Promise<Sealed> {
  return (await findRow(db, id)).secrets;
}

/** Where the last run of this source stopped; undefined before the first checkpoint. */
export async function sourceCursor(db: Database, id: string): Promise<unknown> {
  return (await findRow(db, id)).cursor ?? undefined;
}

export async function saveCursor(db: Database, id: string, cursor: unknown): Promise<void> {
  await db
    .updateTable('sources')
    .set({ cursor: JSON.stringify(cursor) })
    .where('id', '=', id)
    .execute();
}

/** Changes the named fields. New settings start from a fresh cursor: the old one may be about another address. */
export async function changeSource(
  db: Database,
  id: string,
  change: SourceChange & WithSecrets,
  now: Date,
): Promise<Source> {
  const set = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.settings === undefined
      ? {}
      : { settings: JSON.stringify(change.settings), cursor: null, problem: null }),
    ...(change.secrets === undefined ? {} : { secrets: JSON.stringify(change.secrets), problem: null }),
    ...(change.everyMinutes === undefined ? {} : { every_minutes: change.everyMinutes }),
    ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
    ...(change.queries === undefined ? {} : { query_ids: change.queries }),
    ...(change.team === undefined ? {} : { team_id: change.team }),
  };
  try {
    await findRow(db, id);
    if (Object.keys(set).length > 0) await db.updateTable('sources').set(set).where('id', '=', id).execute();
    return shape(await findRow(db, id), now);
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(change.name, error) : error;
  }
}

/** Stops listening. The source's mentions stay, and so does its row, under a name that frees the old one. */
export async function deleteSource(db: Database, id: string, now: Date): Promise<void> {
  const row = await findRow(db, id);
  await db
    .updateTable('sources')
    .set({ deleted_at: now, enabled: false, name: `${row.name} (deleted ${iso(now)})` })
    .where('id', '=', id)
    .execute();
}
