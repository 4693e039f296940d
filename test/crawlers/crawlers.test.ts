import { expect, it } from 'vitest';
import { crawlers, findCrawler } from '../../src/crawlers/crawlers.ts';
import { InvalidInput } from '../../src/errors.ts';
import { crawlerContract, type OpenStage, siteStage } from '../contracts/crawler.contract.ts';
import {
  appStoreStage,
  facebookPageStage,
  googlePlayStage,
  instagramStage,
  telegramStage,
  youtubeStage,
} from '../support/stand-ins/api-stages.ts';
import { facebookGroupStage } from '../support/stand-ins/facebook-group.ts';

/** The stand-ins of those systems that are more than a folder of pages. */
const stages: Record<string, OpenStage> = {
  'facebook-group': facebookGroupStage,
  'facebook-page': facebookPageStage,
  instagram: instagramStage,
  'google-play': googlePlayStage,
  'app-store': appStoreStage,
  youtube: youtubeStage,
  telegram: telegramStage,
};

for (const crawler of crawlers) crawlerContract(crawler, stages[crawler.kind] ?? siteStage(crawler));

it('finds a crawler by its kind and names the kinds otherwise', () => {
  for (const crawler of crawlers) expect(findCrawler(crawler.kind)).toBe(crawler);
  expect(() => findCrawler('gopher')).toThrow(InvalidInput);
  const kinds = crawlers.map((crawler) => crawler.kind).join(', ');
  expect(() => findCrawler('gopher')).toThrow(`There is no source kind "gopher". Kinds: ${kinds}.`);
});
