/** Customers of the portal are known by what they proved to be theirs: an e-mail address or a phone number. */
export interface SelfcareIdentity {
  kind: 'email' | 'phone';
  /** An address in small letters, or 84912345678. */
  value: string;
}

const ADDRESS = /^[^\s@<>"(),:;\\[\]]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/;

/** The address or number that somebody typed; undefined for what is neither. `phoneKey` gives a number as they are kept. */
export function readIdentity(
  typed: string,
  phoneKey: (written: string) => string | null,
): SelfcareIdentity | undefined {
  const text = typed.normalize('NFKC').trim();
  if (text.length > 254) return undefined;
  if (text.includes('@')) {
    const value = text.toLowerCase();
    return ADDRESS.test(value) ? { kind: 'email', value } : undefined;
  }
  const value = /^[+\d\s.()-]+$/.test(text) ? phoneKey(text) : null;
  return value === null ? undefined : { kind: 'phone', value };
}

/** The author's id of what they write in the portal. */
export const selfcareId = ({ kind, value }: SelfcareIdentity): string => `${kind}/${value}`;

/** Reads back what `selfcareId` wrote; undefined for anything else. */
export function identityOf(id: string): SelfcareIdentity | undefined {
  const [, kind, value = ''] = /^(email|phone)\/(.+)$/.exec(id) ?? [];
  return kind === 'email' || kind === 'phone' ? { kind, value } : undefined;
}

/** Everything that is written under what they proved: in the portal, and by mails and messages from the very same address. */
export function accountsOf(identity: SelfcareIdentity): { channel: string; id: string }[] {
  const own = { channel: 'selfcare', id: selfcareId(identity) };
  const elsewhere = identity.kind === 'email' ? ['email'] : ['sms'];
  return [own, ...elsewhere.map((channel) => ({ channel, id: identity.value }))];
}

/** Enough of it to know it again, too little to learn it: l•••@example.vn, •••••678. */
export function masked({ kind, value }: SelfcareIdentity): string {
  if (kind === 'phone') return `•••••${value.slice(-3)}`;
  const at = value.lastIndexOf('@');
  return `${value.slice(0, 1)}•••${value.slice(at)}`;
}

/** How long a code is good, and how often it may be tried. */
export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
/** Codes that one address or number is sent within an hour. */
export const CODES_AN_HOUR = 5;

export const CODE_PURPOSES = ['sign-in', 'erase'] as const;
export type CodePurpose = (typeof CODE_PURPOSES)[number];

const withoutMarks = (words: string) =>
  words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'));

/** What tells a customer that there is an answer: not what it says, which is theirs alone to open. */
export function noticeWords(
  identity: SelfcareIdentity,
  { brand, number, link }: { brand: string; number: number; link: string | null },
): { title: string; text: string } {
  const short = `${brand}: phản ánh số ${number} của Quý khách có trả lời mới.${link === null ? '' : ` Xem tại ${link}`}`;
  if (identity.kind === 'phone') return { title: '', text: withoutMarks(short) };
  const english = `There is a new answer to your complaint no. ${number}.${link === null ? '' : ` See ${link}`}`;
  return {
    title: `Phản ánh số ${number} có trả lời mới`,
    text: `${short}\n\nXin trả lời trên trang, không trả lời thư này.\n\n---\n${english} Please answer there, not by mail.`,
  };
}

/** The words that a code travels in; without marks for phones, where they would cost a second message. */
export function codeWords(
  identity: SelfcareIdentity,
  { brand, code, purpose }: { brand: string; code: string; purpose: CodePurpose },
): { title: string; text: string } {
  const deed = purpose === 'erase' ? 'xoá dữ liệu' : 'đăng nhập';
  const short = `${code} là mã ${deed} của Quý khách tại ${brand}, dùng trong ${CODE_MINUTES} phút. Không đưa mã cho bất kỳ ai.`;
  if (identity.kind === 'phone') return { title: '', text: withoutMarks(short) };
  const english = `${code} is your code to ${purpose === 'erase' ? 'erase your data' : 'sign in'} at ${brand}, good for ${CODE_MINUTES} minutes. Never give it to anybody.`;
  const text = `${short}\n\nNếu Quý khách không yêu cầu mã này, xin bỏ qua thư.\n\n---\n${english}\nIf you did not ask for it, ignore this mail.`;
  return { title: `${code}: mã ${deed} ${brand}`, text };
}
