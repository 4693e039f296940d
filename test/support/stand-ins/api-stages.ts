import { startAppStore } from '../../../src/demo/stand-ins/app-store.ts';
import { startGooglePlay } from '../../../src/demo/stand-ins/google-play.ts';
import { startGraphApi } from '../../../src/demo/stand-ins/graph-api.ts';
import type { StandIn } from '../../../src/demo/stand-ins/json-api.ts';
import { startYoutube } from '../../../src/demo/stand-ins/youtube.ts';
import type { OpenStage, Stage } from '../../contracts/crawler.contract.ts';
import { samplePlay, sampleStore, sampleTelegram, sampleTube, TUBE_CHANNEL } from './api-samples.ts';
import { sampleInstagram, samplePage } from './graph-samples.ts';
import { instagramPart } from './instagram-api.ts';
import { startTelegram } from './telegram.ts';

const stageOf = (api: StandIn, settings: object): Stage => ({
  settings: { apiUrl: api.origin, ...settings },
  requests: api.requests,
  close: api.close,
});

/** A page over the Graph API, read two items at a time. */
export const facebookPageStage: OpenStage = async (change) => {
  const { token, pageId } = samplePage();
  return stageOf(await startGraphApi({ ...samplePage(), mostPerPage: 2 }, { change }), { token, pageId });
};

export const instagramStage: OpenStage = async (change) => {
  const more = instagramPart({ ...sampleInstagram(), mostPerPage: 1 });
  const api = await startGraphApi({ ...samplePage(), more }, { change });
  return stageOf(api, { token: samplePage().token, accountId: sampleInstagram().accountId });
};

/** Reads that are counted by nobody, because the contract reads more often than Google allows. */
export const googlePlayStage: OpenStage = async (change) => {
  const api = await startGooglePlay({ ...samplePlay(), readsAllowed: 1e6 }, { change });
  return stageOf(api, { package: samplePlay().package, serviceAccount: api.keyFile });
};

export const appStoreStage: OpenStage = async (change) => {
  const api = await startAppStore(sampleStore(), { change });
  return stageOf(api, { appId: sampleStore().appId, countries: ['vn', 'us'] });
};

export const youtubeStage: OpenStage = async (change) => {
  const api = await startYoutube({ ...sampleTube(), unitsLeft: 1e6 }, { change });
  return stageOf(api, { key: sampleTube().key, channelId: TUBE_CHANNEL });
};

/** A bot whose updates are kept, because the contract reads them again and again. */
export const telegramStage: OpenStage = async (change) => {
  const api = await startTelegram({ ...sampleTelegram(), forgets: false }, { change });
  return stageOf(api, { token: sampleTelegram().token });
};

/** The other way: the preview of a public channel. */
export const telegramPreviewStage: OpenStage = async (change) => {
  const api = await startTelegram(sampleTelegram(), { change });
  return stageOf(api, { previewUrl: api.origin, channel: sampleTelegram().channel });
};
