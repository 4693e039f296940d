import { stripDiacritics } from './fold.ts';
import type { Unit } from './normalise.ts';

/** A phrase found in a text: units `from` up to, not including, `to`. */
export interface PhraseMatch<Tag> {
  tag: Tag;
  from: number;
  to: number;
}

interface Entry<Tag> {
  tag: Tag;
  words: readonly string[];
}

interface Node<Tag> {
  next: Map<string, Node<Tag>>;
  entries: Entry<Tag>[];
}

function emptyNode<Tag>(): Node<Tag> {
  return { next: new Map(), entries: [] };
}

function add<Tag>(root: Node<Tag>, path: readonly string[], entry: Entry<Tag>): void {
  let node = root;
  for (const word of path) {
    let next = node.next.get(word);
    if (!next) {
      next = emptyNode();
      node.next.set(word, next);
    }
    node = next;
  }
  node.entries.push(entry);
}

/** Whether each unit is the phrase's word as written, or has no marks and is the word without them. */
function fits(words: readonly string[], units: readonly Unit[], from: number): boolean {
  return words.every((word, at) => {
    const unit = units[from + at];
    return unit !== undefined && (unit.text === word || unit.text === unit.folded);
  });
}

/**
 * Finds phrases of a lexicon in normalised text, written with or without marks. A phrase marked `!` must be written with its
 * marks; a word that bears other marks than the phrase's never fits ("mang" is "mạng" where context allows it, "mắng" never).
 */
export class PhraseFinder<Tag> {
  readonly #exact: Node<Tag> = emptyNode();
  readonly #folded: Node<Tag> = emptyNode();

  /** `list`: phrases parted by commas. */
  add(tag: Tag, list: string): void {
    for (const written of list.split(',')) {
      const phrase = written.trim().replace(/\s+/g, ' ');
      if (!phrase) continue;
      const words = phrase.replace(/!$/, '').split(' ');
      if (phrase.endsWith('!')) add(this.#exact, words, { tag, words });
      else add(this.#folded, words.map(stripDiacritics), { tag, words });
    }
  }

  #longest(units: readonly Unit[], from: number): { entries: Entry<Tag>[]; length: number } {
    let entries: Entry<Tag>[] = [];
    let length = 0;
    let folded: Node<Tag> | undefined = this.#folded;
    let exact: Node<Tag> | undefined = this.#exact;
    for (let at = from; at < units.length && (folded || exact); at += 1) {
      const unit = units[at];
      if (!unit) break;
      folded = folded?.next.get(unit.folded);
      exact = exact?.next.get(unit.text);
      if (!folded?.entries.length && !exact?.entries.length) continue;
      const fitting = (folded?.entries ?? []).filter((entry) => fits(entry.words, units, from));
      const found = [...(exact?.entries ?? []), ...fitting];
      if (found.length > 0) {
        entries = found;
        length = at + 1 - from;
      }
    }
    return { entries, length };
  }

  /** The longest phrases from left to right, without overlap; one phrase may have several tags. */
  find(units: readonly Unit[]): PhraseMatch<Tag>[] {
    const matches: PhraseMatch<Tag>[] = [];
    for (let at = 0; at < units.length; ) {
      const { entries, length } = this.#longest(units, at);
      for (const { tag } of entries) matches.push({ tag, from: at, to: at + length });
      at += Math.max(1, length);
    }
    return matches;
  }
}
