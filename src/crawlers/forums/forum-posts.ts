import type { RawPostInput } from '../../domain/raw-post.ts';
import type { Collected } from '../crawler.ts';
import { type DayOrder, dayOrderOf, parseLocalInstant } from '../support/local-dates.ts';
import { redactUrl } from '../support/redact-url.ts';
import type { ForumPost, ThreadPage } from './profile.ts';

export interface ForumClock {
  now: Date;
  /** Whose clock dates follow that name no zone; a page in Vietnamese follows Vietnam's. */
  timeZone: string | undefined;
  dateOrder: DayOrder | undefined;
}

/** Writes what a forum's posts say as posts of ours, with ids that name the forum. */
export class ForumPosts {
  readonly #host: string;
  readonly #clock: ForumClock;

  constructor(forumUrl: string, clock: ForumClock) {
    this.#host = new URL(forumUrl).host.replace(/^www\./, '');
    this.#clock = clock;
  }

  idOf(post: number): string {
    return `${this.#host}/posts/${post}`;
  }

  /** When a post of this page was written, as its dates are to be read. */
  datesOf(page: ThreadPage): (post: ForumPost) => string | null {
    const { now, timeZone, dateOrder } = this.#clock;
    const clock = {
      zone: timeZone ?? (page.vietnamese ? 'Asia/Ho_Chi_Minh' : undefined),
      // In Vietnamese the day comes first, always.
      order: dateOrder ?? dayOrderOf(page.posts.map(({ date }) => date ?? '')) ?? (page.vietnamese ? 'dmy' : undefined),
    };
    return ({ date }) => parseLocalInstant(date ?? '', now, clock);
  }

  /** Null where nothing was said: a picture or a quotation alone. */
  toRaw(post: ForumPost, page: ThreadPage, threadId: string, publishedAt: string | null): RawPostInput | null {
    const opening = page.position === 1 && post.id === page.ids[0];
    const text = post.text || (opening ? page.title : null);
    if (!text) return null;
    return {
      externalId: this.idOf(post.id),
      kind: opening ? 'post' : 'comment',
      url: post.url,
      author: { id: post.author.id && `${this.#host}/users/${post.author.id}`, name: post.author.name },
      title: opening ? page.title : null,
      text,
      publishedAt,
      threadId: `${this.#host}/threads/${threadId}`,
    };
  }
}

export const warning = (url: string, message: string): Collected => ({ warning: { url: redactUrl(url), message } });
