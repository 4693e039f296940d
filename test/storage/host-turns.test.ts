import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSharedHostGate } from '../../src/crawlers/support/shared-host-gate.ts';
import { RetryLater } from '../../src/errors.ts';
import { createHostTurns, forgetHostTurns, type HostTurns } from '../../src/storage/host-turns.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';

const START = Date.parse('2026-03-05T02:00:00.000Z');

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`turns at hosts that processes share, on ${skip ?? name}`, () => {
    let records: TestRecords;
    let time = START;
    let turns: HostTurns;
    let others: HostTurns;
    const clock = { now: () => new Date(time) };
    beforeAll(async () => {
      records = await open();
      turns = createHostTurns(records.db, clock);
      others = createHostTurns(records.db, clock);
    });
    afterAll(() => records?.close());

    it('are had by one at a time, a pause after the end of the last', async () => {
      const answers = await Promise.all([turns.take('a', 1000), others.take('a', 1000)]);
      expect(answers.filter((answer) => answer === 'ours')).toHaveLength(1);
      const [winner, loser] = answers[0] === 'ours' ? [turns, others] : [others, turns];
      expect(await loser.take('b', 1000)).toBe('ours');
      time += 300;
      await winner.end('a');
      expect(await loser.take('a', 1000)).toEqual({ waitMs: 1000 });
      time += 600;
      expect(await winner.take('a', 1000)).toEqual({ waitMs: 400 });
      expect(await loser.take('a', 500)).toBe('ours');
    });

    it('come back from a dead process after a minute, and stay with a living one', async () => {
      await turns.take('c', 1000);
      time += 40_000;
      await turns.renew('c');
      time += 40_000;
      expect(await others.take('c', 1000)).toEqual({ waitMs: 50 });
      time += 20_000;
      expect(await others.take('c', 1000)).toBe('ours');
      // The dead one's end, should it come after all, ends nobody else's turn.
      await turns.end('c');
      expect(await turns.take('c', 1000)).toEqual({ waitMs: 50 });
    });

    it('are taken again at once by the process whose end of one was never written', async () => {
      const broken = { ...turns, end: () => Promise.reject(new Error('the database is away')) };
      const sleep = async (ms: number) => {
        time += ms;
      };
      const visit = { delayMs: 1000 };
      const before = createSharedHostGate(broken, sleep).run('g', visit, async () => 'a page');
      await expect(before).rejects.toThrow('the database is away');
      expect(await others.take('g', 1000)).toEqual({ waitMs: 50 });
      expect(await turns.take('g', 1000)).toBe('ours');
    });

    it('hold nobody up for longer than the delay once the clock is set back', async () => {
      await turns.take('h', 1000);
      await turns.end('h');
      time -= 3_600_000;
      expect(await others.take('h', 1000)).toBe('ours');
      time += 3_600_000;
    });

    it('are nobody’s while a host asked for a pause, in any process', async () => {
      const other = createSharedHostGate(createHostTurns(records.db, clock), async () => undefined);
      await turns.pause('d', 60_000);
      await turns.pause('d', 1000);
      time += 20_000;
      const refused = await other.run('d', { delayMs: 0 }, async () => 'in').catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(RetryLater);
      expect((refused as RetryLater).delayMs).toBeCloseTo(40_000, 0);
      time += 40_000;
      expect(await other.run('d', { delayMs: 0 }, async () => 'in')).toBe('in');
    });

    it('hold the pause between all requests of three gates at once, failed ones included', async () => {
      const sleep = async (ms: number) => {
        time += ms;
      };
      const gates = [1, 2, 3].map(() => createSharedHostGate(createHostTurns(records.db, clock), sleep));
      const visits: { start: number; end: number }[] = [];
      let inside = 0;
      const visit = async () => {
        inside += 1;
        expect(inside).toBe(1);
        const start = time;
        await new Promise((done) => setImmediate(done));
        inside -= 1;
        visits.push({ start, end: time });
        if (visits.length % 5 === 0) throw new Error('a request that failed');
      };
      const asked = Array.from({ length: 30 }, (_, n) => gates[n % 3]?.run('e', { delayMs: 700 }, visit));
      const outcomes = await Promise.allSettled(asked);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(6);
      expect(visits).toHaveLength(30);
      for (const [at, { start }] of visits.entries()) {
        if (at > 0) expect(start - (visits[at - 1]?.end ?? 0)).toBeGreaterThanOrEqual(700);
      }
    });

    it('are forgotten once they hold nobody back', async () => {
      const count = async () => (await records.db.selectFrom('host_turns').select('host').execute()).length;
      await turns.pause('f', 3_600_000);
      time += 120_000;
      await forgetHostTurns(records.db, new Date(time - 60_000));
      expect(await count()).toBe(1);
    });
  });
}
