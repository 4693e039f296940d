import { z } from 'zod';
import { type ApiContext, type Endpoint, endpoint } from '../endpoint.ts';

const tag = 'Operations';

const failedJob = z.object({
  queue: z.string(),
  id: z.string(),
  name: z.string(),
  error: z.string(),
  failedAt: z.iso.datetime({ offset: true }),
  attempts: z.number().int(),
});

const CHECKS_MS = 5000;

/** Checks that never come back are failed ones. */
async function inTime<T>(work: Promise<T>, late: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), CHECKS_MS);
  });
  return Promise.race([work, over]).finally(() => clearTimeout(timer));
}

/** Null when the records can't say. */
async function lagOf({ pipeline }: ApiContext) {
  try {
    const { analyse, triage, index } = await pipeline.lag();
    return { analyse, triage, index: index?.waiting ?? null };
  } catch {
    return null;
  }
}

export const operationsEndpoints = [
  endpoint({
    method: 'get',
    path: '/health/live',
    operationId: 'live',
    tag,
    summary: 'Whether the program runs',
    permission: 'public',
    response: z.object({ status: z.literal('ok') }),
    handle: () => ({ status: 'ok' as const }),
  }),

  endpoint({
    method: 'get',
    path: '/health/ready',
    operationId: 'ready',
    tag,
    summary: 'Whether everything that it needs is there',
    permission: 'public',
    also: { 503: 'Something is not: `checks` names it.' },
    description:
      'What is not `required` may be away: the program goes on, and `lag` says how many mentions wait for a step.',
    response: z.object({
      ready: z.boolean(),
      checks: z.array(z.object({ name: z.string(), ok: z.boolean(), required: z.boolean() })),
      lag: z.object({ analyse: z.number(), triage: z.number(), index: z.number().nullable() }).nullable(),
    }),
    async handle({ context, reply }) {
      const late = [{ name: 'answer in time', ok: false, required: true }];
      const [found, lag] = await Promise.all([inTime(context.checks(), late), inTime(lagOf(context), null)]);
      const checks = found.map(({ name, ok, required }) => ({ name, ok, required }));
      const ready = checks.every((check) => check.ok || !check.required);
      if (!ready) reply.status = 503;
      return { ready, checks, lag };
    },
  }),

  endpoint({
    method: 'get',
    path: '/metrics',
    operationId: 'metrics',
    tag,
    summary: 'Figures in the text format of Prometheus; give it an administrator’s token',
    permission: 'operations:read',
    media: ['text/plain'],
    async handle({ context, reply }) {
      reply.header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
      return context.metrics();
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/operations/failed-jobs',
    operationId: 'listFailedJobs',
    tag,
    summary: 'Jobs that were given up, the newest first',
    permission: 'operations:read',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: z.object({ items: z.array(failedJob) }),
    handle: async ({ query, context }) => ({ items: await context.pipeline.failedJobs(query.limit) }),
  }),

  endpoint({
    method: 'post',
    path: '/api/operations/failed-jobs/{queue}/{id}/retry',
    operationId: 'retryJob',
    tag,
    summary: 'Have a failed job tried again',
    permission: 'operations:write',
    status: 202,
    params: z.strictObject({ queue: z.string().min(1).max(50), id: z.string().min(1).max(200) }),
    response: z.object({ status: z.literal('requested') }),
    problems: { 409: 'The job is not failed.' },
    async handle({ params, context }) {
      await context.pipeline.retryJob(params.queue, params.id);
      return { status: 'requested' as const };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/openapi.json',
    operationId: 'openapi',
    tag,
    summary: 'This document',
    permission: 'public',
    response: z.record(z.string(), z.unknown()),
    handle: ({ context }) => context.document(),
  }),
];

/** What a process that only works answers, too. */
export const workerEndpoints: readonly Endpoint[] = operationsEndpoints.filter(({ operationId }) =>
  ['live', 'ready', 'metrics'].includes(operationId),
);
