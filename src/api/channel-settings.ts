import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { findChannel } from '../channels/channels.ts';
import { secretFields } from '../crawlers/support/secret.ts';
import type { ChannelChange, ChannelInput, ChannelRecord } from '../domain/channel.ts';
import { InvalidInput } from '../errors.ts';
import type { Database } from '../storage/database.ts';
import { channelSeal } from '../storage/sealed-records.ts';
import type { Sealed, Vault } from '../storage/secrets.ts';
import { findSource } from '../storage/sources.ts';
import { refuseOtherServer } from './source-settings.ts';
import { parseWith } from './validation.ts';

const readSettings = (kind: string, settings: Record<string, unknown>) =>
  parseWith(findChannel(kind).settings, settings, ['settings']) as Record<string, unknown>;

const secretsOf = (kind: string) => secretFields(findChannel(kind).settings);

/** A new channel, ready to be stored: its secrets sealed for the id that it will have. */
export function readChannelInput(vault: Vault, { source: _, ...input }: ChannelInput) {
  const id = randomUUID();
  const settings = readSettings(input.kind, input.settings);
  const { shown, sealed } = vault.encryptFields(settings, secretsOf(input.kind), channelSeal(id));
  return { ...input, id, settings: shown, secrets: sealed };
}

/** The source that a new channel answers, null for kinds that have posts of their own. Throws InvalidInput. */
export async function answeredSource(db: Database, { kind, source }: ChannelInput, now: Date): Promise<string | null> {
  const { answers } = findChannel(kind);
  const refuse = (message: string) => {
    throw new InvalidInput('The channel needs the source whose posts it answers.', [{ path: 'source', message }]);
  };
  if (answers === undefined) return source === undefined ? null : refuse('is not for this kind');
  if (source === undefined) return refuse(`must name a source of kind ${answers}`);
  const found = await findSource(db, source, now);
  return found.kind === answers ? found.id : refuse(`must name a source of kind ${answers}`);
}

/**
 * What a change sets: secrets that are left out stay as they were, one that is null is taken out. Throws InvalidInput when
 * secrets that stay would be sent to another server.
 */
export function readChannelChange(
  vault: Vault,
  { record, sealed }: { record: Pick<ChannelRecord, 'id' | 'kind' | 'settings'>; sealed: Sealed },
  { settings, ...change }: ChannelChange,
): ChannelChange & { secrets?: Sealed } {
  if (settings === undefined) return change;
  const { kind, id } = record;
  const [fields, context] = [secretsOf(kind), channelSeal(id)];
  const given = Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => value !== null || !fields.includes(name)),
  );
  const kept = Object.fromEntries(Object.entries(sealed).filter(([field]) => !Object.hasOwn(settings, field)));
  const read = readSettings(kind, { ...given, ...vault.decryptFields(kept, context) });
  const { shown, sealed: secrets } = vault.encryptFields(read, fields, context);
  refuseOtherServer(record.settings, shown, Object.keys(kept));
  return isDeepStrictEqual(shown, record.settings) ? { ...change, secrets } : { ...change, settings: shown, secrets };
}
