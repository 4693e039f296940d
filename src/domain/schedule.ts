/** When a source is collected next: rules on plain values, in seconds and instants. */

/** What an administrator wishes of a source's schedule; null: the usual bounds. */
export interface Wish {
  everyMinutes: number;
  minMinutes: number | null;
  maxMinutes: number | null;
}

const LONGEST_MINUTES = 10_080;

/** The shortest and longest interval of a source in seconds; without bounds of its own a third and twice of what was wished. */
export function boundsOf({ everyMinutes, minMinutes, maxMinutes }: Wish): { min: number; max: number } {
  const min = Math.max(60, minMinutes === null ? everyMinutes * 20 : minMinutes * 60);
  const max = (maxMinutes ?? Math.min(everyMinutes * 2, LONGEST_MINUTES)) * 60;
  return { min: Math.min(min, everyMinutes * 60), max: Math.max(max, everyMinutes * 60) };
}

/** From so many new posts in one run on a source is busy. */
const BUSY = 3;
const FASTER = 0.6;
const SLOWER = 1.2;

/** The interval after a run that brought `news` new posts: shorter while it is busy, longer while it is silent, else towards the wish. */
export function nextInterval(seconds: number, news: number, wish: Wish): number {
  const towards = (seconds + wish.everyMinutes * 60) / 2;
  const some = Math.min(towards, seconds * SLOWER);
  const next = news === 0 ? seconds * SLOWER : news < BUSY ? some : Math.min(some, seconds * FASTER);
  return withinBounds(Math.round(next), wish);
}

/** The interval as it is, if the bounds allow it. */
function withinBounds(seconds: number, wish: Wish): number {
  const { min, max } = boundsOf(wish);
  return Math.min(max, Math.max(min, seconds));
}

/** The share of an interval by which sources of the same one are spread. */
export const JITTER = 0.05;

/** The interval shifted by up to `JITTER` either way; always the same for the same seed. */
export function jittered(seconds: number, seed: string): number {
  let hash = 0x811c9dc5; // FNV-1a, 32 bits
  for (let at = 0; at < seed.length; at += 1) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
  // Mixed once more: seeds that differ in their last sign only would lie side by side.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return seconds * (1 + JITTER * ((2 * (hash >>> 0)) / 0xffffffff - 1));
}

/**
 * How a run ended, for the schedule. `postponed`: the other side asked for a pause; `cut`: it used up its time and has more
 * to read; `broken`: it may work the next time; `refused`: somebody must act.
 */
export type RunOutcome =
  | { kind: 'done'; news: number; found: number; errors: number }
  | { kind: 'cut'; news: number }
  | { kind: 'postponed'; delayMs: number }
  | { kind: 'broken' }
  | { kind: 'refused' };

/** From so many failures on a source is set aside: it is tried only now and then, and somebody is told. */
export const SET_ASIDE_AT = 5;
const FIRST_RETRY_SECONDS = 30;
const LONGEST_RETRY_SECONDS = 6 * 3600;
/** No answer keeps a source away for longer. */
const LONGEST_PAUSE_SECONDS = 24 * 3600;

/**
 * Failures after a run, as a fraction: one that somebody must mend counts 1, one that may pass by itself a half. Of a run
 * that read only a part the missing share counts a half, and what was before fades: that alone never sets a source aside.
 */
export function failuresAfter(failures: number, outcome: RunOutcome): number {
  if (outcome.kind === 'broken') return failures + 0.5;
  if (outcome.kind === 'refused') return failures + 1;
  if (outcome.kind !== 'done') return failures;
  if (outcome.errors === 0) return 0;
  return (Math.min(failures, 1) + outcome.errors / (outcome.errors + outcome.found)) / 2;
}

/** Seconds until a failed source is tried again: four times as long for each failure, from a minute to six hours. */
export function retryAfter(failures: number, interval: number, kind: 'broken' | 'refused'): number {
  const pause = Math.min(LONGEST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 4 ** Math.min(failures, 10));
  return kind === 'refused' ? Math.max(pause, interval) : pause;
}

/** What a source remembers of its schedule. */
export interface ScheduleState {
  intervalSeconds: number;
  failures: number;
  failingSince: Date | null;
  setAsideAt: Date | null;
}

export interface NextRun extends ScheduleState {
  nextRunAt: Date;
}

/** The schedule after a run that ended at `now`. `first`: no run before succeeded, so what it brought is no measure of how busy it is. */
export function afterRun(
  state: ScheduleState,
  outcome: RunOutcome,
  source: Wish & { id: string; first: boolean },
  now: Date,
): NextRun {
  const failures = failuresAfter(state.failures, outcome);
  const failed = outcome.kind === 'broken' || outcome.kind === 'refused';
  const unchanged = outcome.kind === 'postponed' || outcome.kind === 'cut';
  const adapted = outcome.kind === 'done' && !source.first;
  const intervalSeconds = adapted
    ? nextInterval(state.intervalSeconds, outcome.news, source)
    : withinBounds(state.intervalSeconds, source);
  const wait = secondsAfter(outcome, failures, intervalSeconds, `${source.id}/${now.toISOString()}`);
  return {
    intervalSeconds,
    failures,
    failingSince: unchanged ? state.failingSince : failed ? (state.failingSince ?? now) : null,
    setAsideAt: unchanged ? state.setAsideAt : failed && failures >= SET_ASIDE_AT ? (state.setAsideAt ?? now) : null,
    nextRunAt: new Date(now.getTime() + Math.round(wait * 1000)),
  };
}

function secondsAfter(outcome: RunOutcome, failures: number, interval: number, seed: string): number {
  switch (outcome.kind) {
    case 'cut':
      return 0;
    case 'postponed':
      // Never before the pause is over.
      return Math.min(LONGEST_PAUSE_SECONDS, Math.max(1, outcome.delayMs / 1000));
    case 'done':
      return jittered(interval, seed);
    default:
      return jittered(retryAfter(failures, interval, outcome.kind), seed);
  }
}

/** Posts from `since` on, to be read again beside the usual runs; `cursor` is how far that got, after `slices` runs. */
export interface Backfill {
  since: string;
  cursor: unknown;
  slices: number;
  /** It goes on no earlier than this instant. */
  notBefore: string;
}

/** How far back a back-fill may go. */
export const BACKFILL_DAYS = 90;
/** Runs that one back-fill may take. */
export const BACKFILL_SLICES = 50;
