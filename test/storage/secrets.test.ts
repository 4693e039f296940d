import { statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GiveUp } from '../../src/errors.ts';
import { openSecretKey } from '../../src/storage/secret-key.ts';
import { createVault } from '../../src/storage/secrets.ts';
import { tempFolder } from '../support/temp-folder.ts';

const vault = createVault('one key of more than thirty-two characters');
const other = createVault('another key, also more than thirty-two long');
const context = { purpose: 'source', id: 'a' };

describe('a vault', () => {
  it('gives back what it sealed, shows none of it, and seals the same value differently each time', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), fc.jsonValue(), (token, cookies) => {
        const record = { url: 'https://a.example/', token, cookies };
        const { shown, sealed } = vault.encryptFields(record, ['token', 'cookies', 'missing'], context);
        expect(shown).toEqual({ url: record.url });
        expect(vault.decryptFields(sealed, context)).toEqual(JSON.parse(JSON.stringify({ token, cookies })));
        expect(vault.encryptFields(record, ['token'], context).sealed.token).not.toBe(sealed.token);
      }),
    );
  });

  it('opens nothing of another key, record, purpose or field, and nothing that was altered', () => {
    const { sealed } = vault.encryptFields({ token: 'bí mật' }, ['token'], context);
    const { token = '' } = sealed;
    expect(() => other.decryptFields(sealed, context)).toThrow(/another SECRET_KEY/);
    const body = token.split('.')[2] ?? '';
    const flipped = token.replace(
      body,
      body.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
    );
    for (const [what, where] of [
      [sealed, { ...context, id: 'b' }],
      [sealed, { ...context, purpose: 'channel' }],
      [{ password: token }, context],
      [{ token: flipped }, context],
      [{ token: token.slice(0, -1) }, context],
      [{ token: 'in clear' }, context],
    ] as const) {
      expect(() => vault.decryptFields(what, where)).toThrow(GiveUp);
    }
  });
});

describe('the data folder’s key', () => {
  it('is made once, for its owner only, also by many at once', async () => {
    const folder = tempFolder();
    const dataDir = join(folder.path, 'data');
    const keys = await Promise.all(Array.from({ length: 8 }, () => openSecretKey({ given: undefined, dataDir })));
    expect(new Set(keys).size).toBe(1);
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(await openSecretKey({ given: 'given', dataDir })).toBe('given');
    folder.remove();
  });
});
