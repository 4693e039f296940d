import type { Collected } from '../crawler.ts';

/** What was odd about a feed, summed up so that a feed of a thousand odd items makes a few lines. */
export class FeedNotes {
  withoutId = 0;
  empty = 0;
  #undated = 0;
  #unreadableDates: string[] = [];
  readonly #url: string;
  readonly #messages: string[];

  constructor(url: string, messages: readonly string[]) {
    this.#url = url;
    this.#messages = [...messages];
  }

  add(message: string): void {
    this.#messages.push(message);
  }

  /** An item whose date is missing or names no instant. */
  undated(date: string | undefined): void {
    this.#undated += 1;
    if (date?.trim() && this.#unreadableDates.length < 3) this.#unreadableDates.push(date.trim().slice(0, 40));
  }

  *warnings(): Iterable<Collected> {
    const messages = [...this.#messages];
    const examples = this.#unreadableDates.map((date) => `"${date}"`).join(', ');
    if (this.#undated > 0) {
      messages.push(`${this.#undated} items have no date that can be relied on${examples && ` (${examples})`}.`);
    }
    if (this.withoutId > 0) messages.push(`${this.withoutId} items have neither id nor link: a hash tells them apart.`);
    if (this.empty > 0) messages.push(`${this.empty} items have neither text nor title and were left out.`);
    for (const message of messages) yield { warning: { url: this.#url, message } };
  }
}
