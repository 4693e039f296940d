import { InvalidInput } from '../../errors.ts';
import { compose, fold, stripDiacritics, stripInvisible } from '../fold.ts';

/** What is searched: title and text, the author's name, or the source's. */
export type Field = 'text' | 'author' | 'source';

/** Words that follow each other. Not `exact`: folded, so `mạng` also finds `mang`. `prefix`: the word's beginning (`viet*`). */
export interface Phrase {
  kind: 'phrase';
  field: Field;
  /** At least one; in the form of `wordsOf`. Exactly one if `prefix`. */
  words: readonly string[];
  exact: boolean;
  prefix: boolean;
  /** The same words as they were typed, where that was with marks that folding took away; never if `exact`. */
  marked?: readonly string[];
}

/** Two phrases of the text with at most `distance` other words between them, in either order, not overlapping. */
export interface Near {
  kind: 'near';
  distance: number;
  left: Phrase;
  right: Phrase;
}

/** A boolean rule; what the parser yields has no `and` directly in an `and`, nor an `or` in an `or`, and two items or more. */
export type Rule = Phrase | Near | { kind: 'and' | 'or'; items: readonly Rule[] } | { kind: 'not'; item: Rule };

export const QUERY_LIMITS = {
  /** Characters of a rule. */
  length: 4000,
  /** Brackets and NOTs within each other. */
  depth: 50,
  /** The largest N of near/N. */
  distance: 30,
  /** The fewest letters before a `*`. */
  prefix: 2,
} as const;

/** A rule that can't be read: where, and what was expected there. */
export class QueryError extends InvalidInput {
  constructor(
    /** Index into the rule (UTF-16 units), from 0; the rule's length if it ends too early. */
    readonly position: number,
    readonly expected: string,
    found: string,
  ) {
    const message = `At character ${position + 1}: expected ${expected}, found ${found}.`;
    super(message, [{ path: 'rule', message }]);
  }
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** The words of a text as rules compare them: lower case, without marks unless `exact`; signs and emoji are no words. */
export function wordsOf(text: string, exact: boolean): string[] {
  const form = exact ? stripInvisible(compose(text).toLowerCase()) : fold(text);
  return form.match(WORD) ?? [];
}

/** Words that were folded lately: a language has few of them, and folding one costs more than finding it. */
const folded = new Map<string, string>();
const MAX_KEPT = 50_000;

function foldWord(word: string): string {
  const known = folded.get(word);
  if (known !== undefined) return known;
  const made = stripDiacritics(word);
  if (word.length <= 20) {
    if (folded.size >= MAX_KEPT) folded.clear();
    folded.set(word, made);
  }
  return made;
}

/** Both forms of a text's words at once: those of `wordsOf`, which stand at the same places. */
export function bothWordsOf(text: string): { exact: string[]; folded: string[] } {
  const exact = wordsOf(text, true);
  return { exact, folded: exact.map(foldWord) };
}

/** A phrase of the words in `text`, which holds at least one. */
export function phraseOf(text: string, parts: Pick<Phrase, 'field' | 'exact' | 'prefix'>): Phrase {
  const phrase: Phrase = { kind: 'phrase', ...parts, words: wordsOf(text, parts.exact) };
  const marked = wordsOf(text, true);
  const hasMarks = marked.some((word, index) => word !== phrase.words[index]);
  return hasMarks && !parts.exact ? { ...phrase, marked } : phrase;
}

/** A phrase with the marks that it was typed with; null if it was typed without any. */
function phraseWithMarks({ marked, ...phrase }: Phrase): Phrase | null {
  return marked === undefined || phrase.field === 'source' ? null : { ...phrase, words: marked, exact: true };
}

/**
 * The rule that finds only what is written with the marks that were typed: a part of what the rule itself finds. Null if none
 * were typed. What is not wanted (NOT) stays as wide as it is.
 */
export function withMarks(rule: Rule): Rule | null {
  switch (rule.kind) {
    case 'phrase':
      return phraseWithMarks(rule);
    case 'near': {
      const [left, right] = [phraseWithMarks(rule.left), phraseWithMarks(rule.right)];
      return left === null && right === null ? null : { ...rule, left: left ?? rule.left, right: right ?? rule.right };
    }
    case 'not':
      return null;
    default: {
      const items = rule.items.map(withMarks);
      return items.every((item) => item === null)
        ? null
        : { kind: rule.kind, items: items.map((item, index) => item ?? (rule.items[index] as Rule)) };
    }
  }
}

/** Whether a rule asks for this field anywhere. */
export function asksFor(rule: Rule, field: Field): boolean {
  switch (rule.kind) {
    case 'phrase':
      return rule.field === field;
    case 'near':
      return field === 'text';
    case 'not':
      return asksFor(rule.item, field);
    default:
      return rule.items.some((item) => asksFor(item, field));
  }
}

function printPhrase({ field, words, exact, prefix, marked = words }: Phrase): string {
  const name = field === 'text' ? '' : `${field}:`;
  const value = prefix ? `${marked[0]}*` : `"${marked.join(' ')}"`;
  return `${name}${exact ? '=' : ''}${value}`;
}

/** The rule in its plainest spelling, with no more brackets than needed: parsing it gives the same tree again. */
export function printQuery(node: Rule): string {
  switch (node.kind) {
    case 'phrase':
      return printPhrase(node);
    case 'near':
      return `${printPhrase(node.left)} near/${node.distance} ${printPhrase(node.right)}`;
    case 'not':
      return `NOT ${printOperand(node.item, 'not')}`;
    default:
      return node.items.map((item) => printOperand(item, node.kind)).join(node.kind === 'and' ? ' AND ' : ' OR ');
  }
}

function printOperand(node: Rule, within: 'and' | 'or' | 'not'): string {
  const bound = (node.kind === 'and' && within !== 'or') || node.kind === 'or';
  return bound ? `(${printQuery(node)})` : printQuery(node);
}
