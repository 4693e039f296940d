import { EXPECTED_TERM, lexQuery, type QueryToken, shown } from './lex.ts';
import { type Phrase, QUERY_LIMITS, QueryError, type Rule } from './query.ts';

/**
 * rule    = all ("OR" all)*
 * all     = part (["AND"] part)*
 * part    = "NOT" part | "-" one | run
 * run     = bare bare+              words next to each other: all of them, one operand of NOT
 *         | one
 * one     = phrase ["near/"N phrase] | "(" rule ")"
 */
class Parser {
  readonly #tokens: readonly QueryToken[];
  readonly #end: QueryToken;
  #index = 0;
  #depth = 0;

  constructor(rule: string) {
    this.#tokens = lexQuery(rule);
    this.#end = { kind: 'end', at: rule.length, text: '' };
  }

  parse(): Rule {
    const node = this.#rule();
    const rest = this.#peek();
    if (rest.kind !== 'end') throw unexpected(rest, 'AND, OR, NOT or the end');
    return node;
  }

  #peek(ahead = 0): QueryToken {
    return this.#tokens[this.#index + ahead] ?? this.#end;
  }

  #accept(kind: QueryToken['kind']): QueryToken | undefined {
    const token = this.#peek();
    if (token.kind !== kind) return undefined;
    this.#index += 1;
    return token;
  }

  #rule(): Rule {
    const items = [this.#all()];
    while (this.#accept('or')) items.push(this.#all());
    return combine('or', items);
  }

  #all(): Rule {
    const items = [this.#part()];
    for (;;) {
      if (!this.#accept('and') && ['or', 'close', 'end', 'near'].includes(this.#peek().kind)) break;
      items.push(this.#part());
    }
    return combine('and', items);
  }

  #part(): Rule {
    const negation = this.#accept('not') ?? this.#accept('minus');
    if (negation === undefined) return this.#run();
    const item = this.#deeper(negation, () => (negation.kind === 'not' ? this.#part() : this.#one()));
    return { kind: 'not', item };
  }

  #run(): Rule {
    const items: Rule[] = [];
    for (;;) {
      const token = this.#peek();
      if (token.kind !== 'phrase' || !token.bare || this.#peek(1).kind === 'near') break;
      items.push(token.phrase);
      this.#index += 1;
    }
    return items.length > 0 ? combine('and', items) : this.#one();
  }

  #one(): Rule {
    const open = this.#accept('open');
    if (open !== undefined) return this.#deeper(open, () => this.#bracketed(open));
    const left = this.#phrase(EXPECTED_TERM);
    const near = this.#peek();
    if (near.kind !== 'near') return left;
    if (left.field !== 'text') throw unexpected(near, `AND, OR or NOT after ${left.field}:`);
    this.#index += 1;
    const at = this.#peek();
    const right = this.#phrase('a word or a "phrase"');
    if (right.field !== 'text') throw unexpected(at, 'a word or a "phrase" of the text');
    if (this.#peek().kind === 'near') throw unexpected(this.#peek(), 'AND, OR, NOT or the end (near joins two)');
    return { kind: 'near', distance: near.distance, left, right };
  }

  #bracketed(open: QueryToken): Rule {
    const node = this.#rule();
    if (this.#accept('close')) return node;
    throw unexpected(this.#peek(), `a bracket that closes the one at character ${open.at + 1}`);
  }

  #phrase(expected: string): Phrase {
    const token = this.#peek();
    if (token.kind !== 'phrase') throw unexpected(token, expected);
    this.#index += 1;
    return token.phrase;
  }

  #deeper(token: QueryToken, parse: () => Rule): Rule {
    this.#depth += 1;
    if (this.#depth > QUERY_LIMITS.depth) {
      throw unexpected(token, `at most ${QUERY_LIMITS.depth} brackets and NOTs within each other`);
    }
    const node = parse();
    this.#depth -= 1;
    return node;
  }
}

/** One node for several; an `and` in an `and` dissolves in it. */
function combine(kind: 'and' | 'or', items: readonly Rule[]): Rule {
  const flat = items.flatMap((item) => (item.kind === kind ? item.items : [item]));
  const [first, ...others] = flat;
  return first !== undefined && others.length === 0 ? first : { kind, items: flat };
}

const unexpected = (token: QueryToken, expected: string) =>
  new QueryError(token.at, expected, token.kind === 'end' ? 'the end' : shown(token.text));

/**
 * Reads a boolean rule such as `"mạng chậm" AND (viettel OR vt) NOT tuyển dụng`. Words and phrases next to each other
 * must all be there; AND binds tighter than OR; NOT takes the words after it up to the next sign, `-` one word. Marks
 * count only after `=` (`="Mạng"`). Throws QueryError, an InvalidInput that says where and what was expected.
 */
export function parseQuery(rule: string): Rule {
  const { length } = QUERY_LIMITS;
  if (rule.length > length) throw new QueryError(length, `at most ${length} characters`, `${rule.length}`);
  return new Parser(rule).parse();
}
