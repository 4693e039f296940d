import { fold } from './fold.ts';

/** What an agent's reply has of good manners, and what it promises. */
export interface Courtesy {
  greeting: boolean;
  closing: boolean;
  apology: boolean;
  promise: Promised | null;
}

/** By when an agent says that something will be done. */
export type Promised = { minutes: number } | { workingDays: number };

/** Greetings stand at the beginning, good wishes and thanks at the end; so many characters are looked at there. */
const BEGINNING = 80;
const END = 250;
/** Longer replies are read so far only. */
const LONGEST = 10_000;

const GREETING =
  /\b(?:xin chao|kinh chao|kinh gui|chao (?:anh|chi|ban|em|quy|co|chu|bac|ong|ba|a|c|ac|minh)|hello|hi|dear|good (?:morning|afternoon|evening))\b/;
const CLOSING =
  /\b(?:cam on|tran trong|than ai|than chao|chuc (?:anh|chi|ban|em|quy|co|chu|bac|ong|ba|a|c|ac|mot)|hen gap lai|thank you|thanks|(?:best|kind) regards|regards|sincerely|have a (?:nice|good|great))\b/;
const APOLOGY =
  /\b(?:xin loi|rat tiec|lay lam tiec|mong .{0,40}thong cam|xin thong cam|sorry|apologi[sz]e|apologies)\b/;

/** Who promises says that something will be done; "trong 24 giờ qua" tells of what was. */
const COMMITMENT =
  /\b(?:se|lien he|lien lac|phan hoi|goi lai|xu ly|khac phuc|kiem tra|giai quyet|hoan tien|will|call|contact|reply|get back|resolve|fix|refund)\b/;
const WITHIN =
  /\b(?:trong(?: vong)?|within|cham nhat(?: sau)?)(?: toi da| khoang)? (\d{1,3})(?: ?(?:-|den|to) ?(\d{1,3}))? ?(phut|gio|tieng|h|ngay lam viec|ngay|minutes?|mins?|hours?|(?:working|business) days?|days?)\b(?! (?:qua|vua|gan|truoc))/;

const MINUTES: Record<string, number> = { p: 1, m: 1, g: 60, t: 60, h: 60, n: 1440, d: 1440 };

function promiseIn(sentence: string): Promised | null {
  const found = COMMITMENT.test(sentence) ? WITHIN.exec(sentence) : null;
  if (found === null) return null;
  const [, from = '', to, unit = ''] = found;
  const count = Math.max(Number(from), Number(to ?? 0));
  if (/lam viec|working|business/.test(unit)) return { workingDays: count };
  return { minutes: count * (MINUTES[unit.charAt(0)] ?? 1) };
}

/** Reads one reply, in Vietnamese with or without marks or in English. Of several promises the first counts. */
export function findCourtesy(text: string): Courtesy {
  const folded = fold(text.slice(0, LONGEST));
  const sentences = text.slice(0, LONGEST).split(/[.!?;\n]+/u);
  return {
    greeting: GREETING.test(folded.slice(0, BEGINNING)),
    closing: CLOSING.test(folded.slice(-END)),
    apology: APOLOGY.test(folded),
    promise: sentences.map((sentence) => promiseIn(fold(sentence))).find((each) => each !== null) ?? null,
  };
}
