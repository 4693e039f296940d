import { type ApiCall, type ApiReply, type StandIn, type StandInOptions, startJsonApi } from './json-api.ts';

export interface StoreReview {
  id: string;
  author: string;
  authorId: string;
  title: string;
  text: string;
  stars: number;
  version: string;
  /** Seconds since 1970 of the last change. */
  at: number;
}

export interface StoreState {
  appId: string;
  /** By country; one that is not there has no such store. */
  reviews: Record<string, StoreReview[]>;
  perPage: number;
  instead?: (call: ApiCall) => ApiReply | undefined;
}

const MAX_PAGES = 10;

/** Apple's feed of customer reviews as JSON, by country and page. */
export async function startAppStore(state: StoreState, options: StandInOptions = {}): Promise<StandIn> {
  return startJsonApi((call) => state.instead?.(call) ?? answer(call, state), options);
}

function answer({ path }: ApiCall, { appId, reviews, perPage }: StoreState): ApiReply {
  const match = /^\/([a-z]{2})\/rss\/customerreviews\/page=(\d+)\/id=(\d+)\/sortby=mostrecent\/json$/.exec(path);
  const [, country = '', number = '', id] = match ?? [];
  const known = reviews[country];
  if (!known) return { status: 404, text: '<html><body>Not Found</body></html>' };
  const page = Number(number);
  if (page > MAX_PAGES) return { status: 400, text: 'CustomerReviews RSS page depth is limited to 10' };
  // Another app's feed is empty, not an error.
  const sorted = id === appId ? [...known].sort((a, b) => b.at - a.at).slice(0, MAX_PAGES * perPage) : [];
  const last = Math.max(1, Math.ceil(sorted.length / perPage));
  const entries = sorted.slice((page - 1) * perPage, page * perPage).map((review) => entryOf(review, country, appId));
  const href = (to: number) =>
    `https://itunes.apple.com/${country}/rss/customerreviews/page=${to}/id=${id}/sortby=mostrecent/xml`;
  const link = [
    { attributes: { rel: 'self', href: href(page) } },
    { attributes: { rel: 'first', href: href(1) } },
    { attributes: { rel: 'last', href: href(last) } },
  ];
  // One entry is an object, none is left out.
  const entry = entries.length > 1 ? entries : entries[0];
  return {
    json: { feed: { author: { name: { label: 'iTunes Store' } }, entry, link, title: { label: 'Customer Reviews' } } },
  };
}

const label = (text: string) => ({ label: text });

function entryOf(
  { id, author, authorId, title, text, stars, version, at }: StoreReview,
  country: string,
  appId: string,
) {
  // Apple writes the time of California.
  const updated = new Date((at - 7 * 3600) * 1000).toISOString().replace('.000Z', '-07:00');
  return {
    author: { uri: label(`https://itunes.apple.com/${country}/reviews/id${authorId}`), name: label(author), label: '' },
    updated: label(updated),
    'im:rating': label(`${stars}`),
    'im:version': label(version),
    id: label(id),
    title: label(title),
    content: { label: text, attributes: { type: 'text' } },
    link: {
      attributes: {
        rel: 'related',
        href: `https://itunes.apple.com/${country}/review?id=${appId}&type=Purple%20Software`,
      },
    },
    'im:voteSum': label('0'),
    'im:voteCount': label('0'),
  };
}
