import { z } from 'zod';
import { isShownInline, MAX_FILE_BYTES } from '../../care/files/file-rules.ts';
import { attachmentSeen, clarityOf } from '../../care/privacy.ts';
import { attachment } from '../../domain/attachment.ts';
import type { Actor } from '../../domain/person.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { findAttachment, readBytes } from '../../storage/attachments.ts';
import { findTicket } from '../../storage/tickets.ts';
import { bytes, endpoint, type Reply } from '../endpoint.ts';
import { idParams, numberParams } from '../schemas.ts';
import { scopeOf } from '../scope.ts';

const tag = 'Tickets';

/** Whose the files are that somebody has chosen and not sent yet. */
export const ownerOf = ({ kind, id, name }: Actor): string => `${kind} ${id ?? name}`;

/** What keeps a file from doing anything in a browser; only pictures are shown there. */
export function fileHeaders(reply: Pick<Reply, 'header'>, file: { name: string; mediaType: string | null }): void {
  const ascii = file.name.normalize('NFD').replace(/[^\x20-\x7e]|["\\%]/g, '');
  const place = isShownInline(file.mediaType) ? 'inline' : 'attachment';
  reply.header('Content-Type', file.mediaType ?? 'application/octet-stream');
  reply.header(
    'Content-Disposition',
    `${place}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, escape)}`,
  );
  reply.header('Content-Security-Policy', "default-src 'none'; sandbox");
  reply.header('X-Content-Type-Options', 'nosniff');
  reply.header('Cache-Control', 'private, no-store');
}

export const attachmentEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/tickets/{number}/attachments',
    operationId: 'uploadAttachment',
    tag,
    summary: 'Upload a file to send with a message of yours; unsent ones are forgotten after a day',
    description:
      'Send the bytes as they are. What it is follows from its content: JPEG, PNG, GIF, WebP, HEIC, PDF, plain text, and the usual sound and video. Pictures lose their metadata. With a virus scanner that is away the file is `checking`.',
    permission: 'tickets:write',
    status: 201,
    params: numberParams,
    query: z.strictObject({ name: z.string().max(300).optional() }),
    body: bytes,
    rawBody: { types: ['application/octet-stream'], maxBytes: MAX_FILE_BYTES },
    response: attachment,
    problems: { 413: 'The file is too large.', 429: 'Too many files are chosen and not sent.' },
    async handle({ context, params, query, body, actor, reply }) {
      const scope = await scopeOf(context.db, actor);
      const { number: ticket } = await findTicket(context.db, scope, params.number);
      const owner = ownerOf(actor);
      const id = await context.pipeline.takeUpload({ owner, ticket, name: query.name ?? null, bytes: body });
      reply.header('Location', `/api/attachments/${id}`);
      return findAttachment(context.db, id, { scope, owner });
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/attachments/{id}',
    operationId: 'getAttachment',
    tag,
    summary: 'A file of a ticket that you see, or one that you uploaded and have not sent',
    permission: 'tickets:read',
    params: idParams,
    media: ['*/*'],
    problems: { 409: 'It is not there yet, or was refused.' },
    async handle({ context: { db }, params, actor, reply }) {
      const found = await findAttachment(db, params.id, { scope: await scopeOf(db, actor), owner: ownerOf(actor) });
      const file = attachmentSeen(found, clarityOf(actor.role));
      if (file.state !== 'ready')
        throw new Conflict(file.problem ?? 'The file is not here yet: try again in a minute.');
      const content = await readBytes(db, file.id);
      if (content.length === 0) throw new NotFound('There is no such file.');
      fileHeaders(reply, file);
      return content;
    },
  }),
];
