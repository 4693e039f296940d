import type { DeskSettings } from '../domain/settings.ts';
import type { Priority } from '../domain/ticket.ts';

/** When a ticket of this priority, opened at `openedAt`, must have its first answer and its solution. */
export function dueTimes(
  openedAt: Date,
  priority: Priority,
  sla: DeskSettings['sla'],
): { firstResponseDueAt: Date; resolutionDueAt: Date } {
  const after = (minutes: number) => new Date(openedAt.getTime() + minutes * 60_000);
  return {
    firstResponseDueAt: after(sla[priority].firstResponseMinutes),
    resolutionDueAt: after(sla[priority].resolutionMinutes),
  };
}
