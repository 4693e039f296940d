import robotsParserModule from 'robots-parser';
import { type Clock, systemClock } from '../../clock.ts';
import { GiveUp, RetryLater } from '../../errors.ts';
import { FetchFailed } from './fetch-failed.ts';
import { redactUrl } from './redact-url.ts';

// The package is CommonJS with an ES default in its types.
const robotsParser = robotsParserModule as unknown as typeof robotsParserModule.default;

const CACHE_MS = 24 * 3_600_000;
const CACHED_HOSTS = 1000;
const RETRY_MS = 10 * 60_000;
/** RFC 9309, 2.5: a crawler reads at least 500 KiB. */
const MAX_CHARACTERS = 500 * 1024;
/** A longer line is no path that anybody has, only work for the matcher. */
const LONG_LINE = /.{2000,}/g;
const MAX_CRAWL_DELAY_SECONDS = 60;

export interface Robots {
  /** Throws GiveUp if the site's robots.txt forbids the address, RetryLater if it cannot be read now. */
  check(url: URL, signal?: AbortSignal): Promise<{ crawlDelaySeconds: number }>;
}

export interface RobotsOptions {
  /** Fetches a robots.txt: its text, or undefined if there is none (4xx). Throws if the host can't answer now. */
  load(url: URL, signal?: AbortSignal): Promise<string | undefined>;
  userAgent: string;
  clock?: Clock;
}

type Rules = ReturnType<typeof robotsParser>;

/** robots.txt by RFC 9309, kept a day per host. */
export function createRobots({ load, userAgent, clock = systemClock }: RobotsOptions): Robots {
  const cache = new Map<string, { rules: Rules; until: number }>();

  const rulesOf = async (origin: string, signal?: AbortSignal): Promise<Rules> => {
    const now = clock.now().getTime();
    const cached = cache.get(origin);
    if (cached && cached.until > now) return cached.rules;
    const address = new URL('/robots.txt', origin);
    try {
      const text = (await load(address, signal)) ?? '';
      const rules = robotsParser(address.href, text.slice(0, MAX_CHARACTERS).replace(LONG_LINE, ''));
      cache.delete(origin);
      cache.set(origin, { rules, until: now + CACHE_MS });
      const [oldest] = cache.keys();
      if (cache.size > CACHED_HOSTS && oldest !== undefined) cache.delete(oldest);
      return rules;
    } catch (error) {
      if (!(error instanceof FetchFailed)) throw error;
      // RFC 9309, 2.3.1.4: an unreachable robots.txt means "keep out", unless a copy is at hand.
      if (cached) return cached.rules;
      const message = `${redactUrl(address)} cannot be read now, so nothing of that host is fetched`;
      throw new RetryLater(message, RETRY_MS, { cause: error });
    }
  };

  return {
    async check(url, signal) {
      const rules = await rulesOf(url.origin, signal);
      if (rules.isDisallowed(url.href, userAgent)) {
        throw new GiveUp(
          `${redactUrl(url)} is closed to crawlers by the site's robots.txt. Ask the site, or remove the source.`,
        );
      }
      const asked = rules.getCrawlDelay(userAgent) ?? 0;
      return { crawlDelaySeconds: Number.isFinite(asked) ? Math.min(Math.max(asked, 0), MAX_CRAWL_DELAY_SECONDS) : 0 };
    },
  };
}
