import { loadAnalyser } from '../src/analysis/analyser.ts';
import { type Half, labelFigures, readPosts, withoutMarks } from '../test/support/label-figures.ts';

const percent = (share: number | undefined) => ((share ?? 0) * 100).toFixed(1).padStart(9);

/** Compares every label of the project's telecom posts with the analysis: F1 in per cent, for the half that rules were written on and the half kept out. */
export async function run(): Promise<void> {
  const analyser = loadAnalyser();
  const halves: readonly Half[] = ['rules', 'held-out'];
  const columns = halves.flatMap((half) => {
    const posts = readPosts(half, 'test/fixtures');
    return [labelFigures(posts, analyser), labelFigures(withoutMarks(posts), analyser)];
  });
  console.log(`${''.padEnd(16)}    rules,  no marks, held out,  no marks`);
  for (const question of Object.keys(columns[0] ?? {})) {
    console.log(question.padEnd(16) + columns.map((figures) => percent(figures[question])).join(' '));
  }
}
