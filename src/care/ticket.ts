import type { DeskSettings } from '../domain/settings.ts';
import type { Ticket, TicketChange, TicketStatus } from '../domain/ticket.ts';
import { Conflict } from '../errors.ts';
import { dueTimes } from './sla.ts';

/** What may follow what. A closed ticket stays closed: a new complaint of the same case opens a new ticket. */
const NEXT: Record<TicketStatus, readonly TicketStatus[]> = {
  new: ['open', 'pending', 'resolved', 'closed'],
  open: ['pending', 'resolved', 'closed'],
  pending: ['open', 'resolved', 'closed'],
  resolved: ['open', 'closed'],
  closed: [],
};

/** Whether a ticket may go from one status to the other; staying is always allowed. */
export function mayFollow(from: TicketStatus, to: TicketStatus): boolean {
  return from === to || NEXT[from].includes(to);
}

/** The fields of a ticket that a change sets. */
export interface TicketPatch {
  status?: TicketStatus;
  priority?: Ticket['priority'];
  subject?: string;
  topic?: Ticket['topic'];
  teamId?: string;
  assigneeId?: string | null;
  mergedInto?: number;
  firstResponseDueAt?: Date;
  resolutionDueAt?: Date;
  firstRespondedAt?: Date | null;
  resolvedAt?: Date | null;
}

/** What a change does to a ticket, ready to be stored, with each field's old and new value for the history. */
export interface TicketOutcome {
  patch: TicketPatch;
  changes: Record<string, { from: unknown; to: unknown }>;
}

function statusPatch(ticket: Ticket, to: TicketStatus, now: Date): TicketPatch {
  if (!mayFollow(ticket.status, to)) {
    const allowed = NEXT[ticket.status];
    throw new Conflict(
      `A ${ticket.status} ticket can't become ${to}: ${allowed.length ? `it may become ${allowed.join(', ')}` : 'it stays closed'}.`,
    );
  }
  const solved = to === 'resolved' || to === 'closed';
  if (solved) return { status: to, resolvedAt: ticket.resolvedAt === null ? now : new Date(ticket.resolvedAt) };
  return { status: to, resolvedAt: null };
}

/** Works out a change of a ticket; fields that stay as they are leave no trace. Throws Conflict for a forbidden step. */
export function changeTicket(ticket: Ticket, change: TicketChange, sla: DeskSettings['sla'], now: Date): TicketOutcome {
  if (ticket.status === 'closed' && Object.keys(change).some((field) => field !== 'status')) {
    throw new Conflict('A closed ticket no longer changes.');
  }
  const before: Record<string, unknown> = { ...ticket, team: ticket.team.id, assignee: ticket.assignee?.id ?? null };
  const changes: TicketOutcome['changes'] = {};
  for (const [field, to] of Object.entries(change)) {
    if (to !== undefined && before[field] !== to) changes[field] = { from: before[field], to };
  }
  const patch: TicketPatch = {
    ...('status' in changes && change.status ? statusPatch(ticket, change.status, now) : {}),
    ...('priority' in changes && change.priority
      ? { priority: change.priority, ...dueTimes(new Date(ticket.openedAt), change.priority, sla) }
      : {}),
    ...('subject' in changes && change.subject ? { subject: change.subject } : {}),
    ...('topic' in changes ? { topic: change.topic ?? null } : {}),
    ...('team' in changes && change.team ? { teamId: change.team } : {}),
    ...('assignee' in changes ? { assigneeId: change.assignee ?? null } : {}),
  };
  return { patch, changes };
}

/** What a public reply does: the first one stops the response clock; a new ticket is open from then on. */
export function afterReply(ticket: Ticket, now: Date): TicketOutcome {
  if (ticket.status === 'closed') throw new Conflict('A closed ticket is not answered any more: open a new one.');
  const patch: TicketPatch = {};
  const changes: TicketOutcome['changes'] = {};
  if (ticket.firstRespondedAt === null) {
    patch.firstRespondedAt = now;
    changes.firstRespondedAt = { from: null, to: now.toISOString() };
  }
  if (ticket.status === 'new') {
    patch.status = 'open';
    changes.status = { from: 'new', to: 'open' };
  }
  return { patch, changes };
}

/** What another complaint of the same case does: a resolved ticket opens again. */
export function afterMention(ticket: Ticket): TicketOutcome {
  if (ticket.status !== 'resolved') return { patch: {}, changes: {} };
  return { patch: { status: 'open', resolvedAt: null }, changes: { status: { from: 'resolved', to: 'open' } } };
}
