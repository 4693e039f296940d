import { type Selectable, sql } from 'kysely';
import type { Source, SourceChange, SourceInput } from '../domain/source.ts';
import { type HealthFacts, healthOf } from '../domain/source-health.ts';
import { Conflict, NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull, isUniqueViolation, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';
import type { Sealed } from './secrets.ts';
import { intervalOf } from './source-schedule.ts';

type Row = Selectable<Schema['sources']>;

/** What is kept encrypted of a source's settings, beside those that are shown. */
interface WithSecrets {
  secrets?: Sealed;
}

/** What the rules of health need of a row. */
const factsOf = (row: Row): HealthFacts => ({
  enabled: row.enabled,
  createdAt: row.created_at,
  problem: row.problem,
  failingSince: row.failing_since,
  setAsideAt: row.set_aside_at,
  nextRunAt: row.next_run_at,
  intervalSeconds: intervalOf(row),
  lastSuccessAt: row.last_success_at,
  lastNewsAt: row.last_news_at,
  silences: row.silences,
});

function shape(row: Row, now: Date): Source {
  const { health, since, reason } = healthOf(factsOf(row), now);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    settings: row.settings,
    secretsSet: Object.keys(row.secrets).sort(),
    everyMinutes: row.every_minutes,
    minMinutes: row.min_minutes,
    maxMinutes: row.max_minutes,
    enabled: row.enabled,
    queries: row.query_ids,
    team: row.team_id,
    health,
    healthSince: isoOrNull(since),
    problem: reason,
    setAsideAt: isoOrNull(row.set_aside_at),
    intervalSeconds: intervalOf(row),
    nextRunAt: iso(row.next_run_at),
    lastRunAt: isoOrNull(row.last_run_at),
    lastSuccessAt: isoOrNull(row.last_success_at),
    lastNewsAt: isoOrNull(row.last_news_at),
    backfillSince: row.backfill?.since ?? null,
    createdAt: iso(row.created_at),
  };
}

const nameTaken = (name: string | undefined, cause: unknown) =>
  new Conflict(`There is a source named “${name}” already: choose another name.`, { cause });

/** Stores a new source; its settings were parsed by its crawler before, and its secrets sealed for the id given. */
export async function createSource(
  db: Database,
  input: Omit<SourceInput, 'minMinutes' | 'maxMinutes'> &
    Partial<Pick<SourceInput, 'minMinutes' | 'maxMinutes'>> &
    WithSecrets & { id?: string },
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
        min_minutes: input.minMinutes ?? null,
        max_minutes: input.maxMinutes ?? null,
        next_run_at: now,
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

/** Every source, by name; only those of `visible`, if it is given. */
export async function allSources(db: Database, now: Date, visible?: readonly string[]): Promise<Source[]> {
  const rows = await db
    .selectFrom('sources')
    .selectAll()
    .where('deleted_at', 'is', null)
    .$if(visible !== undefined, (query) => query.where(sql<boolean>`id = any(${[...(visible ?? [])]}::uuid[])`))
    .orderBy('name')
    .execute();
  return rows.map((row) => shape(row, now));
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

const startsAfresh = ({
  settings,
  secrets,
  enabled,
  everyMinutes,
  minMinutes,
  maxMinutes,
}: SourceChange & WithSecrets) =>
  [settings, secrets, everyMinutes, minMinutes, maxMinutes].some((each) => each !== undefined) || enabled === true;

/** What a source forgets when somebody has mended it: its failures, but no mark of what it brought. */
const AFRESH = { failures: 0, failing_since: null, set_aside_at: null };

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
      : { settings: JSON.stringify(change.settings), cursor: null, backfill: null, problem: null, silences: '[]' }),
    ...(change.secrets === undefined ? {} : { secrets: JSON.stringify(change.secrets), problem: null }),
    ...(change.everyMinutes === undefined ? {} : { every_minutes: change.everyMinutes, interval_seconds: null }),
    ...(change.minMinutes === undefined ? {} : { min_minutes: change.minMinutes, interval_seconds: null }),
    ...(change.maxMinutes === undefined ? {} : { max_minutes: change.maxMinutes, interval_seconds: null }),
    ...(change.enabled === undefined ? {} : { enabled: change.enabled, last_news_at: null }),
    ...(startsAfresh(change) ? { ...AFRESH, next_run_at: now } : {}),
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
