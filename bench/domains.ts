import { type Evaluation, evaluate } from '../src/analysis/evaluate.ts';
import { headInputs, headScores, softmax } from '../src/analysis/head.ts';
import { type Example, loadExamples } from '../src/analysis/train/datasets.ts';
import { trainHeads } from '../src/analysis/train/heads.ts';
import { isTrouble, recipes, viewsOf } from '../src/analysis/train/recipes.ts';
import {
  crossScore,
  type Sample,
  score,
  toSamples,
  trainPlainScorer,
  trainScorers,
} from '../src/analysis/train/scorers.ts';

interface Case {
  name: string;
  tested: (example: Example) => boolean;
  /** What the plain baseline learns from; ours also has the sets of sentiment, which the case leaves untouched. */
  known: (example: Example) => boolean;
}

const domains = ['app', 'fashion', 'cosmetic', 'mobile'];
const isViocd = ({ set }: Example) => set === 'viocd' || set === 'viocd-dev';
const cases: Case[] = [
  ...domains.map((domain) => ({
    name: `ViOCD ${domain}, from its other domains`,
    tested: (example: Example) => example.set === 'viocd' && example.domain === domain,
    known: (example: Example) => example.set === 'viocd' && example.domain !== domain,
  })),
  { name: 'UBS, from ViOCD', tested: ({ set }) => set === 'ubs', known: ({ set }) => set === 'viocd' },
  { name: 'ViOCD, from UBS', tested: ({ set }) => set === 'viocd', known: ({ set }) => set === 'ubs' },
];
const generalSets = new Set(['aivivn', 'vlsp', 'vsfc']);

function figures(tested: readonly Sample[], chances: readonly number[], stripped: boolean): Evaluation {
  return evaluate(
    tested.flatMap((sample, at) => {
      if (sample.stripped !== stripped) return [];
      const name = (is: boolean) => (is ? 'complaint' : 'none');
      return [{ label: name(isTrouble(sample.example) === true), prediction: name((chances[at] ?? 0) >= 0.5) }];
    }),
  );
}

/** Scikit-learn's usual: words, pairs and n-grams of characters by TF-IDF, one linear support vector machine. */
function plain(known: readonly Sample[], tested: readonly Sample[]): number[] {
  return trainPlainScorer(known, isTrouble, tested).map((margin) => (margin > 0 ? 1 : 0));
}

function ours(known: readonly Sample[], tested: readonly Sample[]): number[] {
  const { questions, settings } = recipes.vi;
  const heads = trainHeads(known, crossScore(known, questions, settings, 3), recipes.vi);
  const scores = score(trainScorers(known, questions, settings), tested);
  const view = viewsOf(recipes.vi).complaint;
  return tested.map(
    (sample, at) => softmax(headScores(heads.complaint, headInputs(scores[at] ?? [], sample.facts, view)))[1] ?? 0,
  );
}

function row(name: string, evaluations: readonly Evaluation[]): string {
  const cells = evaluations.map((each) => {
    const found = each.classes.find(({ label }) => label === 'complaint');
    return `${(100 * (found?.f1 ?? 0)).toFixed(1).padStart(6)} ${(100 * each.macroF1).toFixed(1).padStart(6)}`;
  });
  return `${name.padEnd(36)}${cells.join('   ')}`;
}

/** Trained without a domain and tested on it, ours beside a plain linear baseline: `domains <folder of labelled sets>`. */
export async function run(args: string[]): Promise<void> {
  const [dataDir] = args;
  if (dataDir === undefined) throw new Error('Say where the labelled sets are: domains <folder>');
  const examples = loadExamples(dataDir, 'vi').train.filter(
    (each) => isViocd(each) || each.set === 'ubs' || generalSets.has(each.set),
  );
  const samples = toSamples(examples, 'vi');
  console.log(`${''.padEnd(36)}plain baseline (F1, macro-F1)    ours`);
  console.log(`${''.padEnd(36)}as written     without marks   as written     without marks`);
  for (const each of cases) {
    const tested = samples.filter(({ example }) => each.tested(example) && isTrouble(example) !== undefined);
    const known = samples.filter(({ example }) => each.known(example));
    const general = samples.filter(({ example }) => generalSets.has(example.set));
    const before = plain(known, tested);
    const after = ours([...known, ...general], tested);
    const both = [before, after].flatMap((chances) => [
      figures(tested, chances, false),
      figures(tested, chances, true),
    ]);
    console.log(row(each.name, both));
  }
}
