import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TeamBoard } from '../../src/domain/board.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { createTeam } from '../../src/storage/teams.ts';
import { openTicket } from '../../src/storage/ticket-writes.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import { newTicketOf } from '../support/new-tickets.ts';

const HOUR = 3_600_000;
const minutesAhead = (minutes: number) => new Date(API_NOW.getTime() + minutes * 60_000);

/** The same figures from the tickets as the list gives them. */
function recount(tickets: readonly Ticket[], team: string): Omit<TeamBoard, 'team'> {
  const now = API_NOW.getTime();
  const at = (instant: string | null) => (instant === null ? null : Date.parse(instant));
  const own = tickets.filter((ticket) => ticket.team.id === team);
  const unsolved = own.filter(({ status }) => !['resolved', 'closed'].includes(status));
  const isSnoozed = ({ snoozedUntil }: Ticket) => (at(snoozedUntil) ?? 0) > now;
  const awake = unsolved.filter((ticket) => !isSnoozed(ticket));
  const left = (ticket: Ticket) => (at(ticket.nextDueAt) ?? Number.POSITIVE_INFINITY) - now;
  const waits = unsolved.flatMap(({ unansweredSince }) => (unansweredSince === null ? [] : [unansweredSince]));
  return {
    unsolved: unsolved.length,
    waiting: awake.filter(({ status, assignee }) => assignee === null && status !== 'pending').length,
    pending: awake.filter(({ status }) => status === 'pending').length,
    snoozed: unsolved.filter(isSnoozed).length,
    overdue: awake.filter((ticket) => left(ticket) <= 0).length,
    atRisk: awake.filter((ticket) => left(ticket) > 0 && left(ticket) <= HOUR).length,
    unansweredSince: waits.sort()[0] ?? null,
    opened: own.filter(({ openedAt }) => now - Date.parse(openedAt) < 24 * HOUR).length,
    resolved: own.filter(({ resolvedAt }) => resolvedAt !== null && now - Date.parse(resolvedAt) < 24 * HOUR).length,
  };
}

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`the board, on ${skip ?? name}`, () => {
    let records: TestRecords;
    let api: TestApi;
    const teams: string[] = [];
    const people: Record<string, string> = {};

    /** Tickets in all states and of all ages, whatever the draw. */
    async function write(): Promise<void> {
      const lan = await api.person('lan', 'agent', teams[1]);
      people.lan = lan.session;
      const ages = fc.record({
        openedAgo: fc.integer({ min: 1, max: 3 * 24 * 60 }),
        dueIn: fc.integer({ min: -300, max: 300 }),
        status: fc.constantFrom('new', 'open', 'pending', 'resolved', 'closed'),
        solvedAgo: fc.integer({ min: 1, max: 3 * 24 * 60 }),
        snoozedFor: fc.option(fc.integer({ min: -60, max: 60 }), { freq: 3 }),
        isTaken: fc.boolean(),
        team: fc.nat({ max: 2 }),
      });
      for (const [index, each] of fc.sample(ages, { numRuns: 60, seed: 20_260_305 }).entries()) {
        const dueAt = minutesAhead(each.dueIn);
        const times = { firstResponseDueAt: dueAt, resolutionDueAt: minutesAhead(each.dueIn + 600) };
        const opened = minutesAhead(-each.openedAgo);
        const parts = { teamId: teams[each.team] ?? '', times };
        const { number } = await openTicket(records.db, await newTicketOf(records.db, `case-${index}`, opened, parts));
        const isSolved = each.status === 'resolved' || each.status === 'closed';
        await records.db
          .updateTable('tickets')
          .set({
            status: each.status,
            pending_on: each.status === 'pending' ? 'customer' : null,
            resolved_at: isSolved ? minutesAhead(-each.solvedAgo) : null,
            snoozed_until: isSolved || each.snoozedFor === null ? null : minutesAhead(each.snoozedFor),
            assignee_id: each.isTaken ? lan.id : null,
          })
          .where('number', '=', number)
          .execute();
      }
    }

    beforeAll(async () => {
      records = await open();
      api = await openApi(records);
      const north = await createTeam(records.db, { name: 'Bắc', parent: null });
      const hanoi = await createTeam(records.db, { name: 'Hà Nội', parent: north.id });
      const south = await createTeam(records.db, { name: 'Nam', parent: null });
      teams.push(north.id, hanoi.id, south.id);
      people.north = (await api.person('north', 'manager', north.id)).session;
      people.head = (await api.person('head', 'manager', null)).session;
      await write();
    });
    afterAll(async () => {
      await api?.close();
      await records?.close();
    });

    const boardSeenBy = async (who: string): Promise<TeamBoard[]> =>
      (await api.ask('GET', '/api/board', { as: people[who] ?? who })).body.items;

    it('counts as the list of tickets shows them', async () => {
      const { items: tickets } = (await api.ask('GET', '/api/tickets?limit=200', { as: people.head ?? '' })).body;
      expect(tickets).toHaveLength(60);
      const board = (await boardSeenBy('head')).filter(({ team }) => teams.includes(team.id));
      expect(board).toHaveLength(3);
      for (const { team, ...counts } of board) expect(counts).toEqual(recount(tickets, team.id));
      for (const field of ['waiting', 'pending', 'snoozed', 'overdue', 'atRisk', 'opened', 'resolved'] as const)
        expect(
          board.reduce((sum, each) => sum + each[field], 0),
          field,
        ).toBeGreaterThan(0);
    });

    it('shows nobody more than the teams that they see, and marketing none', async () => {
      const names = async (who: string) => (await boardSeenBy(who)).map(({ team }) => team.name).sort();
      expect(await names('north')).toEqual(['Bắc', 'Hà Nội']);
      expect(await names('lan')).toEqual(['Hà Nội']);
      expect((await api.ask('GET', '/api/board', { as: 'marketing' })).status).toBe(403);
    });
  });
}
