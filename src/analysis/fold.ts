/** Whether a text is plain ASCII, and needs no Unicode work. */
function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** Letters in mathematical or full-width dress ("𝗦𝗜𝗠", "ＳＩＭ"), often used to slip past filters. */
const dressed = /[\u{1D400}-\u{1D7FF}\uFF01-\uFF5E]+/gu;

/** Composed (NFC), with dressed-up letters made plain. */
export function compose(text: string): string {
  if (isAscii(text)) return text;
  return text.replace(dressed, (run) => run.normalize('NFKC')).normalize('NFC');
}

/** The text without Vietnamese (and other Latin) marks: "Mạng đứt" → "Mang dut"; case and spacing stay. */
export function stripDiacritics(text: string): string {
  if (isAscii(text)) return text;
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFC');
}

/** Zero-width characters, soft hyphens, direction marks, the byte order mark; variation selectors apart, for the linter. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|[\ufe00-\ufe0f]/g;

/** The text without characters that nobody sees. */
export function stripInvisible(text: string): string {
  return text.replace(invisible, '');
}

/**
 * The form in which texts are searched, matched and compared: lower case, no marks, no invisible characters, single spaces.
 * Words stay one for one, so a match can be traced back to the text as written. Idempotent.
 */
export function fold(text: string): string {
  const lower = stripDiacritics(compose(text).toLowerCase());
  return stripInvisible(lower).replace(/\s+/g, ' ').trim();
}
