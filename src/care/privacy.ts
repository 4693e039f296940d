import type { Mention } from '../domain/mention.ts';

/** What stands in the place of something that the reader may not see. */
export const MASK = '•••';

/** Every repetition is bounded, so that hostile texts cost no more than their length. */
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;

/**
 * Vietnamese numbers: 0 or 84 (+84, 0084) and nine or ten digits, written together or in groups ("0912.345.678",
 * "(+84) 91 234 56 78", "o912 345 678"). Hotlines such as 18001090 are shorter, and nobody's.
 */
const PHONE =
  /(?<!\p{Nd})[(]?(?:[+＋]|[0０]{2})?(?:[8８][4４]|[0０]|(?<!\p{L})[oO])(?:[\s.()·_-]{0,2}(?:\p{Nd}|[oO](?=[\s.]?\p{Nd}))){9,10}(?!\p{Nd})/gu;

/** Longer runs of digits: identity cards, subscriber and bank accounts. */
const NUMBER = /\p{Nd}{9,}/gu;

/** The text without phone numbers, e-mail addresses and long numbers. */
export function maskPersonalData(text: string): string {
  return text.replace(EMAIL, MASK).replace(PHONE, MASK).replace(NUMBER, MASK);
}

/** The mention as somebody sees it who has no right to personal data: no author, and none in the texts. */
export function withoutPersonalData(mention: Mention): Mention {
  const { analysis } = mention;
  const evidence = analysis?.evidence.map((piece) => ({ ...piece, text: maskPersonalData(piece.text) })) ?? [];
  return {
    ...mention,
    author: { name: null },
    title: mention.title === null ? null : maskPersonalData(mention.title),
    text: maskPersonalData(mention.text),
    analysis: analysis === null ? null : { ...analysis, evidence },
  };
}
