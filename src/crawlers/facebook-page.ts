import { z } from 'zod';
import type { CollectContext, Collected, Crawler } from './crawler.ts';
import { GraphClient, graphSettings } from './graph/client.ts';
import { GraphNotFound } from './graph/errors.ts';
import { missingOf } from './graph/missing.ts';
import { commentLoader } from './graph/page-comments.ts';
import { type GraphPost, POST_FIELDS, postItem, postShape, secondOf } from './graph/page-posts.ts';
import { inspectToken, type TokenState, tokenWarnings } from './graph/token.ts';
import { collectGone, collectList, contentOf } from './support/api-list.ts';
import { ApiProgress } from './support/api-progress.ts';

const settings = z.strictObject({
  ...graphSettings,
  pageId: z.string().regex(/^\d{1,30}$/, { error: 'must be the number of the page (About, Page transparency)' }),
  /** Comments are looked for below posts of so many days; Facebook lists some 600 posts a year. */
  watchDays: z.number().int().min(1).max(365).default(30),
  /** Also posts of others that tag the page. */
  tagged: z.boolean().default(true),
});
type Settings = z.output<typeof settings>;

/** Pages of 100: more than a year of posts. */
const MAX_POST_PAGES = 7;
const MAX_COMMENT_PAGES = 20;
/** Things whose absence is checked one by one, in each list. */
const MAX_GONE = 20;

export const crawler: Crawler<Settings> = {
  kind: 'facebook-page',
  summary: 'Your Facebook Page over the Graph API: posts of visitors, tags, and all comments and replies.',
  settings,
  example: { pageId: '1000', token: 'EAAG-page-token', watchDays: 30 },

  async *collect(given, context): AsyncIterable<Collected> {
    context.signal.throwIfAborted();
    yield* new PageRun(given, context).collect();
  },
};

const cursorShape = z.object({ token: z.unknown().optional(), progress: z.unknown().optional() });

/** One run over a page. */
class PageRun {
  readonly #given: Settings;
  readonly #context: CollectContext;
  readonly #graph: GraphClient;
  readonly #progress: ApiProgress;
  readonly #now: Date;
  #token: TokenState | undefined;
  #unread = 0;

  constructor(given: Settings, context: CollectContext) {
    this.#given = given;
    this.#context = context;
    this.#now = context.now();
    this.#graph = new GraphClient(given, context.fetch, context.signal);
    const saved = cursorShape.safeParse(context.cursor).data;
    this.#progress = new ApiProgress(saved?.progress, { now: this.#now, backfillDays: given.watchDays });
  }

  async *collect(): AsyncIterable<Collected> {
    const saved = cursorShape.safeParse(this.#context.cursor).data;
    this.#token = await inspectToken(this.#graph, this.#given, saved?.token, this.#now);
    yield* tokenWarnings(this.#token, this.#given.apiUrl, this.#now);
    const posts = new Map<string, GraphPost>();
    yield* this.#posts('feed', posts);
    yield* this.#gone('feed');
    if (this.#given.tagged) yield* this.#posts('tagged', new Map());
    for (const post of this.#due([...posts.values()])) yield* this.#comments(post);
    if (this.#unread > 0) yield this.#warning(`${this.#unread} items were not as documented and were passed over.`);
    yield { checkpoint: this.#cursor() };
  }

  readonly #cursor = () => ({ token: this.#token, progress: this.#progress.toCursor() });

  /** Posts of the days that are watched: all of them each time, because their `updated_time` tells of comments and edits. */
  async *#posts(edge: 'feed' | 'tagged', found: Map<string, GraphPost>): AsyncIterable<Collected> {
    const { pageId, watchDays } = this.#given;
    const now = this.#now.getTime() / 1000;
    const cutoff = now - watchDays * 86_400;
    const visited = new Set<string | undefined>();
    this.#progress.begin(edge, watchDays * 86_400);
    for (let after: string | undefined; visited.size < MAX_POST_PAGES; ) {
      visited.add(after);
      const page = await this.#graph.list(`${pageId}/${edge}`, postShape, { fields: POST_FIELDS, after });
      this.#unread += page.unread;
      const watched = page.items.filter(({ created_time: time }) => (secondOf(time, this.#now) ?? cutoff) >= cutoff);
      for (const post of watched) {
        found.set(post.id, post);
        yield* this.#post(edge, post);
      }
      const ends = page.next === undefined || visited.has(page.next) || watched.length === 0;
      if (ends) this.#progress.complete(edge, now);
      this.#context.signal.throwIfAborted();
      yield { checkpoint: this.#cursor() };
      if (ends) return;
      after = page.next;
    }
    yield this.#warning(
      `The page has more posts in ${watchDays} days than are read; comments below older ones are not.`,
    );
  }

  *#post(edge: string, post: GraphPost): Iterable<Collected> {
    this.#context.signal.throwIfAborted();
    const { id, at, post: mention } = postItem(post, this.#given.pageId, this.#now);
    if (mention && this.#progress.isNews(edge, { id, at, content: contentOf(mention) })) yield { post: mention };
  }

  /** Posts with news below them, the latest first, and those whose last full look is long ago. */
  #due(posts: readonly GraphPost[]): GraphPost[] {
    const updated = (post: GraphPost) => secondOf(post.updated_time, this.#now) ?? Number.POSITIVE_INFINITY;
    return posts
      .filter((post) => updated(post) > (this.#progress.upTo(post.id) ?? 0) || this.#progress.isLookDue(post.id))
      .sort((a, b) => updated(b) - updated(a));
  }

  async *#comments(post: GraphPost): AsyncIterable<Collected> {
    const { signal } = this.#context;
    const [list, progress, cursor] = [post.id, this.#progress, this.#cursor];
    const until = () => progress.until(list);
    const read = commentLoader({ graph: this.#graph, thread: list, own: this.#given.pageId, now: this.#now, until });
    const load = async (token: string | undefined) => {
      const page = await read(token);
      this.#unread += page.unread;
      return page;
    };
    const upTo = secondOf(post.updated_time, this.#now) ?? 0;
    try {
      yield* collectList({ list, progress, load, signal, maxPages: MAX_COMMENT_PAGES, cursor, upTo });
      yield* this.#gone(list);
    } catch (error) {
      if (!(error instanceof GraphNotFound)) throw error;
      yield* this.#lost(list);
    }
  }

  /** The post was deleted between two requests. */
  *#lost(externalId: string): Iterable<Collected> {
    if (!this.#progress.knows(externalId)) return;
    this.#progress.forget(externalId);
    yield { gone: { externalId } };
    yield { checkpoint: this.#cursor() };
  }

  #gone(list: string): AsyncIterable<Collected> {
    const walk = { list, progress: this.#progress, signal: this.#context.signal, cursor: this.#cursor };
    return collectGone(walk, MAX_GONE, (ids) => missingOf(ids, this.#graph));
  }

  #warning(message: string): Collected {
    return { warning: { url: this.#given.apiUrl, message } };
  }
}
