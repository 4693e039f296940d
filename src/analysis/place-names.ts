import { places } from './lexicons/places.ts';

/** A place of the lexicon: its name as shown and the province that it lies in, today and before July 2025. */
export interface PlaceTag {
  name: string;
  province: string;
  formerProvince: string;
  isProvince: boolean;
  /** Also a common word or a person's name: counts only with capitals or after a word of place. */
  isAmbiguous: boolean;
}

function capitalised(name: string): string {
  return name.replace(/(^|[\s-])(\p{L})/gu, (_all, before: string, letter: string) => before + letter.toUpperCase());
}

type AddPhrase = (tag: PlaceTag, phrase: string) => void;

function addNames(add: AddPhrase, list: string, tag: Omit<PlaceTag, 'name' | 'isAmbiguous'>): void {
  for (const written of list.split(',')) {
    const name = written.trim();
    const isAmbiguous = name.endsWith('?');
    const bare = name.replace(/\?$/, '');
    const shown = tag.isProvince ? tag.formerProvince : capitalised(bare.replace(/!$/, ''));
    add({ ...tag, name: shown, isAmbiguous }, bare);
  }
}

/** Hands every name of every place of the lexicon to `add`. */
export function addPlaces(add: AddPhrase): void {
  for (const line of places.trim().split('\n')) {
    const [province = '', formerProvince = '', names = '', parts = ''] = line.split('|');
    const tag = { province, formerProvince };
    addNames(add, names, { ...tag, isProvince: true });
    addNames(add, parts, { ...tag, isProvince: false });
  }
}
