import { GiveUp, PublicError, RetryLater } from '../../errors.ts';
import type { CollectContext, Collected } from '../crawler.ts';
import type { DayOrder } from '../support/local-dates.ts';
import { redactUrl } from '../support/redact-url.ts';
import type { FetchedPage } from '../support/safe-fetch.ts';
import { listDue } from './board-walk.ts';
import { ForumPosts, warning } from './forum-posts.ts';
import { PageReader, ThreadGone } from './page-reader.ts';
import type { ForumPost, ForumProfile, ThreadLink, ThreadPage } from './profile.ts';
import { ForumProgress } from './progress.ts';
import { walkThread } from './thread-walk.ts';
import { WatchedPosts } from './watched-posts.ts';

/** So many threads failing one after the other mean that the forum is out of order, not they. */
const FAILURES_IN_A_ROW = 3;

export interface ForumRunSettings {
  url: string;
  /** Pages read of the list of threads, and of each thread. */
  maxPages: number;
  maxThreads: number;
  historyPages: number;
  delaySeconds?: number | undefined;
  timeZone?: string | undefined;
  dateOrder?: DayOrder | undefined;
}

const failed = (url: string, { message }: Error): Collected => ({ error: { url: redactUrl(url), message } });

/** What is known of a thread by its id and address alone. */
const linkTo = (id: string, url: string): ThreadLink => ({ id, url, lastActivity: null, replies: null });

/** One run over one forum source. */
export class ForumRun {
  readonly #profile: ForumProfile;
  readonly #settings: ForumRunSettings;
  readonly #context: CollectContext;
  readonly #progress: ForumProgress;
  readonly #watched: WatchedPosts;
  readonly #reader: PageReader;
  readonly #posts: ForumPosts;
  /** Pages of threads that this run has read, as "id/position". */
  readonly #read = new Set<string>();
  /** What the cursor holds besides. */
  readonly #kept: Readonly<Record<string, unknown>>;
  /** Something was left for the next run. */
  #backlog = false;

  constructor(
    profile: ForumProfile,
    settings: ForumRunSettings,
    context: CollectContext,
    { kept = {}, fetched }: { kept?: Readonly<Record<string, unknown>>; fetched?: FetchedPage | undefined } = {},
  ) {
    this.#profile = profile;
    this.#settings = settings;
    this.#context = context;
    this.#kept = kept;
    const { url, timeZone, dateOrder, delaySeconds } = settings;
    const now = context.now();
    this.#progress = new ForumProgress(context.cursor);
    this.#watched = new WatchedPosts(context.cursor, now);
    this.#posts = new ForumPosts(url, { now, timeZone, dateOrder });
    const { isFirstRun } = this.#progress;
    this.#reader = new PageReader({ context, accept: profile.accept, delaySeconds, isFirstRun, fetched });
  }

  /** The source is one thread: what fails there fails the run. */
  async *readThread(): AsyncIterable<Collected> {
    const { url } = this.#settings;
    const only = linkTo(this.#profile.threadIdOf(new URL(url)) ?? url, this.#profile.pageOf(url, 1));
    try {
      yield* this.#thread(only);
    } catch (error) {
      yield* this.#goneWith(only.id, error);
      throw error;
    }
    yield* this.#look();
    yield { checkpoint: this.#cursor(this.#backlog) };
  }

  /** The source is a board: one failing thread does not stop the others. */
  async *readBoard(): AsyncIterable<Collected> {
    const { due, failure } = await listDue({
      ...{ profile: this.#profile, reader: this.#reader, progress: this.#progress, isLocal: this.#isLocal },
      ...{ url: this.#settings.url, maxPages: this.#settings.maxPages },
    });
    const chosen = due.slice(0, this.#settings.maxThreads);
    this.#backlog = chosen.length < due.length || failure !== undefined;
    if (failure) yield failed(failure.url, failure.error);
    let failures = 0;
    for (const each of chosen) {
      try {
        yield* this.#thread(each);
        failures = 0;
      } catch (error) {
        if (!this.#isLocal(error)) throw error;
        yield* this.#goneWith(each.id, error);
        failures = this.#passOver(each, error, failures);
        yield failed(each.url, error);
      }
      yield { checkpoint: this.#cursor(true) };
    }
    yield* this.#look();
    yield { checkpoint: this.#cursor(this.#backlog) };
  }

  readonly #cursor = (backlog: boolean) => ({
    ...this.#kept,
    ...this.#progress.toCursor(backlog),
    ...this.#watched.toCursor(),
  });

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

  /** What concerns one page, and not the source as a whole. */
  readonly #isLocal = (error: unknown): error is PublicError =>
    error instanceof PublicError && !(error instanceof RetryLater) && !this.#context.signal.aborted;

  readonly #load = ({ url }: ThreadLink) => {
    const { pageOf, readThread } = this.#profile;
    return (position: number) => this.#reader.thread(pageOf(url, position), readThread);
  };

  async *#thread(link: ThreadLink): AsyncIterable<Collected> {
    const { maxPages, historyPages } = this.#settings;
    const walk = walkThread({ id: link.id, progress: this.#progress, load: this.#load(link), maxPages, historyPages });
    for (;;) {
      const step = await walk.next();
      if (step.done) {
        if (step.value) this.#progress.finished(link, this.#context.now());
        else this.#backlog = true;
        return;
      }
      const { page, fresh, at, warning: message } = step.value;
      yield* this.#page(link, page, fresh, at);
      if (message) yield warning(at, message);
    }
  }

  /** Reads pages again whose posts may have been edited or deleted since, on those that this run did not come by. */
  async *#look(): AsyncIterable<Collected> {
    if (!this.#watched.isLookDue) return;
    for (const { id, url } of this.#watched.threads().slice(-this.#settings.maxThreads)) {
      const load = this.#load(linkTo(id, url));
      try {
        for (const position of this.#watched.positionsOf(id)) {
          if (this.#read.has(`${id}/${position}`)) continue;
          const { page, at } = await load(position);
          yield* this.#page(linkTo(id, url), page, [], at);
        }
      } catch (error) {
        if (this.#context.signal.aborted || !(error instanceof GiveUp)) throw error;
        yield* this.#goneWith(id, error);
      }
      yield { checkpoint: this.#cursor(true) };
    }
    this.#watched.looked();
  }

  /** What was read of a thread that is not there any more is gone with it. */
  *#goneWith(threadId: string, error: unknown): Iterable<Collected> {
    if (!(error instanceof ThreadGone)) return;
    for (const id of this.#watched.takeThread(threadId)) yield { gone: { externalId: this.#posts.idOf(id) } };
  }

  *#page(link: ThreadLink, page: ThreadPage, fresh: readonly ForumPost[], at: string): Iterable<Collected> {
    this.#read.add(`${link.id}/${page.position}`);
    const edited = page.posts.filter((post) => !fresh.includes(post) && this.#watched.isEdited(link.id, post));
    const dateOf = this.#posts.datesOf(page);
    let undated = 0;
    for (const post of [...fresh, ...edited]) {
      this.#context.signal.throwIfAborted();
      const publishedAt = dateOf(post);
      const raw = this.#posts.toRaw(post, page, link.id, publishedAt);
      if (!raw) continue;
      this.#watched.watch(link, post, page.position, publishedAt ? Date.parse(publishedAt) / 1000 : undefined);
      if (publishedAt === null) undated += 1;
      yield { post: raw };
    }
    for (const id of this.#watched.takeGone(link.id, page)) yield { gone: { externalId: this.#posts.idOf(id) } };
    if (undated > 0) yield warning(at, `${undated} posts have no date that can be relied on.`);
    if (page.withoutId > 0) yield warning(at, `${page.withoutId} posts have no id and were passed over.`);
  }
}
