import { type Field, type Phrase, phraseOf, QUERY_LIMITS, QueryError } from './query.ts';

/** `text` is the sign as written, for messages. */
export type QueryToken = { at: number; text: string } & (
  | { kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'minus' | 'end' }
  | { kind: 'near'; distance: number }
  /** `bare`: without quotes, field or `=`; such words next to each other belong together. */
  | { kind: 'phrase'; phrase: Phrase; bare: boolean }
);

const SPACE = /\s+/y;
const RUN = /[^\s()"“”„]+/y;
const FIELD = /(\p{L}+):\s*/uy;
const QUOTE = /["“”„]/;
const NEAR = /^near\/(\d{1,9})$/i;
const operators = { AND: 'and', OR: 'or', NOT: 'not' } as const;
const fields = new Map<string, Field>([
  ['author', 'author'],
  ['source', 'source'],
]);

export const EXPECTED_TERM = 'a word, a "phrase" or an opening bracket';

/** Reads a rule sign by sign. */
class Lexer {
  #at = 0;

  constructor(private readonly rule: string) {}

  tokens(): QueryToken[] {
    const tokens: QueryToken[] = [];
    for (this.#take(SPACE); this.#at < this.rule.length; this.#take(SPACE)) tokens.push(this.#next());
    tokens.push({ kind: 'end', at: this.rule.length, text: 'the end' });
    return tokens;
  }

  #next(): QueryToken {
    const at = this.#at;
    const sign = this.rule[at] ?? '';
    if (sign === '(' || sign === ')') {
      this.#at += 1;
      return { kind: sign === '(' ? 'open' : 'close', at, text: sign };
    }
    if (sign === '-' && /\S/.test(this.rule[at + 1] ?? ' ')) {
      this.#at += 1;
      return { kind: 'minus', at, text: sign };
    }
    return this.#operator() ?? this.#phrase();
  }

  #operator(): QueryToken | undefined {
    const at = this.#at;
    const text = this.#take(RUN)?.[0] ?? '';
    const near = NEAR.exec(text);
    if (near !== null) return { kind: 'near', at, text, distance: checkDistance(Number(near[1]), at) };
    if (Object.hasOwn(operators, text)) return { kind: operators[text as keyof typeof operators], at, text };
    this.#at = at;
    return undefined;
  }

  #phrase(): QueryToken {
    const at = this.#at;
    const field = this.#field();
    const exact = this.rule[this.#at] === '=';
    if (exact) this.#at += 1;
    const quoted = QUOTE.test(this.rule[this.#at] ?? '');
    const phrase = quoted ? this.#quoted(field, exact) : this.#bare(field, exact);
    const bare = !quoted && !exact && field === 'text';
    return { kind: 'phrase', at, text: this.rule.slice(at, this.#at), phrase, bare };
  }

  #field(): Field {
    const at = this.#at;
    const name = this.#take(FIELD)?.[1];
    if (name === undefined) return 'text';
    const field = fields.get(name.toLowerCase());
    if (field === undefined) throw new QueryError(at, 'author: or source: (or quotes around it)', shown(`${name}:`));
    return field;
  }

  #quoted(field: Field, exact: boolean): Phrase {
    const at = this.#at;
    const length = this.rule.slice(at + 1).search(QUOTE);
    if (length < 0)
      throw new QueryError(this.rule.length, `a quote that closes the one at character ${at + 1}`, 'the end');
    const text = this.rule.slice(at + 1, at + 1 + length);
    this.#at += length + 2;
    return readPhrase(text, { field, exact, prefix: false }, at);
  }

  #bare(field: Field, exact: boolean): Phrase {
    const at = this.#at;
    const text = this.#take(RUN)?.[0];
    if (text === undefined) throw new QueryError(at, EXPECTED_TERM, shown(this.rule[at]));
    const star = text.indexOf('*');
    if (star < 0) return readPhrase(text, { field, exact, prefix: false }, at);
    const phrase = phraseOf(text.slice(0, star), { field, exact, prefix: true });
    const [word = ''] = phrase.words;
    if (star < text.length - 1 || phrase.words.length !== 1 || [...word].length < QUERY_LIMITS.prefix) {
      throw new QueryError(at + star, `* at the end of a word of ${QUERY_LIMITS.prefix} letters or more`, shown(text));
    }
    return phrase;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.rule);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }
}

function readPhrase(text: string, parts: Pick<Phrase, 'field' | 'exact' | 'prefix'>, at: number): Phrase {
  const phrase = phraseOf(text, parts);
  if (phrase.words.length === 0) throw new QueryError(at, 'a word with letters or digits', shown(text));
  return phrase;
}

function checkDistance(distance: number, at: number): number {
  if (distance >= 1 && distance <= QUERY_LIMITS.distance) return distance;
  throw new QueryError(at, `near/1 to near/${QUERY_LIMITS.distance}`, `near/${distance}`);
}

/** What was found, for a message: cut, in quotes of its own. */
export function shown(text = ''): string {
  if (text === '') return 'the end';
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}

/** The signs of a rule, the last one `end`. Throws QueryError. */
export function lexQuery(rule: string): QueryToken[] {
  return new Lexer(rule).tokens();
}
