import type { FeedNotes } from './feed-notes.ts';
import type { FeedItem } from './feed-reader.ts';
import { hash } from './hash.ts';

/** Gives each item of a feed an id that stays the same from run to run: its own, else its link, else a hash of its words. */
export class PostIds {
  readonly #feed: string;
  readonly #shared: ReadonlySet<string>;
  readonly #notes: FeedNotes;

  constructor(feedUrl: string, items: readonly FeedItem[], notes: FeedNotes) {
    const { host, pathname } = new URL(feedUrl);
    this.#feed = `${host}${pathname}`.slice(0, 200);
    this.#shared = idsOfManyLinks(items);
    this.#notes = notes;
    if (this.#shared.size > 0) notes.add('Different items carry the same id; they are told apart by their links.');
  }

  of(item: FeedItem, url: string | null, words: string): string {
    const own = item.id?.trim();
    if (own && !this.#shared.has(own)) return this.#bounded(isGlobal(own) ? own : `${this.#feed}#${own}`);
    if (url) return this.#bounded(url);
    this.#notes.withoutId += 1;
    return `${this.#feed}#${hash(words, 22)}`;
  }

  #bounded(id: string): string {
    return id.length <= 500 ? id : `${this.#feed}#${hash(id, 22)}`;
  }
}

/** Addresses and tags are unique in the world; any other id may be used by another feed too. */
const isGlobal = (id: string) => /^(https?|tag|urn):/i.test(id);

/** Some feeds give every item one id, their own address; the same id with the same link is a repeated item. */
function idsOfManyLinks(items: readonly FeedItem[]): Set<string> {
  const links = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id = '', link = '' } of items) {
    const known = links.get(id.trim());
    if (known !== undefined && known !== link.trim()) shared.add(id.trim());
    links.set(id.trim(), link.trim());
  }
  shared.delete('');
  return shared;
}
