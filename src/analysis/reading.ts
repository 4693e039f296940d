import { detectLanguage } from './language.ts';
import { normalisedUnits } from './normalise.ts';

/** A piece of a text in chat spelling, `text.slice(start, end)`, and what it stands for. */
export interface PlainReading {
  start: number;
  end: number;
  plain: string;
}

/** What the chat spellings of a Vietnamese text stand for, in order: "ko" không, "đt" điện thoại, "quáááá" quá. Nothing in other languages. */
export function plainReadings(text: string): PlainReading[] {
  const units = normalisedUnits(text);
  if (detectLanguage(units) !== 'vi') return [];
  const found: PlainReading[] = [];
  for (const { text: plain, start, end } of units) {
    if (plain.startsWith('<') || !/^\p{L}/u.test(plain)) continue;
    const last = found.at(-1);
    // One written word may stand for several.
    if (last?.start === start && last.end === end) last.plain += ` ${plain}`;
    else found.push({ start, end, plain });
  }
  const isOther = ({ start, end, plain }: PlainReading) => {
    const written = normalForm(text.slice(start, end));
    return written !== normalForm(plain);
  };
  return found.filter(isOther);
}

/** Small letters without marks of tone placement: "Hòa" and "hoà" are no different spellings. */
const normalForm = (word: string) => [...word.toLowerCase().normalize('NFD')].sort().join('');
