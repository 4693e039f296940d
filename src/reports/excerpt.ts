import { maskPersonalData } from '../care/privacy.ts';

/** The beginning of an outside text on one line, at most `length` characters, personal data masked: reports are mailed around. */
export function excerpt(text: string, length: number): string {
  // Masked before it is cut, so that no half of a number is left over.
  const line = maskPersonalData(text).replace(/\s+/gu, ' ').trim();
  const characters = Array.from(line);
  if (characters.length <= length) return line;
  return `${characters
    .slice(0, length - 1)
    .join('')
    .trimEnd()}…`;
}
