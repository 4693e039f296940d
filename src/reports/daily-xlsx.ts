import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { ComparedCount, DailyReport } from '../domain/report.ts';
import { reportFormat } from './format.ts';
import type { ReportLanguage } from './labels.ts';

type Cell = string | number | null;

interface Table {
  name: string;
  head: readonly Cell[];
  rows: readonly (readonly Cell[])[];
}

/** Widest column, in characters. */
const WIDEST = 80;
/** As much as a cell of a workbook holds. */
const LONGEST = 32_767;
const FORBIDDEN_IN_NAMES = /[\\/*?:[\]]/g;

/** Texts are always cells of text, so that nobody's words are ever a formula. */
function cellOf(value: Cell, isHead = false): SheetData[number][number] {
  const look = isHead ? { fontWeight: 'bold' as const } : {};
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number, ...look };
  return { value: value.slice(0, LONGEST), type: String, ...look };
}

function sheetOf({ name, head, rows }: Table) {
  const widths = head.map((title, column) =>
    Math.min(
      WIDEST,
      Math.max(8, ...[title, ...rows.map((row) => row[column])].map((cell) => String(cell ?? '').length + 2)),
    ),
  );
  return {
    data: [head.map((cell) => cellOf(cell, true)), ...rows.map((row) => row.map((cell) => cellOf(cell)))],
    sheet: name.replace(FORBIDDEN_IN_NAMES, ' ').slice(0, 31),
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  };
}

function tablesOf(report: DailyReport, language: ReportLanguage): Table[] {
  const format = reportFormat(report, language);
  const { labels, instant, time } = format;
  const { totals, service } = report;
  const compared = (name: string, { count, dayBefore, usual }: ComparedCount): Cell[] => [
    name,
    count,
    dayBefore,
    usual,
  ];
  const shares = [labels.complaints, `${labels.complaints}: ${labels.dayBefore.toLowerCase()}`, labels.mentions];
  const figures = (row: { mentions: number; complaints: number; complaintsDayBefore: number | null }): Cell[] => [
    row.complaints,
    row.complaintsDayBefore,
    row.mentions,
  ];
  const topicName = (topic: DailyReport['byTopic'][number]['topic']) =>
    topic === null ? labels.noTopic : labels.topics[topic];
  const clock = (name: string, { inTime, late, medianMinutes }: typeof service.firstResponse): Cell[] => [
    name,
    inTime,
    late,
    medianMinutes,
  ];
  return [
    {
      name: report.date,
      head: [labels.title, report.date, labels.dayBefore, labels.usual(totals.complaints.usualDays)],
      rows: [
        compared(labels.complaints, totals.complaints),
        compared(labels.mentions, totals.mentions),
        compared(labels.tickets, totals.tickets),
      ],
    },
    {
      name: labels.byTopic,
      head: [labels.byTopic, ...shares],
      rows: report.byTopic.map((row) => [topicName(row.topic), ...figures(row)]),
    },
    {
      name: labels.bySource,
      head: [labels.bySource, ...shares],
      rows: report.bySource.map((row) => [row.name, ...figures(row)]),
    },
    {
      name: labels.bySentiment,
      head: [labels.bySentiment, ...shares],
      rows: report.bySentiment.map((row) => [
        row.sentiment === null ? labels.notRead : labels.sentiments[row.sentiment],
        ...figures(row),
      ]),
    },
    {
      name: labels.byHour,
      head: [labels.byHour, labels.complaints, labels.mentions],
      rows: report.byHour.map((row) => [time(row.from), row.complaints, row.mentions]),
    },
    {
      name: labels.topTopics,
      head: [labels.topTopics, labels.source, labels.openedAt, labels.ticket, ''],
      rows: report.topTopics.flatMap(({ topic, examples }) =>
        examples.map((each) => [
          topicName(topic),
          each.sourceName,
          instant(each.occurredAt),
          each.ticketNumber,
          each.text,
        ]),
      ),
    },
    {
      name: labels.worstThreads,
      head: [labels.worstThreads, labels.source, labels.complaints, labels.mentions],
      rows: report.worstThreads.map((each) => [
        each.title || labels.untitled,
        each.sourceName,
        each.complaints,
        each.mentions,
      ]),
    },
    {
      name: labels.service,
      head: [labels.service, labels.inTime, labels.late, `${labels.median} (${labels.minute})`],
      rows: [clock(labels.firstResponse, service.firstResponse), clock(labels.resolution, service.resolution)],
    },
    {
      name: labels.backlog,
      head: [labels.backlog, '', labels.tickets],
      rows: service.backlog.map((cell) => [labels.statuses[cell.status], labels.priorities[cell.priority], cell.count]),
    },
    {
      name: labels.coverage,
      head: [labels.coverage, labels.state, labels.since, labels.reason],
      rows: report.coverage.unhealthy.map((each) => [
        each.name,
        labels.healths[each.health],
        each.since === null ? null : instant(each.since),
        each.reason,
      ]),
    },
  ];
}

/** Parts of an archive begin with these: APPNOTE.TXT of PKWARE, 4.3.7 and 4.3.12; their times stand so far behind. */
const HEADERS = [
  { sign: Buffer.from('PK\u0003\u0004'), time: 10 },
  { sign: Buffer.from('PK\u0001\u0002'), time: 12 },
];
const TIME = Buffer.from([0, 0, 0x21, 0]); // 1 January 1980

/** The same bytes for the same report: without the times at which its parts were written. */
function withoutTimes(archive: Buffer): Buffer {
  for (const { sign, time } of HEADERS)
    for (let at = archive.indexOf(sign); at >= 0; at = archive.indexOf(sign, at + 1)) TIME.copy(archive, at + time);
  return archive;
}

/** The report as a workbook of Excel, a table a sheet. */
export async function dailyReportWorkbook(report: DailyReport, language: ReportLanguage): Promise<Uint8Array> {
  const workbook = writeExcelFile(tablesOf(report, language).map(sheetOf), { fontFamily: 'Arial', fontSize: 10 });
  return withoutTimes(await workbook.toBuffer());
}
