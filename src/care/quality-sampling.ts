import { createHash } from 'node:crypto';
import type { ReviewReason } from '../domain/quality.ts';
import type { SamplingRules } from '../domain/quality-settings.ts';

/** A closed ticket that may be reviewed. */
export interface Candidate {
  number: number;
  agent: string;
  /** Rated 1 or 2 of 5. */
  lowCsat: boolean;
  slaMissed: boolean;
  urgent: boolean;
}

export interface Drawn {
  number: number;
  agent: string;
  reason: ReviewReason;
}

/** The lot of a ticket, from 0 up to 1: the same whenever and wherever it is drawn, and of no use to guess another by. */
export function lotOf(day: string, reason: ReviewReason, number: number): number {
  const hash = createHash('sha256').update(`${day} ${reason} ${number}`).digest();
  return hash.readUIntBE(0, 6) / 2 ** 48;
}

const KINDS: readonly [keyof SamplingRules['shares'], (ticket: Candidate) => boolean][] = [
  ['low-csat', ({ lowCsat }) => lowCsat],
  ['sla-missed', ({ slaMissed }) => slaMissed],
  ['high-urgency', ({ urgent }) => urgent],
  ['random', () => true],
];

/** The tickets of one agent: of each kind those whose lot falls into its share, then others up to the least number. */
function drawOf(day: string, tickets: readonly Candidate[], rules: SamplingRules): Drawn[] {
  const drawn = new Map<number, Drawn>();
  const draw = (reason: ReviewReason, share: number, most: number, fits: (ticket: Candidate) => boolean) => {
    const lots = tickets
      .filter((ticket) => fits(ticket) && !drawn.has(ticket.number))
      .map(({ number, agent }) => ({ number, agent, reason, lot: lotOf(day, reason, number) }))
      .filter(({ lot }) => lot < share)
      .sort((a, b) => a.lot - b.lot || a.number - b.number);
    for (const { lot: _, ...each } of lots.slice(0, Math.max(0, most - drawn.size))) drawn.set(each.number, each);
  };
  for (const [reason, fits] of KINDS) draw(reason, rules.shares[reason], rules.atMostPerAgent, fits);
  draw('by-agent', 1, rules.atLeastPerAgent, () => true);
  return [...drawn.values()];
}

/**
 * Which of a day's closed tickets are reviewed, and why: by ticket number, each once. It depends on nothing but its
 * arguments, whatever order the candidates come in.
 */
export function drawSample(day: string, candidates: readonly Candidate[], rules: SamplingRules): Drawn[] {
  const byAgent = new Map<string, Candidate[]>();
  for (const each of candidates) byAgent.set(each.agent, [...(byAgent.get(each.agent) ?? []), each]);
  return [...byAgent.values()].flatMap((tickets) => drawOf(day, tickets, rules)).sort((a, b) => a.number - b.number);
}

const DAY_MS = 86_400_000;
/** After a longer standstill, older days are let go. */
const CATCH_UP_DAYS = 7;

/** The days (`YYYY-MM-DD`) still to be drawn from, oldest first: those after the last one up to the day before today. */
export function daysToDraw(lastDrawn: string | null, today: string): string[] {
  const yesterday = Date.parse(today) - DAY_MS;
  const next = lastDrawn === null ? yesterday : Date.parse(lastDrawn) + DAY_MS;
  const days: string[] = [];
  for (let at = Math.max(next, yesterday - (CATCH_UP_DAYS - 1) * DAY_MS); at <= yesterday; at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
