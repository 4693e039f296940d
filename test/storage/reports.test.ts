import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dailyReport } from '../../src/reports/daily.ts';
import { addToRun, finishRun, startRun } from '../../src/storage/runs.ts';
import { changeSource, createSource, deleteSource } from '../../src/storage/sources.ts';
import { addTicketEvents } from '../../src/storage/ticket-history.ts';
import { openTicket, updateTicket } from '../../src/storage/ticket-writes.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import { newTicketOf } from '../support/new-tickets.ts';

const NOW = new Date('2026-03-06T01:00:00.000Z');
const REQUEST = { date: '2026-03-05', timeZone: 'Asia/Ho_Chi_Minh', now: NOW };
const END = new Date('2026-03-05T17:00:00.000Z');
const ago = (minutes: number, at = END) => new Date(at.getTime() - minutes * 60_000);
const days = (count: number) => count * 1440;

describe.each(RECORDS.map((records) => [records.name, records] as const))(
  'the report’s rows on %s',
  (_name, records) => {
    let test: TestRecords;
    beforeAll(async () => {
      if (!records.skip) test = await records.open();
    });
    beforeEach(async () => {
      if (!records.skip) await sql`truncate sources, tickets cascade`.execute(test.db);
    });
    afterAll(async () => test?.close());
    const run = records.skip ? it.skip : it;

    async function source(name: string, createdAt: Date) {
      const input = { kind: 'rss', name, settings: {}, everyMinutes: 30, enabled: true, queries: [], team: null };
      return (await createSource(test.db, input, createdAt)).id;
    }
    async function collected(sourceId: string, at: Date, failure?: { problem: string; message: string }) {
      const id = await startRun(test.db, sourceId, at);
      if (id === null) throw new Error('the source is being collected');
      const errors = failure ? [{ url: 'https://a.example', message: failure.message }] : [];
      await addToRun(test.db, id, { found: 0, new: 0, unmatched: 0, rejected: 0, errors, warnings: [] }, at);
      const status = failure ? 'failed' : 'succeeded';
      await finishRun(test.db, { id, sourceId, status, problem: failure?.problem ?? null }, at);
    }

    run('says of an empty system that nothing was listened to, and compares with nothing', async () => {
      const report = await dailyReport(test.db, REQUEST);
      const nothing = { count: 0, dayBefore: null, usual: null, usualDays: 0 };
      expect(report.totals).toEqual({ mentions: nothing, complaints: nothing, tickets: nothing });
      expect(report.coverage).toEqual({
        sources: 0,
        healthy: 0,
        paused: 0,
        unhealthy: [],
        runs: { succeeded: 0, failed: 0 },
      });
      expect(report.service).toMatchObject({ waiting: 0, backlog: [], oldestWaiting: null });
      expect(report.service.firstResponse.medianMinutes).toBeNull();
    });

    run('tells of each source how it was at the end of the day, not how it is now', async () => {
      const old = ago(days(60));
      const healthy = await source('A healthy', old);
      const failing = await source('B failing', old);
      const late = await source('C late', old);
      await source('D new', ago(10));
      const paused = await source('E paused', old);
      const deletedLater = await source('F deleted later', old);
      const deletedBefore = await source('G deleted before', old);
      await source('H added later', ago(-10));
      await source('I never ran', old);
      await collected(healthy, ago(20));
      await collected(failing, ago(100));
      await collected(failing, ago(40), { problem: 'The feed is gone.', message: 'answered 404' });
      await collected(late, ago(days(2)));
      await collected(deletedLater, ago(20));
      // After the end of the day everything turned: that is the next day's report.
      await collected(healthy, ago(-20), { problem: 'Too late to matter.', message: 'late' });
      await collected(failing, ago(-20));
      await collected(late, ago(-20));
      await changeSource(test.db, paused, { enabled: false }, NOW);
      await deleteSource(test.db, deletedBefore, ago(1));
      await deleteSource(test.db, deletedLater, ago(-1));
      const { coverage } = await dailyReport(test.db, REQUEST);
      expect(coverage).toMatchObject({ sources: 6, healthy: 2, paused: 1, runs: { succeeded: 3, failed: 1 } });
      const told = coverage.unhealthy.map(({ name, health, since, reason }) => ({ name, health, since, reason }));
      expect(told).toEqual([
        { name: 'I never ran', health: 'late', since: old.toISOString(), reason: null },
        { name: 'C late', health: 'late', since: ago(days(2) - 36).toISOString(), reason: null },
        { name: 'B failing', health: 'failing', since: ago(40).toISOString(), reason: 'answered 404' },
        { name: 'D new', health: 'new', since: ago(10).toISOString(), reason: null },
      ]);
    });

    run('gives the reason of a source that still fails in the words of its health', async () => {
      const id = await source('B failing', ago(days(60)));
      await collected(id, ago(40), { problem: 'The feed is gone: correct the address.', message: 'answered 404' });
      const { coverage } = await dailyReport(test.db, REQUEST);
      expect(coverage.unhealthy[0]?.reason).toBe('The feed is gone: correct the address.');
    });

    run('compares only with days on which it listened from before their beginning', async () => {
      const id = await source('A', ago(days(60)));
      // Begun in the middle of the day before: half a day is no comparison for a whole one.
      await collected(id, ago(days(1) + 600));
      await collected(id, ago(20));
      expect((await dailyReport(test.db, REQUEST)).totals.mentions.dayBefore).toBeNull();
      // With a run from before that day, it is a whole one, on which nothing was said.
      await collected(id, ago(days(3)));
      expect((await dailyReport(test.db, REQUEST)).totals.mentions.dayBefore).toBe(0);
    });

    run('counts an unfinished day up to now', async () => {
      const now = new Date('2026-03-05T05:00:00.000Z');
      const id = await source('A', ago(days(60)));
      await collected(id, ago(5, now));
      const report = await dailyReport(test.db, { ...REQUEST, now });
      expect(report).toMatchObject({ complete: false, until: now.toISOString(), coverage: { healthy: 1 } });
      expect((await dailyReport(test.db, REQUEST)).coverage).toMatchObject({ healthy: 0, sources: 1 });
    });

    run('takes status and priority back through the history that tickets really leave', async () => {
      const { db } = test;
      const opened = ago(600);
      const times = { firstResponseDueAt: ago(540), resolutionDueAt: ago(-3000) };
      const { number } = await openTicket(db, await newTicketOf(db, 'a', opened, { times }));
      const changed = async (
        version: number,
        at: Date,
        changes: Record<string, { from: string | null; to: string | null }>,
      ) => {
        const patch = Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to]));
        await updateTicket(db, number, version, patch, at);
        await addTicketEvents(db, number, [{ kind: 'changed', actor: 'An', changes }], at);
      };
      await changed(1, ago(60), { status: { from: 'new', to: 'pending' }, pendingOn: { from: null, to: 'customer' } });
      await changed(2, ago(-60), {
        status: { from: 'pending', to: 'open' },
        pendingOn: { from: 'customer', to: null },
        priority: { from: 'normal', to: 'urgent' },
      });
      await changed(3, ago(-120), { status: { from: 'open', to: 'closed' } });
      const { service } = await dailyReport(db, REQUEST);
      expect(service).toMatchObject({
        waiting: 1,
        waitingOverdue: 1,
        unresolvedOverdue: 0,
        backlog: [{ status: 'pending', priority: 'normal', count: 1 }],
        oldestWaiting: { number, priority: 'normal', openedAt: opened.toISOString() },
      });
    });
  },
);
