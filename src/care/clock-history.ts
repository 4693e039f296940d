import type { TicketEvent } from '../domain/ticket.ts';
import type { ClockEvent } from './clocks.ts';

const waitingOf = ({ changes }: TicketEvent): Extract<ClockEvent, { kind: 'state' }>['waiting'] => {
  const status = changes.status?.to;
  if (status === 'resolved' || status === 'closed') return 'resolved';
  const on = changes.pendingOn?.to;
  return on === 'customer' || on === 'third-party' ? on : null;
};

const changesState = ({ changes }: TicketEvent) => changes.status !== undefined || changes.pendingOn !== undefined;

/** What brings an unanswered message of the customer into a ticket: a mention, or another ticket that waited. */
const bringsMessage = ({ kind, changes }: TicketEvent) =>
  kind !== 'opened' && (changes.mention !== undefined || changes.unanswered?.to === true);

/** The tickets that became part of this one and are no longer: their messages went with them. */
function givenBack(history: readonly TicketEvent[]): Set<unknown> {
  return new Set(history.filter(({ kind }) => kind === 'unmerged').map(({ changes }) => changes.absorbed?.from));
}

/**
 * A ticket's history (oldest first) as its clocks see it. A ticket whose opening is not in it, as in records that came
 * from elsewhere, was opened by the customer.
 */
export function clockHistory(history: readonly TicketEvent[], openedAt: string): ClockEvent[] {
  const gone = givenBack(history);
  const events: ClockEvent[] = [];
  const [first] = history;
  const byDesk = first?.kind === 'opened' && first.changes.mention === undefined;
  events.push({ at: Date.parse(openedAt), kind: 'opened', by: byDesk ? 'desk' : 'customer' });
  for (const event of history) {
    const at = Date.parse(event.at);
    if (event.kind === 'merged' && gone.has(event.changes.absorbed?.to)) continue;
    if (bringsMessage(event)) events.push({ at, kind: 'customer-wrote' });
    if (event.changes.message?.to === 'reply') events.push({ at, kind: 'agent-replied' });
    if (changesState(event)) events.push({ at, kind: 'state', waiting: waitingOf(event) });
  }
  return events;
}
