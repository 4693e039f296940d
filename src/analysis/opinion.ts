import { type Cues, weighCues } from './attitude.ts';
import { textFacts } from './facts.ts';
import type { Model, Scored } from './model.ts';
import type { Unit } from './normalise.ts';
import type { Reason } from './signs.ts';

/** What the models say of a text. */
export interface Opinion {
  complaint: number;
  /** Of negative, neutral and positive. */
  sentiment: readonly number[];
  scored?: Scored;
  facts?: readonly number[];
  model?: Model;
}

/** What the models are asked on a text in no language of theirs: nothing is claimed. */
const noOpinion: Opinion = { complaint: 0, sentiment: [0, 1, 0] };
const longestEvidence = 6;

/** The probabilities that the model of the text's language gives; `cues` are those of the same words. */
export function judge(model: Model | undefined, units: readonly Unit[], cues: Cues): Opinion {
  if (!model || units.length === 0) return noOpinion;
  const { language } = model.header;
  const scored = model.score(units);
  const facts = textFacts(units, language, cues);
  const { complaint, sentiment } = model.judge(scored.scores, facts);
  const learnt = { complaint: complaint[1] ?? 0, sentiment };
  return { ...(language === 'en' ? weighCues(learnt, cues) : learnt), scored, facts, model };
}

/** The stretch of words that speaks most for a class: the strongest word and its neighbours that say the same. */
export function strongestWords(opinion: Opinion, head: 'complaint' | 'sentiment', label: number): Reason[] {
  const { model, scored, facts } = opinion;
  if (!model || !scored || !facts) return [];
  const parts = model.contributions(scored, model.direction(head, label, scored.scores, facts));
  let top = 0;
  parts.forEach((part, at) => {
    if (part > (parts[top] ?? 0)) top = at;
  });
  const least = (parts[top] ?? 0) * 0.3;
  if (least <= 0) return [];
  let from = top;
  let to = top + 1;
  const speaks = (at: number) => (parts[at] ?? 0) > least && to - from < longestEvidence;
  while (speaks(from - 1)) from -= 1;
  while (speaks(to)) to += 1;
  return [{ for: head, from, to }];
}
