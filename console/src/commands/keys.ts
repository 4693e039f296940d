/** What of a pressed key matters here: a KeyboardEvent is one. */
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/**
 * Whether the keys just pressed, the last one last, end with a shortcut: "j", "?", "mod+Enter" (Ctrl, or ⌘ on a Mac),
 * or several one after the other: "g i". Shift is in the key itself.
 */
export function matches(shortcut: string, pressed: readonly Pressed[]): boolean {
  const wanted = shortcut.split(' ');
  const last = pressed.slice(-wanted.length);
  return last.length === wanted.length && wanted.every((each, index) => isPressed(each, last[index]));
}

function isPressed(wanted: string, pressed: Pressed | undefined): boolean {
  if (pressed === undefined || pressed.altKey) return false;
  const needsMod = wanted.startsWith('mod+');
  const key = needsMod ? wanted.slice('mod+'.length) : wanted;
  return needsMod === (pressed.ctrlKey || pressed.metaKey) && pressed.key.toLowerCase() === key.toLowerCase();
}

/** A shortcut that somebody who dictates may set off by a word: these can be switched off (WCAG 2.1.4). */
export const isCharacter = (shortcut: string): boolean => !shortcut.startsWith('mod+') && shortcut !== 'Escape';

/** How a shortcut is written for people: "mod+k" is ⌘ K on a Mac, Ctrl K elsewhere. */
export function spell(shortcut: string, isMac: boolean): string[] {
  const named: Record<string, string> = { mod: isMac ? '⌘' : 'Ctrl', Enter: '↵', Escape: 'Esc' };
  return shortcut.split(/[+ ]/).map((part) => named[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}
