import { readJsonFeed } from './json-feed.ts';
import { readStandardFeed } from './standard-feed.ts';
import { readXmlFeed } from './xml-feed.ts';

/** One item as the feed has it: markup and dates untouched, anything may be missing. */
export interface FeedItem {
  id: string | undefined;
  link: string | undefined;
  title: string | undefined;
  html: string | undefined;
  author: string | undefined;
  date: string | undefined;
}

export interface Feed {
  items: FeedItem[];
  /** What had to be mended, for the run record. */
  warnings: string[];
}

/**
 * Reads RSS 0.9x–2.0, RDF, Atom and JSON Feed; undefined if the text is no feed at all. XML goes to the standard reader
 * first, and to the forgiving one if that cannot read it whole. Throws FetchFailed if it is nested too deep.
 */
export async function readFeed(text: string): Promise<Feed | undefined> {
  const trimmed = text.replace(/^\uFEFF/, '').trimStart();
  if (trimmed.startsWith('{')) return readJsonFeed(trimmed);
  return (await readStandardFeed(trimmed)) ?? readXmlFeed(trimmed);
}
