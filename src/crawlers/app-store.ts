import { z } from 'zod';
import { httpUrl, type RawPostInput } from '../domain/raw-post.ts';
import { PublicError, RetryLater } from '../errors.ts';
import type { CollectContext, Collected, Crawler } from './crawler.ts';
import { apiAddress, apiUrl, readEach, readJson, readShape } from './support/api-answer.ts';
import { collectList, type ListItem, type ListPage } from './support/api-list.ts';
import { ApiProgress } from './support/api-progress.ts';
import { reviewTitle } from './support/api-review.ts';
import { parseInstant } from './support/dates.ts';
import { tidyLine, tidyText } from './support/html.ts';
import { redactUrl } from './support/redact-url.ts';

const settings = z.strictObject({
  apiUrl: apiUrl('https://itunes.apple.com'),
  appId: z.string().regex(/^\d{1,20}$/, { error: 'must be the number in the address of the app (…/id1234567890)' }),
  /** Each country has reviews of its own. */
  countries: z
    .array(z.string().regex(/^[a-z]{2}$/, { error: 'must be a country’s two letters, such as vn' }))
    .min(1)
    .max(20)
    .refine((list) => new Set(list).size === list.length, { error: 'names a country twice' })
    .default(['vn']),
});
type Settings = z.output<typeof settings>;

/** The feed has no more pages, of 50 reviews each. */
const MAX_PAGES = 10;

export const crawler: Crawler<Settings> = {
  kind: 'app-store',
  summary: 'Reviews of an app on Apple’s App Store, by the feed of each country.',
  settings,
  example: { appId: '1234567890', countries: ['vn', 'us'] },

  async *collect(given, context): AsyncIterable<Collected> {
    context.signal.throwIfAborted();
    // No feed reaches further back than its 500 reviews.
    const progress = new ApiProgress(context.cursor, { now: context.now(), backfillDays: 3650 });
    let failed = 0;
    for (const country of given.countries) {
      try {
        yield* readCountry(country, given, context, progress);
      } catch (error) {
        if (context.signal.aborted || error instanceof RetryLater || !(error instanceof PublicError)) throw error;
        failed += 1;
        if (failed === given.countries.length) throw error;
        yield { error: { url: redactUrl(feedUrl(given, country, 1)), message: error.message } };
      }
    }
    if (failed === 0 && progress.isEmpty) {
      const message =
        'No country has a review: is the number of the app right? Apple answers alike for one that is not.';
      yield { warning: { url: given.apiUrl, message } };
    }
  },
};

const feedUrl = ({ apiUrl: base, appId }: Settings, country: string, page: number) =>
  apiAddress(base, `${country}/rss/customerreviews/page=${page}/id=${appId}/sortby=mostrecent/json`);

async function* readCountry(
  country: string,
  given: Settings,
  { fetch, signal, now }: CollectContext,
  progress: ApiProgress,
): AsyncIterable<Collected> {
  let unread = 0;
  const load = async (token: string | undefined): Promise<ListPage> => {
    const number = Number(token ?? 1);
    const page = await fetch(feedUrl(given, country, number), { accept: 'application/json', signal });
    const { entry, link } = readShape(page, readJson(page), feedShape).feed;
    const read = readEach(entry.filter(isReview), reviewShape);
    unread += read.unread;
    const items = read.items.map((review) => toItem(review, country, given.appId, now()));
    // A page past the last one repeats it or is empty; a country without reviews has an empty first one.
    const more = items.length > 0 && number < Math.min(MAX_PAGES, lastPage(link));
    return { items, next: more ? `${number + 1}` : undefined };
  };
  const cursor = () => progress.toCursor();
  yield* collectList({ list: country, progress, load, signal, maxPages: MAX_PAGES, cursor });
  if (unread === 0) return;
  const url = redactUrl(feedUrl(given, country, 1));
  yield { warning: { url, message: `${unread} reviews were not as usual and were passed over.` } };
}

const label = z.object({ label: z.string() }).optional().catch(undefined);
const linkShape = z.object({ attributes: z.object({ rel: z.string(), href: z.string() }) });
/** What is one is an object, what is several a list. */
const several = z
  .unknown()
  .optional()
  .transform((value): unknown[] => (value === undefined || value === null ? [] : [value].flat()));
const feedShape = z.object({ feed: z.object({ entry: several, link: several }) });

/** The first entry may be the app itself, which has no stars. */
const isReview = (entry: unknown) => typeof entry === 'object' && entry !== null && 'im:rating' in entry;

const reviewShape = z.object({
  id: z.object({ label: z.string().regex(/^\d{1,30}$/) }),
  author: z.object({ name: label, uri: label }).optional().catch(undefined),
  title: label,
  content: z.object({ label: z.string() }),
  updated: label,
  link: linkShape.optional().catch(undefined),
  'im:rating': z
    .object({ label: z.coerce.number().int().min(1).max(5) })
    .optional()
    .catch(undefined),
  'im:version': label,
});

function lastPage(links: readonly unknown[]): number {
  const hrefs = readEach(links, linkShape).items.flatMap(({ attributes: { rel, href } }) =>
    rel === 'last' ? [href] : [],
  );
  const number = /\/page=(\d{1,3})\//.exec(hrefs[0] ?? '')?.[1];
  return number === undefined ? MAX_PAGES : Number(number);
}

function toItem(review: z.output<typeof reviewShape>, country: string, appId: string, now: Date): ListItem {
  const { id, author, title, content, updated, link } = review;
  const publishedAt = parseInstant(updated?.label, now);
  const rating = review['im:rating']?.label;
  const text = tidyText(content.label);
  const post: RawPostInput = {
    externalId: id.label,
    kind: 'review',
    url: httpUrl.safeParse(link?.attributes.href).data ?? `https://apps.apple.com/${country}/app/id${appId}`,
    author: { id: /\/id(\d+)$/.exec(author?.uri?.label ?? '')?.[1] ?? null, name: tidyLine(author?.name?.label, 200) },
    title: reviewTitle(title?.label ?? null, rating, [review['im:version']?.label, country.toUpperCase()]),
    text,
    publishedAt,
    threadId: appId,
    rating,
  };
  const at = publishedAt === null ? null : Math.floor(Date.parse(publishedAt) / 1000);
  return { id: id.label, at, post: text === '' ? null : post };
}
