import { z } from 'zod';
import { rereading } from '../../domain/rereading.ts';
import { Conflict } from '../../errors.ts';
import { exportGold, GOLD_LIMIT } from '../../pipeline/learning.ts';
import { inTransaction } from '../../storage/database.ts';
import { listRereadings, stopRereading } from '../../storage/rereadings.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { instant } from '../schemas.ts';

const tag = 'Learning';
const permission = 'settings:write';

const since = instant.optional();
const dateOf = (at: string | undefined) => (at === undefined ? null : new Date(at));

const share = z.number().min(0).max(1);
const point = z.object({ threshold: z.number(), precision: share, recall: share, f1: share });

export const learningEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/gold',
    operationId: 'exportGold',
    tag,
    summary: 'The texts that people corrected, as lines of JSON',
    description: `As \`langnghe evaluate\` and \`langnghe train --own\` read them: \`{text, complaint?, sentiment?, topics?, intent?, urgency?, correctedAt}\`. Numbers and addresses of people are replaced, names are not. At most ${GOLD_LIMIT.toLocaleString('en')} texts, the latest.`,
    permission,
    query: z.strictObject({ since: since.meta({ description: 'Only what was corrected from then on.' }) }),
    media: ['application/x-ndjson'],
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { content, rows } = await exportGold(tx, dateOf(call.query.since));
        await audit(call, tx, 'gold.exported', { kind: 'corrections', id: null }, { ...call.query, count: rows });
        call.reply.header('Content-Type', 'application/x-ndjson');
        call.reply.header('Content-Disposition', 'attachment; filename="gold.ndjson"');
        return content;
      }),
  }),

  endpoint({
    method: 'get',
    path: '/api/threshold-curve',
    operationId: 'getThresholdCurve',
    tag,
    summary: 'What each threshold of complaints would find and miss, on texts that people judged',
    description:
      'The latest 5,000 at most. People correct what is wrong more often than they confirm what is right: few texts, or corrections alone, make the models look worse than they are.',
    permission,
    response: z.object({
      texts: z.int(),
      complaints: z.int(),
      threshold: z.number().meta({ description: 'The one in use.' }),
      curve: z.object({ points: z.array(point), best: point.nullable(), averagePrecision: z.number() }),
    }),
    handle: ({ context }) => context.pipeline.thresholdCurve(),
  }),

  endpoint({
    method: 'get',
    path: '/api/rereadings',
    operationId: 'listRereadings',
    tag,
    summary: 'How far all mentions have been read anew; the latest twenty times',
    permission,
    response: z.object({ items: z.array(rereading) }),
    handle: async ({ context }) => ({ items: await listRereadings(context.db, 20) }),
  }),

  endpoint({
    method: 'post',
    path: '/api/rereadings',
    operationId: 'startRereading',
    tag,
    summary: 'Read all mentions anew in the background',
    description:
      'Begins by itself once the models or the threshold have changed. What people corrected stays; tickets, and what triage decided, too.',
    permission,
    body: z.strictObject({ since: since.meta({ description: 'Only mentions from then on.' }) }),
    example: { since: '2026-01-01T00:00:00+07:00' },
    status: 202,
    response: rereading,
    problems: { 409: 'They are being read anew already.' },
    async handle(call) {
      const begun = await call.context.pipeline.reread({ askedBy: call.actor.name, since: dateOf(call.body.since) });
      await audit(call, call.context.db, 'rereading.started', { kind: 'rereading', id: begun.id }, call.body);
      return begun;
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/rereadings/stop',
    operationId: 'stopRereading',
    tag,
    summary: 'Stop reading mentions anew; those that were read keep what was found',
    permission,
    problems: { 409: 'Nothing is being read anew.' },
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        if (!(await stopRereading(tx, call.now))) throw new Conflict('Nothing is being read anew.');
        await audit(call, tx, 'rereading.stopped', { kind: 'rereading', id: null });
        return undefined;
      }),
  }),
];
