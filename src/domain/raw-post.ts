import { z } from 'zod';

/** What an item is: it decides where it is answered and how much it weighs. */
export const mentionKind = z.enum(['post', 'comment', 'review', 'message']);
export type MentionKind = z.infer<typeof mentionKind>;

/** An absolute http or https address: anything else (javascript:, data:) never reaches storage or a page. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an absolute http:// or https:// address' })
  .max(2000);

/** One post, comment, review or message as a crawler or channel found it, before anything of ours is known about it. */
export const rawPost = z.object({
  /** The outside system's id, unique within the source kind (a forum's includes its host); always a string. */
  externalId: z.string().min(1).max(500),
  kind: mentionKind.default('post'),
  /** Where a person can read it. */
  url: httpUrl.nullable().default(null),
  author: z
    .object({
      /** The outside system's id of the author, if it gives one. */
      id: z.string().max(500).nullable().default(null),
      name: z.string().max(500).nullable().default(null),
    })
    .default({ id: null, name: null }),
  title: z.string().max(2000).nullable().default(null),
  /** Plain text: markup removed, quotations of others removed. */
  text: z.string().max(200_000),
  /** ISO 8601 instant; null when the outside system tells none: a date is never invented. */
  publishedAt: z.iso.datetime({ offset: true }).nullable().default(null),
  /** The thread, article or app that it belongs to (outside id), null if it stands alone. */
  threadId: z.string().max(500).nullable().default(null),
  /** Stars of a review. */
  rating: z.number().int().min(1).max(5).optional(),
});

export type RawPost = z.output<typeof rawPost>;
export type RawPostInput = z.input<typeof rawPost>;
