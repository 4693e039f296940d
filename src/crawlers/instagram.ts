import { z } from 'zod';
import type { CollectContext, Collected, Crawler } from './crawler.ts';
import { GraphClient, graphSettings } from './graph/client.ts';
import { GraphNotFound } from './graph/errors.ts';
import {
  MEDIA_FIELDS,
  type Media,
  mediaCommentLoader,
  mediaShape,
  TAG_FIELDS,
  tagItem,
  tagShape,
} from './graph/instagram-posts.ts';
import { missingOf } from './graph/missing.ts';
import { secondOf } from './graph/page-posts.ts';
import { inspectToken, tokenWarnings } from './graph/token.ts';
import { collectGone, collectList, type ListPage } from './support/api-list.ts';
import { ApiProgress } from './support/api-progress.ts';

const settings = z.strictObject({
  ...graphSettings,
  accountId: z.string().regex(/^\d{1,30}$/, {
    error: 'must be the number of the Instagram business account (instagram_business_account)',
  }),
  /** Comments are looked for below media of so many days. */
  watchDays: z.number().int().min(1).max(365).default(30),
  tagged: z.boolean().default(true),
});
type Settings = z.output<typeof settings>;

const cursorShape = z.object({
  token: z.unknown().optional(),
  progress: z.unknown().optional(),
  /** By medium, the number of comments when they were read. */
  counts: z.record(z.string(), z.number()).catch({}),
});

const MAX_MEDIA_PAGES = 5;
const MAX_COMMENT_PAGES = 20;
const MAX_GONE = 20;

export const crawler: Crawler<Settings> = {
  kind: 'instagram',
  summary: 'Your Instagram business account over the Graph API: comments and replies on your media, and tags.',
  settings,
  example: { accountId: '17841400000000000', token: 'EAAG-page-token' },

  async *collect(given, context): AsyncIterable<Collected> {
    const { signal } = context;
    signal.throwIfAborted();
    const now = context.now();
    const saved = cursorShape.safeParse(context.cursor).data;
    const graph = new GraphClient(given, context.fetch, signal);
    const progress = new ApiProgress(saved?.progress, { now, backfillDays: given.watchDays });
    const token = await inspectToken(graph, given, saved?.token, now);
    yield* tokenWarnings(token, given.apiUrl, now);
    const media = await watchedMedia(given, graph, context);
    // Instagram tells no time of the last comment; a medium whose number of comments stands still has no new one.
    const counts = new Map(
      media.flatMap(({ id }) => (saved?.counts[id] === undefined ? [] : [[id, saved.counts[id]]])),
    );
    const cursor = () => ({ token, progress: progress.toCursor(), counts: Object.fromEntries(counts) });
    const walk = { progress, signal, maxPages: MAX_COMMENT_PAGES, cursor };
    for (const each of media) {
      if (counts.get(each.id) === each.comments_count && !progress.isLookDue(each.id)) continue;
      const load = mediaCommentLoader({ graph, media: each, own: given.accountId, now });
      try {
        yield* collectList({ ...walk, list: each.id, load });
        yield* collectGone({ ...walk, list: each.id }, MAX_GONE, (ids) => missingOf(ids, graph));
        counts.set(each.id, each.comments_count);
      } catch (error) {
        // Taken away since the list was read.
        if (!(error instanceof GraphNotFound)) throw error;
      }
      signal.throwIfAborted();
      yield { checkpoint: cursor() };
    }
    if (given.tagged) yield* collectList({ ...walk, list: 'tags', load: tagLoader(given, graph, now) });
  },
};

/** The media of the days that are watched, the newest first. */
async function watchedMedia(given: Settings, graph: GraphClient, { now }: CollectContext): Promise<Media[]> {
  const cutoff = now().getTime() / 1000 - given.watchDays * 86_400;
  const media = new Map<string, Media>();
  const visited = new Set<string | undefined>();
  for (let after: string | undefined; visited.size < MAX_MEDIA_PAGES && !visited.has(after); ) {
    visited.add(after);
    const page = await graph.list(`${given.accountId}/media`, mediaShape, { fields: MEDIA_FIELDS, after });
    const watched = page.items.filter(({ timestamp }) => (secondOf(timestamp, now()) ?? cutoff) >= cutoff);
    for (const each of watched) media.set(each.id, each);
    if (page.next === undefined || watched.length === 0) break;
    after = page.next;
  }
  return [...media.values()];
}

function tagLoader(given: Settings, graph: GraphClient, now: Date) {
  return async (after: string | undefined): Promise<ListPage> => {
    const page = await graph.list(`${given.accountId}/tags`, tagShape, { fields: TAG_FIELDS, after });
    return { items: page.items.map((tag) => tagItem(tag, given.accountId, now)), next: page.next };
  };
}
