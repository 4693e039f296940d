import { z } from 'zod';
import { type Source, source, sourceHealth } from '../../domain/source.ts';
import { allSources } from '../../storage/sources.ts';
import { endpoint } from '../endpoint.ts';
import { sourcesOf } from '../scope.ts';

const count = z.number().int();

const coverage = z.object({
  /** Sources that should be listened to; paused ones are apart. */
  sources: count,
  healthy: count,
  paused: count,
  setAside: count,
  /** Every health that there is. */
  byHealth: z.record(sourceHealth, count),
  /** The longest unwell first. */
  unhealthy: z.array(
    source.pick({
      id: true,
      name: true,
      kind: true,
      health: true,
      healthSince: true,
      problem: true,
      setAsideAt: true,
      lastSuccessAt: true,
      lastNewsAt: true,
      nextRunAt: true,
    }),
  ),
});

/** What is listened to now, and what is wrong with the rest. */
export function coverageOf(sources: readonly Source[]): z.infer<typeof coverage> {
  const ofHealth = (health: string) => sources.filter((each) => each.health === health).length;
  const byHealth = Object.fromEntries(sourceHealth.options.map((health) => [health, ofHealth(health)]));
  const unhealthy = sources
    .filter(({ health }) => health !== 'healthy' && health !== 'paused')
    .sort((a, b) => (a.healthSince ?? '').localeCompare(b.healthSince ?? ''));
  return coverage.parse({
    sources: sources.length - ofHealth('paused'),
    healthy: ofHealth('healthy'),
    paused: ofHealth('paused'),
    setAside: unhealthy.filter(({ setAsideAt }) => setAsideAt !== null).length,
    byHealth,
    unhealthy,
  });
}

export const coverageEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/coverage',
    operationId: 'getCoverage',
    tag: 'Sources',
    summary: 'How many sources are listened to, and what is wrong with the others, since when and why',
    permission: 'sources:read',
    query: z.strictObject({}),
    response: coverage,
    handle: async ({ actor, context, now }) =>
      coverageOf(await allSources(context.db, now, await sourcesOf(context.db, actor))),
  }),
];
