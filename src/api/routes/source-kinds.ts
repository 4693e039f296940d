import { z } from 'zod';
import { httpUrl, mentionKind } from '../../domain/raw-post.ts';
import type { Preview } from '../../pipeline/pipeline.ts';
import { endpoint } from '../endpoint.ts';
import { readSettings, refuseImport, sourceKinds } from '../source-settings.ts';

const tag = 'Sources';

const kind = z.object({
  kind: z.string(),
  summary: z.string(),
  settings: z.record(z.string(), z.unknown()).meta({ description: 'A JSON Schema of the settings.' }),
  example: z.unknown().meta({ description: 'Settings as one would write them.' }),
});

/** A preview shows what crawlers found, before intake has checked it. */
const found = z.object({
  url: z.string(),
  post: z.looseObject({
    externalId: z.string(),
    kind: mentionKind.optional(),
    url: httpUrl.nullable().optional(),
    title: z.string().nullable().optional(),
    text: z.string(),
    publishedAt: z.string().nullable().optional(),
  }),
});

const recognised = z
  .object({ software: z.string(), name: z.string(), page: z.enum(['board', 'thread']).nullable() })
  .meta({ description: 'The forum software of the page and what the address opens.' });

const PREVIEW_MS = 20_000;

/** Everything until `signal` ends it; what was found by then is kept. */
async function gather(previews: AsyncIterable<Preview>, signal: AbortSignal) {
  const items: z.input<typeof found>[] = [];
  const errors: { url: string; error: string }[] = [];
  let software: z.input<typeof recognised> | null = null;
  for await (const preview of previews) {
    if ('post' in preview) items.push(preview);
    else if ('recognised' in preview) software = preview.recognised;
    else if (signal.aborted) errors.push({ url: preview.url, error: 'It took too long: the rest is not shown.' });
    else errors.push(preview);
    if (signal.aborted || errors.length >= 50) break;
  }
  return { items, errors, recognised: software };
}

export const sourceKindEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/source-kinds',
    operationId: 'listSourceKinds',
    tag,
    summary: 'The kinds of sources, with the settings of each',
    permission: 'sources:read',
    response: z.object({ items: z.array(kind) }),
    handle: () => ({
      items: sourceKinds.map(({ settings, ...rest }) => ({
        kind: rest.kind,
        summary: rest.summary,
        settings: z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
        example: rest.example,
      })),
    }),
  }),

  endpoint({
    method: 'post',
    path: '/api/sources/preview',
    operationId: 'previewSource',
    tag,
    summary: 'What a source would yield now, storing nothing',
    description:
      'It takes at most 20 seconds; what failed is told in `errors`, the software of a forum in `recognised`.',
    permission: 'sources:write',
    body: z.strictObject({
      kind: z.string().min(1).max(50),
      url: z.string().max(2000).optional(),
      settings: z.record(z.string(), z.unknown()).default({}),
      limit: z.number().int().min(1).max(50).default(10),
    }),
    example: { kind: 'rss', url: 'https://tin-mang.example/gop-y.rss' },
    response: z.object({
      items: z.array(found),
      errors: z.array(z.object({ url: z.string(), error: z.string() })),
      recognised: recognised.nullable(),
    }),
    handle({ body, context, signal }) {
      const settings = readSettings(body.kind, body);
      refuseImport(body);
      const within = AbortSignal.any([signal, AbortSignal.timeout(PREVIEW_MS)]);
      return gather(context.pipeline.preview(body.kind, settings, body.limit, within), within);
    },
  }),
];
