import { DateTime } from 'luxon';
import type { Analyser } from '../analysis/analyser.ts';
import { findCourtesy } from '../analysis/courtesy.ts';
import { checkHandling, type ReadReply } from '../care/quality-checks.ts';
import { daysToDraw, drawSample } from '../care/quality-sampling.ts';
import type { Clock } from '../clock.ts';
import { systemActor } from '../domain/person.ts';
import type { PreScore } from '../domain/quality.ts';
import type { Message } from '../domain/ticket.ts';
import { describeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { reportDay } from '../reports/day.ts';
import { appendAudit } from '../storage/audit.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import {
  addReviews,
  claimDay,
  closedTickets,
  hasScorecard,
  lastDrawnDay,
  noteDrawn,
  savePreScores,
  unreadReviews,
} from '../storage/quality-sampling.ts';
import { readQualitySettings } from '../storage/quality-settings.ts';
import { readServiceRules } from '../storage/service-rules.ts';
import { clockFactsOf, messagesOfTicket } from '../storage/ticket-history.ts';
import { findTicket } from '../storage/tickets.ts';

/** What the program does for quality by itself: draws tickets for review, and looks at how they were handled. */

export interface QualityWorkDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  analyser: Analyser;
  /** IANA name; the days drawn from are this zone's. Vietnam's, if not given. */
  timeZone?: string;
}

const VIETNAM = 'Asia/Ho_Chi_Minh';

async function daysWaiting({ db, clock, timeZone = VIETNAM }: Omit<QualityWorkDeps, 'analyser'>): Promise<string[]> {
  if (!(await hasScorecard(db))) return [];
  const today = DateTime.fromJSDate(clock.now(), { zone: timeZone }).toFormat('yyyy-MM-dd');
  return daysToDraw(await lastDrawnDay(db), today);
}

/** Whether there is anything to draw or to look at. */
export async function qualityWaits(deps: Omit<QualityWorkDeps, 'analyser'>): Promise<boolean> {
  return (await unreadReviews(deps.db, 1)).length > 0 || (await daysWaiting(deps)).length > 0;
}

/**
 * Draws from each day that is over and was not drawn from, the oldest first; gives the number of tickets. Nothing is
 * drawn before there is a scorecard. A day is drawn from once, however many processes are at it.
 */
export async function drawReviews(deps: QualityWorkDeps, signal: AbortSignal): Promise<number> {
  let drawn = 0;
  for (const day of await daysWaiting(deps)) {
    if (signal.aborted) break;
    drawn += await inTransaction(deps.db, (tx) => drawFrom(tx, day, deps));
  }
  return drawn;
}

async function drawFrom(tx: Database, day: string, deps: QualityWorkDeps): Promise<number> {
  const now = deps.clock.now();
  if (!(await claimDay(tx, day, now))) return 0;
  const { sampling } = await readQualitySettings(tx);
  const closed = await closedTickets(tx, reportDay(day, deps.timeZone ?? VIETNAM, now).day);
  const teams = new Map(closed.map(({ number, team }) => [number, team]));
  const sample = drawSample(day, closed, sampling).map((each) => ({ ...each, team: teams.get(each.number) ?? '' }));
  const drawn = await addReviews(tx, sample, now);
  await noteDrawn(tx, day, drawn);
  const { kind, id, name } = systemActor;
  const details = { closed: closed.length, drawn };
  const subject = { kind: 'quality-day', id: day };
  await appendAudit(tx, { at: now, actor: { kind, id, name }, ip: null, act: 'quality.drawn', subject, details });
  deps.logger.info({ day, ...details }, 'tickets drawn for review');
  return drawn;
}

/** Tickets looked at between two looks for more. */
const BATCH = 50;

/** Looks at how the tickets under review were handled; gives their number. One that can't be read is left without findings. */
export async function checkReviews(deps: QualityWorkDeps, signal: AbortSignal): Promise<number> {
  for (let done = 0; ; ) {
    const reviews = await unreadReviews(deps.db, BATCH);
    for (const { id, ticketNumber, agent, createdAt } of reviews) {
      if (signal.aborted) return done;
      await savePreScores(deps.db, id, await findingsOf(deps, { ticketNumber, agent, createdAt }));
      done += 1;
    }
    if (reviews.length < BATCH) return done;
  }
}

async function findingsOf(
  { db, analyser, logger }: QualityWorkDeps,
  { ticketNumber, agent, createdAt }: { ticketNumber: number; agent: string; createdAt: Date },
): Promise<PreScore[]> {
  try {
    const ticket = await findTicket(db, 'all', ticketNumber);
    const { history } = await clockFactsOf(db, ticketNumber);
    const messages = await messagesOfTicket(db, ticketNumber);
    const replies = messages.filter(isReply).map((each) => readReply(analyser, each, agent));
    const team = ticket.team.id;
    const { channel, priority } = ticket;
    const rules = (await readServiceRules(db, team)).of({ team, channel, priority });
    return checkHandling({ ticket, history, replies }, rules, createdAt);
  } catch (error) {
    logger.error(
      { ticket: ticketNumber, reason: describeError(error) },
      'a ticket under review could not be looked at',
    );
    return [];
  }
}

/** What the program wrote by itself says nothing of anybody's manners. */
const isReply = ({ kind, author }: Message) =>
  kind === 'reply' && (author.id !== null || author.name !== systemActor.name);

function readReply(analyser: Analyser, { text, author, createdAt }: Message, agent: string): ReadReply {
  const { greeting, closing, apology, promise } = findCourtesy(text);
  // Who regrets names what was bad: that alone is not harsh.
  const harsh = !apology && analyser.analyse(text).sentiment.label === 'negative';
  return { at: Date.parse(createdAt), own: author.id === agent, greeting, closing, harsh, promise };
}
