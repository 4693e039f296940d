import type { Answer, Criterion, PreScore, Scorecard } from '../domain/quality.ts';
import { type FieldProblem, InvalidInput } from '../errors.ts';

/** What the answers to a scorecard come to. */
export interface Verdict {
  /** 0 to 100; null when no criterion applied. */
  score: number | null;
  passed: boolean | null;
  fatal: boolean;
}

/**
 * The weighted mean of the shares of points, over the criteria that apply; a fatal criterion without points makes it 0,
 * and failed. Throws InvalidInput with every problem of the answers at once.
 */
export function verdictOf(
  { criteria, passMark }: Pick<Scorecard, 'criteria' | 'passMark'>,
  answers: readonly Answer[],
): Verdict {
  refuseWrong(criteria, answers);
  const points = new Map(answers.map((answer) => [answer.criterion, answer.points]));
  let [got, possible, fatal] = [0, 0, false];
  for (const { key, weight, points: most, fatal: isFatal } of criteria) {
    const given = points.get(key) ?? null;
    if (given === null) continue;
    got += (weight * given) / most;
    possible += weight;
    if (isFatal && given === 0) fatal = true;
  }
  if (possible === 0) return { score: null, passed: null, fatal: false };
  // Two decimals: what is shown is what the pass mark is held against.
  const score = fatal ? 0 : Math.round((got / possible) * 10_000) / 100;
  return { score, passed: !fatal && score >= passMark, fatal };
}

function refuseWrong(criteria: readonly Criterion[], answers: readonly Answer[]): void {
  const known = new Map(criteria.map((each) => [each.key, each]));
  const seen = new Set<string>();
  const problems: FieldProblem[] = [];
  for (const [index, { criterion, points }] of answers.entries()) {
    const found = known.get(criterion);
    const path = `answers.${index}`;
    if (found === undefined) problems.push({ path: `${path}.criterion`, message: 'is not on the scorecard' });
    else if (points !== null && points > found.points)
      problems.push({ path: `${path}.points`, message: `must be ${found.points} at most` });
    if (seen.has(criterion)) problems.push({ path: `${path}.criterion`, message: 'is answered twice' });
    seen.add(criterion);
  }
  for (const { key } of criteria)
    if (!seen.has(key)) problems.push({ path: 'answers', message: `has no answer to ${key}` });
  if (problems.length > 0) throw new InvalidInput('The answers don’t fit the scorecard.', problems);
}

/** What the program's findings propose for each criterion that names one; the reviewer has the last word. */
export function proposedAnswers(criteria: readonly Criterion[], found: readonly PreScore[]): Answer[] {
  const shares = new Map(found.map((each) => [each.check, each]));
  return criteria.flatMap(({ key, points, check }) => {
    const finding = check === null ? undefined : shares.get(check);
    if (finding === undefined) return [];
    const { share, detail } = finding;
    return [{ criterion: key, points: share === null ? null : Math.round(share * points), comment: detail }];
  });
}

/** The scorecard for a team's tickets: its own, that of the nearest team above it, or the one for all; undefined: none. */
export function scorecardFor<T extends Pick<Scorecard, 'team' | 'retired'>>(
  scorecards: readonly T[],
  teamPath: readonly string[],
): T | undefined {
  const live = scorecards.filter(({ retired }) => !retired);
  for (const team of teamPath) {
    const own = live.find((each) => each.team === team);
    if (own !== undefined) return own;
  }
  return live.find(({ team }) => team === null);
}
