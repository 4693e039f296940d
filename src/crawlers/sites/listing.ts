import { GiveUp } from '../../errors.ts';
import { parseDocument } from '../support/html-document.ts';
import type { FetchedPage } from '../support/safe-fetch.ts';
import { readSitemap, type SitemapEntry } from '../support/sitemap.ts';

const MAX_SITEMAPS = 20;
const MAX_LINKS = 2000;

/** The addresses of a site's articles, those of the newest first, from a sitemap (or an index) or a section page. */
export async function listArticles(
  start: FetchedPage,
  links: string | undefined,
  open: (url: string) => Promise<FetchedPage>,
): Promise<string[]> {
  const first = readSitemap(start.body);
  if (first === undefined) return linksOf(start.text(), start.url, links);
  const queue = first.index ? newest(first.entries, start.url) : [];
  const found = first.index ? [] : [...first.entries];
  const visited = new Set([start.url]);
  for (let next = queue.shift(); next !== undefined && visited.size <= MAX_SITEMAPS; next = queue.shift()) {
    if (visited.has(next)) continue;
    visited.add(next);
    const inner = readSitemap((await open(next)).body);
    if (inner?.index) queue.push(...newest(inner.entries, start.url));
    else for (const entry of inner?.entries ?? []) found.push(entry);
  }
  return newest(found, start.url).slice(0, MAX_LINKS);
}

function newest(entries: readonly SitemapEntry[], site: string): string[] {
  const sorted = [...entries].sort((a, b) => b.date.localeCompare(a.date));
  return [...new Set(sorted.flatMap(({ url }) => ofSite(url, site)))];
}

/** Links that look like those of articles: a long name or a number at the end, and words to click on. */
function linksOf(html: string, at: string, selector: string | undefined): string[] {
  const page = parseDocument(html);
  const found = new Set<string>();
  for (const element of page(selector ?? 'a[href]').toArray()) {
    const [url] = ofSite(page(element).attr('href') ?? '', at);
    if (url === undefined || found.size >= MAX_LINKS) continue;
    const name = new URL(url).pathname.split('/').filter(Boolean).at(-1) ?? '';
    if (selector !== undefined || (/(?:[^-]+-){3}|\d{4}/.test(name) && page(element).text().trim().length > 10)) {
      found.add(url);
    }
  }
  if (found.size === 0 && html.trim() === '') throw new GiveUp('The page is empty: try `browser: true`.');
  return [...found];
}

function ofSite(href: string, at: string): string[] {
  if (!href || !URL.canParse(href, at)) return [];
  const url = new URL(href, at);
  url.hash = '';
  const host = (each: URL) => each.host.replace(/^www\./, '');
  const fits = /^https?:$/.test(url.protocol) && host(url) === host(new URL(at)) && url.href.length <= 500;
  return fits ? [url.href] : [];
}
