import type { AgentProfile, AssignmentRules, PresenceStatus } from '../domain/assignment.ts';

/** Who says nothing for so long is away, whatever they said last. */
export const HEARTBEAT_MS = 90_000;

/** What somebody's presence is worth now. */
export function presenceAt(status: PresenceStatus, heartbeatAt: Date, now: Date): PresenceStatus {
  return status === 'online' && now.getTime() - heartbeatAt.getTime() > HEARTBEAT_MS ? 'away' : status;
}

/** Somebody who is there and may be given tickets. */
export interface Candidate extends AgentProfile {
  id: string;
  /** Tickets being worked on. */
  load: number;
  /** When they last got one, in milliseconds since 1970; 0: never. */
  lastAssignedAt: number;
}

/** A ticket that nobody has. */
export interface WaitingTicket {
  number: number;
  topic: string | null;
  language: string | null;
  channel: string;
  /** Who last had a ticket of this customer. */
  lastAgent: string | null;
}

/** Whether somebody knows what a ticket is about; nobody needs to know what the ticket does not say. */
export function isSkilled(profile: AgentProfile, ticket: Omit<WaitingTicket, 'number' | 'lastAgent'>): boolean {
  const knows = (known: readonly string[], asked: string | null) =>
    known.length === 0 || asked === null || known.includes(asked);
  return (
    knows(profile.topics, ticket.topic) &&
    knows(profile.languages, ticket.language) &&
    knows(profile.channels, ticket.channel)
  );
}

const longestWaiting = (a: Candidate, b: Candidate) => a.lastAssignedAt - b.lastAssignedAt || (a.id < b.id ? -1 : 1);

const ORDER: Record<AssignmentRules['strategy'], (a: Candidate, b: Candidate) => number> = {
  manual: longestWaiting,
  'round-robin': longestWaiting,
  'least-loaded': (a, b) => a.load - b.load || longestWaiting(a, b),
};

/** Who gets a ticket; undefined while nobody can: all are full, or none has the skills. */
export function chooseAgent(
  ticket: WaitingTicket,
  candidates: readonly Candidate[],
  rules: AssignmentRules,
): Candidate | undefined {
  const able = candidates.filter((each) => each.load < each.capacity && (!rules.skills || isSkilled(each, ticket)));
  const last = rules.sticky ? able.find(({ id }) => id === ticket.lastAgent) : undefined;
  return (
    last ??
    able.reduce<Candidate | undefined>((best, each) => {
      return best === undefined || ORDER[rules.strategy](each, best) < 0 ? each : best;
    }, undefined)
  );
}

/** A ticket and who gets it. `at`, in milliseconds, keeps the order within one plan. */
export interface Assignment {
  number: number;
  agent: string;
  at: number;
}

/**
 * Hands tickets out in their order, each by what the ones before left free: a ticket is passed over only while nobody can
 * take it, so that whoever gets free takes the first that they can.
 */
export function planAssignments(
  tickets: readonly WaitingTicket[],
  candidates: readonly Candidate[],
  rules: AssignmentRules,
  now: number,
): Assignment[] {
  const state = candidates.map((each) => ({ ...each }));
  const plan: Assignment[] = [];
  for (const ticket of tickets) {
    const chosen = chooseAgent(ticket, state, rules);
    if (chosen === undefined) continue;
    const at = now + plan.length;
    plan.push({ number: ticket.number, agent: chosen.id, at });
    chosen.load += 1;
    chosen.lastAssignedAt = at;
  }
  return plan;
}
