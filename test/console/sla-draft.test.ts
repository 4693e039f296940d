import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hoursOfText,
  inUnit,
  newPolicy,
  textOfHours,
  toMinutes,
} from '../../console/src/pages/service-levels/sla-draft.ts';
import { slaPolicy } from '../../src/domain/sla.ts';

describe('opening hours as text', () => {
  it.each([
    ['8-12, 13:00-17:30', '08:00-12:00, 13:00-17:30'],
    ['22:00–6:00', '22:00-06:00'],
    ['0-24', '00:00-24:00'],
    ['', ''],
  ])('%j is read', (text, hours) => {
    expect(textOfHours(hoursOfText(text) ?? [{ from: 'not', to: 'read' }])).toBe(hours);
  });

  it.each(['8', 'sáng', '25-26', '8:60-9', '8-12 13-17'])('%j is refused', (text) => {
    expect(hoursOfText(text)).toBeUndefined();
  });
});

describe('lengths of time', () => {
  it('are told in a unit that fits, and come back the same', () => {
    expect([inUnit(90), inUnit(240), inUnit(2880)]).toEqual([
      { amount: 90, unit: 'minutes' },
      { amount: 4, unit: 'hours' },
      { amount: 2, unit: 'days' },
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (minutes) => {
        const { amount, unit } = inUnit(minutes);
        expect(toMinutes(amount, unit)).toBe(minutes);
      }),
    );
  });
});

describe('a new policy', () => {
  it('has a name of its own, and is one that the API takes', () => {
    const first = newPolicy([], 'Chính sách');
    expect(newPolicy([first], 'Chính sách').name).toBe('Chính sách 2');
    expect(slaPolicy.parse(first)).toEqual(first);
  });
});
