import { z } from 'zod';
import { crawlers, findCrawler } from '../crawlers/crawlers.ts';
import type { Source, SourceInput } from '../domain/source.ts';
import { Conflict, InvalidInput } from '../errors.ts';
import { parseWith } from './validation.ts';

/** A kind of source as administrators see it. */
export interface SourceKind {
  kind: string;
  summary: string;
  settings: z.ZodType;
  example: unknown;
}

/** The source of posts that are handed in: no crawler has it, so it is kept switched off and never scheduled. */
const importKind: SourceKind = {
  kind: 'import',
  summary: 'Posts that you hand in yourself, with POST /api/mentions. Nothing is collected.',
  settings: z.strictObject({}),
  example: {},
};

export const sourceKinds: readonly SourceKind[] = [...crawlers, importKind];

const findKind = (kind: string): SourceKind => (kind === importKind.kind ? importKind : findCrawler(kind));

/** The settings as their kind reads them, `url` put into them. Throws InvalidInput whose paths are those of the request. */
export function readSettings(
  kind: string,
  { url, settings }: { url?: string | undefined; settings: Record<string, unknown> },
): Record<string, unknown> {
  const schema = findKind(kind).settings;
  try {
    const merged = url === undefined ? settings : { ...settings, url };
    return parseWith(schema, merged, ['settings']) as Record<string, unknown>;
  } catch (error) {
    if (url === undefined || !(error instanceof InvalidInput)) throw error;
    const fields = error.fields.map((field) => (field.path === 'settings.url' ? { ...field, path: 'url' } : field));
    throw new InvalidInput(error.message, fields, { cause: error });
  }
}

/** A new source, ready to be stored. */
export function readSourceInput(input: SourceInput): SourceInput {
  const { url: _, ...rest } = input;
  const settings = readSettings(input.kind, input);
  return { ...rest, settings, enabled: input.enabled && input.kind !== importKind.kind };
}

/** Throws Conflict for a source that has nothing to collect. */
export function refuseImport({ kind }: Pick<Source, 'kind'>): void {
  if (kind !== importKind.kind) return;
  throw new Conflict('Nothing is collected for this source: hand posts in with POST /api/mentions.');
}

const SECRET = /password|secret|token|credential|api_?key/i;

/** The source as it may be shown: settings that are named like secrets stay inside. */
export function withoutSecrets(source: Source): Source {
  const shown = Object.entries(source.settings).filter(([name]) => !SECRET.test(name));
  return { ...source, settings: Object.fromEntries(shown) };
}
