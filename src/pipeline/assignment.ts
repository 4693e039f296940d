import { planAssignments } from '../care/assignment.ts';
import type { Clock } from '../clock.ts';
import { type Actor, systemActor, type User } from '../domain/person.ts';
import type { Ticket } from '../domain/ticket.ts';
import { Conflict } from '../errors.ts';
import type { Logger } from '../logger.ts';
import {
  assignTickets,
  type InLine,
  loadsOf,
  lockCandidates,
  lockNext,
  lockTicketsOf,
  lockWaiting,
  readAssignmentRules,
  reassignTickets,
  teamsToDrain,
} from '../storage/assignment.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { lockAgent } from '../storage/presence.ts';
import { addMessage } from '../storage/ticket-history.ts';
import { findTicket } from '../storage/tickets.ts';
import type { TicketAct } from './tickets.ts';

export interface AssignDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
}

/** Tickets that are looked at and given at once. */
const BATCH = 200;

/** Gives what waits to whoever is there, team by team; gives how many tickets found somebody. */
export async function drainTickets({ db, clock, logger }: AssignDeps, signal: AbortSignal): Promise<number> {
  let total = 0;
  for (const team of await teamsToDrain(db, clock.now())) {
    if (signal.aborted) break;
    total += await inTransaction(db, (tx) => drainTeam(tx, team, clock.now()));
  }
  if (total > 0) logger.info({ tickets: total }, 'tickets assigned');
  return total;
}

/**
 * Goes down the whole line of a team's waiting tickets while anybody is free: what only others can take keeps nobody
 * behind it from being given. The people's rows are locked throughout, so their loads stay what they were counted to be.
 */
async function drainTeam(tx: Database, team: string, now: Date): Promise<number> {
  const rules = await readAssignmentRules(tx, team);
  if (rules.strategy === 'manual') return 0;
  const candidates = await lockCandidates(tx, team, now);
  let given = 0;
  for (let after: InLine | undefined; candidates.some(({ load, capacity }) => load < capacity); ) {
    const line = await lockWaiting(tx, team, after, BATCH, now);
    const plan = planAssignments(line, candidates, rules, now.getTime() + given);
    await assignTickets(tx, plan, systemActor.name, now);
    for (const { agent, at } of plan) {
      const candidate = candidates.find(({ id }) => id === agent);
      if (candidate !== undefined) Object.assign(candidate, { load: candidate.load + 1, lastAssignedAt: at });
    }
    given += plan.length;
    after = line.at(-1);
    if (line.length < BATCH) break;
  }
  return given;
}

/**
 * Gives the asker the first ticket in the line of these teams that they have the skills for; undefined when none waits.
 * Conflict when they have as many as they can work on.
 */
export function pullNext(
  db: Database,
  user: Pick<User, 'id' | 'role'> & Pick<Actor, 'name'>,
  teams: readonly string[] | 'all',
  now: Date,
): Promise<Ticket | undefined> {
  return inTransaction(db, async (tx) => {
    const profile = await lockAgent(tx, user, now);
    const load = (await loadsOf(tx, [user.id])).get(user.id) ?? 0;
    if (load >= profile.capacity)
      throw new Conflict(
        `You are working on ${load} tickets, which is as many as you may: finish or hand over one first.`,
      );
    const number = await lockNext(tx, teams, profile, now);
    if (number === undefined) return undefined;
    await assignTickets(tx, [{ number, agent: user.id, at: now.getTime() }], user.name, now);
    return findTicket(tx, 'all', number);
  });
}

/** What is handed over: whose, to whom (null: back into the line), and what the next one should know. */
export interface HandOver {
  from: string;
  to: string | null;
  note?: string | undefined;
}

/**
 * Hands over all unsolved tickets of somebody that lie within the scope, at the end of a shift for one; gives how many.
 * `mayWork` says whether the one who takes them may work on a team's tickets; Conflict, and nothing moves, if not on all.
 */
export function handOver(
  db: Database,
  { from, to, note }: HandOver,
  act: Pick<TicketAct, 'actor' | 'scope' | 'now'>,
  mayWork: (tx: Database, team: string) => Promise<boolean>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const tickets = await lockTicketsOf(tx, from, act.scope);
    for (const team of new Set(tickets.map((ticket) => ticket.team)))
      if (to !== null && !(await mayWork(tx, team)))
        throw new Conflict(
          'Who takes them over may not work on the tickets of all their teams: hand those back first.',
        );
    const numbers = tickets.map(({ number }) => number);
    await reassignTickets(tx, numbers, { from, to }, act.actor.name, act.now);
    if (note !== undefined) await noteOnAll(tx, numbers, note, act);
    return numbers.length;
  });
}

async function noteOnAll(
  tx: Database,
  numbers: readonly number[],
  text: string,
  { actor, now }: Pick<TicketAct, 'actor' | 'now'>,
): Promise<void> {
  const userId = actor.kind === 'user' ? actor.id : null;
  for (const ticketNumber of numbers)
    await addMessage(tx, { ticketNumber, kind: 'note', text, userId, authorName: actor.name, delivery: null }, now);
}
