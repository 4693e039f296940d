import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { crawlers, findCrawler } from '../crawlers/crawlers.ts';
import { secretFields } from '../crawlers/support/secret.ts';
import type { Source, SourceChange, SourceInput } from '../domain/source.ts';
import { Conflict, InvalidInput } from '../errors.ts';
import { sourceSeal } from '../storage/sealed-records.ts';
import type { Sealed, Vault } from '../storage/secrets.ts';
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
  summary: 'Posts that you hand in yourself, or import from files. Nothing is collected.',
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

/** A new source, ready to be stored: its secrets sealed for the id that it will have. */
export function readSourceInput(vault: Vault, input: SourceInput): SourceInput & { id: string; secrets: Sealed } {
  const { url: _, ...rest } = input;
  const id = randomUUID();
  const settings = readSettings(input.kind, input);
  const { shown, sealed } = vault.encryptFields(settings, secretsOf(input.kind), sourceSeal(id));
  const enabled = input.enabled && input.kind !== importKind.kind;
  return { ...rest, id, settings: shown, secrets: sealed, enabled };
}

/**
 * What a change sets: `url` alone leaves the other settings as they are, secrets that are left out stay as they were,
 * and a secret that is null is taken out. Throws InvalidInput when secrets that stay would be sent to another server.
 */
export function readSourceChange(
  vault: Vault,
  { source, sealed }: { source: Source; sealed: Sealed },
  { url, settings, ...change }: SourceChange,
): SourceChange & { secrets?: Sealed } {
  if (url === undefined && settings === undefined) return change;
  const { kind, id } = source;
  const [fields, context] = [secretsOf(kind), sourceSeal(id)];
  const given = Object.fromEntries(
    Object.entries(settings ?? source.settings).filter(([name, value]) => value !== null || !fields.includes(name)),
  );
  const kept = Object.fromEntries(Object.entries(sealed).filter(([field]) => !Object.hasOwn(settings ?? {}, field)));
  const read = readSettings(kind, { url, settings: { ...given, ...vault.decryptFields(kept, context) } });
  const { shown, sealed: secrets } = vault.encryptFields(read, fields, context);
  refuseOtherServer(source.settings, shown, Object.keys(kept));
  // A new secret for the same place, such as a token that was renewed, does not start the source afresh.
  if (isDeepStrictEqual(shown, source.settings)) return { ...change, secrets };
  return { ...change, settings: shown, secrets };
}

const secretsOf = (kind: string) => secretFields(findKind(kind).settings);

/** Whoever may change an address could otherwise have the secrets sent to a server of their own, and read them there. */
export function refuseOtherServer(before: object, after: object, kept: readonly string[]): void {
  const known = originsIn(before);
  if (kept.length === 0 || [...originsIn(after)].every((origin) => known.has(origin))) return;
  const message = 'must be given again, because the settings now name another server';
  throw new InvalidInput(
    'The secrets are for another server: give them again.',
    kept.map((field) => ({ path: `settings.${field}`, message })),
  );
}

/** The servers that settings name, at any depth. */
function originsIn(value: unknown): Set<string> {
  if (typeof value === 'object' && value !== null) {
    return new Set(Object.values(value).flatMap((inner) => [...originsIn(inner)]));
  }
  return new Set(
    typeof value === 'string' && /^https?:/i.test(value) && URL.canParse(value) ? [new URL(value).origin] : [],
  );
}

/** Throws Conflict for a source that has nothing to collect. */
export function refuseImport({ kind }: Pick<Source, 'kind'>): void {
  if (kind !== importKind.kind) return;
  throw new Conflict('Nothing is collected for this source: hand posts in with POST /api/mentions, or import a file.');
}
