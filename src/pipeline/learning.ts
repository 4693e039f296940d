import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Curve, precisionRecall, type ScoredRow } from '../analysis/curve.ts';
import { withoutPersonalData } from '../analysis/personal-data.ts';
import type { Database } from '../storage/database.ts';
import { type GoldText, goldTexts } from '../storage/gold.ts';
import { type AnalyseDeps, thresholdOf } from './analyse.ts';

/** What a team's corrections teach: a file to measure and train with, and the threshold that suits them. */

/** As many as one answer carries. */
export const GOLD_LIMIT = 100_000;
/** Texts that a curve is made of, the latest: some hundred milliseconds of work. */
const CURVE_TEXTS = 5000;
/** Texts read before others get their turn. */
const CHUNK = 100;

const toLine = ({ text, labels, correctedAt }: GoldText): string =>
  `${JSON.stringify({ text: withoutPersonalData(text), ...labels, correctedAt })}\n`;

/**
 * Corrected texts as JSON lines that `langnghe evaluate` and `langnghe train --own` read, the earliest first; numbers and
 * addresses of people are replaced.
 */
export async function exportGold(db: Database, since: Date | null): Promise<{ content: string; rows: number }> {
  const texts = await goldTexts(db, { since, limit: GOLD_LIMIT });
  return { content: texts.reverse().map(toLine).join(''), rows: texts.length };
}

export interface ThresholdCurve {
  /** Texts of which people said whether they are complaints, and how many are. */
  texts: number;
  complaints: number;
  /** From which probability on a text is a complaint now. */
  threshold: number;
  curve: Curve;
}

/** Precision and recall of complaints at every threshold, on the latest texts that people judged. */
export async function thresholdCurve(deps: Pick<AnalyseDeps, 'db' | 'analyser'>): Promise<ThresholdCurve> {
  const { db, analyser } = deps;
  const judged = (await goldTexts(db, { since: null, limit: CURVE_TEXTS })).filter(
    ({ labels }) => labels.complaint !== undefined,
  );
  const rows: ScoredRow[] = [];
  for (let at = 0; at < judged.length; at += CHUNK) {
    for (const { text, labels } of judged.slice(at, at + CHUNK)) {
      rows.push({ isTrue: labels.complaint === true, score: analyser.analyse(text).complaint.score });
    }
    await nextTurn();
  }
  return {
    texts: rows.length,
    complaints: rows.filter(({ isTrue }) => isTrue).length,
    threshold: await thresholdOf(deps),
    curve: precisionRecall(rows),
  };
}
