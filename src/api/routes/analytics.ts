import { z } from 'zod';
import { intent, language, sentimentLabel, topic } from '../../domain/analysis.ts';
import type { Actor } from '../../domain/person.ts';
import { type Interval, stepsOf, withEmptySteps } from '../../reports/intervals.ts';
import type { Bucket, GroupedField } from '../../storage/mention-counts.ts';
import { countService, type ServiceStep } from '../../storage/service-counts.ts';
import { sourceNames } from '../../storage/sources.ts';
import type { ApiContext } from '../endpoint.ts';
import { endpoint } from '../endpoint.ts';
import { instant } from '../schemas.ts';
import { mentionScopeOf, scopeOf } from '../scope.ts';

const tag = 'Analytics';
const DAY_MS = 24 * 3_600_000;

const span = {
  from: instant.optional().meta({ description: 'From this instant on; 30 days before `to` if not given.' }),
  to: instant.optional().meta({ description: 'Before this instant; now if not given.' }),
};
const interval = z.enum(['hour', 'day', 'week', 'month']).default('day').meta({
  description: 'Steps of the team’s time zone; weeks begin on Monday.',
});

/** What the figures can be narrowed to. */
const narrowing = {
  source: z.uuid().optional(),
  topic: topic.optional(),
  sentiment: sentimentLabel.optional(),
  language: language.optional(),
  intent: intent.optional(),
  product: z.string().min(1).max(100).optional(),
  province: z.string().min(1).max(100).optional(),
  brand: z.string().min(1).max(50).optional(),
};

const count = z.int().min(0);
const counts = { count, complaints: count, positive: count, neutral: count, negative: count };
const group = z.object({ key: z.string(), ...counts });
const answered = { from: instant, to: instant };

interface Asked {
  from?: string | undefined;
  to?: string | undefined;
}

function spanOf({ from, to }: Asked, now: Date): { from: Date; to: Date } {
  const end = to === undefined ? now : new Date(to);
  return { from: from === undefined ? new Date(end.getTime() - 30 * DAY_MS) : new Date(from), to: end };
}

const written = ({ from, to }: { from: Date; to: Date }) => ({ from: from.toISOString(), to: to.toISOString() });

/** Groups of the mentions that statistics count: no spam, no languages that are not analysed. */
async function groupsBy(
  { search, db }: ApiContext,
  actor: Actor,
  by: GroupedField,
  { from, to, ...filter }: Asked & Record<string, unknown>,
  now: Date,
) {
  const during = written(spanOf({ from, to }, now));
  const items = await search.aggregate({
    rule: null,
    filter: { ...filter, ...during, counted: true, within: await mentionScopeOf(db, actor) },
    grouping: { by },
  });
  return { ...during, items };
}

/** One endpoint that counts mentions by a field. */
const grouped = (path: string, by: GroupedField, operationId: string, summary: string, description?: string) =>
  endpoint({
    method: 'get',
    path: `/api/analytics/${path}`,
    operationId,
    tag,
    summary,
    ...(description === undefined ? {} : { description }),
    permission: 'reports:read',
    query: z.strictObject({ ...span, ...narrowing }),
    response: z.object({ ...answered, items: z.array(group) }),
    handle: ({ query, actor, context, now }) => groupsBy(context, actor, by, query, now),
  });

const emptyStep: Omit<Bucket, 'key'> = { count: 0, complaints: 0, positive: 0, neutral: 0, negative: 0 };
const emptyService: Omit<ServiceStep, 'key'> = {
  opened: 0,
  answered: 0,
  answeredInTime: 0,
  answerMinutes: null,
  resolved: 0,
  resolvedInTime: 0,
  resolutionMinutes: null,
};

const serviceStep = z.object({
  key: instant,
  opened: count,
  answered: count,
  answeredInTime: count,
  answerMinutes: z.number().nullable(),
  resolved: count,
  resolvedInTime: count,
  resolutionMinutes: z.number().nullable(),
});

export const analyticsEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/analytics/sentiment',
    operationId: 'sentimentOverTime',
    tag,
    summary: 'Mentions over time: how many, complaints, and their sentiment; empty steps too',
    permission: 'reports:read',
    query: z.strictObject({ ...span, interval, ...narrowing }),
    response: z.object({ ...answered, items: z.array(group) }),
    async handle({ query: { interval, from, to, ...filter }, actor, context: { db, search, timeZone }, now }) {
      const during = spanOf({ from, to }, now);
      const steps = stepsOf(during, interval, timeZone);
      const found = await search.aggregate({
        rule: null,
        filter: { ...filter, ...written(during), counted: true, within: await mentionScopeOf(db, actor) },
        grouping: { by: interval, timeZone },
      });
      return { ...written(during), items: withEmptySteps(found, steps, emptyStep) };
    },
  }),

  grouped('topics', 'topic', 'mentionsByTopic', 'Mentions by topic; one of two topics counts in both'),
  grouped('intents', 'intent', 'mentionsByIntent', 'Mentions by what the author wants'),
  grouped('products', 'product', 'mentionsByProduct', 'Mentions by product or data package that they name'),
  grouped('provinces', 'province', 'mentionsByProvince', 'Mentions by province of the places that they name'),

  endpoint({
    method: 'get',
    path: '/api/analytics/sources',
    operationId: 'mentionsBySource',
    tag,
    summary: 'Mentions by source',
    permission: 'reports:read',
    query: z.strictObject({ ...span, ...narrowing }),
    response: z.object({ ...answered, items: z.array(group.extend({ name: z.string() })) }),
    async handle({ query, actor, context, now }) {
      const [found, sources] = await Promise.all([
        groupsBy(context, actor, 'source', query, now),
        sourceNames(context.db),
      ]);
      const names = new Map(sources.map(({ id, name }) => [id, name]));
      return { ...found, items: found.items.map((item) => ({ ...item, name: names.get(item.key) ?? '' })) };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/analytics/share-of-voice',
    operationId: 'shareOfVoice',
    tag,
    summary: 'Brands: how often each is named, its share, and the sentiment towards it',
    description: 'A mention that names two brands counts for both; `share` is of all namings.',
    permission: 'reports:read',
    query: z.strictObject({ ...span, ...narrowing }),
    response: z.object({ ...answered, items: z.array(group.extend({ share: z.number().min(0).max(1) })) }),
    async handle({ query, actor, context, now }) {
      const found = await groupsBy(context, actor, 'brand', query, now);
      const all = found.items.reduce((sum, { count }) => sum + count, 0);
      return { ...found, items: found.items.map((item) => ({ ...item, share: item.count / all })) };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/analytics/service',
    operationId: 'serviceOverTime',
    tag,
    summary: 'The desk over time: tickets opened, answered and resolved, in time or late, and how long it took',
    description: 'Of the teams that you may see. Minutes are medians from the opening on.',
    permission: 'reports:read',
    query: z.strictObject({ ...span, interval, team: z.uuid().optional() }),
    response: z.object({ ...answered, items: z.array(serviceStep) }),
    async handle({ query: { interval, team, ...asked }, actor, context: { db, timeZone }, now }) {
      const during = spanOf(asked, now);
      const steps = stepsOf(during, interval as Interval, timeZone);
      const found = await countService(db, await scopeOf(db, actor), { ...during, interval, timeZone, team });
      return { ...written(during), items: withEmptySteps(found, steps, emptyService) };
    },
  }),
];
