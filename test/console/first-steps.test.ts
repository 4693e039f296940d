import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doneSteps, nextStep, ruleOfNames } from '../../console/src/pages/start/first-steps.ts';
import { compileMatcher } from '../../src/analysis/query/match.ts';
import { parseQuery } from '../../src/analysis/query/parse.ts';

const nothing = { queries: 0, sources: 0, mentions: 0, people: 0, channels: 0, tickets: 0 };

describe('the first steps', () => {
  it('are done by what there is, in any order', () => {
    expect(nextStep(doneSteps(nothing))).toBe('query');
    expect(nextStep(doneSteps({ ...nothing, queries: 1, sources: 1 }))).toBe('source');
    expect(nextStep(doneSteps({ ...nothing, queries: 1, sources: 1, mentions: 9, channels: 1 }))).toBe('people');
    const all = doneSteps({ queries: 1, sources: 2, mentions: 9, people: 3, channels: 1, tickets: 1 });
    expect(nextStep(all)).toBeUndefined();
  });
});

describe('a rule of names', () => {
  it('finds each of them, and nothing else', () => {
    const rule = ruleOfNames(['Mạng Sao', 'msao', 'Mạng  Sao', ' ', '!!']);
    expect(rule).toBe('"Mạng Sao" OR "msao"');
    const matches = compileMatcher(parseQuery(rule));
    expect(['mang sao chậm', 'gói MSAO', 'mạng khác'].map((text) => matches({ text }))).toEqual([true, true, false]);
  });

  it('can always be read, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 5 }), (names) => {
        const rule = ruleOfNames(names);
        if (rule !== '') expect(() => parseQuery(rule)).not.toThrow();
      }),
    );
  });
});
