import { parentPort, workerData } from 'node:worker_threads';
import { crawler } from '../../src/crawlers/forum.ts';
import { noBrowser } from '../../src/crawlers/support/browse.ts';
import { createFetch } from '../../src/crawlers/support/safe-fetch.ts';

/** Crawls one thread each time it is told an address, as a crawler process does, and answers how many posts it found. */
const { host } = workerData as { host: string };
const { fetch } = createFetch({ allowPrivateHosts: [host], defaultDelaySeconds: 0 });

parentPort?.on('message', async (url: string) => {
  const settings = crawler.settings.parse({ url, software: 'xenforo2', maxPages: 1000, delaySeconds: 0 });
  const { signal } = new AbortController();
  const context = { fetch, browse: noBrowser, cursor: undefined, signal, now: () => new Date() };
  let posts = 0;
  for await (const item of crawler.collect(settings, context)) if ('post' in item) posts += 1;
  parentPort?.postMessage(posts);
});
