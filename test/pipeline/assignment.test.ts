import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HEARTBEAT_MS } from '../../src/care/assignment.ts';
import type { AssignmentRules } from '../../src/domain/assignment.ts';
import { systemActor } from '../../src/domain/person.ts';
import { Conflict } from '../../src/errors.ts';
import { drainTickets, handOver, pullNext } from '../../src/pipeline/assignment.ts';
import { loadsOf, writeAssignmentRules } from '../../src/storage/assignment.ts';
import type { Database } from '../../src/storage/database.ts';
import { createUser } from '../../src/storage/people.ts';
import { saveProfile, setPresence } from '../../src/storage/presence.ts';
import { createTeam } from '../../src/storage/teams.ts';
import { RECORDS, silent, type TestRecords } from '../support/databases.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
const never = new AbortController().signal;
const ROUND: AssignmentRules = { strategy: 'round-robin', sticky: true, skills: true };

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`assignment on ${skip ?? name}`, () => {
    let records: TestRecords;
    let db: Database;
    let team: string;
    let made = 0;
    beforeAll(async () => {
      records = await open();
      db = records.db;
    });
    afterAll(() => records?.close());
    beforeEach(async () => {
      made += 1;
      team = (await createTeam(db, { name: `Team ${made}`, parent: null })).id;
      await writeAssignmentRules(db, team, ROUND);
    });

    const agent = async (capacity: number, more: { topics?: 'network'[]; languages?: 'en'[] } = {}) => {
      made += 1;
      const input = { email: `agent-${made}@example.vn`, name: `Agent ${made}`, role: 'agent' as const, team };
      const user = await createUser(db, { ...input, passwordHash: 'none' }, NOW);
      await saveProfile(db, user.id, { capacity, topics: [], languages: [], channels: [], ...more }, NOW);
      await setPresence(db, user, 'online', NOW);
      return user;
    };
    /** Tickets of the team, the first of them due first. */
    const tickets = async (count: number, topic: string | null = null, customer: string | null = null) => {
      const { rows } = await sql<{ number: number }>`
        insert into tickets (case_key, priority, subject, topic, channel, team_id, customer_id, opened_at, first_response_due_at,
          resolution_due_at, updated_at)
        select gen_random_uuid(), 'normal', 'Mạng chậm', ${topic}, 'forum', ${team}, ${customer}::uuid, ${NOW}, ${NOW}::timestamptz + n * interval '1 microsecond',
          ${NOW}::timestamptz + interval '1 day', ${NOW}
        from generate_series(1, ${count}::integer) n returning number`.execute(db);
      return rows.map(({ number }) => number);
    };
    const ownersOf = async (numbers: readonly number[]) => {
      const rows = await db
        .selectFrom('tickets')
        .select(['number', 'assignee_id'])
        .where('number', 'in', numbers)
        .execute();
      const owners = new Map(rows.map((row) => [row.number, row.assignee_id]));
      return numbers.map((number) => owners.get(number) ?? null);
    };
    const drain = (now = NOW) => drainTickets({ db, clock: { now: () => now }, logger: silent }, never);
    const solve = (numbers: readonly number[]) =>
      db.updateTable('tickets').set({ status: 'resolved', resolved_at: NOW }).where('number', 'in', numbers).execute();

    it('gives the first in the line to who is free, and the rest as capacity returns, nobody ever too many', async () => {
      const people = [await agent(2), await agent(2)];
      const line = await tickets(10);
      expect(await drain()).toBe(4);
      expect((await ownersOf(line)).slice(4)).toEqual(Array(6).fill(null));
      expect(await drain()).toBe(0);
      for (const done of [1, 3, 5]) {
        await solve(line.slice(done - 1, done + 1));
        expect(await drain()).toBe(2);
        const owners = await ownersOf(line);
        expect(owners.slice(0, done + 5).every((owner) => owner !== null)).toBe(true);
        expect(owners.slice(done + 5).every((owner) => owner === null)).toBe(true);
      }
      const loads = await loadsOf(
        db,
        people.map(({ id }) => id),
      );
      expect([...loads.values()]).toEqual([2, 2]);
      const { rows } = await sql<{ changes: object; actor: string }>`
        select changes, actor from ticket_events where ticket_number = ${line[0]} and kind = 'assigned'`.execute(db);
      expect(rows).toEqual([{ changes: { assignee: { from: null, to: expect.any(String) } }, actor: 'system' }]);
    });

    it('goes past what nobody there can take, however long that line is', async () => {
      await agent(5, { languages: ['en'], topics: ['network'] });
      const others = await tickets(450, 'billing');
      const network = await tickets(3, 'network');
      await drain();
      expect((await ownersOf(network)).every((owner) => owner !== null)).toBe(true);
      expect((await ownersOf(others)).every((owner) => owner === null)).toBe(true);
      await solve(others);
    });

    it('gives a customer’s next ticket to who had the last, if they are free', async () => {
      const [first, second] = [await agent(5), await agent(5)];
      const customer = (
        await db.insertInto('customers').values({ name: 'Lan' }).returning('id').executeTakeFirstOrThrow()
      ).id;
      const [before] = await tickets(1, null, customer);
      await db
        .updateTable('tickets')
        .set({ assignee_id: second.id, status: 'resolved', resolved_at: NOW })
        .where('number', '=', Number(before))
        .execute();
      const next = await tickets(3, null, customer);
      await drain();
      expect(await ownersOf(next)).toEqual([second.id, second.id, second.id]);
      const elsewhere = await db
        .insertInto('customers')
        .values({ name: 'Lan trên Zalo', merged_into: customer })
        .returning('id')
        .executeTakeFirstOrThrow();
      const [fromElsewhere] = await tickets(1, null, elsewhere.id);
      await drain();
      expect(await ownersOf([Number(fromElsewhere)])).toEqual([second.id]);
      await writeAssignmentRules(db, team, { ...ROUND, sticky: false });
      const [after] = await tickets(1, null, customer);
      await drain();
      expect(await ownersOf([Number(after)])).toEqual([first.id]);
    });

    it('gives nothing to who is away, silent, disabled or of another team, and nothing of what sleeps or is taken by hand', async () => {
      const [away, silentOne, gone] = [await agent(5), await agent(5), await agent(5)];
      await setPresence(db, away, 'away', NOW);
      await db.updateTable('users').set({ disabled_at: NOW }).where('id', '=', gone.id).execute();
      const line = await tickets(2);
      const later = new Date(NOW.getTime() + HEARTBEAT_MS + 1);
      expect(await drain(later)).toBe(0);
      await setPresence(db, silentOne, 'online', later);
      await db
        .updateTable('tickets')
        .set({ snoozed_until: new Date(later.getTime() + 1000) })
        .where('number', '=', Number(line[0]))
        .execute();
      await writeAssignmentRules(db, team, { ...ROUND, strategy: 'manual' });
      expect(await drain(later)).toBe(0);
      await writeAssignmentRules(db, team, ROUND);
      expect(await drain(later)).toBe(1);
      expect(await ownersOf(line)).toEqual([null, silentOne.id]);
    });

    it('gives no ticket to two, and nobody too many, when two hundred pull at once and the line is drained meanwhile', async () => {
      const people: Awaited<ReturnType<typeof agent>>[] = [];
      for (let index = 0; index < 200; index += 1) people.push(await agent(3));
      const line = await tickets(500);
      const pull = (user: (typeof people)[number]) => pullNext(db, user, [team], NOW);
      const pulls = people.flatMap((user) => [pull(user), pull(user), pull(user), pull(user)]);
      const drains = [drain(), drain(), drain()];
      const answers = await Promise.allSettled(pulls);
      await Promise.all(drains);
      const pulled = answers.flatMap((answer) =>
        answer.status === 'fulfilled' && answer.value ? [answer.value.number] : [],
      );
      for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(Conflict);
      expect(new Set(pulled).size).toBe(pulled.length);
      expect((await ownersOf(line)).every((owner) => owner !== null)).toBe(true);
      const loads = [
        ...(
          await loadsOf(
            db,
            people.map(({ id }) => id),
          )
        ).values(),
      ];
      expect(Math.max(...loads)).toBeLessThanOrEqual(3);
      expect(loads.reduce((sum, load) => sum + load, 0)).toBe(500);
      const { rows } = await sql<{ given: number }>`
        select count(*)::integer as given from ticket_events where kind = 'assigned' and ticket_number = any(${line}::integer[])
        group by ticket_number`.execute(db);
      expect(rows.map(({ given }) => given)).toEqual(Array(500).fill(1));
    });

    it('lets who pulls take the first that they have the skills for, as many as they can work on', async () => {
      const user = await agent(2, { topics: ['network'] });
      await tickets(1, 'billing');
      const [first, second] = await tickets(3, 'network');
      expect((await pullNext(db, user, [team], NOW))?.number).toBe(first);
      expect((await pullNext(db, user, 'all', NOW))?.number).toBe(second);
      await expect(pullNext(db, user, [team], NOW)).rejects.toThrow(/as many as you may/);
      expect(await pullNext(db, await agent(2), [], NOW)).toBeUndefined();
    });

    it('hands a shift over: to a colleague with a note, or back into the line', async () => {
      const [lan, mai] = [await agent(5), await agent(5)];
      await setPresence(db, mai, 'offline', NOW);
      const line = await tickets(3);
      await drain();
      const act = { actor: { ...systemActor, name: 'Lan' }, scope: 'all' as const, now: NOW };
      const shift = { from: lan.id, to: mai.id, note: 'Chờ kỹ thuật' };
      await expect(handOver(db, shift, act, async () => false)).rejects.toThrow(Conflict);
      expect(await handOver(db, shift, { ...act, scope: [] }, async () => true)).toBe(0);
      expect(await ownersOf(line)).toEqual([lan.id, lan.id, lan.id]);
      expect(await handOver(db, shift, act, async () => true)).toBe(3);
      expect(await ownersOf(line)).toEqual([mai.id, mai.id, mai.id]);
      const notes = await db
        .selectFrom('messages')
        .select(['kind', 'text'])
        .where('ticket_number', 'in', line)
        .execute();
      expect(notes).toEqual(Array(3).fill({ kind: 'note', text: 'Chờ kỹ thuật' }));
      await handOver(db, { from: mai.id, to: null }, act, async () => true);
      expect(await ownersOf(line)).toEqual([null, null, null]);
    });
  });
}
