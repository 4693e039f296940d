import { z } from 'zod';
import { authorise } from '../../care/access.ts';
import {
  type CsatGrouping,
  countCriteria,
  countCsat,
  countQuality,
  csatOf,
  type QualityGrouping,
  qualityOf,
} from '../../storage/quality-counts.ts';
import { endpoint } from '../endpoint.ts';
import { reviewsSeenBy } from '../quality-acts.ts';
import { instant } from '../schemas.ts';
import { scopeOf } from '../scope.ts';

const tag = 'Analytics';
const DAY_MS = 24 * 3_600_000;

const span = {
  from: instant.optional().meta({ description: 'From this instant on; 30 days before `to` if not given.' }),
  to: instant.optional().meta({ description: 'Before this instant; now if not given.' }),
};

function spanOf({ from, to }: { from?: string | undefined; to?: string | undefined }, now: Date) {
  const end = to === undefined ? now : new Date(to);
  return { from: from === undefined ? new Date(end.getTime() - 30 * DAY_MS) : new Date(from), to: end };
}

const written = ({ from, to }: { from: Date; to: Date }) => ({ from: from.toISOString(), to: to.toISOString() });

const groupingOf = <T extends string>(by: T, timeZone: string) =>
  by === 'day' || by === 'week' || by === 'month' ? { by, timeZone } : { by };

const count = z.int().min(0);
const mean = z.number().nullable();
const answered = { from: instant, to: instant };
const named = { key: z.string(), name: z.string().nullable() };

const quality = z.object({
  reviews: count,
  averageScore: mean,
  passed: count,
  failed: count,
  fatal: count,
  appeals: count,
  granted: count,
});

const criterion = z.object({
  scorecard: z.uuid(),
  key: z.string(),
  name: z.string(),
  answers: count,
  notApplicable: count,
  averageScore: mean,
  zero: count,
});

const csat = z.object({
  asked: count,
  answered: count,
  average: mean,
  satisfied: count.meta({ description: 'Ratings of 4 and 5.' }),
  ratings: z.array(count).length(5).meta({ description: 'How many 1s, 2s … 5s.' }),
});

export const qualityFigureEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/analytics/quality',
    operationId: 'qualityFigures',
    tag,
    summary: 'Reviews of your teams, by when they were submitted: scores of 100, and appeals',
    permission: 'quality:review',
    query: z.strictObject({ ...span, by: z.enum(['day', 'week', 'month', 'team', 'agent']).default('agent') }),
    response: z.object({ ...answered, total: quality, items: z.array(quality.extend(named)) }),
    async handle({ query, actor, context: { db, timeZone }, now }) {
      const during = spanOf(query, now);
      const scope = await reviewsSeenBy(db, actor);
      const items = await countQuality(db, scope, during, groupingOf(query.by, timeZone) as QualityGrouping);
      return { ...written(during), total: await qualityOf(db, during, scope), items };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/analytics/quality/criteria',
    operationId: 'qualityByCriterion',
    tag,
    summary: 'What reviewers think of each criterion, the weakest first',
    permission: 'quality:review',
    query: z.strictObject(span),
    response: z.object({ ...answered, items: z.array(criterion) }),
    async handle({ query, actor, context: { db }, now }) {
      const during = spanOf(query, now);
      return { ...written(during), items: await countCriteria(db, await reviewsSeenBy(db, actor), during) };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/analytics/csat',
    operationId: 'csatFigures',
    tag,
    summary: 'What customers say of solved tickets: requests by when they were sent, ratings by when they came',
    description: 'By agent only for who may review.',
    permission: 'reports:read',
    query: z.strictObject({
      ...span,
      by: z.enum(['day', 'week', 'month', 'team', 'channel', 'agent']).default('day'),
    }),
    response: z.object({ ...answered, total: csat, items: z.array(csat.extend(named)) }),
    async handle({ query, actor, context: { db, timeZone }, now }) {
      if (query.by === 'agent') authorise(actor, 'quality:review');
      const during = spanOf(query, now);
      const scope = await scopeOf(db, actor);
      const items = await countCsat(db, scope, during, groupingOf(query.by, timeZone) as CsatGrouping);
      return { ...written(during), total: await csatOf(db, during, scope), items };
    },
  }),
];
