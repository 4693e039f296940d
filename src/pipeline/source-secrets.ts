import type { Collected, Crawler } from '../crawlers/crawler.ts';
import { secretFields } from '../crawlers/support/secret.ts';
import { GiveUp } from '../errors.ts';
import { sourceSeal } from '../storage/sealed-records.ts';
import type { Sealed, Vault } from '../storage/secrets.ts';

/** A crawler's settings, and what must not be told of them. */
export interface OpenSettings {
  settings: unknown;
  secrets: readonly string[];
}

/** The settings of a source as its crawler takes them, secrets and all. Throws GiveUp when they are not complete. */
export function openSettings(
  vault: Vault,
  crawler: Crawler,
  source: { id: string; settings: Record<string, unknown>; sealed: Sealed },
): OpenSettings {
  const opened = vault.decryptFields(source.sealed, sourceSeal(source.id));
  const parsed = crawler.settings.safeParse({ ...source.settings, ...opened });
  if (parsed.success) return { settings: parsed.data, secrets: textsOf(Object.values(opened)) };
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).slice(0, 5);
  throw new GiveUp(`The settings are not complete, change the source: ${wrong.join('; ')}.`, { cause: parsed.error });
}

/** What is secret in settings that were never stored. */
export function secretsIn(crawler: Crawler, settings: unknown): string[] {
  const given = new Map(Object.entries(settings ?? {}));
  return textsOf(secretFields(crawler.settings).map((field) => given.get(field)));
}

/** What a crawler yields and throws, its secrets cut out of every message: whatever it quotes, they reach no record and no log. */
export async function* withoutSecrets(
  items: AsyncIterable<Collected>,
  secrets: readonly string[],
): AsyncIterable<Collected> {
  const cut = cutter(secrets);
  const clean = ({ url, message }: { url: string; message: string }) => ({ url: cut(url), message: cut(message) });
  try {
    for await (const item of items) {
      if ('error' in item) yield { error: clean(item.error) };
      else if ('warning' in item) yield { warning: clean(item.warning) };
      else yield item;
    }
  } catch (error) {
    cleanError(error, cut);
    throw error;
  }
}

/** Shorter ones are in every text, and no secrets. */
const MIN_LENGTH = 6;

/** The texts among opened secrets that must not be told. */
export function textsOf(values: readonly unknown[]): string[] {
  return values.flatMap((value): string[] => {
    if (typeof value === 'string') return value.length < MIN_LENGTH ? [] : [value];
    return typeof value === 'object' && value !== null ? textsOf(Object.values(value)) : [];
  });
}

/** Cuts the secrets out as they are and as addresses, JSON and Basic authentication carry them; the longest first. */
function cutter(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.flatMap((secret) => {
    const bytes = Buffer.from(secret);
    const wellFormed = bytes.toString();
    return [
      secret,
      wellFormed,
      encodeURI(wellFormed),
      encodeURIComponent(wellFormed),
      new URLSearchParams([['', secret]]).toString().slice(1),
      JSON.stringify(secret).slice(1, -1),
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
    ];
  });
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((rest, form) => rest.replaceAll(form, '…'), text);
}

/** Cuts secrets out of an error before it is kept or logged; gives the same error. */
export function withoutSecretsIn(error: unknown, secrets: readonly string[]): unknown {
  cleanError(error, cutter(secrets));
  return error;
}

/** In place: the class of an error says what happens next. */
function cleanError(error: unknown, cut: (text: string) => string): void {
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth += 1) {
    at.message = cut(at.message);
    if (at.stack !== undefined) at.stack = cut(at.stack);
  }
}
