import { z } from 'zod';
import { verifyAudit } from '../../pipeline/verify-audit.ts';
import { endpoint } from '../endpoint.ts';

const head = z.object({
  sequence: z.number().int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
});

export const auditChainEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/audit/verify',
    operationId: 'verifyAudit',
    tag: 'Audit',
    summary: 'Check every hash of the audit trail',
    description:
      'Write the answered `head` down somewhere else: handed in later as `earlier`, it shows whether what stood before it was cut off or made anew. A long trail takes a minute.',
    permission: 'audit:read',
    answerMs: 120_000,
    body: z.strictObject({ earlier: z.strictObject(head.shape).optional() }),
    example: {},
    response: z.object({
      head: head.meta({ description: 'The last entry of the chain; sequence 0: there is none yet.' }),
      breaks: z.array(z.object({ sequence: z.number().int(), reason: z.enum(['missing', 'changed']) })),
    }),
    async handle({ body, context: { db } }) {
      const { head: last, breaks } = await verifyAudit(db, body.earlier);
      return { head: last, breaks: [...breaks] };
    },
  }),
];
