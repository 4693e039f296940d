import { z } from 'zod';
import { FIELDS } from '../../pipeline/imports/columns.ts';
import { formatOf } from '../../pipeline/imports/import-file.ts';
import { MAX_FILE_BYTES, MAX_ROWS } from '../../pipeline/imports/table.ts';
import { listRejects } from '../../storage/imports.ts';
import { findRun } from '../../storage/runs.ts';
import { audit } from '../audit.ts';
import { bytes, endpoint } from '../endpoint.ts';
import { idParams, pageOf, paging } from '../schemas.ts';

const tag = 'Mentions';

const TYPES = [
  'text/csv',
  'text/tab-separated-values',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/x-ndjson',
  'application/jsonl',
  'application/json',
] as const;

const field = z.enum(FIELDS);

/** A mapping as JSON in the query: its headings are the file's own. */
const mapping = z
  .string()
  .max(10_000)
  .transform((text, { addIssue }) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      addIssue({ code: 'custom', message: 'must be a JSON object', input: text });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), field.nullable()))
  .meta({
    description: `Which column holds what, as JSON: \`{"Nội dung góp ý": "text", "Ghi chú": null}\`. Columns that are left out are told by their headings. Fields: ${FIELDS.join(', ')}.`,
  });

const query = z.strictObject({
  source: z.uuid().meta({ description: 'A source of kind `import`.' }),
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .meta({ description: 'Reads everything and says what would come of it; stores nothing.' }),
  mapping: mapping.optional(),
  dayOrder: z.enum(['dmy', 'mdy']).default('dmy').meta({ description: 'How dates such as 03/04/2026 are read.' }),
});

const reject = z.object({
  row: z.number().int().meta({ description: 'As a person would count it in the file.' }),
  reason: z.string(),
  cells: z.record(z.string(), z.string()),
});

const outcome = z.object({
  run: z
    .uuid()
    .nullable()
    .meta({ description: 'The run of the source that keeps the rejected rows; null of a dry run.' }),
  rows: z.number().int(),
  new: z.number().int().meta({ description: 'Rows that became mentions, or would.' }),
  known: z.number().int().meta({ description: 'Rows that were imported before.' }),
  unmatched: z.number().int().meta({ description: 'Rows that no query of the source matched.' }),
  rejected: z.number().int(),
  columns: z.array(z.object({ heading: z.string(), field: field.nullable() })).meta({
    description: 'What each column was taken for; null: it is passed over.',
  }),
  rejects: z.array(reject).meta({ description: 'The first 20 rejected rows.' }),
});

export const importEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/imports',
    operationId: 'importFile',
    tag,
    summary: 'Import a file of posts: CSV, XLSX or JSON lines; or see first what would come of it',
    description: `The file is the body, up to ${MAX_FILE_BYTES / 1e6} MB and ${MAX_ROWS} rows. Its first line names the columns, in Vietnamese or English. Importing a file again changes nothing, or takes over changed texts. Rejected rows stop none of the others.`,
    permission: 'mentions:write',
    rawBody: { types: TYPES, maxBytes: MAX_FILE_BYTES },
    answerMs: 180_000,
    query,
    headers: z.object({ 'content-type': z.string().optional() }),
    body: bytes,
    response: outcome,
    problems: { 409: 'The source is of another kind, or a file is being imported into it.' },
    async handle(call) {
      const { query, headers, body, context, signal } = call;
      const { source: sourceId, mapping = {}, dayOrder, dryRun } = query;
      const contentType = headers['content-type'];
      const done = await context.pipeline.importFile({
        sourceId,
        file: body,
        format: formatOf(body, contentType ?? ''),
        contentType,
        mapping,
        dayOrder,
        timeZone: context.timeZone,
        dryRun,
        signal,
      });
      const { run, rows, rejected } = done;
      const details = { run, rows, new: done.new, rejected };
      if (!dryRun) await audit(call, context.db, 'source.imported', { kind: 'source', id: sourceId }, details);
      return done;
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/imports/{id}/rejects',
    operationId: 'listRejects',
    tag,
    summary: 'The rows of an imported file that were rejected, and why; at most 1,000 are kept',
    permission: 'mentions:write',
    params: idParams,
    query: z.strictObject(paging),
    response: pageOf(reject),
    async handle({ params, query, context }) {
      await findRun(context.db, params.id);
      return listRejects(context.db, params.id, query);
    },
  }),
];
