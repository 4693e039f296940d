import type { paths } from '../../api/openapi.ts';
import type { Ticket } from '../../api/types.ts';

/** What a change of a ticket sets. */
export type TicketChange = NonNullable<
  paths['/api/tickets/{number}']['patch']['requestBody']
>['content']['application/json'];

/** What takes a change back: the fields as they were. Nothing becomes new again: it becomes open. */
export function reverseOf(before: Ticket, change: TicketChange): TicketChange {
  const was: Required<Omit<TicketChange, 'pendingOn'>> = {
    status: before.status === 'new' ? 'open' : before.status,
    priority: before.priority,
    subject: before.subject,
    topic: before.topic,
    tags: before.tags,
    cause: before.cause?.id ?? null,
    snoozedUntil: before.snoozedUntil,
    team: before.team.id,
    assignee: before.assignee?.id ?? null,
  };
  const fields = Object.keys(change).filter((field) => field in was) as (keyof typeof was)[];
  const reverse: TicketChange = Object.fromEntries(fields.map((field) => [field, was[field]]));
  return reverse.status === 'pending' && before.pendingOn !== null
    ? { ...reverse, pendingOn: before.pendingOn }
    : reverse;
}

/** How a ticket looks with a change before the server has said so: only what needs no knowledge of the server's. */
export function foreseen<T extends Ticket>(
  before: T,
  { status, priority, subject, tags, snoozedUntil, assignee }: TicketChange,
): T {
  return {
    ...before,
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority }),
    ...(subject === undefined ? {} : { subject }),
    ...(tags === undefined ? {} : { tags }),
    ...(snoozedUntil === undefined ? {} : { snoozedUntil }),
    ...(assignee === null ? { assignee: null } : {}),
  };
}
