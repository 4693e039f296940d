import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/crawlers/support/charset.ts';

const WORDS = 'Mạng lúc được lúc không, tổng đài bận suốt. Đã gọi 3 lần!';
// The letters that windows-1258 and the others below can all write.
const encode = (text: string, name: string) => iconv.encode(name === 'windows-1258' ? toCombining(text) : text, name);
/** windows-1258 writes tone marks as characters of their own, after letters that may carry ă â ê ô ơ ư. */
const toCombining = (text: string) =>
  text.replace(/\p{L}/gu, (letter) =>
    letter
      .normalize('NFD')
      .replace(
        /^([aeou])(\u0323)?([\u0302\u0306\u031b])/i,
        (_all, base: string, dot: string | undefined, hat: string) => (base + hat).normalize('NFC') + (dot ?? ''),
      ),
  );

describe('decodeText', () => {
  it.each([
    ['utf-8', 'text/html; charset=utf-8'],
    ['tcvn', 'text/html; charset=TCVN3'],
    ['tcvn', 'text/html; charset="TCVN-5712"'],
    ['viscii', 'text/html;charset=VISCII'],
    ['windows-1258', "text/xml; charset='windows-1258'"],
  ])('reads %s by the header', (name, header) => {
    expect(decodeText(encode(WORDS, name), header)).toBe(WORDS);
  });

  it.each([
    ['viscii', (label: string) => `<?xml version="1.0" encoding="${label}"?><a>${WORDS}</a>`],
    ['windows-1258', (label: string) => `<html><head><meta charset=${label}></head>${WORDS}`],
    ['tcvn', (label: string) => `<meta http-equiv="Content-Type" content="text/html; charset=${label}">${WORDS}`],
  ])('reads %s by what the page says of itself', (name, page) => {
    expect(decodeText(encode(page(name), name), 'text/html')).toBe(page(name));
  });

  it('believes a byte-order mark before everything, and leaves it out', () => {
    expect(decodeText(iconv.encode(WORDS, 'utf-16le', { addBOM: true }), 'text/xml; charset=utf-8')).toBe(WORDS);
    expect(decodeText(iconv.encode(WORDS, 'utf-16be', { addBOM: true }), undefined)).toBe(WORDS);
    expect(decodeText(iconv.encode(WORDS, 'utf-8', { addBOM: true }), 'text/xml; charset=viscii')).toBe(WORDS);
  });

  it.each(['iso-8859-1', 'us-ascii', 'windows-1258', 'utf-16', 'no-such-charset', 'viscii'])(
    'takes UTF-8 for what it is under the label %s',
    (label) => expect(decodeText(Buffer.from(WORDS), `text/xml; charset=${label}`)).toBe(WORDS),
  );

  it('passes over a UTF-8 label that the bytes contradict, to the next one', () => {
    const page = `<?xml version="1.0" encoding="viscii"?>${WORDS}`;
    expect(decodeText(encode(page, 'viscii'), 'text/xml; charset=utf-8')).toBe(page);
  });

  it('reads windows-1258 where nothing is said and UTF-8 is out of the question', () => {
    expect(decodeText(encode(WORDS, 'windows-1258'), undefined)).toBe(WORDS);
  });

  it('keeps UTF-8 that is cut in the middle of a letter', () => {
    expect(decodeText(Buffer.from(WORDS).subarray(0, 3), undefined)).toMatch(/^M/);
    expect(decodeText(Buffer.from(`${WORDS}đ`).subarray(0, -1), undefined)).toBe(`${WORDS}\uFFFD`);
  });

  it('never throws, whatever the bytes and labels', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (body, label) => {
        expect(typeof decodeText(body, `text/html; charset=${label}`)).toBe('string');
      }),
    );
  });
});
