import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { GiveUp } from '../errors.ts';

/** Encrypted values by the name of their field; each is "1.<key id>.<nonce, ciphertext and tag in base64url>". */
export type Sealed = Record<string, string>;

/** Whose secrets they are. What was sealed for one record opens for no other. */
export interface SealContext {
  /** The kind of record, such as `source`: each has a key of its own. */
  purpose: string;
  id: string;
}

/**
 * Keeps secrets at rest: AES-256-GCM with keys derived from SECRET_KEY (HKDF-SHA-256, RFC 5869), a random nonce a value
 * (NIST SP 800-38D, 8.2.2), and purpose, record and field as additional data, so that nothing sealed can be moved.
 */
export interface Vault {
  /** Names the key without telling anything about it. */
  keyId: string;
  /** Takes the named fields, where they are set, out of a record and seals them; any JSON value can be sealed. */
  encryptFields(
    record: Readonly<Record<string, unknown>>,
    fields: readonly string[],
    context: SealContext,
  ): { shown: Record<string, unknown>; sealed: Sealed };
  /** The sealed fields in clear. Throws GiveUp that says what to do when another key sealed them, or they were altered. */
  decryptFields(sealed: Readonly<Sealed>, context: SealContext): Record<string, unknown>;
  /** A word that only this key gives for this record (32 characters of base64url): the same each time, kept nowhere. */
  tokenFor(context: SealContext): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORM = /^1\.([\w-]{8})\.([\w-]+)$/;

/** The id of the key that sealed a value; undefined for what is no sealed value. */
export const sealingKeyId = (value: string): string | undefined => FORM.exec(value)?.[1];

/** A vault over a secret of at least 32 characters. */
export function createVault(secretKey: string): Vault {
  const derive = (info: string, bytes: number) => Buffer.from(hkdfSync('sha256', secretKey, '', info, bytes));
  const keyId = derive('langnghe key id', 6).toString('base64url');
  const keyFor = ({ purpose }: SealContext) => derive(`langnghe seal ${purpose}`, 32);

  const seal = (field: string, value: unknown, context: SealContext): string => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', keyFor(context), nonce).setAAD(additionalData(field, context));
    const parts = [nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()];
    return `1.${keyId}.${Buffer.concat(parts).toString('base64url')}`;
  };

  const unseal = (field: string, value: string, context: SealContext): unknown => {
    const [, sealedWith, body = ''] = FORM.exec(value) ?? [];
    if (sealedWith !== undefined && sealedWith !== keyId) throw otherKey(field);
    const bytes = Buffer.from(body, 'base64url');
    if (bytes.length < NONCE_BYTES + TAG_BYTES) throw altered(field);
    const decipher = createDecipheriv('aes-256-gcm', keyFor(context), bytes.subarray(0, NONCE_BYTES))
      .setAAD(additionalData(field, context))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      return JSON.parse(text.toString('utf8'));
    } catch (cause) {
      throw altered(field, cause);
    }
  };

  return {
    keyId,
    encryptFields(record, fields, context) {
      const shown = { ...record };
      const sealed: Sealed = {};
      for (const field of fields) {
        if (shown[field] !== undefined) sealed[field] = seal(field, shown[field], context);
        delete shown[field];
      }
      return { shown, sealed };
    },
    decryptFields: (sealed, context) =>
      Object.fromEntries(Object.entries(sealed).map(([field, value]) => [field, unseal(field, value, context)])),
    tokenFor: ({ purpose, id }) => derive(`langnghe token ${JSON.stringify([purpose, id])}`, 24).toString('base64url'),
  };
}

const additionalData = (field: string, { purpose, id }: SealContext) =>
  Buffer.from(JSON.stringify([purpose, id, field]));

const otherKey = (field: string) =>
  new GiveUp(`${field} was encrypted with another SECRET_KEY: start with that key, or give ${field} again.`);

const altered = (field: string, cause?: unknown) =>
  new GiveUp(`What is kept of ${field} was altered or belongs elsewhere: give ${field} again.`, { cause });
