import type { ComparedCount, DailyReport, ReportExample } from '../domain/report.ts';
import type { Database } from '../storage/database.ts';
import { backlogAt, countClocks, countRuns, sourcesAt } from '../storage/report-service.ts';
import {
  countCells,
  countSpans,
  countTopics,
  type ExampleRow,
  findExamples,
  onSnapshot,
  type SpanFigures,
  worstThreads,
} from '../storage/reports.ts';
import { EVERYTHING, type MentionScope, type ReportScope } from '../storage/scope.ts';
import { byHour, byLanguage, bySentiment, bySource, byTopic, countOf } from './breakdowns.ts';
import { coverageAt } from './coverage.ts';
import { type ReportDay, reportDay } from './day.ts';
import { excerpt } from './excerpt.ts';
import { serviceFigures } from './service.ts';

export interface DailyReportRequest {
  /** A local date, like 2026-03-05, that has begun. */
  date: string;
  /** IANA name. */
  timeZone: string;
  now: Date;
  /** What the asker may see; everything, if not given. */
  scope?: ReportScope;
}

const TOP_TOPICS = 5;
const EXAMPLES = 3;
const THREADS = 5;

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.length === 0 ? null : middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** `spans` are the day, the day before, and the weeks before; those on which nobody listened are no comparison. */
function compare(spans: readonly SpanFigures[], figure: 'mentions' | 'complaints' | 'tickets'): ComparedCount {
  const [day, before, ...weeks] = spans;
  const usual = weeks.filter((week) => week.listened).map((week) => week[figure]);
  return {
    count: day?.[figure] ?? 0,
    dayBefore: before?.listened ? before[figure] : null,
    usual: median(usual),
    usualDays: usual.length,
  };
}

/** Up to three examples a topic; one that already speaks for a topic above is not repeated. */
function topTopics(top: DailyReport['byTopic'], rows: readonly ExampleRow[]): DailyReport['topTopics'] {
  const used = new Set<string>();
  return top.map(({ topic, complaints }) => {
    const examples: ReportExample[] = [];
    for (const row of rows) {
      if (row.topic !== topic || used.has(row.id) || examples.length === EXAMPLES) continue;
      used.add(row.id);
      const { id, text, url, sourceName, occurredAt, ticketNumber } = row;
      examples.push({
        mentionId: id,
        text: excerpt(text, 240),
        url,
        sourceName,
        occurredAt: occurredAt.toISOString(),
        ticketNumber,
      });
    }
    return { topic, complaints, examples };
  });
}

/** The part of the report that is about mentions. */
async function mentionFigures(
  db: Database,
  { day, until, dayBefore, hours }: ReportDay,
  comparable: boolean,
  scope: MentionScope,
) {
  const span = { from: day.from, to: until };
  const cells = await countCells(db, span, hours, scope);
  const topics = await countTopics(db, span, scope);
  // The day before is told apart by the same things, but not by its own hours.
  const cellsBefore = comparable ? await countCells(db, dayBefore, [dayBefore.from], scope) : null;
  const topicsBefore = comparable ? await countTopics(db, dayBefore, scope) : null;
  const topicRows = byTopic(topics, topicsBefore);
  const top = topicRows.filter((row) => row.complaints > 0).slice(0, TOP_TOPICS);
  const topicsOfTop = top.map((row) => row.topic);
  const examples = top.length === 0 ? [] : await findExamples(db, span, topicsOfTop, TOP_TOPICS * EXAMPLES, scope);
  const threads = await worstThreads(db, span, THREADS, scope);
  return {
    byTopic: topicRows,
    bySource: bySource(cells, cellsBefore),
    bySentiment: bySentiment(cells, cellsBefore),
    byHour: byHour(cells, hours),
    byLanguage: byLanguage(cells),
    spam: countOf(cells, (cell) => cell.spam),
    unread: {
      setAside: countOf(cells, (cell) => cell.state === 'set-aside'),
      waiting: countOf(cells, (cell) => cell.state === 'waiting'),
    },
    topTopics: topTopics(top, examples),
    worstThreads: threads.map(({ text, ...thread }) => ({ title: excerpt(text, 120), ...thread })),
  };
}

/**
 * Counts one day in the team's time zone, all figures on one picture of the records.
 * Throws InvalidInput for a date that isn't one or lies ahead.
 */
export async function dailyReport(db: Database, request: DailyReportRequest): Promise<DailyReport> {
  const day = reportDay(request.date, request.timeZone, request.now);
  const span = { from: day.day.from, to: day.until };
  const scope = request.scope ?? EVERYTHING;
  return onSnapshot(db, async (tx) => {
    const spans = await countSpans(tx, [span, day.dayBefore, ...day.weeksBefore], scope);
    const mentions = await mentionFigures(tx, day, spans[1]?.listened ?? false, scope.mentions);
    const clocks = await countClocks(tx, span, scope.tickets);
    const backlog = await backlogAt(tx, day.until, scope.tickets);
    const sources = await sourcesAt(tx, day.until, scope.mentions);
    const runs = await countRuns(tx, span, scope.mentions);
    return {
      date: day.date,
      timeZone: request.timeZone,
      from: day.day.from.toISOString(),
      to: day.day.to.toISOString(),
      until: day.until.toISOString(),
      complete: day.until >= day.day.to,
      madeAt: request.now.toISOString(),
      totals: {
        mentions: compare(spans, 'mentions'),
        complaints: compare(spans, 'complaints'),
        tickets: compare(spans, 'tickets'),
      },
      ...mentions,
      service: serviceFigures(clocks, backlog, (text) => excerpt(text, 120)),
      coverage: coverageAt(sources, day.until, runs, (text) => excerpt(text, 400)),
    };
  });
}
