import { endingsOf, type MediaType } from './file-rules.ts';

const LONGEST = 100;
/** Control characters, halves of signs, marks that turn the direction of writing, and what file systems refuse. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const UNFIT = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff<>:"|?*]|\p{Surrogate}/gu;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * The name that a file is kept and handed out under: without folders, and with the ending of what it really is, so that no
 * system opens it as anything else.
 */
export function cleanFileName(given: string | null | undefined, type: MediaType | null): string {
  const last = (given ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(UNFIT, '')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (type === null) return cut(plain, LONGEST) || 'file';
  const endings = endingsOf(type);
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 ? plain.slice(dot + 1).toLowerCase() : '';
  const fits = endings.includes(ending);
  const stem = fits ? plain.slice(0, dot) : plain;
  const named = cut(RESERVED.test(stem) ? `_${stem}` : stem, LONGEST - 6).replace(/[. ]+$/, '');
  return `${named || 'file'}.${fits ? ending : endings[0]}`;
}

const cut = (text: string, length: number) => [...text].slice(0, length).join('');
