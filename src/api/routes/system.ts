import { z } from 'zod';
import { countMentions } from '../../storage/mentions.ts';
import { recordsSize } from '../../storage/size.ts';
import { countTickets } from '../../storage/tickets.ts';
import { countWebhooks } from '../../storage/webhooks.ts';
import { VERSION } from '../../version.ts';
import { endpoint } from '../endpoint.ts';

const count = z.number().int();

const system = z.object({
  version: z.string(),
  nodeVersion: z.string(),
  startedAt: z.iso.datetime().meta({ description: 'When the process that answers was started.' }),
  timeZone: z.string(),
  publicUrl: z.string().nullable().meta({ description: 'Null: webhooks have no address that others could reach.' }),
  records: z.object({ version: z.string().meta({ description: 'Of PostgreSQL.' }), bytes: z.number() }),
  mentions: count,
  tickets: count,
  webhooks: z.object({ setAside: count, waiting: count }),
  lag: z.object({
    analyse: count.meta({ description: 'Mentions that wait for the language stage.' }),
    triage: count,
    oldestSeconds: z.number(),
    index: z
      .object({ waiting: count, oldestSeconds: z.number(), refused: count })
      .nullable()
      .meta({ description: 'Null: the records themselves are searched.' }),
  }),
  queues: z.array(z.object({ name: z.string(), waiting: count, active: count, delayed: count, failed: count })),
});

export const systemEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/operations/system',
    operationId: 'getSystem',
    tag: 'Operations',
    summary: 'Versions, sizes, and how much waits where',
    permission: 'operations:read',
    response: system,
    async handle({ context: { db, pipeline, timeZone, publicUrl }, now }) {
      const [{ queues, ...lag }, records, mentions, tickets, webhooks] = await Promise.all([
        pipeline.lag(),
        recordsSize(db),
        countMentions(db),
        countTickets(db),
        countWebhooks(db),
      ]);
      return {
        version: VERSION,
        nodeVersion: process.version,
        startedAt: new Date(now.getTime() - process.uptime() * 1000).toISOString(),
        timeZone,
        publicUrl: publicUrl ?? null,
        records,
        mentions,
        tickets: Object.values(tickets).reduce((sum, each) => sum + each, 0),
        webhooks,
        lag,
        queues: Object.entries(queues).map(([name, counts]) => ({ name, ...counts })),
      };
    },
  }),
];
