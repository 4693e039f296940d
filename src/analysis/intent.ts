import type { Intent, SentimentLabel } from '../domain/analysis.ts';
import { politeEnd, questionEnd } from './lexicons/intent.ts';
import type { Unit } from './normalise.ts';
import type { PhraseMatch } from './phrases.ts';
import type { Reason, Signs } from './signs.ts';

type Cue = Reason<Intent>;

const cueOf = (intent: Intent, { from, to }: { from: number; to: number }): Cue => ({ for: intent, from, to });

function cuesOf(signs: Signs, kind: 'question' | 'request'): Cue[] {
  return signs.intent.filter(({ tag }) => tag === kind).map((match) => cueOf(kind, match));
}

/** "?" or a last word that asks ("... dc ko", "... chưa vậy mọi người"). */
function questionMarks(units: readonly Unit[]): Cue[] {
  const marks = units.flatMap(({ text }, at): Cue[] =>
    /^\?\??$/.test(text) ? [cueOf('question', { from: at, to: at + 1 })] : [],
  );
  if (marks.length > 0) return marks;
  for (let at = units.length - 1; at > 0 && at >= units.length - 6; at -= 1) {
    const word = units[at]?.text ?? '';
    if (questionEnd.test(word)) return [cueOf('question', { from: at, to: at + 1 })];
    if (!politeEnd.test(word)) return [];
  }
  return [];
}

/** "Sang Viettel", "bỏ Mobi": going to an operator, or breaking with one. */
function movesOf(signs: Signs): Cue[] {
  const nextTo = (match: PhraseMatch<string>) =>
    signs.operator.some(({ tag, from }) => tag !== null && from >= match.to && from <= match.to + 2);
  return signs.relation.flatMap((match) => {
    const isMove = match.tag === 'leaving' || ((match.tag === 'to' || match.tag === 'from') && nextTo(match));
    return isMove ? [cueOf('leaving', match)] : [];
  });
}

/** The words by which somebody leaves an operator; none when they only ask how. */
export function leavingCues(signs: Signs, isComplaint: boolean): Cue[] {
  const moves = movesOf(signs);
  const isAsking = cuesOf(signs, 'question').length + cuesOf(signs, 'request').length > 0;
  return isComplaint || !isAsking ? moves : [];
}

/** What an intent is judged by, besides the words. */
export interface IntentContext {
  isComplaint: boolean;
  sentiment: SentimentLabel;
  isSpam: boolean;
  /** Something of telecom is spoken of. */
  hasTopic: boolean;
}

/** What the author wants, and the words that show it: the main thing if several. */
export function findIntent(
  units: readonly Unit[],
  signs: Signs,
  { isComplaint, sentiment, isSpam, hasTopic }: IntentContext,
): { intent: Intent; reasons: Cue[] } {
  if (isSpam) return { intent: 'other', reasons: [] };
  const leaving = leavingCues(signs, isComplaint);
  if (leaving.length > 0 && sentiment !== 'positive') return { intent: 'leaving', reasons: leaving };
  if (isComplaint) return { intent: 'complaint', reasons: [] };
  const requests = cuesOf(signs, 'request');
  const questions = [...cuesOf(signs, 'question'), ...questionMarks(units)];
  const isStatement = signs.intent.some(({ tag }) => tag === 'statement');
  if (sentiment === 'positive' && questions.length === 0) return { intent: hasTopic ? 'praise' : 'other', reasons: [] };
  if (requests.length > 0 && !(isStatement && questions.length === 0)) {
    const asksFirst = (questions[0]?.from ?? units.length) < (requests[0]?.from ?? 0);
    return asksFirst ? { intent: 'question', reasons: questions } : { intent: 'request', reasons: requests };
  }
  if (questions.length > 0) return { intent: 'question', reasons: questions };
  return { intent: 'other', reasons: [] };
}
