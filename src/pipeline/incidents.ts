import { refuseBroadcastDecision, refuseIncidentStep, refuseUnlessOpen } from '../care/incident.ts';
import type { Incident, IncidentInput, IncidentTickets } from '../domain/incident.ts';
import { Conflict, Forbidden } from '../errors.ts';
import { decideBroadcast, deliveriesBeyond, insertBroadcast, lockBroadcast } from '../storage/broadcasts.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import {
  attachTicket,
  closeIncident,
  decideIncident,
  detachTicket,
  findIncident,
  insertIncident,
  ticketsBeyond,
} from '../storage/incidents.ts';
import { isUniqueViolation } from '../storage/rows.ts';
import { lockTicket, store, type TicketAct } from './tickets.ts';

/** What people do with incidents. */

type Act = Pick<TicketAct, 'actor' | 'scope' | 'now'>;

/** Opens an incident by hand, with its first tickets; complaints of its topic and place attach from now on. */
export function openIncident(db: Database, input: IncidentInput, act: Act): Promise<string> {
  return inTransaction(db, async (tx) => {
    const { title, topic, province } = input;
    const status = 'open' as const;
    const made = { title, topic, province, status, startsAt: act.now, burst: null, openedBy: act.actor.name };
    const id = await insertIncident(tx, made, act.now);
    if (id === undefined) throw new Conflict('There is an incident of this topic and place already: attach to it.');
    await attachAll(tx, { id, title }, input.tickets, act);
    return id;
  });
}

/** Makes a proposal an incident. */
export function acceptIncident(db: Database, id: string, act: Act): Promise<void> {
  return step(db, id, 'open', act, (tx, incident) => decideIncident(tx, incident, 'open', act.actor.name, act.now));
}

/** Says that a proposal is none; for a day it is not proposed again. */
export function dismissIncident(db: Database, id: string, act: Act): Promise<void> {
  return step(db, id, 'dismissed', act, async (tx, incident) => {
    await refuseBeyond(await ticketsBeyond(tx, act.scope, id));
    await decideIncident(tx, incident, 'dismissed', act.actor.name, act.now);
  });
}

/** Ends an incident; its tickets are resolved by a job, and reopen singly when their customers write. */
export function endIncident(db: Database, id: string, act: Act): Promise<void> {
  return step(db, id, 'closed', act, async (tx) => {
    await refuseBeyond(await ticketsBeyond(tx, act.scope, id));
    await closeIncident(tx, id, act.actor.name, act.now);
  });
}

function step(
  db: Database,
  id: string,
  to: Incident['status'],
  act: Act,
  work: (tx: Database, incident: Incident) => Promise<void>,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const incident = await findIncident(tx, act.scope, id, true);
    refuseIncidentStep(incident, to);
    await work(tx, incident);
  });
}

function refuseBeyond(count: number): void {
  if (count > 0) throw new Forbidden('It reaches beyond your teams: somebody above all of them has to decide this.');
}

/** Attaches and detaches tickets; all of it, or nothing. */
export function changeIncidentTickets(db: Database, id: string, wanted: IncidentTickets, act: Act): Promise<void> {
  return inTransaction(db, async (tx) => {
    const incident = await findIncident(tx, act.scope, id, true);
    refuseUnlessOpen(incident);
    await attachAll(tx, incident, wanted.attach, act);
    for (const number of [...new Set(wanted.detach)].sort((a, b) => a - b)) {
      const ticket = await lockTicket(tx, number, act);
      if (!(await detachTicket(tx, id, number, act.actor.name)))
        throw new Conflict(`Ticket ${number} is not attached to this incident.`);
      await store(tx, ticket, tie(incident.title, null), 'unlinked', act);
    }
  });
}

const tie = (from: string | null, to: string | null) => ({ patch: {}, changes: { incident: { from, to } } });

async function attachAll(
  tx: Database,
  { id, title }: Pick<Incident, 'id' | 'title'>,
  numbers: readonly number[],
  act: Act,
): Promise<void> {
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const ticket = await lockTicket(tx, number, act);
    if (ticket.status === 'closed') throw new Conflict(`Ticket ${number} is closed.`);
    try {
      await attachTicket(tx, id, number, act.actor.name, act.now);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new Conflict(`Ticket ${number} is attached to another incident: detach it there first.`, { cause: error });
    }
    await store(tx, ticket, tie(null, title), 'linked', act);
  }
}

/** Stores one answer for the tickets that its author sees; where a team wants approvals, it waits for a second person. */
export function broadcastAnswer(db: Database, incidentId: string, text: string, act: Act): Promise<string> {
  return inTransaction(db, async (tx) => {
    refuseUnlessOpen(await findIncident(tx, act.scope, incidentId, true));
    const input = { incidentId, text, author: act.actor, scope: act.scope };
    const { id, tickets, needsApproval } = await insertBroadcast(tx, input, act.now);
    if (tickets === 0) throw new Conflict('There is no ticket that could be answered.');
    if (!needsApproval) await decideBroadcast(tx, id, { status: 'sending', by: null, reason: null }, act.now);
    return id;
  });
}

/** Says yes or no to a broadcast that waits; only who sees all tickets that it goes to. Gives the incident's id. */
export function decideOnBroadcast(
  db: Database,
  id: string,
  said: { approved: boolean; reason: string | null },
  act: Act,
): Promise<string> {
  return inTransaction(db, async (tx) => {
    const waiting = await lockBroadcast(tx, act.scope, id);
    await findIncident(tx, act.scope, waiting.incidentId);
    refuseBroadcastDecision(waiting, act.actor);
    await refuseBeyond(await deliveriesBeyond(tx, act.scope, id));
    const status = said.approved ? 'sending' : 'refused';
    await decideBroadcast(tx, id, { status, by: act.actor.name, reason: said.reason }, act.now);
    return waiting.incidentId;
  });
}
