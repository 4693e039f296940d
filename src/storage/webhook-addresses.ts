import type { Selectable } from 'kysely';
import type { AddressHealth } from '../care/webhook-delivery.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';
import { webhookSeal } from './sealed-records.ts';
import type { Vault } from './secrets.ts';

/** What sending needs to know of an address. */
export interface WebhookAddress extends AddressHealth {
  id: string;
  name: string;
  url: string;
  /** False: only what a person asks for is sent. */
  enabled: boolean;
  /** What its messages are signed with, the newest first; none when they were forgotten. */
  secrets: string[];
}

/** Undefined when it was removed. Throws GiveUp when its secrets can't be opened. */
export async function findWebhookAddress(
  db: Database,
  vault: Vault,
  id: string,
  now: Date,
): Promise<WebhookAddress | undefined> {
  const row = await db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const { current, previous } = vault.decryptFields(row.secrets, webhookSeal(id));
  const both = row.previous_until !== null && row.previous_until > now ? [current, previous] : [current];
  return {
    id,
    name: row.name,
    url: row.url,
    enabled: row.enabled,
    secrets: both.filter((secret): secret is string => typeof secret === 'string'),
    ...healthOf(row),
  };
}

const healthOf = (row: Selectable<Schema['webhooks']>): AddressHealth => ({
  failures: row.failures,
  failingSince: row.failing_since,
  notBefore: row.not_before,
  setAsideAt: row.set_aside_at,
});

/** How an address is doing, kept from others until the transaction ends; undefined when it was removed. */
export async function lockWebhookHealth(tx: Database, id: string): Promise<AddressHealth | undefined> {
  const row = await tx.selectFrom('webhooks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && healthOf(row);
}

export async function saveWebhookHealth(
  tx: Database,
  id: string,
  health: AddressHealth,
  { problem, successAt }: { problem: string | null; successAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set({
      failures: health.failures,
      failing_since: health.failingSince,
      not_before: health.notBefore,
      set_aside_at: health.setAsideAt,
      problem,
      ...(successAt === null ? {} : { last_success_at: successAt }),
    })
    .where('id', '=', id)
    .execute();
}
