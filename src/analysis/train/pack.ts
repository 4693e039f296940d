import type { ModelHeader, ModelParts } from '../model-file.ts';
import type { Heads } from './heads.ts';
import { type Recipe, viewsOf } from './recipes.ts';
import type { Scorers } from './scorers.ts';

/** 16-bit weights and 8-bit frequencies lose nothing that could be measured. */
export const idfStep = 0.05;

/** Scorers and heads as they are kept in a file. */
export function pack(
  language: 'vi' | 'en',
  version: string,
  scorers: Scorers,
  recipe: Recipe,
  heads: Heads,
): ModelParts {
  const { vocabulary, weights } = scorers;
  const features = vocabulary.hashes.length;
  const count = weights.length;
  const steps = weights.map((of) => {
    let largest = 0;
    for (let at = 0; at < features; at += 1)
      largest = Math.max(largest, Math.abs((of[at] ?? 0) * (vocabulary.idf[at] ?? 0)));
    return largest / 32_767 || 1;
  });
  const packed = new Int16Array(features * count);
  weights.forEach((of, question) => {
    for (let at = 0; at < features; at += 1) {
      packed[at * count + question] = Math.round(((of[at] ?? 0) * (vocabulary.idf[at] ?? 0)) / (steps[question] ?? 1));
    }
  });
  const header: ModelHeader = {
    format: 2,
    version,
    language,
    questions: recipe.questions.map((question) => question.name),
    features,
    steps,
    biases: weights.map((of) => of[features] ?? 0),
    idfStep,
    views: viewsOf(recipe),
    heads,
  };
  return {
    header,
    hashes: vocabulary.hashes,
    weights: packed,
    idf: Uint8Array.from(vocabulary.idf, (idf) => Math.round(idf / idfStep)),
  };
}
