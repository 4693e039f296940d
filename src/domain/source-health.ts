import type { SourceHealth } from './source.ts';

/** How a source is, since when and why: a rule on what is known of its runs. */

/** The longest silence that ended on a day (of UTC), in seconds: what a source's habit is told by. */
export interface Silence {
  day: string;
  seconds: number;
}

const KEPT_DAYS = 28;
/** With fewer days than this nothing is known of a habit. */
const KNOWN_DAYS = 5;
/** A tenth of the days may be out of the ordinary: holidays, outages. */
const USUAL_SHARE = 0.9;
const PATIENCE = 1.5;

/** Adds a silence that ended at `now`, of the newest 28 days that had one. */
export function addSilence(silences: readonly Silence[], seconds: number, now: Date): Silence[] {
  const day = now.toISOString().slice(0, 10);
  const known = silences.find((silence) => silence.day === day);
  const longest = { day, seconds: Math.max(known?.seconds ?? 0, Math.round(seconds)) };
  const others = silences.filter((silence) => silence.day !== day);
  return [...others, longest].sort((a, b) => a.day.localeCompare(b.day)).slice(-KEPT_DAYS);
}

/**
 * From how many seconds of silence on a source is out of its habit: half as long again as the longest silence of nine days
 * in ten, three intervals at least; null while too little is known.
 */
export function silenceLimit(silences: readonly Silence[], intervalSeconds: number): number | null {
  if (silences.length < KNOWN_DAYS) return null;
  const sorted = silences.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const usual = sorted[Math.ceil(USUAL_SHARE * sorted.length) - 1] ?? 0;
  return Math.max(PATIENCE * usual, 3 * intervalSeconds);
}

/** What a source's health is told by. */
export interface HealthFacts {
  enabled: boolean;
  createdAt: Date;
  /** Why the last run failed. */
  problem: string | null;
  failingSince: Date | null;
  setAsideAt: Date | null;
  nextRunAt: Date;
  intervalSeconds: number;
  lastSuccessAt: Date | null;
  lastNewsAt: Date | null;
  silences: readonly Silence[];
}

export interface HealthState {
  health: SourceHealth;
  /** Since when; null for a source that is well or paused. */
  since: Date | null;
  /** Why, and what to do; null when all is well. */
  reason: string | null;
}

/** A run that is late by no more than this is on its way. */
const SLACK_MS = 60_000;

export function healthOf(facts: HealthFacts, now: Date): HealthState {
  if (!facts.enabled) return { health: 'paused', since: null, reason: facts.problem };
  if (facts.problem !== null) return failing(facts.problem, facts);
  const lateMs = now.getTime() - facts.nextRunAt.getTime();
  if (lateMs > facts.intervalSeconds * 1000 + SLACK_MS) {
    const reason = 'It was due and has not been collected: is a worker running? See `langnghe doctor`.';
    return { health: 'late', since: facts.nextRunAt, reason };
  }
  if (facts.lastSuccessAt === null) return { health: 'new', since: facts.createdAt, reason: null };
  return silent(facts, now) ?? { health: 'healthy', since: null, reason: null };
}

function failing(problem: string, { failingSince, setAsideAt }: HealthFacts): HealthState {
  const advice = 'It failed again and again and is set aside: it is tried every few hours, or when you ask for it.';
  return { health: 'failing', since: failingSince, reason: setAsideAt === null ? problem : `${problem} ${advice}` };
}

function silent({ lastNewsAt, silences, intervalSeconds }: HealthFacts, now: Date): HealthState | undefined {
  const limit = silenceLimit(silences, intervalSeconds);
  if (limit === null || lastNewsAt === null || now.getTime() - lastNewsAt.getTime() <= limit * 1000) return undefined;
  const reason = `Its runs succeed, but nothing new has come for longer than its habit (${inWords(limit)}): open it and see whether it moved or shows less.`;
  return { health: 'silent', since: lastNewsAt, reason };
}

const inWords = (seconds: number) =>
  seconds < 2 * 86_400 ? `${Math.max(1, Math.round(seconds / 3600))} h` : `${Math.round(seconds / 86_400)} days`;
