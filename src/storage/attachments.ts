import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { Attachment, AttachmentState } from '../domain/attachment.ts';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';
import { ticketsWithin } from './scope.ts';

/** Files of mentions and messages. The bytes lie in rows of their own: see migration 0021. */

type Row = Selectable<Schema['attachments']>;

/** A file as it is stored for the first time. */
export interface NewAttachment {
  name: string;
  state: AttachmentState;
  mediaType?: string | null;
  size?: number | null;
  problem?: string | null;
  /** What it came with; nothing for one that is yet to be sent. */
  mention?: { id: string; position: number };
  /** Who may send it, and on which ticket. */
  unsent?: { owner: string; ticket: number };
  /** Where it is to be fetched. */
  from?: { channelId: string; origin: string };
  /** When something is to be done with it; never, if not given. */
  dueAt?: Date;
}

/** Rows of bytes: what a backup reads at once stays small. */
const CHUNK = 32_768;
/** Rows written in one statement. */
const ROWS = 32;

export const attachmentShape = (row: Row): Attachment => ({
  id: row.id,
  mention: row.mention_id,
  message: row.message_id,
  heldReply: row.held_reply_id,
  name: row.name,
  mediaType: row.media_type,
  size: row.size,
  state: row.state as AttachmentState,
  problem: row.problem,
});

/** Gives its id; undefined when the mention has a file at this place already, or was erased. */
export async function addAttachment(
  tx: Database,
  input: NewAttachment,
  bytes: Uint8Array | null,
  now: Date,
): Promise<string | undefined> {
  const { mention = null, unsent = null, from = null } = input;
  const { rows } = await sql<{ id: string }>`
    insert into attachments (mention_id, position, owner, ticket_number, name, media_type, size, state, problem,
      channel_id, origin, due_at, created_at)
    select ${mention?.id ?? null}, ${mention?.position ?? 0}, ${unsent?.owner ?? null}, ${unsent?.ticket ?? null}::integer,
      ${input.name}, ${input.mediaType ?? null}, ${input.size ?? null}::integer, ${input.state}, ${input.problem ?? null},
      ${from?.channelId ?? null}::uuid, ${from?.origin ?? null}, ${input.dueAt ?? null}::timestamptz, ${now}
    where ${mention === null} or exists (select from mentions where id = ${mention?.id ?? null} and erased_at is null)
    on conflict (mention_id, position) where mention_id is not null do nothing returning id`.execute(tx);
  const id = rows[0]?.id;
  if (id !== undefined && bytes !== null) await writeBytes(tx, id, bytes);
  return id;
}

/** Puts these bytes in the place of what there was. */
export async function writeBytes(tx: Database, id: string, bytes: Uint8Array): Promise<void> {
  await tx.deleteFrom('attachment_chunks').where('attachment_id', '=', id).execute();
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let from = 0; from < buffer.length; from += CHUNK * ROWS) {
    const rows = [];
    for (let at = from; at < Math.min(from + CHUNK * ROWS, buffer.length); at += CHUNK)
      rows.push({ attachment_id: id, part: at / CHUNK, bytes: buffer.subarray(at, at + CHUNK) });
    await tx.insertInto('attachment_chunks').values(rows).execute();
  }
}

/** The bytes of a file; empty for one that has none (any more). */
export async function readBytes(db: Database, id: string): Promise<Uint8Array> {
  const rows = await db
    .selectFrom('attachment_chunks')
    .select('bytes')
    .where('attachment_id', '=', id)
    .orderBy('part')
    .execute();
  return new Uint8Array(Buffer.concat(rows.map(({ bytes }) => bytes)));
}

/** A file that lies with a ticket of the scope, or that its owner has not sent yet. Throws NotFound. */
export async function findAttachment(
  db: Database,
  id: string,
  { scope, owner }: { scope: TicketScope; owner: string },
): Promise<Attachment> {
  const row = await db
    .selectFrom('attachments')
    .selectAll()
    .where('id', '=', id)
    .where(
      sql<boolean>`((${unsent} and owner = ${owner}) or (not ${unsent} and exists (
        select from tickets where number = ${TICKET} and ${ticketsWithin(scope)})))`,
    )
    .executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such file.');
  return attachmentShape(row);
}

const unsent = sql`(mention_id is null and message_id is null and held_reply_id is null)`;
/** The ticket that a file lies with. */
const TICKET = sql`coalesce((select m.ticket_number from messages m where m.id = message_id),
  (select m.ticket_number from mentions m where m.id = mention_id),
  (select h.ticket_number from held_replies h where h.id = held_reply_id))`;

/** Three ways, each by an index of its own. */
export const idsOfTicket = (number: number): RawBuilder<unknown> => sql`(
  select a.id from mentions m join attachments a on a.mention_id = m.id where m.ticket_number = ${number}
  union all select a.id from messages m join attachments a on a.message_id = m.id where m.ticket_number = ${number}
  union all select a.id from held_replies h join attachments a on a.held_reply_id = h.id where h.ticket_number = ${number})`;

/** The files of a ticket: with its mentions, its messages, and its replies that wait. */
export async function attachmentsOfTicket(db: Database, number: number): Promise<Attachment[]> {
  const { rows } = await sql<Row>`
    select * from attachments where id in ${idsOfTicket(number)} order by created_at, position, id`.execute(db);
  return rows.map(attachmentShape);
}

/** What an author sent on a kind of channel since an instant. */
export async function sentSince(
  db: Database,
  author: { kind: string; id: string },
  since: Date,
): Promise<{ files: number; bytes: number }> {
  const { rows } = await sql<{ files: number; bytes: number }>`
    select count(*)::integer as files, coalesce(sum(a.size), 0)::float8 as bytes
    from mentions m join attachments a on a.mention_id = m.id
    where m.source_kind = ${author.kind} and m.author_id = ${author.id} and m.kind = 'message' and a.created_at > ${since}`.execute(
    db,
  );
  return rows[0] ?? { files: 0, bytes: 0 };
}
