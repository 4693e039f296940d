import { z } from 'zod';
import type { CollectContext, Collected, Crawler } from './crawler.ts';
import { callGoogle, GoogleNotFound } from './google/api.ts';
import { HourlyReads } from './google/hourly-reads.ts';
import { reviewItem, reviewPageShape, reviewShape } from './google/play-reviews.ts';
import { accessToken, serviceAccount } from './google/service-account.ts';
import { apiAddress, apiUrl, readEach } from './support/api-answer.ts';
import { collectGone, collectList, type ListPage } from './support/api-list.ts';
import { ApiProgress } from './support/api-progress.ts';
import { FetchFailed } from './support/fetch-failed.ts';

const settings = z.strictObject({
  apiUrl: apiUrl('https://androidpublisher.googleapis.com'),
  /** The name of the app's package. */
  package: z
    .string()
    .regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*){1,20}$/, { error: 'must be a package name such as vn.mangxanh.app' }),
  /** Invited in the Play Console with the right to read (and answer) reviews. */
  serviceAccount: serviceAccount(),
  /** Google allows 200 an hour for each app; the rest is left to others that use the account. */
  readsPerHour: z.number().int().min(1).max(200).default(150),
});
type Settings = z.output<typeof settings>;

const EXAMPLE_KEY = JSON.stringify({
  type: 'service_account',
  client_email: 'reviews@your-project.iam.gserviceaccount.com',
  private_key: '-----BEGIN PRIVATE KEY-----\n…\n-----END PRIVATE KEY-----\n',
  token_uri: 'https://oauth2.googleapis.com/token',
});
const SCOPE = 'https://www.googleapis.com/auth/androidpublisher';
/** The API tells reviews of the last week only. */
const REACH_SECONDS = 7 * 86_400;
const MAX_PAGES = 50;
const MAX_GONE = 5;
const LIST = 'reviews';

export const crawler: Crawler<Settings> = {
  kind: 'google-play',
  summary: 'Reviews of your app on Google Play, by the official API with a service account.',
  settings,
  example: { package: 'vn.mangxanh.app', serviceAccount: EXAMPLE_KEY },

  async *collect(given, context): AsyncIterable<Collected> {
    context.signal.throwIfAborted();
    const { signal } = context;
    const now = context.now();
    const saved = cursorShape.safeParse(context.cursor).data;
    const progress = new ApiProgress(saved?.progress, { now, backfillDays: 8 });
    const budget = new HourlyReads(saved?.reads ?? [], given.readsPerHour, now);
    const gap = now.getTime() / 1000 - (progress.upTo(LIST) ?? now.getTime() / 1000);
    if (gap > REACH_SECONDS) yield { warning: { url: given.apiUrl, message: gapMessage(gap) } };
    const read = await reader(given, context, budget);
    const cursor = () => ({ progress: progress.toCursor(), reads: budget.toCursor() });
    const walk = {
      list: LIST,
      progress,
      load: (token?: string) => read.page(token),
      signal,
      maxPages: MAX_PAGES,
      cursor,
    };
    yield* collectList(walk);
    // Beyond its week the API knows no review, deleted or not.
    if (gap < REACH_SECONDS / 2) yield* collectGone(walk, MAX_GONE, (ids) => read.missing(ids));
    if (read.unread() > 0) {
      const message = `${read.unread()} reviews were not as documented and were passed over.`;
      yield { warning: { url: given.apiUrl, message } };
    }
  },
};

const cursorShape = z.object({ progress: z.unknown().optional(), reads: z.array(z.number()).catch([]) });
const gapMessage = (gap: number) =>
  `The last reading is ${Math.floor(gap / 86_400)} days ago, and Google tells the last 7: reviews between are lost. ` +
  'They can be downloaded as CSV from the Play Console and imported.';

async function reader(
  { apiUrl: base, package: name, serviceAccount: key }: Settings,
  context: CollectContext,
  budget: HourlyReads,
) {
  const { fetch, signal } = context;
  const now = context.now();
  const headers = { authorization: `Bearer ${await accessToken(key, SCOPE, { fetch, signal, now })}` };
  let unread = 0;
  const get = (path: string, params = {}) => {
    budget.spend();
    const url = apiAddress(base, `androidpublisher/v3/applications/${name}/reviews${path}`, params);
    return callGoogle(url, { fetch, headers, signal, now });
  };
  return {
    unread: () => unread,
    async page(token: string | undefined): Promise<ListPage> {
      const json = reviewPageShape.safeParse(await get('', { maxResults: 100, token }));
      if (!json.success) throw new FetchFailed('Google answered with something that is no list of reviews.');
      const { reviews, tokenPagination } = json.data;
      const read = readEach(reviews, reviewShape);
      unread += read.unread;
      return { items: read.items.map((review) => reviewItem(review, name)), next: tokenPagination?.nextPageToken };
    },
    async missing(ids: readonly string[]): Promise<string[]> {
      const missing: string[] = [];
      for (const id of ids) {
        try {
          await get(`/${encodeURIComponent(id)}`);
        } catch (error) {
          if (!(error instanceof GoogleNotFound)) throw error;
          missing.push(id);
        }
      }
      return missing;
    },
  };
}
