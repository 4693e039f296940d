import type { Selectable } from 'kysely';
import type { ChatDetails, ChatVisitor } from '../domain/chat.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** Who chats on web-chat channels: see migration 0022. */

const shape = (row: Selectable<Schema['chat_visitors']>): ChatVisitor => ({
  id: row.id,
  channelId: row.channel_id,
  externalId: row.external_id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  items: row.items,
  agentSeen: row.agent_seen,
  contactTold: row.contact_told,
});

/** Makes a visitor whom nobody knows yet. */
export async function createVisitor(
  db: Database,
  visitor: { channelId: string; externalId: string | null } & ChatDetails,
  now: Date,
): Promise<ChatVisitor> {
  const { channelId, externalId, ...details } = visitor;
  const row = await db
    .insertInto('chat_visitors')
    .values({ channel_id: channelId, external_id: externalId, ...details, created_at: now, last_seen_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
  return shape(row);
}

/** The visitor of a channel; undefined where there is none (any more). */
export async function findVisitor(db: Database, channelId: string, id: string): Promise<ChatVisitor | undefined> {
  const row = await db
    .selectFrom('chat_visitors')
    .selectAll()
    .where('id', '=', id)
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  return row && shape(row);
}

/** The same, kept from others until the end of the transaction. */
export async function lockVisitor(tx: Database, channelId: string, id: string): Promise<ChatVisitor | undefined> {
  const row = await tx
    .selectFrom('chat_visitors')
    .selectAll()
    .where('id', '=', id)
    .where('channel_id', '=', channelId)
    .forUpdate()
    .executeTakeFirst();
  return row && shape(row);
}

/** The visitor whom the page with the widget knows under an id. */
export async function visitorOfAccount(
  db: Database,
  channelId: string,
  externalId: string,
): Promise<ChatVisitor | undefined> {
  const row = await db
    .selectFrom('chat_visitors')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return row && shape(row);
}

/** Sets what is known of a visitor: what is not given stays as it was. */
export async function changeVisitor(
  db: Database,
  id: string,
  change: Partial<ChatDetails> & { externalId?: string; contactTold?: string },
  now: Date,
): Promise<ChatVisitor> {
  const { externalId, contactTold, ...details } = change;
  const row = await db
    .updateTable('chat_visitors')
    .set({
      ...details,
      ...(externalId === undefined ? {} : { external_id: externalId }),
      ...(contactTold === undefined ? {} : { contact_told: contactTold }),
      last_seen_at: now,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return shape(row);
}

/** Removes visitors who never wrote and were not seen since an instant. */
export async function forgetSilentVisitors(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('chat_visitors').where('items', '=', 0).where('last_seen_at', '<', before).execute();
}
