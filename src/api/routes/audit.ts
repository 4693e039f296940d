import { z } from 'zod';
import { type AuditEntry, auditEntry } from '../../domain/audit.ts';
import { InvalidInput } from '../../errors.ts';
import { csvLine } from '../../reports/csv.ts';
import { type AuditFilter, listAudit } from '../../storage/audit.ts';
import { inTransaction } from '../../storage/database.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { instant, pageOf, paging } from '../schemas.ts';

const tag = 'Audit';

/** As many as one answer carries in a few seconds. */
const EXPORT_LIMIT = 50_000;

const filter = {
  actor: z.uuid().optional().meta({ description: 'A user’s or token’s id.' }),
  act: z
    .string()
    .regex(/^[a-z-]+(\.[a-z-]+)?$/, 'is no act, such as session.started, and no noun, such as session')
    .max(100)
    .optional()
    .meta({ description: 'A whole act (`session.started`) or its noun (`session`).' }),
  subjectKind: z.string().max(50).optional(),
  subjectId: z.string().max(200).optional(),
  ip: z.union([z.ipv4(), z.ipv6()]).optional(),
  from: instant.optional(),
  to: instant.optional().meta({ description: 'Before this instant.' }),
  q: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'A part of the actor’s name, the subject’s id or the details.' }),
};

type Asked = z.output<z.ZodObject<typeof filter>>;

const filterOf = ({ q, from, to, ...rest }: Asked): AuditFilter => ({
  ...rest,
  contains: q,
  from: from === undefined ? undefined : new Date(from),
  to: to === undefined ? undefined : new Date(to),
});

const COLUMNS = 'id,at,actorKind,actorId,actorName,ip,act,subjectKind,subjectId,details,sequence,hash\r\n';

const csvOf = ({ id, at, actor, ip, act, subject, details, sequence, hash }: AuditEntry): string =>
  csvLine([
    id,
    at,
    actor.kind,
    actor.id,
    actor.name,
    ip,
    act,
    subject.kind,
    subject.id,
    JSON.stringify(details),
    sequence,
    hash,
  ]);

export const auditEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/audit',
    operationId: 'listAudit',
    tag,
    summary: 'Who did what, when and from where; the newest first',
    permission: 'audit:read',
    query: z.strictObject({ ...paging, ...filter }),
    response: pageOf(auditEntry),
    handle: ({ query: { limit, cursor, ...asked }, context }) =>
      listAudit(context.db, filterOf(asked), { limit, cursor }),
  }),

  endpoint({
    method: 'get',
    path: '/api/audit/export',
    operationId: 'exportAudit',
    tag,
    summary: 'The same as a file, the newest first, at most 50,000 entries',
    description:
      'As lines of JSON, from which the chain of hashes can be checked elsewhere, or as CSV for a spreadsheet, whose cells run no formulas. The export is an act of its own.',
    permission: 'audit:read',
    query: z.strictObject({ ...filter, format: z.enum(['ndjson', 'csv']).default('ndjson') }),
    media: ['application/x-ndjson', 'text/csv'],
    async handle(call) {
      const { format, ...asked } = call.query;
      return inTransaction(call.context.db, async (tx) => {
        const { items, nextCursor } = await listAudit(tx, filterOf(asked), { limit: EXPORT_LIMIT });
        if (nextCursor !== null)
          throw new InvalidInput('These are more than 50,000 entries: export a shorter time at once.', [
            { path: 'from', message: 'is too early' },
          ]);
        await audit(call, tx, 'audit.exported', { kind: 'audit', id: null }, { ...asked, format, count: items.length });
        call.reply.header('Content-Type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson');
        call.reply.header('Content-Disposition', `attachment; filename="audit.${format}"`);
        // Excel takes a file without a byte order mark for one in the machine's old code page.
        if (format === 'csv') return `\uFEFF${COLUMNS}${items.map(csvOf).join('')}`;
        return items.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      });
    },
  }),
];
