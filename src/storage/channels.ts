import { type Selectable, sql } from 'kysely';
import type { ChannelChange, ChannelInput, ChannelRecord } from '../domain/channel.ts';
import { Conflict, InvalidInput, NotFound } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import { iso, isoOrNull, isUniqueViolation } from './rows.ts';
import type { Schema } from './schema.ts';
import type { Sealed } from './secrets.ts';
import { createSource, deleteSource } from './sources.ts';

/** A channel as its own work needs it. */
export interface ChannelRow {
  id: string;
  kind: string;
  name: string;
  sourceId: string;
  settings: Record<string, unknown>;
  sealed: Sealed;
  enabled: boolean;
  /** Why nothing was sent when it was tried last. */
  problem: string | null;
}

type Row = Selectable<Schema['channels']> & { team_id: string | null };

const select = (db: Database) =>
  db
    .selectFrom('channels')
    .innerJoin('sources', 'sources.id', 'channels.source_id')
    .selectAll('channels')
    .select('sources.team_id')
    .where('channels.deleted_at', 'is', null);

const shape = (row: Row): ChannelRecord => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  source: row.source_id,
  settings: row.settings,
  secretsSet: Object.keys(row.secrets).sort(),
  enabled: row.enabled,
  team: row.team_id,
  health: row.enabled ? (row.problem === null ? 'healthy' : 'down') : 'paused',
  problem: row.problem,
  problemSince: isoOrNull(row.problem_since),
  createdAt: iso(row.created_at),
});

const toWork = (row: Row): ChannelRow => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  sourceId: row.source_id,
  settings: row.settings,
  sealed: row.secrets,
  enabled: row.enabled,
  problem: row.problem,
});

/** Every channel, by name. */
export async function listChannels(db: Database): Promise<ChannelRecord[]> {
  return (await select(db).orderBy('channels.name').execute()).map(shape);
}

async function findRow(db: Database, id: string): Promise<Row> {
  const row = await select(db).where('channels.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such channel.');
  return row;
}

export async function findChannelRecord(db: Database, id: string): Promise<ChannelRecord> {
  return shape(await findRow(db, id));
}

/** A channel with what is sealed of its settings. */
export async function channelRow(db: Database, id: string): Promise<ChannelRow> {
  return toWork(await findRow(db, id));
}

/** The channels that are switched on. */
export async function activeChannels(db: Database): Promise<ChannelRow[]> {
  return (await select(db).where('channels.enabled', '=', true).execute()).map(toWork);
}

/** What the posts of a channel of its own come under: never collected, so never due. */
const OWN_SOURCE = { settings: {}, everyMinutes: 10_080, enabled: false, queries: [] };

export type NewChannel = Omit<ChannelInput, 'source'> & { id: string; secrets: Sealed };

/**
 * Stores a channel; its settings were parsed by its kind before, and its secrets sealed for the id given. `answers`: the
 * source whose posts it answers; without one it gets a source of its own. Throws Conflict for a name or source that is taken.
 */
export function createChannel(
  db: Database,
  input: NewChannel,
  answers: string | null,
  now: Date,
): Promise<ChannelRecord> {
  return inTransaction(db, async (tx) => {
    const { kind, name, team } = input;
    const source = answers ?? (await createSource(tx, { ...OWN_SOURCE, kind, name, team }, now)).id;
    try {
      await tx
        .insertInto('channels')
        .values({
          id: input.id,
          kind,
          name,
          source_id: source,
          owns_source: answers === null,
          settings: JSON.stringify(input.settings),
          secrets: JSON.stringify(input.secrets),
          enabled: input.enabled,
          created_at: now,
        })
        .execute();
      await tx.insertInto('channel_turns').values({ channel_id: input.id }).execute();
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new Conflict('There is a channel of this name already, or one that answers this source.', { cause: error });
    }
    return findChannelRecord(tx, input.id);
  });
}

/** Changes the named fields; whatever is changed, sending is tried again at once. */
export function changeChannel(
  db: Database,
  id: string,
  change: ChannelChange & { secrets?: Sealed },
): Promise<ChannelRecord> {
  return inTransaction(db, async (tx) => {
    const { owns_source: owns, source_id: source } = await findRow(tx, id);
    if (!owns && change.team !== undefined)
      throw new InvalidInput('The tickets go to the team of the source that this channel answers.', [
        { path: 'team', message: 'is the team of the source' },
      ]);
    try {
      await tx
        .updateTable('channels')
        .set({
          problem: null,
          problem_since: null,
          ...(change.name === undefined ? {} : { name: change.name }),
          ...(change.settings === undefined ? {} : { settings: JSON.stringify(change.settings) }),
          ...(change.secrets === undefined ? {} : { secrets: JSON.stringify(change.secrets) }),
          ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
        })
        .where('id', '=', id)
        .execute();
      const { name, team } = change;
      const named = { ...(name === undefined ? {} : { name }), ...(team === undefined ? {} : { team_id: team }) };
      if (owns && Object.keys(named).length > 0)
        await tx.updateTable('sources').set(named).where('id', '=', source).execute();
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new Conflict(`There is a channel or source named “${change.name}” already.`, { cause: error });
    }
    await sql`update channel_turns set paused_until = '-infinity' where channel_id = ${id}`.execute(tx);
    return findChannelRecord(tx, id);
  });
}

/** Takes a channel away. What was said on it stays; what was still to be sent fails. */
export function deleteChannel(db: Database, id: string, now: Date): Promise<void> {
  return inTransaction(db, async (tx) => {
    const row = await findRow(tx, id);
    await tx
      .updateTable('channels')
      .set({ deleted_at: now, enabled: false, secrets: '{}' })
      .where('id', '=', id)
      .execute();
    await tx
      .updateTable('deliveries')
      .set({ status: 'failed', reason: 'The channel was taken away.', updated_at: now })
      .where('channel_id', '=', id)
      .where('status', 'in', ['queued', 'held'])
      .execute();
    if (row.owns_source) await deleteSource(tx, row.source_id, now);
  });
}

/** Whether a source is the one that a channel's posts come under: it is changed by the channel alone. */
export async function isChannelSource(db: Database, sourceId: string): Promise<boolean> {
  const row = await db
    .selectFrom('channels')
    .select('id')
    .where('source_id', '=', sourceId)
    .where('owns_source', '=', true)
    .executeTakeFirst();
  return row !== undefined;
}

/** Stores why nothing is sent, or (null) that it works again. */
export async function saveProblem(db: Database, id: string, problem: string | null, now: Date): Promise<void> {
  await sql`update channels set problem = ${problem},
      problem_since = case when ${problem}::text is null then null else coalesce(problem_since, ${now}) end
    where id = ${id} and problem is distinct from ${problem}`.execute(db);
}

/** What a channel that looks for its posts itself has seen. */
export async function channelState(db: Database, id: string): Promise<unknown> {
  const row = await db.selectFrom('channels').select('state').where('id', '=', id).executeTakeFirst();
  return row?.state ?? undefined;
}

export async function saveChannelState(db: Database, id: string, state: unknown): Promise<void> {
  await db
    .updateTable('channels')
    .set({ state: JSON.stringify(state) })
    .where('id', '=', id)
    .execute();
}
