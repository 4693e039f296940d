/** Typed faces and signs, by the feeling that they show. Own list, of common knowledge. */
export const positiveEmoticons = [
  ':)',
  ':-)',
  '=)',
  ':]',
  ':D',
  ':d',
  '=D',
  ';)',
  ';-)',
  '^^',
  '^_^',
  '<3',
  ':*',
  ':x',
  ':X',
  ':3',
];
export const negativeEmoticons = [
  ':(',
  ':-(',
  '=(',
  ':[',
  ":'(",
  ':/',
  ':-/',
  '-_-',
  'T_T',
  't_t',
  'T.T',
  ':<',
  '>:(',
  '>.<',
  '@@',
  'x_x',
];
/** Faces that mock or joke: neither pleased nor displeased by themselves. */
export const jokingEmoticons = [':v', ':V', ':P', ':p', '=))', ':))', ':-))', '=]]'];

/** All of them by their first character, longest first. */
export const emoticonsByFirst: ReadonlyMap<string, readonly string[]> = byFirst([
  ...positiveEmoticons,
  ...negativeEmoticons,
  ...jokingEmoticons,
]);

function byFirst(all: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const emoticon of all) {
    const first = emoticon[0] ?? '';
    found.set(
      first,
      [...(found.get(first) ?? []), emoticon].sort((a, b) => b.length - a.length),
    );
  }
  return found;
}
