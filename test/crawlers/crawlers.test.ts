import { expect, it } from 'vitest';
import { crawlers, findCrawler } from '../../src/crawlers/crawlers.ts';
import { InvalidInput } from '../../src/errors.ts';
import { crawlerContract } from '../contracts/crawler.contract.ts';

for (const crawler of crawlers) crawlerContract(crawler);

it('finds a crawler by its kind and names the kinds otherwise', () => {
  for (const crawler of crawlers) expect(findCrawler(crawler.kind)).toBe(crawler);
  expect(() => findCrawler('gopher')).toThrow(InvalidInput);
  expect(() => findCrawler('gopher')).toThrow(/"gopher".*rss, forum/);
});
