import { commonWords } from '../analysis/lexicons/common.ts';
import type { Near, Phrase, Rule } from '../analysis/query/query.ts';
import { bothWordsOf } from '../analysis/query/query.ts';

/**
 * Our words in PostgreSQL's text search. Vectors and queries are written out here instead of being parsed by the
 * server, so that it finds just what the matcher at intake and Elasticsearch find.
 *
 * A folded word is a lexeme of its own, a word with its marks has "=" in front. Weight A is title and text, B the author.
 */

/** PostgreSQL keeps no positions beyond; what comes later could only be found by chance. */
const MAX_POSITION = 16_000;
/** Positions that PostgreSQL keeps of one lexeme. */
const MAX_POSITIONS = 255;
/** Between title and text: wider than any near/N. */
const GAP = 50;

type Weight = 'A' | 'B';

class Vector {
  private readonly lexemes = new Map<string, string[]>();

  /** Adds the words of a text from a position on; gives the first position behind it. */
  add(text: string, weight: Weight, from: number): number {
    const { folded, exact } = bothWordsOf(text);
    this.addWords(folded, '', weight, from);
    this.addWords(exact, '=', weight, from);
    return from + folded.length;
  }

  private addWords(words: readonly string[], sign: string, weight: Weight, from: number): void {
    words.slice(0, Math.max(0, MAX_POSITION - from)).forEach((word, index) => {
      const lexeme = sign + word;
      const positions = this.lexemes.get(lexeme) ?? [];
      if (positions.length < MAX_POSITIONS) positions.push(`${from + index}${weight}`);
      this.lexemes.set(lexeme, positions);
    });
  }

  toString(): string {
    return [...this.lexemes].map(([lexeme, positions]) => `${quote(lexeme)}:${positions.join(',')}`).join(' ');
  }
}

/** A lexeme as vectors and queries write it; longer ones than PostgreSQL takes (2 kB) are cut. */
const quote = (lexeme: string) => `'${lexeme.slice(0, 500).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** The `tsvector` of a mention, written out. */
export function textVector(mention: { title: string | null; text: string; authorName: string | null }): string {
  const vector = new Vector();
  const behindTitle = mention.title === null ? 1 : vector.add(mention.title, 'A', 1) + GAP;
  const behindText = vector.add(mention.text, 'A', behindTitle);
  if (mention.authorName !== null) vector.add(mention.authorName, 'B', behindText + GAP);
  return vector.toString();
}

/** The `tsquery` of a rule, written out. Sources have names of their own, which change: see `withoutSources`. */
export function textQuery(rule: Rule): string {
  switch (rule.kind) {
    case 'phrase':
      return phrase(rule);
    case 'near':
      return near(rule);
    case 'not':
      return `!(${textQuery(rule.item)})`;
    default:
      return rule.items.map((item) => `(${textQuery(item)})`).join(rule.kind === 'and' ? ' & ' : ' | ');
  }
}

/** As many words of a text as are looked for. */
const MOST_WORDS = 40;

/** The `tsquery` of texts that share any telling word with this one, to be ranked; null where it has none. */
export function anyWords(text: string): string | null {
  const telling = bothWordsOf(text.slice(0, 4000)).folded.filter((word) => word.length > 1 && !commonWords.has(word));
  const words = [...new Set(telling)].slice(0, MOST_WORDS);
  return words.length === 0 ? null : words.map(quote).join(' | ');
}

function phrase({ words, field, exact, prefix }: Phrase): string {
  const weight: Weight = field === 'author' ? 'B' : 'A';
  return words.map((word) => `${quote((exact ? '=' : '') + word)}:${prefix ? '*' : ''}${weight}`).join(' <-> ');
}

/** At most `distance` words between: every number of them, in both orders. */
function near({ left, right, distance }: Near): string {
  const [a, b] = [`(${phrase(left)})`, `(${phrase(right)})`];
  const gaps = Array.from({ length: distance + 1 }, (_, between) => between + 1);
  return gaps.flatMap((gap) => [`(${a} <${gap}> ${b})`, `(${b} <${gap}> ${a})`]).join(' | ');
}
