/** When a delivery is tried again, and when its address is given up. Pure: chance is handed in. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The pauses after each failed try: about a day in all, as the Standard Webhooks specification advises. */
const PAUSES_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  10 * HOUR,
];

/** Up to a fifth more or less, so that what failed together does not come back together. */
const JITTER = 0.2;

/** An address that fails is tried with one delivery at a time, and ever more seldom up to this. */
const MAX_ADDRESS_PAUSE_MS = 10 * MINUTE;
const MAX_RETRY_AFTER_MS = HOUR;
const SET_ASIDE_AFTER_MS = 3 * 24 * HOUR;

/** Milliseconds until the next try after so many failed ones; null: it is given up. `chance`: from 0 to 1. */
export function pauseAfter(failures: number, chance: number): number | null {
  const pause = PAUSES_MS[failures - 1];
  return pause === undefined ? null : Math.round(pause * (1 - JITTER + 2 * JITTER * chance));
}

/** What came of one try: the answer's status, or why there was none. */
export interface TryOutcome {
  status: number | null;
  /** What the answer asks for, by Retry-After. */
  retryAfterMs?: number | undefined;
  problem: string | null;
}

export const hasArrived = ({ status }: Pick<TryOutcome, 'status'>): boolean =>
  status !== null && status >= 200 && status < 300;

/** How an address has been doing. */
export interface AddressHealth {
  /** Tries in a row that failed. */
  failures: number;
  failingSince: Date | null;
  /** No try before then, except one that a person asks for. */
  notBefore: Date | null;
  setAsideAt: Date | null;
}

/** How an address is doing after another try. One that says 410 Gone, or has failed for three days, is set aside. */
export function healthAfter(before: AddressHealth, outcome: TryOutcome, now: Date): AddressHealth {
  if (hasArrived(outcome)) return { failures: 0, failingSince: null, notBefore: null, setAsideAt: before.setAsideAt };
  const failures = before.failures + 1;
  const failingSince = before.failingSince ?? now;
  const own = Math.min(MAX_ADDRESS_PAUSE_MS, SECOND * 2 ** Math.min(failures, 20));
  const pause = Math.max(own, Math.min(outcome.retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
  const late = now.getTime() - failingSince.getTime() >= SET_ASIDE_AFTER_MS;
  const setAside = outcome.status === 410 || late;
  return {
    failures,
    failingSince,
    notBefore: new Date(now.getTime() + pause),
    setAsideAt: before.setAsideAt ?? (setAside ? now : null),
  };
}
