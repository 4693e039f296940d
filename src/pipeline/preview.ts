import type { Clock } from '../clock.ts';
import type { Crawler } from '../crawlers/crawler.ts';
import type { Browse } from '../crawlers/support/browse.ts';
import type { Fetch } from '../crawlers/support/safe-fetch.ts';
import { describeError } from '../errors.ts';
import type { Preview } from './pipeline.ts';
import { secretsIn, withoutSecrets } from './source-secrets.ts';

export interface PreviewDeps {
  clock: Clock;
  fetch: Fetch;
  browse: Browse;
}

/** What software a source is of, and what a crawler yields from it on a first run, storing nothing; a failure is an item, never thrown. */
export async function* previewSource(
  deps: PreviewDeps,
  crawler: Crawler,
  settings: unknown,
  limit: number,
  signal: AbortSignal,
): AsyncIterable<Preview> {
  const url = String((settings as { url?: unknown } | null)?.url ?? '');
  let posts = 0;
  try {
    const { fetch, browse } = deps;
    const context = { fetch, browse, cursor: undefined, signal, now: () => deps.clock.now() };
    const parsed = crawler.settings.parse(settings);
    const recognised = await crawler.recognise?.(parsed, context);
    if (recognised) yield { url, recognised };
    const found = crawler.collect(parsed, context);
    for await (const item of withoutSecrets(found, secretsIn(crawler, settings))) {
      if ('post' in item) {
        yield { url, post: item.post };
        posts += 1;
      } else if ('error' in item) yield { url: item.error.url || url, error: item.error.message };
      if (posts >= limit) return;
      signal.throwIfAborted();
    }
  } catch (error) {
    yield { url, error: describeError(error) };
  }
}
