import type { ServiceFigures } from '../domain/report.ts';
import { priority, ticketStatus } from '../domain/ticket.ts';
import type { BacklogRow, ClockRow } from '../storage/report-service.ts';

const tenth = (minutes: number | null) => (minutes === null ? null : Math.round(minutes * 10) / 10);

const sum = (rows: readonly BacklogRow[], field: 'waiting' | 'waitingOverdue' | 'unresolvedOverdue') =>
  rows.reduce((total, row) => total + row[field], 0);

/** The ticket that has waited longest, among the oldest of each group. */
function oldestOf(rows: readonly BacklogRow[], cut: (text: string) => string): ServiceFigures['oldestWaiting'] {
  const candidates = rows.flatMap((row) => (row.oldest === null ? [] : [{ ...row.oldest, priority: row.priority }]));
  const opened = (at: (typeof candidates)[number]) => Date.parse(at.opened);
  const [oldest] = candidates.sort((a, b) => opened(a) - opened(b) || a.number - b.number);
  if (oldest === undefined) return null;
  return {
    number: oldest.number,
    subject: cut(oldest.subject),
    priority: priority.parse(oldest.priority),
    openedAt: new Date(oldest.opened).toISOString(),
    firstResponseDueAt: oldest.due === null ? null : new Date(oldest.due).toISOString(),
  };
}

/** The desk's figures; minutes are rounded to a tenth, the backlog goes by status and then from urgent to low. */
export function serviceFigures(
  clocks: ClockRow,
  backlog: readonly BacklogRow[],
  cut: (text: string) => string,
): ServiceFigures {
  const countOf = (status: string, level: string) =>
    backlog.find((row) => row.status === status && row.priority === level)?.count ?? 0;
  const levels = [...priority.options].reverse();
  return {
    opened: clocks.opened,
    firstResponse: {
      inTime: clocks.answeredInTime,
      late: clocks.answeredLate,
      medianMinutes: tenth(clocks.answerMinutes),
    },
    resolution: {
      inTime: clocks.resolvedInTime,
      late: clocks.resolvedLate,
      medianMinutes: tenth(clocks.resolutionMinutes),
    },
    waiting: sum(backlog, 'waiting'),
    waitingOverdue: sum(backlog, 'waitingOverdue'),
    unresolvedOverdue: sum(backlog, 'unresolvedOverdue'),
    backlog: ticketStatus.options.flatMap((status) =>
      levels.flatMap((level) => {
        const count = countOf(status, level);
        return count === 0 ? [] : [{ status, priority: level, count }];
      }),
    ),
    oldestWaiting: oldestOf(backlog, cut),
  };
}
