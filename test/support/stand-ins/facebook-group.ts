import { crawler } from '../../../src/crawlers/facebook-group.ts';
import type { Browse } from '../../../src/crawlers/support/browse.ts';
import { type OpenStage, siteStage } from '../../contracts/crawler.contract.ts';
import { createTestFetch } from '../collect.ts';

/** A public group's page, whose posts are there without scripts. */
export const facebookGroupStage: OpenStage = async (change) => {
  const http = createTestFetch();
  const site = await siteStage(crawler)(change);
  const browse: Browse = async (url, { signal } = {}) => {
    const page = await http.fetch(url, { signal });
    return { url: page.url, html: page.text(), screenshot: undefined };
  };
  const close = async () => {
    await http.close();
    await site.close();
  };
  return { ...site, browse, close };
};
