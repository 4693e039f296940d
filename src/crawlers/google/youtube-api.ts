import { z } from 'zod';
import { apiAddress, readEach } from '../support/api-answer.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { callGoogle, type GoogleCall } from './api.ts';
import type { DayQuota } from './day-quota.ts';

const word = z.string().optional().catch(undefined);
export const youtubeId = z.string().regex(/^[\w.-]{1,100}$/);

const commentShape = z.object({
  id: youtubeId,
  snippet: z.object({
    textDisplay: z.string(),
    authorDisplayName: word,
    authorChannelId: z
      .object({ value: z.string().max(100) })
      .optional()
      .catch(undefined),
    videoId: youtubeId.optional().catch(undefined),
    publishedAt: word,
  }),
});
export type YoutubeComment = z.output<typeof commentShape>;

const threadShape = z.object({
  id: youtubeId,
  snippet: z.object({
    videoId: youtubeId.optional().catch(undefined),
    topLevelComment: commentShape,
    totalReplyCount: z.number().int().nonnegative().catch(0),
  }),
  replies: z
    .object({ comments: z.array(z.unknown()) })
    .optional()
    .catch(undefined),
});
export type YoutubeThread = z.output<typeof threadShape>;

const videoShape = z.object({
  id: z.object({ videoId: youtubeId }),
  snippet: z.object({
    title: z.string(),
    description: z.string().catch(''),
    channelId: word,
    channelTitle: word,
    publishedAt: word,
  }),
});
export type YoutubeVideo = z.output<typeof videoShape>;

const listShape = z.object({
  items: z.array(z.unknown()),
  nextPageToken: z.string().max(2000).optional().catch(undefined),
});

interface List<Item> {
  items: Item[];
  unread: number;
  next: string | undefined;
}
type Params = Readonly<Record<string, string | number | undefined>>;

/** Costs in units: "Quota calculator" of the YouTube Data API. */
const COST = { commentThreads: 1, comments: 1, search: 100 };

/** The three lists of the YouTube Data API that we read, each call paid for from the day's units. */
export class YoutubeApi {
  readonly #base: string;
  readonly #call: GoogleCall;
  readonly #quota: DayQuota;

  constructor(base: string, call: GoogleCall, quota: DayQuota) {
    this.#base = base;
    this.#call = call;
    this.#quota = quota;
  }

  /** Threads, the newest first: of a video, or of all videos of a channel and the channel itself. */
  threads(of: Params, pageToken: string | undefined): Promise<List<YoutubeThread>> {
    const part = 'snippet,replies';
    const params = { part, order: 'time', textFormat: 'plainText', maxResults: 100, ...of, pageToken };
    return this.#list('commentThreads', params, threadShape);
  }

  replies(parentId: string, pageToken: string | undefined): Promise<List<YoutubeComment>> {
    const params = { part: 'snippet', textFormat: 'plainText', maxResults: 100, parentId, pageToken };
    return this.#list('comments', params, commentShape);
  }

  /** Those of at most 50 comments that are still there. */
  async existing(ids: readonly string[]): Promise<Set<string>> {
    const params = { part: 'id', id: ids.slice(0, 50).join(',') };
    const { items } = await this.#list('comments', params, z.object({ id: z.string() }));
    return new Set(items.map(({ id }) => id));
  }

  /** Videos on a topic since an instant, the newest first. */
  search(q: string, publishedAfter: string): Promise<List<YoutubeVideo>> {
    const params = { part: 'snippet', type: 'video', order: 'date', maxResults: 50, q, publishedAfter };
    return this.#list('search', params, videoShape);
  }

  async #list<Shape extends z.ZodType>(
    name: keyof typeof COST,
    params: Params,
    shape: Shape,
  ): Promise<List<z.output<Shape>>> {
    this.#quota.spend(COST[name]);
    const list = listShape.safeParse(
      await callGoogle(apiAddress(this.#base, `youtube/v3/${name}`, params), this.#call),
    );
    if (!list.success) throw new FetchFailed('YouTube answered with something that is no list.', { cause: list.error });
    return { ...readEach(list.data.items, shape), next: list.data.nextPageToken || undefined };
  }
}

/** The replies that came along with a thread. */
export const repliesIn = (thread: YoutubeThread): YoutubeComment[] =>
  readEach(thread.replies?.comments ?? [], commentShape).items;
