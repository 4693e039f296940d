import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostUrgent, pressesMore, priorityOf } from '../../src/care/priority.ts';
import { urgency } from '../../src/domain/analysis.ts';
import { priority } from '../../src/domain/ticket.ts';

const facts = fc.record({
  urgency: fc.constantFrom(null, ...urgency.options),
  voices: fc.integer({ min: 1, max: 100 }),
  recentTickets: fc.nat(10),
});

describe('priority', () => {
  it.each([
    ['low', 1, 0, 'low'],
    ['normal', 1, 0, 'normal'],
    ['high', 1, 0, 'high'],
    ['critical', 1, 0, 'urgent'],
    [null, 1, 0, 'normal'],
    ['normal', 4, 1, 'normal'],
    ['normal', 5, 0, 'high'],
    ['normal', 20, 0, 'urgent'],
    ['low', 1, 2, 'normal'],
    ['critical', 20, 9, 'urgent'],
  ] as const)('of urgency %s, %i voices and %i earlier tickets is %s', (how, voices, recentTickets, expected) => {
    expect(priorityOf({ urgency: how, voices, recentTickets }).priority).toBe(expected);
  });

  it('is what its reasons add up to, and never falls when one of them grows', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const { priority: found, reasons } = priorityOf(one);
        const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
        expect(priority.options.indexOf(found)).toBe(Math.min(3, points));
        const both = {
          urgency: mostUrgent(one.urgency, other.urgency),
          voices: Math.max(one.voices, other.voices),
          recentTickets: Math.max(one.recentTickets, other.recentTickets),
        };
        if (one.urgency !== null && other.urgency !== null)
          expect(pressesMore(found, priorityOf(both).priority)).toBe(false);
      }),
    );
  });
});
