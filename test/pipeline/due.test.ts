import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/person.ts';
import { type SlaSettings, slaSettings } from '../../src/domain/sla.ts';
import { stepClocks, wakeClocks } from '../../src/pipeline/due.ts';
import { authorsOf, joinTicket, NOBODY, ticketForMention } from '../../src/pipeline/ticket-intake.ts';
import { addToConversation, change } from '../../src/pipeline/tickets.ts';
import type { AddOptions, JobData } from '../../src/queue/queue.ts';
import { type Database, inTransaction } from '../../src/storage/database.ts';
import { readServiceRules, writeSlaSettings, writeTeamHours } from '../../src/storage/service-rules.ts';
import { createTeam } from '../../src/storage/teams.ts';
import { ticketHistory } from '../../src/storage/ticket-history.ts';
import { requeueClocks } from '../../src/storage/ticket-writes.ts';
import { findTicket, listTickets } from '../../src/storage/tickets.ts';
import { RECORDS, silent, type TestRecords } from '../support/databases.ts';
import { MemoryQueue } from '../support/memory-queue.ts';
import { analysisOf } from '../support/samples.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const never = new AbortController().signal;
const always = { time: 'calendar' as const };
const actAt = (minutes: number) => ({ actor: systemActor, scope: 'all' as const, now: later(minutes) });

const HOURLY = slaSettings.parse({
  policies: [
    {
      name: 'Mỗi giờ',
      targets: { firstResponse: { minutes: 60, ...always }, resolution: { minutes: 600, ...always } },
      warnAt: [0.5],
      escalations: [
        { afterMinutes: 0, levelsUp: 0 },
        { afterMinutes: 30, levelsUp: 1 },
      ],
    },
  ],
  legal: { settlementWorkingDays: null },
});

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`the clocks on ${skip ?? name}`, () => {
    let records: TestRecords;
    let db: Database;
    let team: string;
    let made = 0;
    const setSla = async (settings: SlaSettings, minutes = 0) => {
      await writeSlaSettings(db, settings, later(minutes));
      await requeueClocks(db, later(minutes));
    };
    beforeAll(async () => {
      records = await open();
      db = records.db;
      const above = await createTeam(db, { name: 'Miền Bắc', parent: null });
      team = (await createTeam(db, { name: 'Hà Nội', parent: above.id })).id;
      await setSla(HOURLY);
    });
    afterAll(() => records?.close());

    const mentionOf = (more: object = {}) => {
      made += 1;
      return {
        id: `mention-${made}`,
        sourceKind: 'rss',
        authorId: `author-${made}`,
        authorName: null,
        threadId: null,
        title: null,
        text: 'Mạng chậm quá',
        analysis: analysisOf(),
        teamId: team,
        publishedAt: null,
        ...more,
      };
    };
    const opened = (minutes = 0, mention = mentionOf()) =>
      inTransaction(db, async (tx) => {
        const { id: caseKey } = mention;
        const decision = {
          outcome: 'ticket' as const,
          reason: '',
          caseKey,
          urgency: 'normal' as const,
          topic: null,
          subject: 'Mạng chậm',
        };
        const service = await readServiceRules(tx);
        const act = { actor: systemActor, now: later(minutes) };
        const [author = NOBODY] = await authorsOf(tx, [mention], act.now);
        return ticketForMention(tx, mention, decision, service, author, act);
      });
    const step = (minutes: number) => stepClocks({ db, clock: { now: () => later(minutes) }, logger: silent }, never);
    const told = async (number: number) => {
      const history = await ticketHistory(db, number);
      return history.flatMap(({ kind, at, changes }) => {
        const deadline = changes.deadline?.to as { kind: string; at: string; levelsUp?: number } | undefined;
        return deadline ? [[kind, deadline.kind, deadline.levelsUp ?? '-', deadline.at, at].join(' ')] : [];
      });
    };
    const iso = (minutes: number) => later(minutes).toISOString();

    it('warn, then tell the team and those above it, each once, at any number of processes', async () => {
      const number = await opened();
      expect(await findTicket(db, 'all', number)).toMatchObject({
        slaPolicy: 'Mỗi giờ',
        firstResponseDueAt: iso(60),
        resolutionDueAt: iso(600),
        nextDueAt: iso(60),
        unansweredSince: iso(0),
        legalDueAt: null,
      });
      expect(await step(29)).toBe(0);
      await Promise.all([step(30), step(30), step(30)]);
      expect(await told(number)).toEqual([`warned firstResponse - ${iso(30)} ${iso(30)}`]);
      await step(61);
      await step(61);
      expect((await told(number)).slice(1)).toEqual([`escalated firstResponse 0 ${iso(60)} ${iso(61)}`]);
      expect((await findTicket(db, 'all', number)).version).toBe(1);
    });

    it('catch up in order after a standstill, and nothing is told of what was done meanwhile', async () => {
      const [late, answered] = [await opened(1000), await opened(1001)];
      await addToConversation(db, answered, { kind: 'reply', text: 'Xin lỗi' }, actAt(1010));
      await step(1000 + 200);
      expect(await told(late)).toEqual([
        `warned firstResponse - ${iso(1030)} ${iso(1200)}`,
        `escalated firstResponse 0 ${iso(1060)} ${iso(1200)}`,
        `escalated firstResponse 1 ${iso(1090)} ${iso(1200)}`,
      ]);
      expect(await told(answered)).toEqual([]);
    });

    it('are caught up before a change, so that the history is in order although nobody stepped them', async () => {
      const number = await opened(2000);
      await addToConversation(db, number, { kind: 'reply', text: 'Xin lỗi' }, actAt(2070));
      const kinds = (await ticketHistory(db, number)).map(({ kind }) => kind);
      expect(kinds).toEqual(['opened', 'warned', 'escalated', 'message']);
      const ticket = await findTicket(db, 'all', number);
      expect(ticket).toMatchObject({ unansweredSince: null, firstResponseDueAt: iso(2060), nextDueAt: iso(2600) });
    });

    it('end a snooze at its time, and the customer ends it before', async () => {
      const mention = mentionOf();
      const [one, other] = [await opened(3000), await opened(3000, mention)];
      for (const number of [one, other]) await change(db, number, { snoozedUntil: iso(3010) }, actAt(3001));
      const shown = async (is: boolean, minutes: number) =>
        (await listTickets(db, [team], { snoozed: { is, now: later(minutes) } }, { limit: 200 })).items.map(
          (ticket) => ticket.number,
        );
      expect(await shown(true, 3001)).toEqual([one, other]);
      expect(await shown(false, 3001)).not.toContain(one);
      await inTransaction(db, (tx) => joinTicket(tx, other, { ...mention, id: 'again' }, actAt(3005)));
      expect((await findTicket(db, 'all', other)).snoozedUntil).toBeNull();
      await step(3010);
      expect((await findTicket(db, 'all', one)).snoozedUntil).toBeNull();
      expect((await ticketHistory(db, one)).map(({ kind }) => kind)).toEqual(['opened', 'changed', 'woken']);
    });

    it('stand still while the ticket waits, and go on with the time that was left', async () => {
      const pausing = structuredClone(HOURLY);
      const [policy] = pausing.policies;
      if (policy?.targets.resolution) policy.targets.resolution.pausedBy = ['third-party'];
      await setSla(pausing, 3999);
      const number = await opened(4000);
      await change(db, number, { status: 'pending', pendingOn: 'third-party' }, actAt(4100));
      expect(await findTicket(db, 'all', number)).toMatchObject({ resolutionDueAt: null, pendingOn: 'third-party' });
      await change(db, number, { pendingOn: 'customer', status: 'pending' }, actAt(4300));
      expect((await findTicket(db, 'all', number)).resolutionDueAt).toBe(iso(4800));
      await change(db, number, { status: 'resolved' }, actAt(4400));
      expect(await findTicket(db, 'all', number)).toMatchObject({ resolutionDueAt: iso(4800), nextDueAt: null });
      await change(db, number, { status: 'open' }, actAt(4500));
      expect((await findTicket(db, 'all', number)).resolutionDueAt).toBe(iso(4900));
      expect((await ticketHistory(db, number)).at(-1)?.kind).toBe('reopened');
    });

    it('follow new rules for what is owed, and leave what was done', async () => {
      await setSla(HOURLY, 5000);
      const [owing, answered] = [await opened(5000), await opened(5000)];
      await addToConversation(db, answered, { kind: 'reply', text: 'Xin lỗi' }, actAt(5010));
      const slower = structuredClone(HOURLY);
      const [policy] = slower.policies;
      if (policy)
        policy.targets = {
          ...policy.targets,
          firstResponse: { minutes: 90, time: 'calendar', pausedBy: [] },
          resolution: null,
        };
      await setSla(slower, 5020);
      await step(5020);
      expect(await findTicket(db, 'all', owing)).toMatchObject({
        firstResponseDueAt: iso(5090),
        resolutionDueAt: null,
      });
      expect(await findTicket(db, 'all', answered)).toMatchObject({ firstResponseDueAt: iso(5060), nextDueAt: null });
      await setSla(HOURLY, 5030);
    });

    it('of a ticket whose team never opens again stop no other', async () => {
      const closed = (await createTeam(db, { name: 'Đã giải thể', parent: null })).id;
      const office = slaSettings.parse({
        policies: [{ name: 'Giờ làm việc', targets: { resolution: { minutes: 60 } } }],
        legal: { settlementWorkingDays: null },
      });
      await setSla(office, 6000);
      const [broken, sound] = [await opened(6000, mentionOf({ teamId: closed })), await opened(6001)];
      const week = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
      // Records from elsewhere: the API would have refused them.
      await writeTeamHours(db, closed, { timeZone: 'Asia/Ho_Chi_Minh', week, holidays: 'none', special: [] });
      await setSla(office, 6010);
      await step(6062);
      expect(await told(broken)).toEqual([]);
      expect((await told(sound)).map((line) => line.split(' ')[0])).toEqual(['warned', 'escalated']);
      await writeTeamHours(db, closed, null);
      await setSla(HOURLY, 6100);
    });

    it('are woken at once when something is due, at its time when it soon will be', async () => {
      await step(100_000);
      await opened(100_000);
      class Told extends MemoryQueue {
        readonly told: [string, AddOptions | undefined][] = [];
        override async add(job: string, _data: JobData, options?: AddOptions): Promise<void> {
          this.told.push([job, options]);
        }
      }
      const queue = new Told();
      const id = `due-${later(100_030).getTime()}`;
      await wakeClocks(db, queue, later(100_020));
      expect(queue.told).toEqual([]);
      await wakeClocks(db, queue, new Date(later(100_030).getTime() - 45_000));
      await wakeClocks(db, queue, later(100_031));
      expect(queue.told).toEqual([
        ['due', { id, delayMs: 45_000 }],
        ['due', { dedupe: 'due' }],
      ]);
    });

    it('come with a priority that more voices and earlier tickets raise, but nobody’s decision is overruled', async () => {
      const mention = mentionOf();
      const number = await opened(7000, mention);
      const reasons = async (of: number) => {
        const { priority, priorityReasons } = await findTicket(db, 'all', of);
        return [priority, ...priorityReasons.map(({ because, points }) => `${because} ${points}`)];
      };
      expect(await reasons(number)).toEqual(['normal', 'urgency 1']);
      await opened(7001, mentionOf({ authorId: mention.authorId }));
      const third = await opened(7002, mentionOf({ authorId: mention.authorId }));
      expect(await reasons(third)).toEqual(['high', 'urgency 1', 'customer 1']);
      const critical = { ...mention, id: 'worse', analysis: analysisOf({ urgency: 'critical' }) };
      await change(db, third, { priority: 'low' }, actAt(7003));
      for (const each of [number, third]) await inTransaction(db, (tx) => joinTicket(tx, each, critical, actAt(7004)));
      expect(await reasons(number)).toEqual(['urgent', 'urgency 3', 'customer 1']);
      expect(await reasons(third)).toEqual(['low']);
    });
  });
}
