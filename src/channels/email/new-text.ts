/** Ends what somebody wrote anew: what follows is the mail that is answered, or a signature. */
const SEPARATORS = [
  /^-{2,}\s*(original message|forwarded message|tin nhắn gốc|thư gốc|thư chuyển tiếp|tin nhắn đã chuyển tiếp)\s*-{2,}$/iu,
  /^-- ?$/u,
  /^(sent from my|get outlook for|(đã )?gửi từ|tải outlook cho)(?!\p{L}).{0,80}$/iu,
];
/** "Vào 09:12, T.2, 2 thg 3, 2026 CSKH <…> đã viết:", which mail programs wrap over up to three lines. */
const INTRODUCTION = /^(on|vào|ngày|lúc)\s.{4,400}\s(wrote|đã viết|viết)\s*:?$/iu;
const HEADER = /^\*?(from|từ|người gửi)\s?:\*?\s/iu;
const MORE_HEADER = /^\*?(sent|date|to|subject|đã gửi|ngày|đến|tới|chủ đề|tiêu đề)\s?:\*?\s/iu;
const RULE = /^_{10,}$/u;
/** Lines of mails are short; longer ones are text and are not looked into. */
const MAX_LINE = 500;

/**
 * What is new in the text of a mail: without the mail that it answers, in the forms that the usual programs give it in
 * Vietnamese and English, and without a signature. Answers between quoted lines stay. All of it, if nothing would be left.
 */
export function newText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const end = lines.findIndex((_, at) => endsAt(lines, at));
  const kept = (end < 0 ? lines : lines.slice(0, end)).filter((line) => !line.startsWith('>'));
  const made = kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return made === '' ? text.trim() : made;
}

function endsAt(lines: readonly string[], at: number): boolean {
  const line = lineAt(lines, at);
  if (line.length > MAX_LINE) return false;
  if (SEPARATORS.some((separator) => separator.test(line))) return true;
  if (RULE.test(line)) return [1, 2, 3].some((next) => HEADER.test(lineAt(lines, at + next)));
  if (HEADER.test(line)) return [1, 2, 3, 4].some((next) => MORE_HEADER.test(lineAt(lines, at + next)));
  return [1, 2, 3].some((count) => isIntroduction(lines, at, count));
}

function isIntroduction(lines: readonly string[], at: number, count: number): boolean {
  const joined = Array.from({ length: count }, (_, next) => lineAt(lines, at + next)).join(' ');
  if (joined.length > MAX_LINE || !INTRODUCTION.test(joined)) return false;
  // People too write "On Monday he wrote:"; a program's line is followed by what it introduces.
  const following = lines.slice(at + count).find((line) => line.trim() !== '');
  return following === undefined || following.startsWith('>') || /[<@\d]/.test(joined);
}

/** `-- ` is a signature's line by its blank: only the end of other lines is trimmed. */
const lineAt = (lines: readonly string[], at: number): string => {
  const line = lines[at] ?? '';
  return line === '-- ' ? line : line.trim();
};
