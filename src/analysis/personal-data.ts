import type { PersonalData } from '../domain/analysis.ts';
import { fold } from './fold.ts';

/** One @ with its name and host; every repetition is bounded, so that hostile texts cost no more than their length. */
const email = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu;
/** Runs of digits, parted by single separators: what a phone number, card or account may look like. */
const digitRun = /(?<![\p{L}\p{N}])(?:\(?\+)?(?:[oO](?=[\s.-]?\d))?\d(?:[ .()-]{0,2}\d){6,21}(?![\p{L}\p{N}])/gu;

/** Citizen identity: one of 63 province codes, century and sex, year of birth (Circular 59/2021/TT-BCA). */
const citizenId = /^0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}$/;
const mobile = /^(?:0|84|0084)[35789]\d{8}$/;
const landline = /^(?:0|84|0084)2\d{8,9}$/;
const card = /^(?:9704|[3456]\d{3})\d{9,15}$/;

const aboutId = /cccd|can cuoc|cmnd|cmt|chung minh|ho chieu|passport|identity|\bid\b/;
const aboutCard = /\bthe\b|card|visa|master|napas/;
const aboutAccount = /\bstk\b|\btk\b|so tai khoan|tai khoan|account|\bacc\b|chuyen khoan|ngan hang|bank/;
/** An order, a contract or a code is nobody's number. */
const aboutOther = /ma don|don hang|hop dong|ma phan anh|ma so thue|\bmst\b|serial|seri|imei|ma khach hang/;

const contextLength = 32;

function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** What a run of digits is, by its form and the words around it; null for amounts, codes, hotlines and dates. */
function kindOf(written: string, around: () => string): PersonalData['kind'] | null {
  const digits = written.replace(/^[oO]/, '0').replace(/\D/g, '');
  const isGrouped = /\d[ .()-]/.test(written);
  if (mobile.test(digits) || (landline.test(digits) && !citizenId.test(digits))) return 'phone';
  const words = around();
  if (aboutOther.test(words)) return null;
  if (digits.length === 12 && citizenId.test(digits) && !isGrouped) return aboutAccount.test(words) ? 'account' : 'id';
  if (digits.length === 12 || digits.length === 9) {
    if (aboutId.test(words)) return 'id';
  }
  const isCardLength = digits.length >= 15 && digits.length <= 19 && card.test(digits);
  if (isCardLength && (aboutCard.test(words) || (luhn(digits) && !aboutAccount.test(words)))) return 'card';
  const isAccountLength = digits.length >= 8 && digits.length <= 19;
  return isAccountLength && aboutAccount.test(words) ? 'account' : null;
}

/** A run may hold more than the number ("0912345678 - 0987654321", "0912 345 678 2 sim"): its longest part that is one. */
function longestPart(text: string, from: number, to: number): PersonalData | null {
  for (let end = to; end - from >= 8; end -= 1) {
    const isEnd = end === to || !/\d/.test(text[end] ?? '');
    if (!isEnd || !/\d/.test(text[end - 1] ?? '')) continue;
    const around = () => fold(`${text.slice(Math.max(0, from - contextLength), from)} ${text.slice(end, end + 16)}`);
    const kind = kindOf(text.slice(from, end), around);
    if (kind) return { kind, start: from, end };
  }
  return null;
}

function hasEnoughDigits(text: string): boolean {
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits += 1;
    if (digits >= 8) return true;
  }
  return false;
}

function findNumbers(text: string): PersonalData[] {
  if (!hasEnoughDigits(text)) return [];
  const found: PersonalData[] = [];
  digitRun.lastIndex = 0;
  for (let match = digitRun.exec(text); match; match = digitRun.exec(text)) {
    const part = longestPart(text, match.index, match.index + match[0].length);
    if (!part) continue;
    found.push(part);
    digitRun.lastIndex = part.end;
  }
  return found;
}

/** Where a text holds phone numbers, e-mail addresses, identity, card and account numbers, in order and without overlap. */
export function findPersonalData(text: string): PersonalData[] {
  const emails: PersonalData[] = text.includes('@')
    ? [...text.matchAll(email)].map(({ index, 0: { length } }) => ({
        kind: 'email',
        start: index,
        end: index + length,
      }))
    : [];
  const numbers = findNumbers(text).filter(
    (number) => !emails.some(({ start, end }) => number.start < end && start < number.end),
  );
  return [...emails, ...numbers].sort((a, b) => a.start - b.start);
}

/** Nobody's, and read by the models as the real one would be. */
const STAND_INS: Record<PersonalData['kind'], string> = {
  phone: '0900000000',
  email: 'ten@example.vn',
  id: '1000000000',
  card: '1000000000',
  account: '1000000000',
};

/** The text with nobody's numbers and addresses in the place of somebody's; names stay. */
export function withoutPersonalData(text: string): string {
  let from = 0;
  let kept = '';
  for (const { kind, start, end } of findPersonalData(text)) {
    kept += text.slice(from, start) + STAND_INS[kind];
    from = end;
  }
  return kept + text.slice(from);
}
