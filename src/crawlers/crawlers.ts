import { InvalidInput } from '../errors.ts';
import { crawler as appStore } from './app-store.ts';
import type { Crawler } from './crawler.ts';
import { crawler as facebookGroup } from './facebook-group.ts';
import { crawler as facebookPage } from './facebook-page.ts';
import { crawler as forum } from './forum.ts';
import { crawler as googlePlay } from './google-play.ts';
import { crawler as instagram } from './instagram.ts';
import { crawler as rss } from './rss.ts';
import { crawler as site } from './site.ts';
import { crawler as telegram } from './telegram.ts';
import { crawler as youtube } from './youtube.ts';

/** Every kind of source there is; a new one is its file and a line here. */
export const crawlers: readonly Crawler[] = [
  rss,
  site,
  facebookGroup,
  facebookPage,
  instagram,
  forum,
  googlePlay,
  appStore,
  youtube,
  telegram,
];

/** The crawler of a kind; throws InvalidInput that names the kinds there are. */
export function findCrawler(kind: string): Crawler {
  const found = crawlers.find((crawler) => crawler.kind === kind);
  if (found) return found;
  const kinds = crawlers.map((crawler) => crawler.kind).join(', ');
  throw new InvalidInput(`There is no source kind "${kind.slice(0, 40)}". Kinds: ${kinds}.`, [
    { path: 'kind', message: `must be one of ${kinds}` },
  ]);
}
