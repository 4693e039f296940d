import type { HeaderReader } from '../support/http-body.ts';

/** Share of a limit, in percent, from which on we wait: others use the same app and page. */
const BOUND = 90;
const USUAL_MINUTES = 15;
const MOST_MINUTES = 24 * 60;
/** Percent used of the limits of the app (an hour), the page (24 hours) and the business use case. */
const HEADERS = ['x-app-usage', 'x-page-usage', 'x-business-use-case-usage'];

export interface Usage {
  /** The highest share of any limit that the headers tell, in percent. */
  percent: number;
  /** Minutes until calls are let through again, if the headers tell. */
  minutes: number | undefined;
}

/** How much of our limits is used, by the headers of an answer of the Graph API; what can't be read counts as nothing. */
export function readUsage(header: HeaderReader): Usage {
  const usage: Usage = { percent: 0, minutes: undefined };
  for (const name of HEADERS) gather(parse(header(name)), usage, 0);
  return usage;
}

/** Milliseconds to wait before the next call; undefined while there is room. */
export function restAfter({ percent, minutes }: Usage): number | undefined {
  if (percent < BOUND && minutes === undefined) return undefined;
  return (minutes ?? USUAL_MINUTES) * 60_000;
}

/** The figures stand at the top, or in lists under the ids of businesses. */
function gather(value: unknown, usage: Usage, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 3) return;
  for (const [name, inside] of Object.entries(value).slice(0, 50)) {
    if (typeof inside !== 'number' || !(inside > 0)) gather(inside, usage, depth + 1);
    else if (name === 'estimated_time_to_regain_access') {
      usage.minutes = Math.max(usage.minutes ?? 0, Math.min(inside, MOST_MINUTES));
    } else if (/^(call_count|total_time|total_cputime)$/.test(name)) usage.percent = Math.max(usage.percent, inside);
  }
}

function parse(text = ''): unknown {
  try {
    return JSON.parse(text.slice(0, 10_000));
  } catch {
    return undefined;
  }
}
