import { z } from 'zod';
import type { RawPostInput } from '../../domain/raw-post.ts';
import type { ListItem } from '../support/api-list.ts';
import { reviewTitle } from '../support/api-review.ts';
import { tidyLine, tidyText } from '../support/html.ts';

const word = z.string().optional().catch(undefined);
export const reviewPageShape = z.object({
  reviews: z.array(z.unknown()).default([]),
  tokenPagination: z
    .object({ nextPageToken: z.string().min(1).max(2000) })
    .optional()
    .catch(undefined),
});
export const reviewShape = z.object({
  reviewId: z.string().min(1).max(300),
  authorName: word,
  comments: z
    .array(z.object({ userComment: z.unknown().optional() }))
    .transform((comments) => comments.find(({ userComment }) => userComment !== undefined)?.userComment)
    .pipe(
      z.object({
        text: z.string(),
        lastModified: z.object({ seconds: z.coerce.number().int().positive() }).optional().catch(undefined),
        starRating: z.number().int().min(1).max(5).optional().catch(undefined),
        appVersionName: word,
        device: word,
        deviceMetadata: z.object({ productName: word }).optional().catch(undefined),
        androidOsVersion: z.number().int().optional().catch(undefined),
      }),
    ),
});

/** A review of the app as a mention; null without words. */
export function reviewItem(
  { reviewId, authorName, comments: said }: z.output<typeof reviewShape>,
  app: string,
): ListItem {
  // Old reviews have a title, before a tab.
  const [, title = null, text = ''] = /^(?:([^\t]*)\t)?(.*)$/s.exec(said.text) ?? [];
  const seconds = said.lastModified?.seconds;
  const at = seconds !== undefined && seconds < 1e11 ? seconds : null;
  const words = tidyText(text);
  const android = said.androidOsVersion === undefined ? undefined : `Android API ${said.androidOsVersion}`;
  const facts = [said.appVersionName, said.deviceMetadata?.productName ?? said.device, android];
  const post: RawPostInput = {
    externalId: reviewId,
    kind: 'review',
    url: `https://play.google.com/store/apps/details?id=${app}&reviewId=${encodeURIComponent(reviewId)}`,
    author: { id: null, name: tidyLine(authorName, 200) },
    title: reviewTitle(title, said.starRating, facts),
    text: words,
    publishedAt: at === null ? null : new Date(at * 1000).toISOString(),
    threadId: app,
    rating: said.starRating,
  };
  return { id: reviewId, at, post: words === '' ? null : post };
}
