import { z } from 'zod';
import type { CollectContext, Collected, Crawler } from './crawler.ts';
import { CommentsDisabled, GoogleNotFound } from './google/api.ts';
import { DayQuota, quotaShape, UnitsUsedUp } from './google/day-quota.ts';
import { YoutubeApi, youtubeId } from './google/youtube-api.ts';
import { type ReplyCounts, threadLoader, videoItem } from './google/youtube-threads.ts';
import { apiUrl } from './support/api-answer.ts';
import { collectGone, collectList, contentOf } from './support/api-list.ts';
import { ApiProgress } from './support/api-progress.ts';
import { secret } from './support/secret.ts';

const settings = z
  .strictObject({
    apiUrl: apiUrl('https://www.googleapis.com'),
    /** An API key of a Google Cloud project in which the YouTube Data API v3 is enabled. */
    key: secret(),
    /** Comments on all videos of a channel. */
    channelId: z
      .string()
      .regex(/^UC[\w-]{22}$/, { error: 'must be the id of a channel (UC…, 24 characters)' })
      .optional(),
    /** Comments on one video. */
    videoId: z
      .string()
      .regex(/^[\w-]{11}$/, { error: 'must be the id of a video (11 characters)' })
      .optional(),
    /** Videos about something, and the comments on them; a search costs 100 units. */
    search: z.string().trim().min(2).max(200).optional(),
    searchEveryHours: z.number().int().min(1).max(168).default(6),
    /** Videos that a search found are read for so many days, and replies are looked for in threads as old. */
    watchDays: z.number().int().min(1).max(90).default(14),
    /** A project has 10,000 units a day, for all of its sources together. */
    unitsPerDay: z.number().int().min(1).max(10_000_000).default(2000),
  })
  .refine(({ channelId, videoId, search }) => [channelId, videoId, search].filter(Boolean).length === 1, {
    error: 'give one of channelId, videoId and search',
    path: ['channelId'],
  });
type Settings = z.output<typeof settings>;

const cursorShape = z.object({
  progress: z.unknown().optional(),
  quota: quotaShape.optional().catch(undefined),
  counts: z.array(z.tuple([youtubeId, z.tuple([z.number(), z.union([z.literal(0), z.literal(1)])])])).catch([]),
  searchedAt: z.iso.datetime().optional().catch(undefined),
  videos: z.array(z.tuple([youtubeId, z.number()])).catch([]),
});

const MAX_PAGES = 20;
const MAX_VIDEOS = 50;
const DAY = 86_400;

export const crawler: Crawler<Settings> = {
  kind: 'youtube',
  summary: 'Comments and replies on YouTube: of a channel, of a video, or of the videos that a search finds.',
  settings,
  example: { key: 'AIza-your-key', channelId: 'UCmangxanhmangxanhmangxa' },

  async *collect(given, context): AsyncIterable<Collected> {
    context.signal.throwIfAborted();
    const run = new YoutubeRun(given, context);
    try {
      yield* run.collect();
    } catch (error) {
      if (!(error instanceof UnitsUsedUp)) throw error;
    }
    if (!run.isOutOfUnits()) return;
    const message =
      `The ${given.unitsPerDay} units for today are used: nothing more is read until midnight in California. ` +
      'Raise unitsPerDay, or collect less often.';
    yield { warning: { url: given.apiUrl, message } };
    yield { checkpoint: run.cursor() };
  },
};

/** One run over a channel, a video or a search. */
class YoutubeRun {
  readonly #given: Settings;
  readonly #context: CollectContext;
  readonly #saved: z.output<typeof cursorShape> | undefined;
  readonly #progress: ApiProgress;
  readonly #quota: DayQuota;
  readonly #api: YoutubeApi;
  readonly #counts: ReplyCounts;
  readonly #now: Date;
  #searchedAt: string | undefined;
  /** By id of a found video, the second when it was published. */
  #videos: Map<string, number>;
  #unread = 0;

  constructor(given: Settings, { fetch, signal, now, ...context }: CollectContext) {
    this.#given = given;
    this.#now = now();
    this.#context = { fetch, signal, now, ...context };
    this.#saved = cursorShape.safeParse(context.cursor).data;
    this.#progress = new ApiProgress(this.#saved?.progress, { now: this.#now, backfillDays: given.watchDays });
    this.#quota = new DayQuota(this.#saved?.quota, given.unitsPerDay, this.#now);
    this.#counts = new Map(this.#saved?.counts);
    this.#searchedAt = this.#saved?.searchedAt;
    this.#videos = new Map(this.#saved?.videos);
    const call = { fetch, signal, now: this.#now, headers: { 'x-goog-api-key': given.key } };
    this.#api = new YoutubeApi(given.apiUrl, call, this.#quota);
  }

  readonly cursor = () => ({
    progress: this.#progress.toCursor(),
    quota: this.#quota.toCursor(),
    counts: [...this.#counts],
    searchedAt: this.#searchedAt,
    videos: [...this.#videos],
  });

  readonly isOutOfUnits = () => this.#quota.refused;

  async *collect(): AsyncIterable<Collected> {
    const { channelId, videoId, search } = this.#given;
    if (channelId !== undefined) yield* this.#threads({ allThreadsRelatedToChannelId: channelId }, channelId);
    if (videoId !== undefined) yield* this.#threads({ videoId }, undefined);
    if (search !== undefined) {
      yield* this.#search(search);
      for (const found of this.#videos.keys()) yield* this.#foundVideo(found);
    }
    if (this.#unread > 0) {
      const message = `${this.#unread} comments were not as documented and were passed over.`;
      yield { warning: { url: this.#given.apiUrl, message } };
    }
    yield { checkpoint: this.cursor() };
  }

  async *#threads(where: Readonly<Record<string, string>>, own: string | undefined): AsyncIterable<Collected> {
    const [progress, list] = [this.#progress, Object.values(where).join()];
    const read = threadLoader({
      ...{ api: this.#api, where, own, counts: this.#counts, now: this.#now },
      isFullLook: () => progress.isFullLook(list),
    });
    const load = async (token: string | undefined) => {
      const page = await read(token);
      this.#unread += page.unread;
      return page;
    };
    const { signal } = this.#context;
    const window = this.#given.watchDays * DAY;
    const walk = { list, progress, load, signal, maxPages: MAX_PAGES, cursor: this.cursor, window };
    yield* collectList(walk);
    yield* collectGone(walk, 50, async (ids) => {
      const existing = await this.#api.existing(ids);
      return ids.filter((id) => !existing.has(id));
    });
  }

  /** A found video may be taken away, or its comments switched off; the others go on. */
  async *#foundVideo(videoId: string): AsyncIterable<Collected> {
    try {
      yield* this.#threads({ videoId }, undefined);
    } catch (error) {
      if (error instanceof GoogleNotFound) this.#videos.delete(videoId);
      else if (!(error instanceof CommentsDisabled)) throw error;
    }
  }

  async *#search(words: string): AsyncIterable<Collected> {
    const { watchDays, searchEveryHours } = this.#given;
    const now = this.#now.getTime() / 1000;
    this.#videos = new Map([...this.#videos].filter(([, at]) => at >= now - watchDays * DAY));
    if (this.#searchedAt && now - Date.parse(this.#searchedAt) / 1000 < searchEveryHours * 3600) return;
    const since = new Date((now - watchDays * DAY) * 1000).toISOString().replace(/\.\d+/, '');
    const found = await this.#api.search(words, since);
    this.#unread += found.unread;
    this.#progress.begin('search', watchDays * DAY);
    for (const video of found.items) {
      this.#context.signal.throwIfAborted();
      const { id, at, post } = videoItem(video, this.#now);
      this.#videos.set(id, at ?? now);
      if (post && this.#progress.isNews('search', { id, at: null, content: contentOf(post) })) yield { post };
    }
    this.#videos = new Map([...this.#videos].sort(([, a], [, b]) => b - a).slice(0, MAX_VIDEOS));
    this.#searchedAt = this.#now.toISOString();
    this.#context.signal.throwIfAborted();
    yield { checkpoint: this.cursor() };
  }
}
