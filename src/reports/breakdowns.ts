import { type Language, sentimentLabel, topic } from '../domain/analysis.ts';
import type { DailyReport } from '../domain/report.ts';
import type { MentionCell, TopicsCell } from '../storage/reports.ts';

/** From counted cells to the report's breakdowns. `before` is null when the day before can't be compared with. */

interface Share {
  mentions: number;
  complaints: number;
  complaintsDayBefore: number | null;
}

/** A cell as far as a breakdown goes. */
interface Counted {
  mentions: number;
  complaints: number;
}

const counted = (cell: MentionCell): Counted => ({
  mentions: cell.count,
  complaints: cell.complaint ? cell.count : 0,
});

/** Sums by key; a key that only the day before had is in it too, so that what fell to nothing is seen. */
function sumBy<Cell, Key>(
  cells: readonly Cell[],
  before: readonly Cell[] | null,
  keysOf: (cell: Cell) => readonly Key[],
  figures: (cell: Cell) => Counted,
): Map<Key, Share> {
  const sums = new Map<Key, Share>();
  const shareOf = (key: Key): Share => {
    const share = sums.get(key) ?? { mentions: 0, complaints: 0, complaintsDayBefore: before === null ? null : 0 };
    sums.set(key, share);
    return share;
  };
  for (const cell of cells) {
    const { mentions, complaints } = figures(cell);
    for (const key of keysOf(cell)) {
      const share = shareOf(key);
      share.mentions += mentions;
      share.complaints += complaints;
    }
  }
  for (const cell of before ?? []) {
    const { complaints } = figures(cell);
    if (complaints === 0) continue;
    for (const key of keysOf(cell)) {
      const share = shareOf(key);
      share.complaintsDayBefore = (share.complaintsDayBefore ?? 0) + complaints;
    }
  }
  return sums;
}

/** Most complaints first, then most mentions, then by name, so that equal reports look equal. */
function ranked<Row extends Share>(rows: Row[], name: (row: Row) => string): Row[] {
  return rows.sort((a, b) => b.complaints - a.complaints || b.mentions - a.mentions || (name(a) < name(b) ? -1 : 1));
}

export function byTopic(cells: readonly TopicsCell[], before: readonly TopicsCell[] | null): DailyReport['byTopic'] {
  const keysOf = ({ topics }: TopicsCell) => (topics.length === 0 ? [null] : [...new Set(topics)]);
  const sums = sumBy<TopicsCell, string | null>(cells, before, keysOf, (cell) => cell);
  const rows = [...sums].map(([key, share]) => ({ topic: topic.nullable().parse(key), ...share }));
  return ranked(rows, (row) => row.topic ?? '');
}

/** A deleted source is stored as "name (deleted instant)". */
const plainName = (cell: MentionCell) =>
  cell.sourceDeleted ? cell.sourceName.replace(/ \(deleted [^()]*\)$/, '') : cell.sourceName;

export function bySource(
  cells: readonly MentionCell[],
  before: readonly MentionCell[] | null,
): DailyReport['bySource'] {
  const known = new Map([...cells, ...(before ?? [])].map((cell) => [cell.sourceId, cell]));
  const sums = sumBy(cells, before, (cell) => [cell.sourceId], counted);
  const rows = [...sums].flatMap(([id, share]) => {
    const cell = known.get(id);
    return cell === undefined
      ? []
      : [{ id, name: plainName(cell), kind: cell.sourceKind, deleted: cell.sourceDeleted, ...share }];
  });
  return ranked(rows, (row) => row.name);
}

export function bySentiment(
  cells: readonly MentionCell[],
  before: readonly MentionCell[] | null,
): DailyReport['bySentiment'] {
  const sums = sumBy(cells, before, (cell) => [cell.sentiment], counted);
  const rows = [...sums].map(([key, share]) => ({ sentiment: sentimentLabel.nullable().parse(key), ...share }));
  return ranked(rows, (row) => row.sentiment ?? '');
}

export function byHour(cells: readonly MentionCell[], hours: readonly Date[]): DailyReport['byHour'] {
  const sums = sumBy(cells, null, (cell) => [cell.hour], counted);
  return hours.map((hour, place) => {
    const share = sums.get(place);
    return { from: hour.toISOString(), mentions: share?.mentions ?? 0, complaints: share?.complaints ?? 0 };
  });
}

export function byLanguage(cells: readonly MentionCell[]): DailyReport['byLanguage'] {
  const sums = sumBy(cells, null, (cell) => [cell.language as Language | null], counted);
  return [...sums]
    .map(([language, share]) => ({ language, mentions: share.mentions }))
    .sort((a, b) => b.mentions - a.mentions || ((a.language ?? '') < (b.language ?? '') ? -1 : 1));
}

/** How many mentions are in the cells that `which` picks. */
export function countOf(cells: readonly MentionCell[], which: (cell: MentionCell) => boolean): number {
  return cells.reduce((sum, cell) => sum + (which(cell) ? cell.count : 0), 0);
}
