import { sql } from 'kysely';
import type { AttachmentState } from '../domain/attachment.ts';
import { Conflict, InvalidInput } from '../errors.ts';
import { attachmentShape, readBytes, writeBytes } from './attachments.ts';
import type { Database } from './database.ts';

/** What is done with files after they were taken in: fetching, checking, sending. */

/** A file that something is to be done with. */
export interface DueAttachment {
  id: string;
  name: string;
  state: 'fetching' | 'checking';
  channelId: string | null;
  origin: string | null;
  /** Tries so far, this one included. */
  attempt: number;
}

/** Takes the next file that is due for one worker, until the lease ends; undefined if none is. */
export async function claimAttachment(
  db: Database,
  { now, until }: { now: Date; until: Date },
): Promise<DueAttachment | undefined> {
  const { rows } = await sql<DueAttachment>`
    update attachments set due_at = ${until}, attempts = attempts + 1
    where id = (select id from attachments where due_at <= ${now} order by due_at limit 1 for update skip locked)
    returning id, name, state, channel_id as "channelId", origin, attempts as attempt`.execute(db);
  return rows[0];
}

export async function attachmentsDue(db: Database, now: Date): Promise<boolean> {
  const row = await db.selectFrom('attachments').select('id').where('due_at', '<=', now).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** How a step ended. */
export interface AttachmentOutcome {
  state: AttachmentState;
  problem?: string | null;
  /** When it is tried again; never, if not given. */
  dueAt?: Date | null;
  /** What is kept of it, when that is known now. */
  file?: { name: string; mediaType: string; bytes: Uint8Array };
}

/** Stores how a step ended; what is refused or failed loses its bytes. */
export async function settleAttachment(tx: Database, id: string, outcome: AttachmentOutcome): Promise<void> {
  const { state, problem = null, dueAt = null, file } = outcome;
  const named = file === undefined ? {} : { name: file.name, media_type: file.mediaType, size: file.bytes.length };
  const fetched = state === 'fetching' ? {} : { origin: null };
  const { numUpdatedRows } = await tx
    .updateTable('attachments')
    .set({ state, problem, due_at: dueAt, ...named, ...fetched })
    .where('id', '=', id)
    .executeTakeFirst();
  // It was erased meanwhile.
  if (numUpdatedRows === 0n) return;
  if (file !== undefined) await writeBytes(tx, id, file.bytes);
  if (state === 'refused' || state === 'failed')
    await tx.deleteFrom('attachment_chunks').where('attachment_id', '=', id).execute();
}

/** How many files somebody has chosen and not sent. */
export async function unsentOf(db: Database, owner: string): Promise<number> {
  const { count } = await db
    .selectFrom('attachments')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('owner', '=', owner)
    .executeTakeFirstOrThrow();
  return count;
}

/** Forgets files that were chosen before an instant and never sent. */
export async function forgetUnsent(db: Database, before: Date): Promise<void> {
  await db
    .deleteFrom('attachments')
    .where('mention_id', 'is', null)
    .where('message_id', 'is', null)
    .where('held_reply_id', 'is', null)
    .where('created_at', '<', before)
    .execute();
}

/** A file that is about to be sent. */
export interface ChosenAttachment {
  id: string;
  name: string;
  mediaType: string;
  size: number;
}

/** The files that somebody chose for a ticket, in the order given, kept from others. Throws InvalidInput, or Conflict when one is being checked. */
export async function takeChosen(
  tx: Database,
  ids: readonly string[],
  by: { owner: string; ticket: number },
): Promise<ChosenAttachment[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('attachments')
    .selectAll()
    .where('id', 'in', ids)
    .where('owner', '=', by.owner)
    .where('ticket_number', '=', by.ticket)
    .forUpdate()
    .execute();
  const found = new Map(rows.map((row) => [row.id, attachmentShape(row)]));
  return ids.map((id) => {
    const file = found.get(id);
    if (file === undefined)
      throw new InvalidInput('A file is not one that you uploaded to this ticket, or was sent already.', [
        { path: 'attachments', message: 'names a file that can’t be sent' },
      ]);
    const { name, state, mediaType, size } = file;
    if (state === 'checking') throw new Conflict(`${name} is still being checked for viruses: send it a little later.`);
    if (state !== 'ready' || mediaType === null || size === null)
      throw new Conflict(`${name} can’t be sent: ${file.problem ?? 'it was refused'}`);
    return { id, name, mediaType, size };
  });
}

/** The files of a reply that waited, in their order. */
export async function filesOfHeld(tx: Database, heldReplyId: string): Promise<ChosenAttachment[]> {
  const rows = await tx
    .selectFrom('attachments')
    .select(['id', 'name', 'media_type', 'size'])
    .where('held_reply_id', '=', heldReplyId)
    .orderBy('position')
    .execute();
  return rows.map(({ id, name, media_type, size }) => ({ id, name, mediaType: media_type ?? '', size: size ?? 0 }));
}

/** Files with their bytes, in the order given. Throws InvalidInput when one is gone. */
export async function filesToSend(
  db: Database,
  ids: readonly string[],
): Promise<{ name: string; mediaType: string; bytes: Uint8Array }[]> {
  const files = [];
  for (const id of ids) {
    const row = await db
      .selectFrom('attachments')
      .select(['name', 'media_type'])
      .where('id', '=', id)
      .executeTakeFirst();
    const bytes = row === undefined ? undefined : await readBytes(db, id);
    if (row === undefined || !bytes?.length) throw new InvalidInput('A file of this message is no longer there.');
    files.push({ name: row.name, mediaType: row.media_type ?? 'application/octet-stream', bytes });
  }
  return files;
}

/** They go with a message, or with a reply that waits: nobody's any more. */
export async function attachTo(
  tx: Database,
  ids: readonly string[],
  to: { message: string } | { heldReply: string },
): Promise<void> {
  for (const [position, id] of ids.entries())
    await tx
      .updateTable('attachments')
      .set({
        position,
        owner: null,
        ticket_number: null,
        ...('message' in to ? { message_id: to.message, held_reply_id: null } : { held_reply_id: to.heldReply }),
      })
      .where('id', '=', id)
      .execute();
}
