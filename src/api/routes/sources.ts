import { z } from 'zod';
import type { Actor } from '../../domain/person.ts';
import { BACKFILL_DAYS } from '../../domain/schedule.ts';
import type { Source, SourceChange } from '../../domain/source.ts';
import { run, source, sourceChange, sourceInput } from '../../domain/source.ts';
import { Conflict, describeError, InvalidInput, NotFound } from '../../errors.ts';
import { isChannelSource } from '../../storage/channels.ts';
import { inTransaction } from '../../storage/database.ts';
import { findQueries } from '../../storage/queries.ts';
import { listRuns } from '../../storage/runs.ts';
import {
  changeSource,
  createSource,
  deleteSource,
  findSource,
  listSources,
  sourceSecrets,
} from '../../storage/sources.ts';
import { audit } from '../audit.ts';
import { type ApiContext, endpoint } from '../endpoint.ts';
import { refuseUnknownTeam } from '../references.ts';
import { idParams, pageOf, paging } from '../schemas.ts';
import { sourcesOf } from '../scope.ts';
import { readSourceChange, readSourceInput, refuseImport } from '../source-settings.ts';

const tag = 'Sources';
const example = {
  kind: 'rss',
  name: 'Tin mạng: góp ý',
  url: 'https://tin-mang.example/gop-y.rss',
  everyMinutes: 15,
};

/** Brings the schedules in line. The records hold the change already: the sweeper makes good what fails here. */
async function schedule({ pipeline, logger }: ApiContext): Promise<void> {
  try {
    await pipeline.syncSchedules();
  } catch (error) {
    logger.warn({ reason: describeError(error) }, 'schedules not brought in line yet');
  }
}

async function refuseUnknown({ db }: ApiContext, { queries, team }: Pick<SourceChange, 'queries' | 'team'>) {
  await refuseUnknownTeam(db, team);
  if (queries === undefined) return;
  const known = new Set((await findQueries(db, queries)).map((query) => query.id));
  const unknown = queries.flatMap((id, at) =>
    known.has(id) ? [] : [{ path: `queries.${at}`, message: 'is no query' }],
  );
  if (unknown.length > 0) throw new InvalidInput('There is no such query.', unknown);
}

/** Throws Conflict for the source that a channel's own messages come under. */
async function refuseChannels({ db }: ApiContext, id: string): Promise<void> {
  if (!(await isChannelSource(db, id))) return;
  throw new Conflict('This source is a channel’s: change the channel, or take it away.');
}

/** A source of the asker's teams, or of none. Throws NotFound. */
async function seeSource({ db }: ApiContext, actor: Actor, id: string, now: Date): Promise<Source> {
  const source = await findSource(db, id, now);
  const visible = await sourcesOf(db, actor);
  if (visible === undefined || visible.includes(id)) return source;
  throw new NotFound('There is no such source.');
}

/** How far back a source is to be read again, within bounds. */
function readSince(text: string, source: Source, now: Date): Date {
  const since = new Date(text);
  if (!source.enabled) throw new Conflict('The source is paused: switch it on to have it read again.');
  const days = (now.getTime() - since.getTime()) / 86_400_000;
  if (days > 0 && days <= BACKFILL_DAYS) return since;
  const message = `must be an instant of the last ${BACKFILL_DAYS} days`;
  throw new InvalidInput(`A source is read again at most ${BACKFILL_DAYS} days back.`, [{ path: 'since', message }]);
}

/** Bounds that a source's interval can't keep are refused. */
function refuseCrossedBounds({ everyMinutes, minMinutes, maxMinutes }: Bounds): void {
  const fields = [];
  if (minMinutes !== null && minMinutes > everyMinutes)
    fields.push({ path: 'minMinutes', message: 'is more than everyMinutes' });
  if (maxMinutes !== null && maxMinutes < everyMinutes)
    fields.push({ path: 'maxMinutes', message: 'is less than everyMinutes' });
  if (fields.length > 0) throw new InvalidInput('everyMinutes must lie between minMinutes and maxMinutes.', fields);
}

type Bounds = Pick<Source, 'everyMinutes' | 'minMinutes' | 'maxMinutes'>;

export const sourceEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/sources',
    operationId: 'listSources',
    tag,
    summary: 'All sources by name, each with its health',
    permission: 'sources:read',
    query: z.strictObject(paging),
    response: pageOf(source),
    handle: async ({ query, actor, context, now }) =>
      listSources(context.db, query, now, await sourcesOf(context.db, actor)),
  }),

  endpoint({
    method: 'post',
    path: '/api/sources',
    operationId: 'createSource',
    tag,
    summary: 'Have a place listened to',
    description:
      'The kinds there are, and the settings of each: `GET /api/source-kinds`. `url` stands for `settings.url`. Settings that are `writeOnly` there are secrets: they are kept encrypted and never answered; `secretsSet` names them.',
    permission: 'sources:write',
    status: 201,
    body: sourceInput,
    example,
    response: source,
    problems: { 409: 'The name is taken.' },
    async handle(call) {
      const { body, context, reply, now } = call;
      refuseCrossedBounds(body);
      const input = readSourceInput(context.vault, body);
      await refuseUnknown(context, input);
      const made = await inTransaction(context.db, async (tx) => {
        const created = await createSource(tx, input, now);
        const { kind, name } = created;
        await audit(call, tx, 'source.created', { kind: 'source', id: created.id }, { kind, name });
        return created;
      });
      await schedule(context);
      reply.header('Location', `/api/sources/${made.id}`);
      return made;
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/sources/{id}',
    operationId: 'getSource',
    tag,
    summary: 'One source',
    permission: 'sources:read',
    params: idParams,
    response: source,
    handle: ({ params, actor, context, now }) => seeSource(context, actor, params.id, now),
  }),

  endpoint({
    method: 'patch',
    path: '/api/sources/{id}',
    operationId: 'changeSource',
    tag,
    summary: 'Change a source, pause it, or go on',
    description:
      'New settings take the place of all the old ones and start it afresh; posts that are known already make no second mention. Secrets that are left out stay as they were; null takes one out. When the settings name another server, the secrets must be given again.',
    permission: 'sources:write',
    params: idParams,
    body: sourceChange,
    example: { everyMinutes: 5, enabled: false },
    response: source,
    problems: { 409: 'The name is taken.' },
    async handle(call) {
      const { params, body, context, now } = call;
      const source = await findSource(context.db, params.id, now);
      await refuseChannels(context, source.id);
      if (body.enabled === true) refuseImport(source);
      const {
        everyMinutes = source.everyMinutes,
        minMinutes = source.minMinutes,
        maxMinutes = source.maxMinutes,
      } = body;
      refuseCrossedBounds({ everyMinutes, minMinutes, maxMinutes });
      const sealed = await sourceSecrets(context.db, params.id);
      const change = readSourceChange(context.vault, { source, sealed }, body);
      await refuseUnknown(context, change);
      const changed = await inTransaction(context.db, async (tx) => {
        const after = await changeSource(tx, params.id, change, now);
        // The names of the fields alone: settings may hold secrets.
        await audit(call, tx, 'source.changed', { kind: 'source', id: params.id }, { fields: Object.keys(body) });
        return after;
      });
      await schedule(context);
      return changed;
    },
  }),

  endpoint({
    method: 'delete',
    path: '/api/sources/{id}',
    operationId: 'deleteSource',
    tag,
    summary: 'Stop listening to a source; its mentions stay',
    permission: 'sources:write',
    params: idParams,
    problems: { 409: 'It is a channel’s.' },
    async handle(call) {
      const { params, context, now } = call;
      await refuseChannels(context, params.id);
      await inTransaction(context.db, async (tx) => {
        await deleteSource(tx, params.id, now);
        await audit(call, tx, 'source.deleted', { kind: 'source', id: params.id });
      });
      await schedule(context);
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/sources/{id}/collect',
    operationId: 'collectSource',
    tag,
    summary: 'Have a source collected as soon as a worker is free',
    description:
      'With `since` it is read again from its beginning, beside its usual runs, as far as the place still shows it; posts that name an earlier date are left out, and those that are known make no second mention. One back-fill a source: a new one takes its place.',
    permission: 'sources:write',
    status: 202,
    params: idParams,
    query: z.strictObject({
      since: z.iso
        .datetime({ offset: true })
        .optional()
        .meta({ description: `Read again from this instant on, at most ${BACKFILL_DAYS} days back.` }),
    }),
    response: z.object({ status: z.literal('requested') }),
    problems: { 409: 'Nothing is collected for this kind of source.' },
    async handle({ params, query, context, now }) {
      const found = await findSource(context.db, params.id, now);
      refuseImport(found);
      await refuseChannels(context, found.id);
      if (query.since === undefined) await context.pipeline.requestCollect(params.id);
      else await context.pipeline.requestCollect(params.id, readSince(query.since, found, now));
      return { status: 'requested' as const };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/sources/{id}/runs',
    operationId: 'listRuns',
    tag,
    summary: 'The runs of a source, the newest first: found, new, errors, time',
    permission: 'sources:read',
    params: idParams,
    query: z.strictObject(paging),
    response: pageOf(run),
    async handle({ params, query, actor, context, now }) {
      await seeSource(context, actor, params.id, now);
      return listRuns(context.db, params.id, query);
    },
  }),
];
