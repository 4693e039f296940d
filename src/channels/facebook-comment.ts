import { z } from 'zod';
import { graphSettings } from '../crawlers/graph/client.ts';
import { FetchFailed } from '../crawlers/support/fetch-failed.ts';
import type { Channel } from './channel.ts';
import { postToGraph } from './graph/post.ts';
import { utf16Units } from './support/split-text.ts';

const settings = z.strictObject({
  ...graphSettings,
  pageId: z.string().regex(/^\d{1,30}$/, { error: 'must be the number of the page (About, Page transparency)' }),
  /** Answers go to the person alone, over Messenger, once for each comment and within seven days of it. */
  privately: z.boolean().default(false),
});

const commented = z.object({ id: z.string().min(1).max(200) });
const messaged = z.object({ message_id: z.string().min(1).max(500) });

/** The id in an answer. Throws FetchFailed when it has none: nobody knows then whether it was taken. */
function idIn<Shape extends z.ZodType>(json: unknown, shape: Shape): z.output<Shape> {
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new FetchFailed('Facebook answered with something that names no message.', { cause: parsed.error });
}

/** Answers comments on a Facebook Page, as comments below them or privately. */
export const channel: Channel<z.output<typeof settings>> = {
  kind: 'facebook-comment',
  summary: 'Answers to posts and comments on your Facebook Page, as comments or privately.',
  settings,
  example: { pageId: '1000', token: 'EAAG-page-token' },
  answers: 'facebook-page',
  limits: () => ({
    maxLength: 8000,
    count: utf16Units,
    idempotencyKey: false,
    deliveryReceipts: false,
    attachments: null,
    // More than some twenty comments a minute of one page are taken for spam.
    pace: { perSecond: 1 / 3, burst: 5 },
  }),
  async send(given, { text, recipient }, context) {
    if (given.privately) {
      const body = { recipient: { comment_id: recipient.lastPostId }, message: { text } };
      const json = await postToGraph(given, `${given.pageId}/messages`, body, context);
      return { externalId: idIn(json, messaged).message_id };
    }
    const json = await postToGraph(given, `${recipient.lastPostId}/comments`, { message: text }, context);
    return { externalId: idIn(json, commented).id };
  },
};
