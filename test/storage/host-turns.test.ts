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
    const clock = { now: () => new Date(time) };
    beforeAll(async () => {
      records = await open();
      turns = createHostTurns(records.db, clock);
    });
    afterAll(() => records?.close());

    const take = async (host: string, delayMs = 1000) => {
      const answer = await turns.take(host, delayMs);
      return 'turn' in answer ? answer.turn : answer;
    };

    it('are had by one at a time, a pause after the end of the last', async () => {
      const [one, two] = await Promise.all([turns.take('a', 1000), turns.take('a', 1000)]);
      expect([one, two].filter((answer) => 'turn' in answer)).toHaveLength(1);
      const turn = 'turn' in one ? one.turn : 'turn' in two ? two.turn : '';
      expect(await take('b')).toEqual(expect.any(String));
      time += 300;
      await turns.end('a', turn);
      expect(await take('a')).toEqual({ waitMs: 1000 });
      time += 600;
      expect(await take('a')).toEqual({ waitMs: 400 });
      expect(await take('a', 500)).toEqual(expect.any(String));
    });

    it('come back from a dead process after a minute, and stay with a living one', async () => {
      const turn = String(await take('c'));
      time += 40_000;
      await turns.renew('c', turn);
      time += 40_000;
      expect(await take('c')).toEqual({ waitMs: 50 });
      time += 20_000;
      const next = String(await take('c'));
      expect(next).not.toBe(turn);
      // The dead one's end, should it come after all, ends nobody else's turn.
      await turns.end('c', turn);
      expect(await take('c')).toEqual({ waitMs: 50 });
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
      const visits: number[] = [];
      let inside = 0;
      const visit = async () => {
        inside += 1;
        expect(inside).toBe(1);
        const start = time;
        await new Promise((done) => setImmediate(done));
        inside -= 1;
        visits.push(start);
        if (visits.length % 5 === 0) throw new Error('a request that failed');
      };
      const asked = Array.from({ length: 30 }, (_, n) => gates[n % 3]?.run('e', { delayMs: 700 }, visit));
      const outcomes = await Promise.allSettled(asked);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(6);
      expect(visits).toHaveLength(30);
      // From start to start: while one is inside, the others' waiting moves this clock on.
      for (const [at, start] of visits.entries()) {
        if (at > 0) expect(start - (visits[at - 1] ?? 0)).toBeGreaterThanOrEqual(700);
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
