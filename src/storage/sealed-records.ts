import { InvalidInput } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import { type Sealed, sealingKeyId, type Vault } from './secrets.ts';

/** The tables with a column `secrets`, and the purpose that each seals for. */
const SEALED = [
  { table: 'sources', purpose: 'source' },
  { table: 'channels', purpose: 'channel' },
  { table: 'webhooks', purpose: 'webhook' },
] as const;

export const sourceSeal = (id: string) => ({ purpose: SEALED[0].purpose, id });
export const channelSeal = (id: string) => ({ purpose: SEALED[1].purpose, id });
export const webhookSeal = (id: string) => ({ purpose: SEALED[2].purpose, id });

interface SealedRow {
  id: string;
  secrets: Sealed;
}

const isForeign = (value: string, vault: Vault) => sealingKeyId(value) !== vault.keyId;

/** How many secrets in the records another key has sealed. */
export async function countForeignSecrets(db: Database, vault: Vault): Promise<number> {
  let count = 0;
  for (const { table } of SEALED) {
    const rows = await db.selectFrom(table).select('secrets').execute();
    count += rows.flatMap(({ secrets }) => Object.values(secrets)).filter((value) => isForeign(value, vault)).length;
  }
  return count;
}

/** Throws InvalidInput, which says what to do, when the records hold secrets that this key can't open. */
export async function refuseForeignSecrets(db: Database, vault: Vault): Promise<void> {
  const count = await countForeignSecrets(db, vault);
  if (count > 0) throw new InvalidInput(foreignSecretsAdvice(count));
}

/** What to do about so many secrets of another key. */
export const foreignSecretsAdvice = (count: number) =>
  `${count} secret(s) in the records were encrypted with another SECRET_KEY. Set SECRET_KEY to the one they were made ` +
  'with, or put its secret.key into the data folder. If `langnghe secrets rotate` was interrupted, run it again.';

/** Seals with `to` what `from` has sealed, all of it or nothing; gives the number of secrets. Others must not write meanwhile. */
export function rotateSecrets(db: Database, from: Vault, to: Vault): Promise<number> {
  return changeForeign(db, to, (secrets, context) => {
    const open = from.decryptFields(secrets, context);
    return to.encryptFields(open, Object.keys(open), context).sealed;
  });
}

/** Takes out what this key can't open; gives the number of secrets. */
export function forgetForeignSecrets(db: Database, vault: Vault): Promise<number> {
  return changeForeign(db, vault, () => ({}));
}

function changeForeign(
  db: Database,
  vault: Vault,
  change: (foreign: Sealed, context: { purpose: string; id: string }) => Sealed,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    let count = 0;
    for (const { table, purpose } of SEALED) {
      const rows: SealedRow[] = await tx.selectFrom(table).select(['id', 'secrets']).forUpdate().execute();
      for (const { id, secrets } of rows) {
        const foreign = Object.entries(secrets).filter(([, value]) => isForeign(value, vault));
        if (foreign.length === 0) continue;
        const own = Object.entries(secrets).filter(([, value]) => !isForeign(value, vault));
        const changed = change(Object.fromEntries(foreign), { purpose, id });
        const value = JSON.stringify({ ...Object.fromEntries(own), ...changed });
        await tx.updateTable(table).set({ secrets: value }).where('id', '=', id).execute();
        count += foreign.length;
      }
    }
    return count;
  });
}
