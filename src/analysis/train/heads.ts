import { headInputs } from '../head.ts';
import type { ModelHeader } from '../model-file.ts';
import type { Example } from './datasets.ts';
import { isTrouble, type Recipe, sentimentLabels, viewsOf } from './recipes.ts';
import type { Sample } from './scorers.ts';
import { type HeadCase, trainHead } from './train-head.ts';

export type Heads = ModelHeader['heads'];

function labelOf(head: keyof Heads, example: Example): number | undefined {
  if (head === 'complaint') {
    const answer = isTrouble(example);
    return answer === undefined ? undefined : Number(answer);
  }
  return example.sentiment && sentimentLabels.indexOf(example.sentiment);
}

/** What a head learns from; the scores must come from scorers that never saw their samples. */
export function headCases(
  head: keyof Heads,
  samples: readonly Sample[],
  scores: readonly Float32Array[],
  recipe: Recipe,
): HeadCase[] {
  const view = viewsOf(recipe)[head];
  return samples.flatMap((sample, at): HeadCase[] => {
    const label = labelOf(head, sample.example);
    const weight = recipe.headWeight(head, sample.example.set);
    if (label === undefined || weight === 0) return [];
    return [{ inputs: headInputs(scores[at] ?? [], sample.facts, view), label, weight }];
  });
}

/** Both heads of a language. */
export function trainHeads(samples: readonly Sample[], scores: readonly Float32Array[], recipe: Recipe): Heads {
  return {
    complaint: trainHead(headCases('complaint', samples, scores, recipe), 2),
    sentiment: trainHead(headCases('sentiment', samples, scores, recipe), sentimentLabels.length),
  };
}
