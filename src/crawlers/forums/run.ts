import type { RawPostInput } from '../../domain/raw-post.ts';
import { GiveUp, PublicError, RetryLater } from '../../errors.ts';
import type { CollectContext, Collected } from '../crawler.ts';

import { FetchFailed } from '../support/fetch-failed.ts';
import { type DayOrder, dayOrderOf, parseLocalInstant } from '../support/local-dates.ts';
import { redactUrl } from '../support/redact-url.ts';
import type { BoardPage, ForumPost, ForumProfile, ThreadLink, ThreadPage } from './profile.ts';
import { ForumProgress } from './progress.ts';

/** So many threads failing one after the other mean that the forum is out of order, not they. */
const FAILURES_IN_A_ROW = 3;

export interface ForumRunSettings {
  url: string;
  /** Pages read of the list of threads, and of each thread. */
  maxPages: number;
  maxThreads: number;
  delaySeconds?: number | undefined;
  /** Whose clock dates follow that name no zone; a page in Vietnamese follows Vietnam's. */
  timeZone?: string | undefined;
  dateOrder?: DayOrder | undefined;
}

/** A page as read, and its address after redirects. */
interface Read<Page> {
  page: Page;
  at: string;
}

/** One run over one forum source. */
export class ForumRun {
  readonly #profile: ForumProfile;
  readonly #settings: ForumRunSettings;
  readonly #context: CollectContext;
  readonly #progress: ForumProgress;
  readonly #host: string;
  #pagesRead = 0;
  /** Something was left for the next run. */
  #backlog = false;

  constructor(profile: ForumProfile, settings: ForumRunSettings, context: CollectContext) {
    this.#profile = profile;
    this.#settings = settings;
    this.#context = context;
    this.#progress = new ForumProgress(context.cursor);
    this.#host = new URL(settings.url).host.replace(/^www\./, '');
  }

  /** The source is one thread: what fails there fails the run. */
  async *readThread(): AsyncIterable<Collected> {
    const { url } = this.#settings;
    const id = this.#profile.threadIdOf(new URL(url)) ?? url;
    yield* this.#thread({ id, url: this.#profile.pageOf(url, 1), lastActivity: null });
    yield { checkpoint: this.#progress.toCursor(this.#backlog) };
  }

  /** The source is a board: one failing thread does not stop the others. */
  async *readBoard(): AsyncIterable<Collected> {
    const due = await this.#listDue();
    const chosen = due.slice(0, this.#settings.maxThreads);
    this.#backlog = chosen.length < due.length;
    let failures = 0;
    for (const thread of chosen) {
      try {
        yield* this.#thread(thread);
        failures = 0;
      } catch (error) {
        if (this.#context.signal.aborted || error instanceof RetryLater || !(error instanceof PublicError)) throw error;
        failures = this.#passOver(thread, error, failures);
        yield { error: { url: redactUrl(thread.url), message: error.message } };
      }
      yield { checkpoint: this.#progress.toCursor(true) };
    }
    yield { checkpoint: this.#progress.toCursor(this.#backlog) };
  }

  /** A thread that is gone or closed is left alone until it shows new activity; any other is tried again. */
  #passOver(thread: ThreadLink, error: PublicError, failuresBefore: number): number {
    if (error instanceof GiveUp) {
      this.#progress.finished(thread, this.#context.now());
      return failuresBefore;
    }
    this.#backlog = true;
    if (failuresBefore + 1 >= FAILURES_IN_A_ROW) throw error;
    return failuresBefore + 1;
  }

  /** Walks the list of threads and gathers those with news, until a page has none or the limit is reached. */
  async #listDue(): Promise<ThreadLink[]> {
    const due: ThreadLink[] = [];
    const listed = new Set<string>();
    const visited = new Set<string>();
    for (let url: string | null = this.#settings.url; url && !visited.has(url); ) {
      if (visited.size >= this.#settings.maxPages) break;
      visited.add(url);
      const { page }: Read<BoardPage> = await this.#read(url, this.#profile.readBoard);
      const fresh = page.threads.filter(({ id }) => !listed.has(id));
      const news = fresh.filter((thread) => this.#progress.isDue(thread));
      for (const { id } of fresh) listed.add(id);
      due.push(...news);
      // Lists are sorted by last activity, so a page without news ends them; so does one that only repeats.
      if (fresh.length === 0 || (news.length === 0 && !this.#progress.hadBacklog)) break;
      url = page.next;
    }
    return due;
  }

  /** Yields the posts of a thread that are newer than the cursor, from the last page read on. */
  async *#thread(thread: ThreadLink): AsyncIterable<Collected> {
    const start = this.#progress.of(thread.id);
    const seen = new Set<number>();
    let newest = start.post;
    let url: string | null = this.#profile.pageOf(thread.url, start.page);
    for (let pages = 0; url !== null; pages += 1) {
      if (pages >= this.#settings.maxPages) {
        this.#backlog = true;
        return;
      }
      const read: Read<ThreadPage> = await (pages === 0 ? this.#firstPage(thread, start.page) : this.#threadPage(url));
      const { page, at } = read;
      const fresh = page.posts.filter(({ id }) => id > start.post && !seen.has(id));
      const repeats = page.ids.length > 0 && page.ids.every((id) => seen.has(id));
      yield* this.#posts(fresh, page, thread.id, at);
      for (const id of page.ids) seen.add(id);
      newest = Math.max(newest, ...page.ids);
      this.#progress.reached(thread.id, { page: page.number, post: newest });
      if (repeats) yield warning(at, 'The page repeats posts of the pages before: reading of the thread ends here.');
      url = repeats ? null : this.#following(page.next, at);
    }
    this.#progress.finished(thread, this.#context.now());
  }

  /** The page to go on from; the beginning if the thread has become shorter and that page is gone. */
  async #firstPage(thread: ThreadLink, number: number): Promise<Read<ThreadPage>> {
    try {
      return await this.#threadPage(this.#profile.pageOf(thread.url, number));
    } catch (error) {
      if (number === 1 || !(error instanceof GiveUp)) throw error;
      return this.#threadPage(this.#profile.pageOf(thread.url, 1));
    }
  }

  #threadPage(url: string): Promise<Read<ThreadPage>> {
    return this.#read(url, this.#profile.readThread);
  }

  /** The next page, if it is one of the same thread. */
  #following(next: string | null, at: string): string | null {
    const idOf = (url: string) => this.#profile.threadIdOf(new URL(url));
    return next !== null && idOf(next) === idOf(at) ? next : null;
  }

  *#posts(posts: readonly ForumPost[], page: ThreadPage, threadId: string, at: string): Iterable<Collected> {
    let undated = 0;
    const clock = {
      zone: this.#settings.timeZone ?? (page.vietnamese ? 'Asia/Ho_Chi_Minh' : undefined),
      order: this.#settings.dateOrder ?? dayOrderOf(page.posts.map(({ date }) => date ?? '')) ?? defaultOrder(page),
    };
    for (const post of posts) {
      this.#context.signal.throwIfAborted();
      const opening = page.number === 1 && post.id === page.ids[0];
      const text = post.text || (opening ? page.title : null);
      // A picture or a quotation alone: nothing was said.
      if (!text) continue;
      const publishedAt = parseLocalInstant(post.date ?? '', this.#context.now(), clock);
      if (publishedAt === null) undated += 1;
      yield {
        post: {
          externalId: `${this.#host}/posts/${post.id}`,
          kind: opening ? 'post' : 'comment',
          url: post.url,
          author: { id: post.author.id && `${this.#host}/users/${post.author.id}`, name: post.author.name },
          title: opening ? page.title : null,
          text,
          publishedAt,
          threadId: `${this.#host}/threads/${threadId}`,
        } satisfies RawPostInput,
      };
    }
    if (undated > 0) yield warning(at, `${undated} posts have no date that can be relied on.`);
  }

  async #read<Page>(url: string, read: (html: string, url: string) => Page): Promise<Read<Page>> {
    const { fetch, signal } = this.#context;
    const { delaySeconds } = this.#settings;
    const fetched = await fetch(url, { accept: 'text/html, */*;q=0.5', delaySeconds, signal });
    try {
      const page = read(fetched.text(), fetched.url);
      this.#pagesRead += 1;
      return { page, at: fetched.url };
    } catch (error) {
      // What never was a forum is the administrator's to mend; what was one may be one again.
      const never = error instanceof FetchFailed && this.#progress.isFirstRun && this.#pagesRead === 0;
      throw never ? new GiveUp(error.message, { cause: error }) : error;
    }
  }
}

const warning = (url: string, message: string): Collected => ({ warning: { url: redactUrl(url), message } });

/** In Vietnamese the day comes first, always. */
const defaultOrder = (page: ThreadPage): DayOrder | undefined => (page.vietnamese ? 'dmy' : undefined);
