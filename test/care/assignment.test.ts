import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  HEARTBEAT_MS,
  isSkilled,
  planAssignments,
  presenceAt,
  type WaitingTicket,
} from '../../src/care/assignment.ts';
import { type AssignmentRules, strategy } from '../../src/domain/assignment.ts';

const NOW = 1_772_676_000_000;
const TOPICS = ['network', 'billing', 'sim'] as const;
const LANGUAGES = ['vi', 'en'] as const;
const CHANNELS = ['forum', 'youtube'] as const;

const agent = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  load: 0,
  capacity: 10,
  topics: [],
  languages: [],
  channels: [],
  lastAssignedAt: 0,
  ...more,
});
const waiting = (number: number, more: Partial<WaitingTicket> = {}): WaitingTicket => ({
  number,
  topic: null,
  language: null,
  channel: 'forum',
  lastAgent: null,
  ...more,
});
const rules = (more: Partial<AssignmentRules> = {}): AssignmentRules => ({
  strategy: 'round-robin',
  sticky: true,
  skills: true,
  ...more,
});

const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const agents = fc
  .array(
    fc.record({
      load: fc.nat(4),
      capacity: fc.nat(6),
      topics: some(TOPICS) as fc.Arbitrary<Candidate['topics']>,
      languages: some(LANGUAGES) as fc.Arbitrary<Candidate['languages']>,
      channels: some(CHANNELS),
      lastAssignedAt: fc.nat(1000),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map((each, index): Candidate => ({ id: `agent-${index}`, ...each })));
const tickets = fc
  .array(
    fc.record({
      topic: fc.constantFrom(null, ...TOPICS),
      language: fc.constantFrom(null, ...LANGUAGES),
      channel: fc.constantFrom(...CHANNELS),
      lastAgent: fc.constantFrom(null, 'agent-0', 'agent-1', 'gone'),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map((each, index): WaitingTicket => ({ number: index + 1, ...each })));
const anyRules = fc.record({
  strategy: fc.constantFrom(...strategy.options),
  sticky: fc.boolean(),
  skills: fc.boolean(),
});

describe('assignment', () => {
  it('keeps every rule, whatever waits for whomever', () => {
    fc.assert(
      fc.property(tickets, agents, anyRules, (waits, there, by) => {
        const plan = planAssignments(waits, there, by, NOW);
        const got = new Map(plan.map((each) => [each.number, each.agent]));
        expect(got.size).toBe(plan.length); // none twice
        const load = new Map(there.map(({ id, load }) => [id, load]));
        for (const ticket of waits) {
          const able = there.filter(
            (each) => (load.get(each.id) ?? 0) < each.capacity && (!by.skills || isSkilled(each, ticket)),
          );
          const chosen = got.get(ticket.number);
          if (chosen === undefined) {
            expect(able).toEqual([]); // passed over only while nobody could
            continue;
          }
          expect(able.map(({ id }) => id)).toContain(chosen);
          if (by.sticky && able.some(({ id }) => id === ticket.lastAgent)) expect(chosen).toBe(ticket.lastAgent);
          else if (by.strategy === 'least-loaded') {
            const least = Math.min(...able.map(({ id }) => load.get(id) ?? 0));
            expect(load.get(chosen)).toBe(least);
          }
          load.set(chosen, (load.get(chosen) ?? 0) + 1);
        }
        for (const { id, capacity, load: before } of there)
          expect(load.get(id)).toBeLessThanOrEqual(Math.max(capacity, before));
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('goes round: who are alike get the same number, over several plans too', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 8 }),
        (count, sizes) => {
          const there = Array.from({ length: count }, (_, index) => agent(`agent-${index}`, { capacity: 1000 }));
          const total = new Map(there.map(({ id }) => [id, 0]));
          let now = NOW;
          for (const size of sizes) {
            const waits = Array.from({ length: size }, (_, index) => waiting(index + 1));
            for (const { agent: id, at } of planAssignments(waits, there, rules(), now)) {
              total.set(id, (total.get(id) ?? 0) + 1);
              for (const each of there) if (each.id === id) each.lastAssignedAt = at;
            }
            now += 1000;
          }
          expect(Math.max(...total.values()) - Math.min(...total.values())).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 12, numRuns: 200 },
    );
  });

  it('evens out loads when it gives to the least loaded', () => {
    const there = [agent('a', { load: 5 }), agent('b', { load: 1 }), agent('c', { load: 3 })];
    const plan = planAssignments(
      [1, 2, 3, 4, 5, 6].map((number) => waiting(number)),
      there,
      rules({ strategy: 'least-loaded' }),
      NOW,
    );
    expect(plan.map(({ agent: id }) => id)).toEqual(['b', 'b', 'c', 'b', 'c', 'b']);
  });

  it('passes over what nobody can take, and gives whoever gets free the first that they can', () => {
    const english = agent('en', { languages: ['en'], capacity: 1 });
    const waits = [waiting(1, { language: 'vi' }), waiting(2, { language: 'en' }), waiting(3, { language: 'en' })];
    expect(planAssignments(waits, [english], rules(), NOW)).toMatchObject([{ number: 2, agent: 'en' }]);
    expect(planAssignments(waits, [english], rules({ skills: false }), NOW)).toMatchObject([
      { number: 1, agent: 'en' },
    ]);
  });

  it('takes who is silent for away', () => {
    const at = (ms: number) => new Date(NOW + ms);
    expect(presenceAt('online', at(0), at(HEARTBEAT_MS))).toBe('online');
    expect(presenceAt('online', at(0), at(HEARTBEAT_MS + 1))).toBe('away');
    expect(presenceAt('offline', at(0), at(0))).toBe('offline');
  });
});
