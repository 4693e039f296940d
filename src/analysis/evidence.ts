import type { Analysis } from '../domain/analysis.ts';
import type { Unit } from './normalise.ts';
import type { Reason } from './signs.ts';

const maxEvidence = 24;
const maxOfOne = 4;
const longestPiece = 200;

/** The words of the reasons as the author wrote them, each once, at most four for one output. */
export function cutEvidence(text: string, units: readonly Unit[], reasons: readonly Reason[]): Analysis['evidence'] {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  const evidence: Analysis['evidence'] = [];
  for (const reason of reasons) {
    const count = counts.get(reason.for) ?? 0;
    if (count >= maxOfOne || evidence.length >= maxEvidence) continue;
    const from = units[reason.from]?.start ?? 0;
    const to = units[reason.to - 1]?.end ?? from;
    const cut = { for: reason.for, text: text.slice(from, to).slice(0, longestPiece) };
    const key = `${cut.for}\n${cut.text.toLowerCase()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    counts.set(reason.for, count + 1);
    evidence.push(cut);
  }
  return evidence;
}
