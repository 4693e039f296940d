import { type Near, type Phrase, type Rule, wordsOf } from './query.ts';

/** What a rule is held against. */
export interface QueryDocument {
  text: string;
  title?: string | null;
  authorName?: string | null;
  sourceName?: string | null;
}

export type QueryMatcher = (document: QueryDocument) => boolean;

/** One piece of a document as words; neither phrase nor near reaches from one piece into another. */
interface Words {
  list: readonly string[];
  set: ReadonlySet<string>;
}

/** A document's words, made when first asked for. */
class Pieces {
  readonly #made = new Map<string, readonly Words[]>();

  constructor(private readonly document: QueryDocument) {}

  of({ field, exact }: Phrase): readonly Words[] {
    const key = `${field} ${exact}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const { text, title, authorName, sourceName } = this.document;
    const texts = { text: [title, text], author: [authorName], source: [sourceName] }[field];
    const made = texts.map((piece) => {
      const list = wordsOf(piece ?? '', exact);
      return { list, set: new Set(list) };
    });
    this.#made.set(key, made);
    return made;
  }
}

export interface NamedSource {
  id: string;
  name: string;
}

/** The ids of the sources that a `source:` phrase means. */
export type SourcesOf = (phrase: Phrase) => string[];

/** For searches, which know sources by their ids: names change, and what is indexed does not follow. */
export function sourcesOf(sources: readonly NamedSource[]): SourcesOf {
  return (phrase) => {
    const matches = compileMatcher(phrase);
    return sources.filter(({ name }) => matches({ text: '', sourceName: name })).map(({ id }) => id);
  };
}

type Test = (pieces: Pieces) => boolean;

/** Compiles a rule once, to be held against many documents; its time grows with the document's length, and with the rule's. */
export function compileMatcher(node: Rule): QueryMatcher {
  const test = compile(node);
  return (document) => test(new Pieces(document));
}

function compile(node: Rule): Test {
  switch (node.kind) {
    case 'phrase':
      return compilePhrase(node);
    case 'near':
      return compileNear(node);
    case 'not': {
      const test = compile(node.item);
      return (pieces) => !test(pieces);
    }
    default: {
      const tests = node.items.map(compile);
      return node.kind === 'and'
        ? (pieces) => tests.every((test) => test(pieces))
        : (pieces) => tests.some((test) => test(pieces));
    }
  }
}

function compilePhrase(phrase: Phrase): Test {
  const [word = ''] = phrase.words;
  const find = compileFinder(phrase);
  const single = phrase.words.length === 1 && !phrase.prefix;
  return (pieces) => pieces.of(phrase).some(({ list, set }) => (single ? set.has(word) : find(list).length > 0));
}

function compileNear({ left, right, distance }: Near): Test {
  const [findLeft, findRight] = [compileFinder(left), compileFinder(right)];
  const [leftLength, rightLength] = [left.words.length, right.words.length];
  return (pieces) => {
    const others = pieces.of(right);
    return pieces.of(left).some(({ list }, index) => {
      const [lefts, rights] = [findLeft(list), findRight(others[index]?.list ?? [])];
      return follows(lefts, leftLength, rights, distance) || follows(rights, rightLength, lefts, distance);
    });
  };
}

/** Whether one of `seconds` starts after the end of one of `firsts`, with at most `distance` words between. Both ascend. */
function follows(firsts: readonly number[], length: number, seconds: readonly number[], distance: number): boolean {
  let next = 0;
  return firsts.some((first) => {
    const end = first + length;
    while (next < seconds.length && (seconds[next] ?? end) < end) next += 1;
    const second = seconds[next];
    return second !== undefined && second - end <= distance;
  });
}

/** Gives the indices at which a phrase starts, ascending. */
type Finder = (list: readonly string[]) => number[];

function compileFinder({ words, prefix }: Phrase): Finder {
  const [first = ''] = words;
  if (prefix) return (list) => list.flatMap((word, index) => (word.startsWith(first) ? [index] : []));
  const fallbacks = fallbackTable(words);
  return (list) => findAll(list, words, fallbacks);
}

/** Knuth, Morris, Pratt: after `n` words that fitted, how many of them may still be the beginning of another fit. */
function fallbackTable(words: readonly string[]): number[] {
  const table = [0, 0];
  for (let index = 1, fitted = 0; index < words.length; index += 1) {
    while (fitted > 0 && words[index] !== words[fitted]) fitted = table[fitted] ?? 0;
    if (words[index] === words[fitted]) fitted += 1;
    table.push(fitted);
  }
  return table;
}

function findAll(list: readonly string[], words: readonly string[], fallbacks: readonly number[]): number[] {
  const found: number[] = [];
  let fitted = 0;
  list.forEach((word, index) => {
    while (fitted > 0 && word !== words[fitted]) fitted = fallbacks[fitted] ?? 0;
    if (word === words[fitted]) fitted += 1;
    if (fitted === words.length) found.push(index - words.length + 1);
  });
  return found;
}
