import { z } from 'zod';
import { capture } from '../../domain/capture.ts';
import { httpUrl } from '../../domain/raw-post.ts';
import { NotFound } from '../../errors.ts';
import { capturedPage, capturesOf, findCapture } from '../../storage/captures.ts';
import { audit } from '../audit.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { idParams, mentionParams } from '../schemas.ts';
import { seeMention } from '../scope.ts';

const tag = 'Mentions';

/** A capture of a mention that the asker may see. */
async function seeCapture({ context: { db }, actor }: Pick<Call, 'context' | 'actor'>, id: string) {
  const found = await findCapture(db, id);
  await seeMention(db, actor, found.mention);
  return found;
}

export const captureEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/captures',
    operationId: 'capturePost',
    tag,
    summary: 'Bring in a post by hand: a link, a text, or both',
    description:
      'The page is opened in a browser where there is one and kept with a picture; without a browser, or when the site refuses, the text alone. With a text, that is what counts. It takes up to a minute. Private addresses are refused.',
    permission: 'mentions:capture',
    status: 201,
    answerMs: 90_000,
    body: z
      .strictObject({
        url: httpUrl.nullable().default(null),
        text: z.string().trim().min(1).max(200_000).nullable().default(null),
        author: z.string().trim().min(1).max(500).nullable().default(null),
        publishedAt: z.iso.datetime({ offset: true }).nullable().default(null),
      })
      .refine(({ url, text }) => url !== null || text !== null, { path: ['url'], error: 'give a link or a text' }),
    uncleanText: true,
    example: {
      url: 'https://www.facebook.com/groups/khach-hang/posts/1',
      text: 'Mạng chậm quá shop ơi',
      author: 'Lan',
    },
    response: capture,
    async handle(call) {
      const { body, context, actor, reply, signal } = call;
      const by = { userId: actor.kind === 'user' ? actor.id : null, name: actor.name, team: actor.team };
      const made = await context.pipeline.capturePost({ ...body, by, signal });
      const details = { capture: made.id, page: made.hasPage };
      await audit(call, context.db, 'mention.captured', { kind: 'mention', id: made.mention }, details);
      reply.header('Location', `/api/mentions/${made.mention}`);
      return made;
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/mentions/{id}/captures',
    operationId: 'listCaptures',
    tag,
    summary: 'Who captured this mention by hand, and when',
    permission: 'personal-data:read',
    params: mentionParams,
    response: z.object({ items: z.array(capture) }),
    async handle({ params, actor, context }) {
      const { id } = await seeMention(context.db, actor, params.id);
      return { items: await capturesOf(context.db, id) };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/captures/{id}',
    operationId: 'getCapture',
    tag,
    summary: 'A capture with its page as sanitised HTML',
    permission: 'personal-data:read',
    params: idParams,
    response: capture.extend({ html: z.string().nullable() }),
    async handle(call) {
      const found = await seeCapture(call, call.params.id);
      const { html } = await capturedPage(call.context.db, found.id);
      return { ...found, html };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/captures/{id}/screenshot',
    operationId: 'getScreenshot',
    tag,
    summary: 'The picture of a captured page',
    permission: 'personal-data:read',
    params: idParams,
    media: ['image/png'],
    async handle(call) {
      const { id } = await seeCapture(call, call.params.id);
      const { screenshot } = await capturedPage(call.context.db, id);
      if (screenshot === null) throw new NotFound('No picture was taken.');
      call.reply.header('Content-Type', 'image/png');
      call.reply.header('Content-Disposition', `inline; filename="${id}.png"`);
      return screenshot;
    },
  }),
];
