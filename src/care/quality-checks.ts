import type { PreScore } from '../domain/quality.ts';
import type { Ticket, TicketEvent } from '../domain/ticket.ts';
import type { Calendar } from './calendar.ts';
import { clockHistory } from './clock-history.ts';
import { clocksOf, type SlaRules } from './clocks.ts';

/** A reply as the language stage read it; `at` in milliseconds since 1970. */
export interface ReadReply {
  at: number;
  /** By the agent whose work is reviewed. */
  own: boolean;
  greeting: boolean;
  closing: boolean;
  /** Harsh words, and none of regret beside them. */
  harsh: boolean;
  /** By when something will be done, as the reply says. */
  promise: { minutes: number } | { workingDays: number } | null;
}

/** Everything that a closed ticket's handling is judged by. */
export interface HandledTicket {
  ticket: Pick<Ticket, 'openedAt' | 'resolvedAt'>;
  /** Oldest first, as are the replies. */
  history: readonly TicketEvent[];
  replies: readonly ReadReply[];
}

const shareOf = <T>(all: readonly T[], good: (each: T) => boolean) =>
  all.length === 0 ? null : all.filter(good).length / all.length;

const counted = (good: number, all: number, what: string) => `${good} of ${all} ${what}`;

/** Which answers that were owed to the customer came in time, by the promises of now. */
function responseTime({ ticket, history }: HandledTicket, rules: SlaRules, now: number): PreScore {
  const { periods } = clocksOf(clockHistory(history, ticket.openedAt), rules, now);
  const owed = periods.filter(({ clock }) => clock !== 'resolution');
  const inTime = owed.filter(({ breached }) => !breached).length;
  const detail = owed.length === 0 ? 'no answer was promised' : counted(inTime, owed.length, 'answers in time');
  return { check: 'response-time', share: shareOf(owed, ({ breached }) => !breached), detail };
}

/** What somebody does who keeps a promise: writes again, or solves the ticket. */
function promises({ ticket, replies }: HandledTicket, calendar: Calendar): PreScore {
  const given = replies.filter(({ own, promise }) => own && promise !== null);
  const solvedAt = ticket.resolvedAt === null ? null : Date.parse(ticket.resolvedAt);
  const isKept = ({ at, promise }: ReadReply) => {
    if (promise === null) return false;
    const due =
      'minutes' in promise ? at + promise.minutes * 60_000 : calendar.endOfWorkingDay(at, promise.workingDays);
    const solved = solvedAt !== null && solvedAt >= at && solvedAt <= due;
    return solved || replies.some((later) => later.at > at && later.at <= due);
  };
  const kept = given.filter(isKept).length;
  const detail = given.length === 0 ? 'nothing was promised' : counted(kept, given.length, 'promises kept');
  return { check: 'promises', share: shareOf(given, isKept), detail };
}

/** What the agent's own replies show of manners; nothing where they wrote none. */
function manners({ replies }: HandledTicket): PreScore[] {
  const own = replies.filter((reply) => reply.own);
  const first = own.slice(0, 1);
  const last = own.slice(-1);
  const civil = own.filter(({ harsh }) => !harsh).length;
  const none = 'the agent wrote nothing';
  const said = (found: boolean | undefined, yes: string, no: string) => (found === undefined ? none : found ? yes : no);
  return [
    {
      check: 'greeting',
      share: shareOf(first, ({ greeting }) => greeting),
      detail: said(first[0]?.greeting, 'the first reply greets', 'the first reply does not greet'),
    },
    {
      check: 'closing',
      share: shareOf(last, ({ closing }) => closing),
      detail: said(last[0]?.closing, 'the last reply closes kindly', 'the last reply ends without thanks or wishes'),
    },
    {
      check: 'tone',
      share: shareOf(own, ({ harsh }) => !harsh),
      detail: own.length === 0 ? none : counted(civil, own.length, 'replies without harsh words'),
    },
  ];
}

/** Every check, each once; `details` hold no words of the ticket. */
export function checkHandling(handled: HandledTicket, rules: SlaRules, now: Date): PreScore[] {
  return [responseTime(handled, rules, now.getTime()), promises(handled, rules.calendar), ...manners(handled)];
}
