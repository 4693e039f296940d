import type { SlaClock } from '../domain/sla.ts';
import type { Ticket, TicketEvent } from '../domain/ticket.ts';
import { clockHistory } from './clock-history.ts';
import { type ClockPeriod, type Clocks, clocksOf } from './clocks.ts';
import { type Deadline, type DueStep, stepsAhead, wallDeadline } from './due-steps.ts';
import { replyWindow } from './reply-window.ts';
import type { TicketRules } from './service-rules.ts';

/** A ticket as its due times depend on it. */
export interface TimedTicket
  extends Pick<Ticket, 'status' | 'openedAt' | 'firstRespondedAt' | 'channel' | 'snoozedUntil'> {
  /** When the customer last wrote, by the channel's own time. */
  customerWroteAt: string | null;
}

/** The stored times of a ticket; a time that is missing stays as it is. */
export interface DueTimes {
  slaPolicy?: string | null;
  firstResponseDueAt?: Date | null;
  nextResponseDueAt: Date | null;
  resolutionDueAt?: Date | null;
  replyWindowEndsAt: Date | null;
  legalDueAt?: Date | null;
  unansweredSince: Date | null;
  /** When the clock alone will change something; null: never. */
  nextStepAt: Date | null;
}

const dateOrNull = (value: number | null | undefined) =>
  value === null || value === undefined ? null : new Date(value);
const isSolved = ({ status }: TimedTicket) => status === 'resolved' || status === 'closed';

/** What the law asks for and was not done yet. */
function legalDeadlines(ticket: TimedTicket, { legal, calendar }: TicketRules): Deadline[] {
  const since = Date.parse(ticket.openedAt);
  const { acceptanceWorkingDays: acceptance, settlementWorkingDays: settlement } = legal;
  const by = (days: number) => calendar.endOfWorkingDay(since, days);
  return [
    ...(acceptance === null || ticket.firstRespondedAt !== null
      ? []
      : [wallDeadline('legalAcceptance', since, by(acceptance))]),
    ...(settlement === null ? [] : [wallDeadline('legalSettlement', since, by(settlement))]),
  ];
}

const promised = ({ clock, startedAt, target, reaches }: ClockPeriod): Deadline => ({
  kind: clock,
  since: startedAt,
  length: target.minutes * 60_000,
  reaches,
});

/** What is done was judged when it was done; what is owed, or done only now, gets the time that the rules of now give it. */
function promises(clocks: Clocks, now: number): Partial<DueTimes> {
  const settled = (clock: SlaClock) => {
    const doneAt = clocks[clock]?.doneAt ?? null;
    return doneAt !== null && doneAt < now;
  };
  return {
    ...(settled('firstResponse') ? {} : { firstResponseDueAt: dateOrNull(clocks.firstResponse?.dueAt) }),
    ...(settled('resolution') ? {} : { resolutionDueAt: dateOrNull(clocks.resolution?.dueAt) }),
  };
}

/**
 * All times of a ticket, from its whole history by the rules of now, and the steps that are due: in order, those that
 * a standstill left behind included. `history` must hold everything up to and including what happened at `now`.
 */
export function dueTimes(
  ticket: TimedTicket,
  history: readonly TicketEvent[],
  rules: TicketRules,
  now: Date,
): { times: DueTimes; due: DueStep[] } {
  const at = now.getTime();
  const clocks = clocksOf(clockHistory(history, ticket.openedAt), rules, at);
  const wroteAt = ticket.customerWroteAt === null ? null : Date.parse(ticket.customerWroteAt);
  const window = replyWindow(ticket.channel, wroteAt, at);
  const legal = legalDeadlines(ticket, rules);
  const answerOwed = clocks.unansweredSince !== null;
  const deadlines = isSolved(ticket)
    ? []
    : [
        ...clocks.periods.filter(({ doneAt }) => doneAt === null).map(promised),
        ...(window !== null && answerOwed ? [wallDeadline('replyWindow', window.from, window.to)] : []),
        ...legal,
      ];
  const steps = stepsAhead(deadlines, rules.policy, rules.teamPath, history);
  const alarms = [
    ...steps.filter((step) => step.at > at).map((step) => step.at),
    // The next window of the channel begins where this one ends.
    ...(window !== null && window.to > at && answerOwed && !isSolved(ticket) ? [window.to] : []),
    ...(ticket.snoozedUntil === null ? [] : [Date.parse(ticket.snoozedUntil)]),
  ];
  const next = clocks.nextResponse;
  return {
    due: steps.filter((step) => step.at <= at),
    times: {
      ...(isSolved(ticket) ? {} : { slaPolicy: rules.policy?.name ?? null, legalDueAt: dateOrNull(earliest(legal)) }),
      ...promises(clocks, at),
      nextResponseDueAt: dateOrNull(next?.doneAt === null ? next.dueAt : null),
      replyWindowEndsAt: dateOrNull(window?.to),
      unansweredSince: dateOrNull(clocks.unansweredSince),
      nextStepAt: alarms.length === 0 ? null : new Date(Math.min(...alarms)),
    },
  };
}

function earliest(deadlines: readonly Deadline[]): number | null {
  const ends = deadlines.map(({ since, length }) => since + length);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Fields whose change moves a clock; `message` only when it is a reply. */
const CLOCK_FIELDS = ['status', 'pendingOn', 'priority', 'team', 'snoozedUntil', 'mention', 'unanswered', 'absorbed'];

/** Whether an entry of the history asks for the times to be worked out anew. */
export function movesClocks({ changes }: Pick<TicketEvent, 'changes'>): boolean {
  return changes.message?.to === 'reply' || CLOCK_FIELDS.some((field) => field in changes);
}
