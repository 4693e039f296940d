import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseAppeal, refuseDecision, refuseSubmission, refuseTaking } from '../../src/care/quality-review.ts';
import { type Candidate, daysToDraw, drawSample, lotOf } from '../../src/care/quality-sampling.ts';
import { proposedAnswers, scorecardFor, verdictOf } from '../../src/care/quality-score.ts';
import { type Answer, type Criterion, criterion } from '../../src/domain/quality.ts';
import { samplingRules } from '../../src/domain/quality-settings.ts';
import { InvalidInput } from '../../src/errors.ts';

const criteria = fc
  .array(
    fc.record({
      weight: fc.integer({ min: 1, max: 100 }),
      points: fc.integer({ min: 1, max: 10 }),
      fatal: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) => all.map((each, index) => criterion.parse({ key: `c${index}`, name: 'x', ...each })));

/** A scorecard with answers to all of it. */
const answered = criteria.chain((all) =>
  fc.record({
    criteria: fc.constant(all),
    passMark: fc.integer({ min: 0, max: 100 }),
    answers: fc.tuple(
      ...all.map(({ key, points }) =>
        fc.record({
          criterion: fc.constant(key),
          points: fc.option(fc.integer({ min: 0, max: points })),
          comment: fc.constant(''),
        }),
      ),
    ),
  }),
);

const most = (all: readonly Criterion[]): Answer[] =>
  all.map(({ key, points }) => ({ criterion: key, points, comment: '' }));

describe('the score of a review', () => {
  it('is 100 for all points, 0 for none, and nothing where nothing applied', () => {
    fc.assert(
      fc.property(criteria, (all) => {
        const card = { criteria: all, passMark: 100 };
        const given = (points: number | null) => most(all).map((each) => ({ ...each, points }));
        expect(verdictOf(card, most(all))).toEqual({ score: 100, passed: true, fatal: false });
        expect(verdictOf(card, given(0))).toMatchObject({ score: 0, passed: false });
        expect(verdictOf(card, given(null))).toEqual({ score: null, passed: null, fatal: false });
      }),
    );
  });

  it('lies between 0 and 100, passes by the mark alone, and a fatal criterion without points fails it', () => {
    fc.assert(
      fc.property(answered, ({ criteria: all, passMark, answers }) => {
        const { score, passed, fatal } = verdictOf({ criteria: all, passMark }, answers);
        const lost = all.some((each, at) => each.fatal && answers[at]?.points === 0);
        expect(fatal).toBe(lost);
        if (score === null) return;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(passed).toBe(!lost && score >= passMark);
        if (lost) expect(score).toBe(0);
      }),
    );
  });

  it('never falls when a criterion gets more points, and what does not apply changes nothing', () => {
    fc.assert(
      fc.property(answered, fc.nat(), ({ criteria: all, answers }, pick) => {
        const at = pick % all.length;
        const card = { criteria: all, passMark: 50 };
        const better = answers.map((each, index) =>
          index === at && each.points !== null ? { ...each, points: all[at]?.points ?? 0 } : each,
        );
        expect(verdictOf(card, better).score ?? 0).toBeGreaterThanOrEqual(verdictOf(card, answers).score ?? 0);
        const extra = criterion.parse({ key: 'extra', name: 'x', weight: 500, fatal: true });
        const wider = { criteria: [...all, extra], passMark: 50 };
        const notApplicable = { criterion: 'extra', points: null, comment: '' };
        expect(verdictOf(wider, [...answers, notApplicable])).toEqual(verdictOf(card, answers));
      }),
    );
  });

  it('counts by weight: 3 of 4 points of weight 2 and no point of weight 1 make 50', () => {
    const all = [
      criterion.parse({ key: 'a', name: 'A', weight: 2, points: 4 }),
      criterion.parse({ key: 'b', name: 'B', weight: 1 }),
    ];
    const answers = [
      { criterion: 'a', points: 3, comment: '' },
      { criterion: 'b', points: 0, comment: '' },
    ];
    expect(verdictOf({ criteria: all, passMark: 50 }, answers)).toEqual({ score: 50, passed: true, fatal: false });
  });

  it('is refused for answers that are missing, twice, unknown or beyond the points, all said at once', () => {
    const all = ['a', 'b'].map((key) => criterion.parse({ key, name: key, points: 2 }));
    const answers = [
      { criterion: 'a', points: 3, comment: '' },
      { criterion: 'a', points: 1, comment: '' },
      { criterion: 'z', points: 1, comment: '' },
    ];
    const refused = () => verdictOf({ criteria: all, passMark: 80 }, answers);
    expect(refused).toThrow(InvalidInput);
    try {
      refused();
    } catch (error) {
      expect((error as InvalidInput).fields.map(({ path }) => path)).toEqual([
        'answers.0.points',
        'answers.1.criterion',
        'answers.2.criterion',
        'answers',
      ]);
    }
  });

  it('is proposed from what the program found, in the points of the criterion', () => {
    const all = [
      criterion.parse({ key: 'tone', name: 'Tone', points: 4, check: 'tone' }),
      criterion.parse({ key: 'greeting', name: 'Greeting', check: 'greeting' }),
      criterion.parse({ key: 'solved', name: 'Solved' }),
    ];
    const found = [
      { check: 'tone' as const, share: 0.5, detail: '1 of 2' },
      { check: 'greeting' as const, share: null, detail: 'none' },
    ];
    expect(proposedAnswers(all, found)).toEqual([
      { criterion: 'tone', points: 2, comment: '1 of 2' },
      { criterion: 'greeting', points: null, comment: 'none' },
    ]);
  });

  it('follows the scorecard of the nearest team, and no retired one', () => {
    const cards = [
      { team: null, retired: false },
      { team: 'b', retired: false },
      { team: 'c', retired: true },
    ];
    expect(scorecardFor(cards, ['c', 'b', 'a'])?.team).toBe('b');
    expect(scorecardFor(cards, ['a'])?.team).toBeNull();
    expect(scorecardFor(cards.slice(2), ['c'])).toBeUndefined();
  });
});

const candidates = fc.uniqueArray(
  fc.record({
    number: fc.integer({ min: 1, max: 500 }),
    agent: fc.constantFrom('lan', 'minh', 'hoa'),
    lowCsat: fc.boolean(),
    slaMissed: fc.boolean(),
    urgent: fc.boolean(),
  }),
  { selector: ({ number }) => number, maxLength: 60 },
);
const share = fc.constantFrom(0, 0.02, 0.5, 1);
const rules = fc
  .record({
    atLeastPerAgent: fc.integer({ min: 0, max: 4 }),
    more: fc.integer({ min: 0, max: 4 }),
    shares: fc.record({ 'low-csat': share, 'sla-missed': share, 'high-urgency': share, random: share }),
  })
  .map(({ atLeastPerAgent, more, shares }) =>
    samplingRules.parse({ atLeastPerAgent, atMostPerAgent: atLeastPerAgent + more, shares }),
  );

describe('the tickets of a day that are reviewed', () => {
  it('are the same whenever they are drawn and in whatever order they come', () => {
    fc.assert(
      fc.property(candidates, rules, fc.integer(), (all, by, seed) => {
        const shuffled = [...all].sort(
          (a, b) => lotOf(String(seed), 'random', a.number) - lotOf(String(seed), 'random', b.number),
        );
        expect(drawSample('2026-03-04', shuffled, by)).toEqual(drawSample('2026-03-04', all, by));
      }),
    );
  });

  it('are of each agent no fewer than the least and no more than the most, each once, for a reason that holds', () => {
    fc.assert(
      fc.property(candidates, rules, (all, by) => {
        const drawn = drawSample('2026-03-04', all, by);
        expect(new Set(drawn.map(({ number }) => number)).size).toBe(drawn.length);
        const known = new Map<number, Candidate>(all.map((each) => [each.number, each]));
        for (const { number, agent, reason } of drawn) {
          const ticket = known.get(number);
          expect(ticket?.agent).toBe(agent);
          if (reason === 'low-csat') expect(ticket?.lowCsat).toBe(true);
          if (reason === 'sla-missed') expect(ticket?.slaMissed).toBe(true);
          if (reason === 'high-urgency') expect(ticket?.urgent).toBe(true);
        }
        for (const agent of new Set(all.map((each) => each.agent))) {
          const solved = all.filter((each) => each.agent === agent).length;
          const reviewed = drawn.filter((each) => each.agent === agent).length;
          expect(reviewed).toBeLessThanOrEqual(by.atMostPerAgent);
          expect(reviewed).toBeGreaterThanOrEqual(Math.min(solved, by.atLeastPerAgent));
        }
      }),
    );
  });

  it('do not depend on what other agents did', () => {
    fc.assert(
      fc.property(candidates, rules, (all, by) => {
        const own = all.filter(({ agent }) => agent === 'lan');
        const drawn = drawSample('2026-03-04', all, by).filter(({ agent }) => agent === 'lan');
        expect(drawn).toEqual(drawSample('2026-03-04', own, by));
      }),
    );
  });

  it('are about the share that is asked for, and others the next day', () => {
    const all = Array.from({ length: 5000 }, (_, number) => ({
      number,
      agent: `a${number}`,
      lowCsat: false,
      slaMissed: false,
      urgent: false,
    }));
    const by = samplingRules.parse({ shares: { random: 0.1 } });
    const [one, two] = ['2026-03-04', '2026-03-05'].map((day) => drawSample(day, all, by));
    expect(one?.length).toBeGreaterThan(420);
    expect(one?.length).toBeLessThan(580);
    const both = new Set(one?.map(({ number }) => number));
    expect(two?.filter(({ number }) => both.has(number)).length).toBeLessThan(100);
  });

  it('are of the days since the last one drawn from, a week back at most', () => {
    expect(daysToDraw(null, '2026-03-05')).toEqual(['2026-03-04']);
    expect(daysToDraw('2026-03-04', '2026-03-05')).toEqual([]);
    expect(daysToDraw('2026-02-27', '2026-03-02')).toEqual(['2026-02-28', '2026-03-01']);
    expect(daysToDraw('2025-01-01', '2026-03-08')).toHaveLength(7);
    expect(daysToDraw('2026-03-09', '2026-03-05')).toEqual([]);
  });
});

describe('who does what with a review', () => {
  const now = new Date('2026-03-05T02:00:00Z');
  const person = (id: string) => ({ kind: 'user' as const, id });
  const review = (status: 'waiting' | 'taken' | 'submitted' | 'appealed' | 'decided', days = 0) => {
    const at = new Date(now.getTime() - days * 86_400_000).toISOString();
    return {
      status,
      agent: { id: 'lan', name: 'Lan' },
      reviewer: status === 'waiting' ? null : { id: 'minh', name: 'Minh' },
      takenAt: status === 'waiting' ? null : at,
      submittedAt: at,
    };
  };

  it('nobody reviews or decides on their own work, nor does a machine', () => {
    for (const act of [refuseTaking, refuseSubmission, refuseDecision]) {
      expect(() => act(review('waiting'), person('lan'), now)).toThrow('own work');
      expect(() => act(review('waiting'), { kind: 'token', id: 'x' }, now)).toThrow('person');
    }
  });

  it('who has taken it goes on; another may only after three days', () => {
    expect(() => refuseTaking(review('waiting'), person('minh'), now)).not.toThrow();
    expect(() => refuseTaking(review('taken'), person('minh'), now)).not.toThrow();
    expect(() => refuseTaking(review('taken'), person('hoa'), now)).toThrow('Minh is at this review');
    expect(() => refuseTaking(review('taken', 3), person('hoa'), now)).not.toThrow();
    expect(() => refuseTaking(review('submitted', 9), person('hoa'), now)).toThrow('submitted already');
    expect(() => refuseSubmission(review('taken'), person('hoa'))).toThrow('Minh');
    expect(() => refuseSubmission(review('waiting'), person('minh'))).toThrow('Take');
    expect(() => refuseSubmission(review('taken'), person('minh'))).not.toThrow();
  });

  it('only the agent appeals, once and in time; another than the reviewer decides', () => {
    expect(() => refuseAppeal(review('submitted', 7), person('lan'), 7, now)).not.toThrow();
    expect(() => refuseAppeal(review('submitted', 8), person('lan'), 7, now)).toThrow('is over');
    expect(() => refuseAppeal(review('submitted'), person('hoa'), 7, now)).toThrow('Only whose work');
    expect(() => refuseAppeal(review('decided'), person('lan'), 7, now)).toThrow('decided');
    expect(() => refuseDecision(review('appealed'), person('minh'))).toThrow('Another manager');
    expect(() => refuseDecision(review('appealed'), person('hoa'))).not.toThrow();
    expect(() => refuseDecision(review('submitted'), person('hoa'))).toThrow('no appeal');
  });
});
