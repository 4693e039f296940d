import { stripDiacritics } from '../../analysis/fold.ts';

/**
 * The alphabet of GSM 03.38 (3GPP TS 23.038, 6.2.1): what fits into 7 bits a character. A message of 160 of them goes out
 * as one; one with a single other character holds 70 alone, of UTF-16.
 */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Two places each. */
const EXTENDED = new Set('^{}\\[~]|€');

/** Signs that stand for others on phones of any age. */
const ALIKE: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '•': '-',
  '₫': 'd',
  '\t': ' ',
  '\u00a0': ' ',
};

/**
 * A text in that alphabet alone, and a question mark for what has no likeness. All marks go, also the few of Vietnamese that the
 * alphabet has: with some of them words read worse than with none.
 */
export function toGsm(text: string): string {
  return [...stripDiacritics(text)]
    .map((sign) => ALIKE[sign] ?? (BASIC.has(sign) || EXTENDED.has(sign) ? sign : '?'))
    .join('');
}

/** How many places a text takes after `toGsm`. */
export function gsmUnits(text: string): number {
  let units = 0;
  for (const sign of toGsm(text)) units += EXTENDED.has(sign) ? 2 : 1;
  return units;
}
