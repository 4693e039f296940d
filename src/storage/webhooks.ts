import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Webhook, WebhookChange, WebhookInput } from '../domain/webhook.ts';
import { NotFound } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import { latestPlace, placeEvents } from './events.ts';
import { iso, isoOrNull } from './rows.ts';
import type { Schema } from './schema.ts';
import { webhookSeal } from './sealed-records.ts';
import type { Vault } from './secrets.ts';

/** Addresses that are told of events. */

type Row = Selectable<Schema['webhooks']> & { waiting: number };

const select = (db: Database) =>
  db
    .selectFrom('webhooks')
    .selectAll()
    .select(
      sql<number>`(select count(*)::integer from webhook_deliveries d where d.webhook_id = webhooks.id and d.status = 'waiting')`.as(
        'waiting',
      ),
    );

const shape = (row: Row): Webhook => ({
  id: row.id,
  name: row.name,
  url: row.url,
  kinds: row.kinds as Webhook['kinds'],
  team: row.team_id,
  enabled: row.enabled,
  createdAt: iso(row.created_at),
  lastSuccessAt: isoOrNull(row.last_success_at),
  failingSince: isoOrNull(row.failing_since),
  setAsideAt: isoOrNull(row.set_aside_at),
  problem: row.problem,
  previousSecretUntil: isoOrNull(row.previous_until),
  waiting: row.waiting,
});

/** By name. */
export async function listWebhooks(db: Database): Promise<Webhook[]> {
  return (await select(db).orderBy('name').orderBy('id').execute()).map(shape);
}

export async function findWebhook(db: Database, id: string): Promise<Webhook> {
  const row = await select(db).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such webhook.');
  return shape(row);
}

/** The place of what has happened by now. */
async function hereAndNow(db: Database): Promise<string> {
  await placeEvents(db);
  return String(await latestPlace(db));
}

/** It is told of what happens from now on. */
export async function createWebhook(
  db: Database,
  vault: Vault,
  input: WebhookInput & { secret: string },
  now: Date,
): Promise<Webhook> {
  const id = randomUUID();
  const { sealed } = vault.encryptFields({ current: input.secret }, ['current'], webhookSeal(id));
  await db
    .insertInto('webhooks')
    .values({
      id,
      name: input.name,
      url: input.url,
      kinds: [...input.kinds],
      team_id: input.team,
      secrets: JSON.stringify(sealed),
      from_sequence: await hereAndNow(db),
      created_at: now,
    })
    .execute();
  return findWebhook(db, id);
}

const WELL = { failures: 0, failing_since: null, not_before: null, set_aside_at: null, problem: null };

/** Changes what is named. Another address, and being enabled, begin with a clean slate; what happens while it is off it is never told. */
export async function changeWebhook(db: Database, id: string, change: WebhookChange): Promise<Webhook> {
  const { enabled } = await findWebhook(db, id);
  const anew = change.enabled === true || change.url !== undefined;
  const set = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.url === undefined ? {} : { url: change.url }),
    ...(change.kinds === undefined ? {} : { kinds: [...change.kinds] }),
    ...(change.team === undefined ? {} : { team_id: change.team }),
    ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
    ...(anew ? WELL : {}),
    ...(change.enabled === true && !enabled ? { from_sequence: await hereAndNow(db) } : {}),
  };
  await db.updateTable('webhooks').set(set).where('id', '=', id).execute();
  return findWebhook(db, id);
}

/** Removes it with its log. */
export async function deleteWebhook(db: Database, id: string): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('webhooks').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw new NotFound('There is no such webhook.');
}

/** Gives it another secret; the one before signs too until then. */
export function changeWebhookSecret(
  db: Database,
  vault: Vault,
  id: string,
  secret: string,
  previousUntil: Date,
): Promise<Webhook> {
  return inTransaction(db, async (tx) => {
    const row = await tx.selectFrom('webhooks').select('secrets').where('id', '=', id).forUpdate().executeTakeFirst();
    if (row === undefined) throw new NotFound('There is no such webhook.');
    const { current: previous } = vault.decryptFields(row.secrets, webhookSeal(id));
    const { sealed } = vault.encryptFields({ current: secret, previous }, ['current', 'previous'], webhookSeal(id));
    const set = { secrets: JSON.stringify(sealed), previous_until: previous === undefined ? null : previousUntil };
    await tx.updateTable('webhooks').set(set).where('id', '=', id).execute();
    return findWebhook(tx, id);
  });
}

/** What each address that is not switched off wants to be told; those that were set aside go on collecting. */
export async function webhookSubscriptions(
  db: Database,
): Promise<{ id: string; kinds: string[]; team: string | null; from: number }[]> {
  const rows = await db
    .selectFrom('webhooks')
    .select(['id', 'kinds', 'team_id', 'from_sequence'])
    .where('enabled', '=', true)
    .execute();
  return rows.map((row) => ({ id: row.id, kinds: row.kinds, team: row.team_id, from: Number(row.from_sequence) }));
}

/** How many addresses were set aside, and how many deliveries wait. */
export async function countWebhooks(db: Database): Promise<{ setAside: number; waiting: number }> {
  const { rows } = await sql<{ setAside: number; waiting: number }>`
    select (select count(*)::integer from webhooks where set_aside_at is not null) as "setAside",
      (select count(*)::integer from webhook_deliveries where status = 'waiting') as waiting`.execute(db);
  return rows[0] ?? { setAside: 0, waiting: 0 };
}
