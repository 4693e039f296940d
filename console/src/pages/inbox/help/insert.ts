/** What stands before the caret and asks for something: `/xin` for an answer, `@lan` for a colleague. */
export interface Asked {
  sign: '/' | '@';
  /** What was typed behind the sign. */
  words: string;
  start: number;
  end: number;
}

/** At the beginning or behind white space, so that "24/7" and an e-mail address ask for nothing. */
const ASKED = /(?:^|\s)([/@])([^\s/@]{0,30})$/u;

/** What is asked for where the caret stands. */
export function askedAt(text: string, caret: number): Asked | null {
  const found = ASKED.exec(text.slice(0, caret));
  if (found === null) return null;
  const [, sign, words = ''] = found;
  return { sign: sign === '@' ? '@' : '/', words, start: caret - words.length - 1, end: caret };
}

/** A text with a part put into the place of another, and where the caret then stands. */
export function replaced(text: string, { start, end }: Pick<Asked, 'start' | 'end'>, part: string) {
  return { text: text.slice(0, start) + part + text.slice(end), caret: start + part.length };
}

/** Small letters without marks: agents type "xin loi" for "Xin lỗi". */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');

/** Those whose name or text has every word, those first whose name begins with them. */
export function matching<T>(
  items: readonly T[],
  words: string,
  namesOf: (item: T) => readonly string[],
  limit: number,
): T[] {
  const wanted = plain(words)
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  const begins = (item: T) => namesOf(item).some((name) => plain(name).startsWith(plain(words)));
  const fitting = items.filter((item) => {
    const all = plain(namesOf(item).join(' '));
    return wanted.every((word) => all.includes(word));
  });
  return [...fitting.filter(begins), ...fitting.filter((item) => !begins(item))].slice(0, limit);
}

/** Colleagues whose `@name` is still in the text. */
export const stillNamed = (text: string, named: readonly { id: string; name: string }[]): string[] => [
  ...new Set(named.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)),
];

/** A text to look at before it is filled in: "Chào {{customer.name|anh/chị}}" as "Chào anh/chị". */
export const withoutVariables = (text: string): string =>
  text.replace(/\{\{[^{}|]*(?:\|([^{}]*))?\}\}/g, (_, instead: string | undefined) => instead ?? '…');
