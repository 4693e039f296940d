import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Labels } from '../../src/domain/analysis.ts';
import type { DailyReport } from '../../src/domain/report.ts';
import { dailyReport as schema } from '../../src/domain/report.ts';
import { dailyReport } from '../../src/reports/daily.ts';
import { correctMention } from '../../src/storage/corrections.ts';
import { firstTeam } from '../../src/storage/people.ts';
import { createSource, deleteSource } from '../../src/storage/sources.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import {
  DAY,
  generateMentions,
  generateTickets,
  insertMentionRows,
  insertTicketRows,
  type MentionRow,
  type TicketRow,
} from './generated-records.ts';

// Vietnam is seven hours ahead all year: local midnights are written out, not computed.
const FROM = new Date('2026-03-04T17:00:00.000Z');
const TO = new Date('2026-03-05T17:00:00.000Z');
const REQUEST = { date: '2026-03-05', timeZone: 'Asia/Ho_Chi_Minh', now: new Date('2026-03-06T01:00:00.000Z') };

const occurred = (row: MentionRow) => row.publishedAt ?? row.collectedAt;
const inside = (at: Date | null, from: Date, to: Date) => at !== null && at >= from && at < to;
const back = (at: Date, days: number) => new Date(at.getTime() - days * DAY);
const countWhere = <T>(rows: readonly T[], which: (row: T) => boolean) => rows.filter(which).length;

function medianOf(values: number[]): number | null {
  const sorted = values.sort((a, b) => a - b);
  const half = sorted.length / 2;
  if (sorted.length === 0) return null;
  if (sorted.length % 2 === 1) return sorted[Math.floor(half)] ?? null;
  return ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

describe.each(RECORDS.map((records) => [records.name, records] as const))('daily report on %s', (_name, records) => {
  let test: TestRecords;
  let mentions: MentionRow[];
  let tickets: TicketRow[];
  let report: DailyReport;
  let sourceNames: Map<string, string>;

  beforeAll(async () => {
    if (records.skip) return;
    test = await records.open();
    const { db } = test;
    sourceNames = new Map();
    for (const name of ['Diễn đàn A', 'Diễn đàn B', 'Báo C', 'Nguồn đã xoá']) {
      const source = await createSource(
        db,
        { kind: 'forum', name, settings: {}, everyMinutes: 15, enabled: true, queries: [], team: null },
        back(FROM, 40),
      );
      sourceNames.set(source.id, name);
    }
    const [first, , , deleted] = [...sourceNames.keys()];
    await deleteSource(db, deleted ?? '', back(TO, 0.5));
    mentions = generateMentions(2000, { from: FROM, to: TO }, [...sourceNames.keys()], 3);
    await insertMentionRows(db, mentions);
    tickets = generateTickets(400, { from: FROM, to: TO }, 5);
    await insertTicketRows(db, tickets, await firstTeam(db));
    // Listening began 30 days before; one and two weeks back there were runs, three and four weeks back there were none.
    const runAt = [30, 14, 7, 1, 0].map((days) => back(new Date(FROM.getTime() + 3600_000), days));
    await db
      .insertInto('runs')
      .values(
        runAt.map((at) => ({
          source_id: first ?? '',
          status: 'succeeded',
          started_at: at,
          heartbeat_at: at,
          finished_at: at,
        })),
      )
      .execute();
    // A person corrects every twentieth mention: the report follows.
    for (const row of mentions.filter((_, index) => index % 20 === 0)) {
      const labels: Labels = { sentiment: 'positive', complaint: row.complaint !== true, topics: ['tv'] };
      Object.assign(row, labels);
      await correctMention(db, { mentionId: row.id, userId: null, byName: 'An', labels }, REQUEST.now);
    }
    report = await dailyReport(db, REQUEST);
  });
  afterAll(async () => test?.close());

  const onDay = () => mentions.filter((row) => inside(occurred(row), FROM, TO));
  const onDayBefore = () => mentions.filter((row) => inside(occurred(row), back(FROM, 1), back(TO, 1)));
  const shares = <Key>(keysOf: (row: MentionRow) => Key[]) => {
    const keys = [...onDay(), ...onDayBefore().filter((row) => row.complaint)].flatMap(keysOf);
    return new Map(
      [...new Set(keys)].map((key) => [
        key,
        {
          mentions: countWhere(onDay(), (row) => keysOf(row).includes(key)),
          complaints: countWhere(onDay(), (row) => row.complaint === true && keysOf(row).includes(key)),
          complaintsDayBefore: countWhere(onDayBefore(), (row) => row.complaint === true && keysOf(row).includes(key)),
        },
      ]),
    );
  };
  const run = records.skip ? it.skip : it;

  run('has the documented shape and enough rows to mean something', () => {
    expect(schema.parse(report)).toEqual(report);
    expect(onDay().length).toBeGreaterThan(500);
    expect(onDay().some((row) => occurred(row).getTime() === FROM.getTime())).toBe(true);
    expect(mentions.some((row) => occurred(row).getTime() === TO.getTime())).toBe(true);
    expect(onDay().some((row) => row.publishedAt === null)).toBe(true);
  });

  run('counts the day from local midnight to local midnight, against the day before and the usual level', () => {
    const figures = (days: number) => {
      const [from, to] = [back(FROM, days), back(TO, days)];
      const there = mentions.filter((row) => inside(occurred(row), from, to));
      return {
        mentions: there.length,
        complaints: countWhere(there, (row) => row.complaint === true),
        tickets: countWhere(tickets, (row) => inside(row.openedAt, from, to)),
      };
    };
    for (const figure of ['mentions', 'complaints', 'tickets'] as const) {
      expect(report.totals[figure]).toEqual({
        count: figures(0)[figure],
        dayBefore: figures(1)[figure],
        usual: (figures(7)[figure] + figures(14)[figure]) / 2,
        usualDays: 2,
      });
    }
  });

  run('breaks complaints down by topic, source, sentiment, hour and language', () => {
    const topics = shares<string | null>((row) => (row.topics.length === 0 ? [null] : [...new Set(row.topics)]));
    expect(new Map(report.byTopic.map(({ topic, ...share }) => [topic, share]))).toEqual(topics);
    const sources = shares((row) => [row.sourceId]);
    expect(new Map(report.bySource.map(({ id, name: _, kind: __, deleted: ___, ...share }) => [id, share]))).toEqual(
      sources,
    );
    expect(report.bySource.map(({ name }) => name).sort()).toEqual([...sourceNames.values()].sort());
    expect(report.bySource.filter((row) => row.deleted).map((row) => row.name)).toEqual(['Nguồn đã xoá']);
    const sentiments = shares((row) => [row.sentiment]);
    expect(new Map(report.bySentiment.map(({ sentiment, ...share }) => [sentiment, share]))).toEqual(sentiments);
    const hours = Array.from({ length: 24 }, (_, hour) => {
      const there = onDay().filter((row) => (occurred(row).getUTCHours() + 7) % 24 === hour);
      const from = new Date(FROM.getTime() + hour * 3600_000).toISOString();
      return { from, mentions: there.length, complaints: countWhere(there, (row) => row.complaint === true) };
    });
    expect(report.byHour).toEqual(hours);
    const languages = ['vi', 'en', 'other', null].map((language) => [
      language,
      countWhere(onDay(), (row) => row.language === language),
    ]);
    expect(new Map(report.byLanguage.map((row) => [row.language, row.mentions]))).toEqual(
      new Map(languages as [string | null, number][]),
    );
  });

  run('puts the most complained of first and says what was not read', () => {
    for (const rows of [report.byTopic, report.bySource, report.bySentiment]) {
      const complaints = rows.map((row) => row.complaints);
      expect(complaints).toEqual([...complaints].sort((a, b) => b - a));
    }
    expect(report.spam).toBe(countWhere(onDay(), (row) => row.spam === true));
    expect(report.unread).toEqual({
      setAside: countWhere(onDay(), (row) => row.analysisError !== null),
      waiting: countWhere(onDay(), (row) => row.analysedAt === null),
    });
  });

  run('shows the surest complaints of a topic, originals first, none twice', () => {
    const shown = report.topTopics.flatMap((topic) => topic.examples.map((example) => example.mentionId));
    expect(new Set(shown).size).toBe(shown.length);
    expect(report.topTopics.map(({ topic }) => topic)).toEqual(report.byTopic.slice(0, 5).map(({ topic }) => topic));
    const [top] = report.topTopics;
    const ofTop = onDay().filter(
      (row) => row.complaint && (top?.topic == null ? row.topics.length === 0 : row.topics.includes(top.topic)),
    );
    const best = ofTop.sort(
      (a, b) =>
        Number(a.copyOf !== null) - Number(b.copyOf !== null) ||
        (b.score ?? -1) - (a.score ?? -1) ||
        occurred(a).getTime() - occurred(b).getTime() ||
        (a.id < b.id ? -1 : 1),
    );
    expect(top?.examples.map((example) => example.mentionId)).toEqual(best.slice(0, 3).map((row) => row.id));
    expect(JSON.stringify(report)).not.toContain('Tác Giả');
  });

  run('finds the worst threads', () => {
    const threads = [...new Set(onDay().flatMap((row) => row.threadId ?? []))].map((thread) => {
      const there = onDay().filter((row) => row.threadId === thread);
      return { mentions: there.length, complaints: countWhere(there, (row) => row.complaint === true) };
    });
    const worst = threads.filter((thread) => thread.complaints > 1);
    worst.sort((a, b) => b.complaints - a.complaints || b.mentions - a.mentions);
    expect(report.worstThreads.map(({ mentions, complaints }) => ({ mentions, complaints }))).toEqual(
      worst.slice(0, 5),
    );
  });

  run('tells how the clocks were kept', () => {
    const minutes = (row: TicketRow, at: Date | null) => ((at?.getTime() ?? 0) - row.openedAt.getTime()) / 60_000;
    const tenth = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
    const answered = tickets.filter((row) => inside(row.firstRespondedAt, FROM, TO));
    const solved = tickets.filter((row) => inside(row.resolvedAt, FROM, TO) && !row.merged);
    const answeredLate = countWhere(answered, (row) => (row.firstRespondedAt ?? FROM) > row.firstResponseDueAt);
    const solvedLate = countWhere(solved, (row) => (row.resolvedAt ?? FROM) > row.resolutionDueAt);
    expect(report.service).toMatchObject({
      opened: countWhere(tickets, (row) => inside(row.openedAt, FROM, TO)),
      firstResponse: {
        inTime: answered.length - answeredLate,
        late: answeredLate,
        medianMinutes: tenth(medianOf(answered.map((row) => minutes(row, row.firstRespondedAt)))),
      },
      resolution: {
        inTime: solved.length - solvedLate,
        late: solvedLate,
        medianMinutes: tenth(medianOf(solved.map((row) => minutes(row, row.resolvedAt)))),
      },
    });
    expect(tickets.some((row) => row.merged && inside(row.resolvedAt, FROM, TO))).toBe(true);
  });

  run('tells the backlog as it was at the end of the day', () => {
    const then = tickets
      .filter((row) => row.openedAt < TO)
      .map((row) => ({
        row,
        status: row.statusSince !== null && row.statusSince >= TO ? row.statusBefore : row.status,
        priority: row.prioritySince !== null && row.prioritySince >= TO ? row.priorityBefore : row.priority,
        waits: row.firstRespondedAt === null || row.firstRespondedAt >= TO,
      }))
      .filter(({ status }) => ['new', 'open', 'pending'].includes(status));
    const cells = new Map<string, number>();
    for (const { status, priority } of then)
      cells.set(`${status} ${priority}`, (cells.get(`${status} ${priority}`) ?? 0) + 1);
    expect(new Map(report.service.backlog.map((cell) => [`${cell.status} ${cell.priority}`, cell.count]))).toEqual(
      cells,
    );
    const waiting = then.filter(({ waits }) => waits);
    const oldest = waiting
      .map(({ row }) => row)
      .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime() || a.number - b.number)[0];
    expect(report.service).toMatchObject({
      waiting: waiting.length,
      waitingOverdue: countWhere(waiting, ({ row }) => row.firstResponseDueAt < TO),
      unresolvedOverdue: countWhere(then, ({ row }) => row.resolutionDueAt < TO),
      oldestWaiting: { number: oldest?.number, openedAt: oldest?.openedAt.toISOString() },
    });
    expect(then.some(({ row, status }) => row.status !== status)).toBe(true);
  });
});
