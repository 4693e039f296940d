import { GiveUp } from '../../errors.ts';
import type { CollectContext } from '../crawler.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { redactUrl } from '../support/redact-url.ts';
import type { FetchedPage } from '../support/safe-fetch.ts';

/** A page as read, and its address after redirects. */
export interface Read<Page> {
  page: Page;
  at: string;
}

/** There is nothing at a thread's address any more. */
export class ThreadGone extends GiveUp {}

/** What a site answers for a thread that was removed. */
const GONE = [404, 410];

export interface PageReaderOptions {
  context: Pick<CollectContext, 'fetch' | 'signal'>;
  accept: string;
  delaySeconds: number | undefined;
  /** Nothing was ever read from this source. */
  isFirstRun: boolean;
  /** A page that was fetched already, to recognise the software by it. */
  fetched?: FetchedPage | undefined;
}

/** Fetches the pages of a forum, one after the other, and has them read. */
export class PageReader {
  readonly #options: PageReaderOptions;
  #fetched: FetchedPage | undefined;
  #pagesRead = 0;

  constructor(options: PageReaderOptions) {
    this.#options = options;
    this.#fetched = options.fetched;
  }

  /** Throws as `Fetch` and the readers of a profile do. */
  board<Page>(url: string, read: (text: string, url: string) => Page): Promise<Read<Page>> {
    return this.#read(url, [], read);
  }

  /** The same; throws ThreadGone for a page that is not there. */
  thread<Page>(url: string, read: (text: string, url: string) => Page): Promise<Read<Page>> {
    return this.#read(url, GONE, read);
  }

  async #read<Page>(url: string, statuses: number[], read: (text: string, url: string) => Page): Promise<Read<Page>> {
    const fetched = await this.#fetch(url, statuses);
    if (statuses.includes(fetched.status))
      throw new ThreadGone(`${redactUrl(url)} answered ${fetched.status}: the thread was removed.`);
    try {
      const page = read(fetched.text(), fetched.url);
      this.#pagesRead += 1;
      return { page, at: fetched.url };
    } catch (error) {
      // What never was a forum is the administrator's to mend; what was one may be one again.
      const never = error instanceof FetchFailed && this.#options.isFirstRun && this.#pagesRead === 0;
      throw never ? new GiveUp(error.message, { cause: error }) : error;
    }
  }

  async #fetch(url: string, statuses: number[]): Promise<FetchedPage> {
    const { accept, delaySeconds, context } = this.#options;
    const { fetch, signal } = context;
    const before = this.#fetched;
    this.#fetched = undefined;
    return before?.url === url ? before : fetch(url, { accept, delaySeconds, signal, statuses });
  }
}
