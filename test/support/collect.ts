import type { Collected, Crawler } from '../../src/crawlers/crawler.ts';
import { type Browse, noBrowser } from '../../src/crawlers/support/browse.ts';
import { createHostGate } from '../../src/crawlers/support/host-gate.ts';
import { createFetch, type FetchOptions } from '../../src/crawlers/support/safe-fetch.ts';
import { type RawPost, rawPost } from '../../src/domain/raw-post.ts';

/** Late enough for every date in the fixtures. */
export const TEST_NOW = new Date('2026-11-23T00:00:00Z');
const clock = { now: () => TEST_NOW };

/** A fetch that reaches 127.0.0.1 and never waits. */
export function createTestFetch(options: Partial<FetchOptions> = {}) {
  const gate = createHostGate({ clock, sleep: async () => {} });
  return createFetch({ gate, clock, allowPrivateHosts: ['127.0.0.1'], ...options });
}

export interface CollectOutcome {
  posts: RawPost[];
  /** External ids of posts that are no longer there. */
  gone: string[];
  /** Posts that were complete up to a checkpoint: what the pipeline keeps when the run breaks off. */
  kept: RawPost[];
  cursor: unknown;
  warnings: string[];
  errors: string[];
  /** What ended the run early. */
  thrown: unknown;
}

export interface CollectOptions {
  cursor?: unknown;
  /** The run is aborted after so many items. */
  abortAfter?: number;
  fetch?: Partial<FetchOptions>;
  browse?: Browse;
  now?: Date;
}

/** Runs a crawler once as the pipeline does, on settings as an administrator writes them. */
export async function collectOnce(crawler: Crawler, settings: unknown, options: CollectOptions = {}) {
  const http = createTestFetch(options.fetch);
  const controller = new AbortController();
  const outcome: CollectOutcome = {
    posts: [],
    gone: [],
    kept: [],
    cursor: options.cursor,
    warnings: [],
    errors: [],
    thrown: undefined,
  };
  const { cursor, browse = noBrowser, now = TEST_NOW } = options;
  const context = { fetch: http.fetch, browse, cursor, signal: controller.signal, now: () => now };
  let items = 0;
  try {
    if (options.abortAfter === 0) controller.abort(new Error('stopped by the test'));
    for await (const item of crawler.collect(crawler.settings.parse(settings), context)) {
      take(item, outcome);
      items += 1;
      if (items === options.abortAfter) controller.abort(new Error('stopped by the test'));
    }
  } catch (error) {
    outcome.thrown = error;
  } finally {
    await http.close();
  }
  return outcome;
}

function take(item: Collected, outcome: CollectOutcome): void {
  if ('post' in item) outcome.posts.push(rawPost.parse(item.post));
  else if ('gone' in item) outcome.gone.push(item.gone.externalId);
  else if ('warning' in item) outcome.warnings.push(item.warning.message);
  else if ('error' in item) outcome.errors.push(item.error.message);
  else {
    // Through JSON, as the database keeps it.
    outcome.cursor = JSON.parse(JSON.stringify(item.checkpoint));
    outcome.kept = [...outcome.posts];
  }
}
