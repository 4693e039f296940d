import { stripDiacritics } from './fold.ts';
import { normalisedUnits, type Unit } from './normalise.ts';

/** A phrase found in a text: units `from` up to, not including, `to`. */
export interface PhraseMatch<Tag> {
  tag: Tag;
  from: number;
  to: number;
}

/** What is found of each layer, from left to right and without overlap within a layer. */
export type Matches<Tags> = { [Layer in keyof Tags]: PhraseMatch<Tags[Layer]>[] };

interface Entry {
  layer: number;
  tag: unknown;
  words: readonly string[];
  /** Counts only as written, marks and all. */
  isExact: boolean;
}

interface Node {
  next: Map<string, Node>;
  entries: Entry[];
}

function emptyNode(): Node {
  return { next: new Map(), entries: [] };
}

/** Whether each unit is the entry's word as written, or has no marks and is the word without them. */
function fits({ words, isExact }: Entry, units: readonly Unit[], from: number): boolean {
  for (let at = 0; at < words.length; at += 1) {
    const unit = units[from + at];
    if (unit === undefined) return false;
    if (unit.text !== words[at] && (isExact || unit.text !== unit.folded)) return false;
  }
  return true;
}

/** The spellings under which normalised text may hold a phrase: as listed, and with chat spellings written out. */
function spellingsOf(phrase: string): readonly string[][] {
  const listed = phrase.split(' ');
  if (phrase.includes('<')) return [listed];
  const normalised = normalisedUnits(phrase).map((unit) => unit.text);
  return normalised.join(' ') === phrase ? [listed] : [listed, normalised];
}

/**
 * Finds the phrases of all lexicons in one pass over normalised text, written with or without marks. Each lexicon is a layer:
 * within it the longest phrase at a place wins and hides what it holds; layers don't see each other. A phrase marked `!` must be
 * written with its marks; a word that bears other marks than the phrase's never fits ("mang" is "mạng" where context allows it,
 * "mắng" never).
 */
export class PhraseFinder<Tags extends object> {
  readonly #root: Node = emptyNode();
  readonly #layers: (keyof Tags)[];

  constructor(layers: readonly (keyof Tags)[]) {
    this.#layers = [...layers];
  }

  /** `list`: phrases parted by commas. */
  add<Layer extends keyof Tags>(layer: Layer, tag: Tags[Layer], list: string): void {
    for (const written of list.split(',')) {
      const phrase = written.trim().replace(/\s+/g, ' ');
      if (!phrase) continue;
      const isExact = phrase.endsWith('!');
      for (const words of spellingsOf(phrase.replace(/!$/, ''))) {
        this.#insert({ layer: this.#layers.indexOf(layer), tag, words, isExact });
      }
    }
  }

  #insert(entry: Entry): void {
    let node = this.#root;
    for (const word of entry.words.map(stripDiacritics)) {
      let next = node.next.get(word);
      if (!next) {
        next = emptyNode();
        node.next.set(word, next);
      }
      node = next;
    }
    const isKnown = node.entries.some(
      (known) =>
        known.layer === entry.layer && known.tag === entry.tag && known.words.join(' ') === entry.words.join(' '),
    );
    if (!isKnown) node.entries.push(entry);
  }

  /** Puts the longest entries of each layer that start at `from` into `found`; layers still inside a phrase are passed over. */
  #longest(
    units: readonly Unit[],
    from: number,
    busyUntil: readonly number[],
    found: (Entry[] | undefined)[],
  ): boolean {
    let node = this.#root.next.get(units[from]?.folded ?? '');
    let any = false;
    for (let at = from; node; node = node.next.get(units[at]?.folded ?? '')) {
      at += 1;
      for (const entry of node.entries) {
        if ((busyUntil[entry.layer] ?? 0) > from || !fits(entry, units, from)) continue;
        const earlier = found[entry.layer];
        if (earlier && earlier[0]?.words.length === entry.words.length) earlier.push(entry);
        else found[entry.layer] = [entry];
        any = true;
      }
      if (at >= units.length) break;
    }
    return any;
  }

  /** The longest phrases of each layer from left to right; one phrase may have several tags. */
  find(units: readonly Unit[]): Matches<Tags> {
    const matches: PhraseMatch<unknown>[][] = this.#layers.map(() => []);
    const busyUntil = this.#layers.map(() => 0);
    let found: (Entry[] | undefined)[] = [];
    for (let from = 0; from < units.length; from += 1) {
      if (!this.#longest(units, from, busyUntil, found)) continue;
      found.forEach((entries, layer) => {
        for (const { tag, words } of entries ?? []) {
          matches[layer]?.push({ tag, from, to: from + words.length });
          busyUntil[layer] = from + words.length;
        }
      });
      found = [];
    }
    return Object.fromEntries(this.#layers.map((layer, at) => [layer, matches[at]])) as Matches<Tags>;
  }
}
