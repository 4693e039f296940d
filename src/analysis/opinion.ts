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
  model?: Model;
}

/** What the models are asked on a text in no language of theirs: nothing is claimed. */
const noOpinion: Opinion = { complaint: 0, sentiment: [0, 1, 0] };
const longestEvidence = 6;

/** The probabilities that the model of the text's language gives. */
export function judge(model: Model | undefined, units: readonly Unit[]): Opinion {
  if (!model || units.length === 0) return noOpinion;
  const scored = model.score(units);
  const facts = textFacts(units, model.header.language);
  return {
    complaint: model.judge('complaint', scored.scores, facts)[1] ?? 0,
    sentiment: model.judge('sentiment', scored.scores, facts),
    scored,
    model,
  };
}

/** The opinion of the models, moved by the cues of telecom posts. */
export function withCues(opinion: Opinion, cues: Cues): Opinion {
  return opinion.model ? { ...opinion, ...weighCues(opinion, cues) } : opinion;
}

/** The stretch of words that speaks most for a class: the strongest word and its neighbours that say the same. */
export function strongestWords(opinion: Opinion, head: 'complaint' | 'sentiment', label: number): Reason[] {
  const direction = opinion.model?.header.heads[head][label];
  if (!direction || !opinion.model || !opinion.scored) return [];
  const parts = opinion.model.contributions(opinion.scored, direction);
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
