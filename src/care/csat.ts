import { MASK } from './privacy.ts';

/** Where a customer rates: the last part of the path is the token. */
export const csatPath = (token: string) => `/csat/${token}`;

const RATING_LINK = /\/csat\/[\w-]{32}(?![\w-])/g;

/** A text as colleagues see it: whoever has the link could rate in the customer's place. */
export function withoutRatingLinks(text: string): string {
  return text.replace(RATING_LINK, csatPath(MASK));
}

/** The words that ask a customer to rate. */
export function csatText(template: string, { number, link }: { number: number; link: string }): string {
  return template.replaceAll('{number}', String(number)).replaceAll('{link}', link);
}

/** The token of the first link to rate in a text. */
export const ratingTokenIn = (text: string): string | undefined => /\/csat\/([\w-]{32})(?![\w-])/.exec(text)?.[1];
