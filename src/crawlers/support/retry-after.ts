const LEAST_MS = 1000;
const MOST_MS = 24 * 3_600_000;

/** Milliseconds that a Retry-After header asks for (seconds or an HTTP date), at most a day; undefined if none can be read. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return bounded(Number(value) * 1000);
  const date = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : bounded(date - now.getTime());
}

const bounded = (ms: number) => Math.min(MOST_MS, Math.max(LEAST_MS, ms));
