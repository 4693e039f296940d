/** Whether more is happening than usual: counts of events by the hour against those of the days before. Pure. */

/** More events than usual in the last `hours` hours. */
export interface Burst {
  hours: number;
  observed: number;
  /** What the days before let one expect. */
  expected: number;
  /** How likely at least so many are when all is as usual. */
  probability: number;
}

export interface BurstRules {
  /** Lengths of the spans that are looked at, in hours: a short one sees a wave, a long one what swells slowly. */
  windows: readonly number[];
  /** Fewer than this is nobody's incident. */
  atLeast: number;
  /** At least so many times what is usual. */
  times: number;
  /** What is more likely than this is taken for chance. Every look at every topic and place is one try at being wrong. */
  probability: number;
}

export const BURST_RULES: BurstRules = { windows: [1, 3, 6], atLeast: 5, times: 2, probability: 1e-6 };

/** Days that are looked back: four of each weekday. */
export const DAYS_BACK = 28;
/** With fewer days than this nobody knows what is usual. */
const DAYS_NEEDED = 7;
/** Fewer days of one kind than this are too few to compare with those alone. */
const SAME_KIND_NEEDED = 4;
/** Turns a median absolute deviation into what is the standard deviation of normally spread values. */
const MAD_TO_SIGMA = 1.4826;

/** What is counted: `hoursAgo[0]` in the last 60 minutes, `hoursAgo[1]` in those before … */
export interface Counted {
  hoursAgo: readonly number[];
  /** Whether anybody listened on the day so many days back: a count of nothing is no nought where nobody did. */
  isKnown: (daysBack: number) => boolean;
  /** Whether the day so many days back is one of rest: weekends and holidays go by another measure than working days. */
  isFree: (daysBack: number) => boolean;
}

/** The least likely burst of all windows, or null when all is as usual, or too little is known to say. */
export function findBurst(counted: Counted, rules: BurstRules = BURST_RULES): Burst | null {
  let worst: Burst | null = null;
  for (const hours of rules.windows) {
    const observed = sumOf(counted.hoursAgo, 0, hours);
    if (observed < rules.atLeast) continue;
    const usual = usualIn(counted, hours);
    if (usual === null) return null;
    const { expected, shape } = usual;
    const probability = tailOf(observed, expected, shape);
    if (probability > rules.probability || observed < expected * rules.times) continue;
    if (worst === null || probability < worst.probability) worst = { hours, observed, expected, probability };
  }
  return worst;
}

/**
 * The same hours of the days before, of the same kind of day if there are enough: their mean after cutting off outliers
 * (an outage of last week is not what is usual), and how unsteady they are. The half an event that is added keeps quiet
 * places from being alarmed by the first few.
 */
function usualIn({ hoursAgo, isKnown, isFree }: Counted, hours: number): { expected: number; shape: number } | null {
  const days = Array.from({ length: DAYS_BACK }, (_, index) => index + 1).filter(isKnown);
  if (days.length < DAYS_NEEDED) return null;
  const same = days.filter((day) => isFree(day) === isFree(0));
  const compared = same.length >= SAME_KIND_NEEDED ? same : days;
  const counts = withoutOutliers(compared.map((day) => sumOf(hoursAgo, day * 24, day * 24 + hours)));
  const total = counts.reduce((sum, each) => sum + each, 0.5);
  const expected = total / counts.length;
  const variance = counts.reduce((sum, each) => sum + (each - expected) ** 2, 0) / Math.max(1, counts.length - 1);
  // What the mean itself is uncertain by, or more where the days differ more than chance would have them.
  const shape = variance > expected ? Math.min(total, expected ** 2 / (variance - expected)) : total;
  return { expected, shape };
}

function sumOf(counts: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += counts[at] ?? 0;
  return sum;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** Values further than three deviations above the median are cut down to that. */
function withoutOutliers(counts: readonly number[]): number[] {
  const median = medianOf(counts);
  const deviation = MAD_TO_SIGMA * medianOf(counts.map((each) => Math.abs(each - median)));
  const most = median + 3 * Math.max(1, deviation);
  return counts.map((each) => Math.min(each, most));
}

/** The probability of `count` or more where `mean` are expected: negative binomial, a Poisson count of an unsure mean. */
export function tailOf(count: number, mean: number, shape: number): number {
  const success = shape / (shape + mean);
  // The log of the probability of none; each further one follows from the one before.
  let log = shape * Math.log(success);
  for (let k = 0; k < count; k += 1) log += Math.log(((shape + k) / (k + 1)) * (1 - success));
  // From there on upwards, which keeps small figures exact; the terms shrink once they are beyond the mean.
  let sum = 0;
  for (let k = count; ; k += 1) {
    const term = Math.exp(log);
    sum += term;
    if (k > mean && term <= sum * 1e-12) return Math.min(1, sum);
    log += Math.log(((shape + k) / (k + 1)) * (1 - success));
  }
}
