import type { OpenStage } from '../../contracts/crawler.contract.ts';
import { startGraphApi } from './graph-api.ts';
import { samplePage } from './graph-samples.ts';

/** A page over the Graph API, read two items at a time. */
export const facebookPageStage: OpenStage = async (change) => {
  const { token, pageId } = samplePage();
  const api = await startGraphApi({ ...samplePage(), mostPerPage: 2 }, { change });
  return { settings: { apiUrl: api.origin, token, pageId }, requests: api.requests, close: api.close };
};
