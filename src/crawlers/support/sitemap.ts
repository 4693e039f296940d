import { gunzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { GiveUp } from '../../errors.ts';
import { decodeText } from './charset.ts';
import { limitDepth } from './markup-depth.ts';

export interface SitemapEntry {
  url: string;
  /** As written: lastmod, or a news sitemap's publication date. */
  date: string;
}
export interface Sitemap {
  /** Entries are sitemaps themselves. */
  index: boolean;
  /** At most MAX_ENTRIES. */
  entries: SitemapEntry[];
}

const MAX_BYTES = 50_000_000;
/** The protocol's own limit for one file. */
const MAX_ENTRIES = 50_000;

/** Reads a sitemap or an index of them, compressed or not; undefined if the bytes are something else. */
export function readSitemap(body: Uint8Array): Sitemap | undefined {
  const text = decodeText(unzip(body), undefined);
  if (!/<(?:\w+:)?(?:urlset|sitemapindex)[\s>]/.test(text.slice(0, 5000))) return undefined;
  const sitemap: Sitemap = { index: false, entries: [] };
  let [name, url, date] = ['', '', ''];
  const handler = limitDepth({
    onopentag(tag: string) {
      name = tag.toLowerCase();
      if (name === 'sitemapindex') sitemap.index = true;
      if (name === 'url' || name === 'sitemap') [url, date] = ['', ''];
    },
    ontext(given: string) {
      if (name === 'loc' && url.length < 2000) url += given;
      else if ((name === 'lastmod' || name.endsWith(':publication_date')) && date.length < 50) date += given;
    },
    onclosetag(tag: string, implied: boolean) {
      // What the end of the file closes was cut off.
      if (implied) return;
      const closed = tag.toLowerCase();
      name = '';
      if (closed !== 'url' && closed !== 'sitemap') return;
      if (url.trim() && sitemap.entries.length < MAX_ENTRIES) {
        sitemap.entries.push({ url: url.trim(), date: date.trim() });
      }
    },
  });
  new Parser(handler, { xmlMode: true, decodeEntities: true }).end(text);
  return sitemap;
}

function unzip(body: Uint8Array): Uint8Array {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: MAX_BYTES });
  } catch (cause) {
    throw new GiveUp(`The sitemap is compressed wrongly or larger than ${MAX_BYTES / 1e6} MB.`, { cause });
  }
}
