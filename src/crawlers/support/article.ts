import { Readability } from '@mozilla/readability';
import type { CheerioAPI } from 'cheerio';
import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import { httpUrl } from '../../domain/raw-post.ts';
import { parseInstant } from './dates.ts';
import { htmlToText, tidyLine } from './html.ts';
import { parseDocument } from './html-document.ts';
import { parseLocalInstant } from './local-dates.ts';
import { limitDepth } from './markup-depth.ts';

export interface Article {
  /** The canonical address if it is of the same host, else where the page was found. */
  url: string;
  title: string | null;
  author: string | null;
  publishedAt: string | null;
  /** Plain text; empty when the page has no article. */
  text: string;
  /** The site says that the whole is for subscribers. */
  paywalled: boolean;
}

const MAX_ELEMENTS = 30_000;
const MAX_JSON = 200_000;

/** Reads a page as an article. Throws FetchFailed if its markup is nested without end. */
export function readArticle(html: string, at: string, now: Date, zone?: string): Article {
  const page = parseDocument(html);
  const data = linkedData(page);
  const body = readable(html, page);
  const meta = (name: string) => page(`meta[property="${name}"], meta[name="${name}"]`).first().attr('content');
  return {
    url: canonical(page('link[rel="canonical"]').first().attr('href'), at),
    title: tidyLine(
      text(data.headline) ||
        meta('og:title') ||
        body?.title ||
        page('h1').first().text() ||
        page('title').first().text(),
      2000,
    ),
    author: tidyLine(authorOf(data.author) ?? meta('author') ?? body?.byline, 200),
    publishedAt: dateOf(page, [text(data.datePublished), meta('article:published_time')], now, zone),
    text: htmlToText(body?.content ?? ''),
    paywalled: String(data.isAccessibleForFree).toLowerCase() === 'false',
  };
}

type Readable = Partial<Record<'content' | 'title' | 'byline', string | null | undefined>>;

/** The article's part of a page as HTML; of a page of very many elements what it marks as its article itself. */
function readable(html: string, page: CheerioAPI): Readable | null {
  let elements = 0;
  const count = () => {
    elements += 1;
  };
  new Parser(limitDepth({ onopentag: count })).end(html);
  if (elements > MAX_ELEMENTS) return { content: page('article, main').first().html() };
  // Both tags may be left out of a page; this parser does not add them.
  const whole = /<body[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  const { document } = parseHTML(whole);
  if (!document.body) return null;
  return new Readability(document as unknown as ConstructorParameters<typeof Readability>[0], {
    charThreshold: 100,
  }).parse();
}

type Data = Record<string, unknown>;
const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? htmlToText(value, 2000) : undefined);

/** The article among a page's JSON-LD (schema.org), or nothing. */
function linkedData(page: CheerioAPI): Data {
  for (const element of page('script[type="application/ld+json"]').toArray().slice(0, 20)) {
    const found = parse(page(element).text()).find((node) => /(Article|BlogPosting)\b/.test(String(node['@type'])));
    if (found) return found;
  }
  return {};
}

function parse(json: string): Data[] {
  if (json.length > MAX_JSON) return [];
  try {
    const nodes: unknown[] = [JSON.parse(json)].flat();
    return nodes.filter(isData).flatMap((node) => [node, ...[node['@graph']].flat().filter(isData)]);
  } catch {
    return [];
  }
}

function authorOf(value: unknown): string | undefined {
  const names = [value].flat().map((each) => text(isData(each) ? each.name : each));
  return names.filter(Boolean).slice(0, 5).join(', ') || undefined;
}

function dateOf(page: CheerioAPI, named: (string | undefined)[], now: Date, zone?: string): string | null {
  const marked = page('article time[datetime], time[datetime]').first().attr('datetime');
  for (const date of [...named, marked]) {
    const instant = parseInstant(date, now, zone);
    if (instant !== null) return instant;
  }
  for (const element of page('time, .date, .time, [class*="publish"]').toArray().slice(0, 5)) {
    const instant = parseLocalInstant(page(element).text(), now, { zone, order: 'dmy' });
    if (instant !== null) return instant;
  }
  return null;
}

function canonical(href: string | undefined, at: string): string {
  if (!href || !URL.canParse(href, at)) return at;
  const url = new URL(href, at);
  return url.host === new URL(at).host && httpUrl.safeParse(url.href).success ? url.href : at;
}
