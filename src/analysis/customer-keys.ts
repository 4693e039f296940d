import type { CustomerKey } from '../domain/customer.ts';
import { fold } from './fold.ts';
import { findPersonalData } from './personal-data.ts';

/** Numbers and addresses in texts longer than this are a list, not the writer's own. */
const MAX_OWN = 3;
const MAX_KEY_LENGTH = 200;

/** A Vietnamese phone number with the country's code and without signs: 84912345678; null for what is none. */
export function phoneKey(written: string): string | null {
  const digits = written.replace(/^[oO]/, '0').replace(/\D/g, '');
  const national = /^(?:00)?84([2-9]\d{8,9})$/.exec(digits)?.[1] ?? /^0([2-9]\d{8,9})$/.exec(digits)?.[1];
  return national === undefined ? null : `84${national}`;
}

/** A name as names are compared: folded words; null for what is no full name. */
export function nameKey(name: string): string | null {
  const words = fold(name).match(/\p{L}+/gu) ?? [];
  return words.length < 2 || words.length > 6 ? null : words.join(' ').slice(0, MAX_KEY_LENGTH);
}

/** A name that somebody gave themselves, as it is compared: without "@" and dots; null for a number or a common word. */
export function handleKey(handle: string): string | null {
  if (/\s/.test(handle.trim())) return null;
  const value = fold(handle).replace(/[^\p{L}\p{N}]/gu, '');
  if (value.length < 5 || value.length > 60 || !/\p{L}/u.test(value)) return null;
  return value.length >= 8 || /\p{N}/u.test(value) ? value : null;
}

/** What somebody is known by, from how a channel names them and from one text of theirs. */
export function customerKeysOf(by: {
  authorId: string | null;
  authorName: string | null;
  text: string;
}): CustomerKey[] {
  const keys: CustomerKey[] = [];
  const add = (kind: CustomerKey['kind'], value: string | null) => {
    if (value !== null && !keys.some((key) => key.kind === kind && key.value === value)) keys.push({ kind, value });
  };
  const addContacts = (text: string, most: number) => {
    const found = findPersonalData(text).filter(({ kind }) => kind === 'phone' || kind === 'email');
    if (found.length > most) return;
    for (const { kind, start, end } of found) {
      const written = text.slice(start, end);
      if (kind === 'phone') add('phone', phoneKey(written));
      else add('email', written.toLowerCase().slice(0, MAX_KEY_LENGTH));
    }
  };
  for (const name of [by.authorId, by.authorName]) {
    if (name === null) continue;
    addContacts(name, 1);
    if (!name.includes('@') || name.startsWith('@')) add('handle', handleKey(name));
  }
  if (by.authorName !== null && !by.authorName.includes('@')) add('name', nameKey(by.authorName));
  addContacts(by.text, MAX_OWN);
  return keys;
}

/** What somebody may mean who looks for a customer by `typed`: keys that must be equal, and a folded name. */
export function customerSearchOf(typed: string): { keys: CustomerKey[]; name: string } {
  const keys: CustomerKey[] = [];
  const phone = phoneKey(typed);
  const handle = handleKey(typed);
  if (phone !== null) keys.push({ kind: 'phone', value: phone });
  if (handle !== null) keys.push({ kind: 'handle', value: handle });
  if (typed.includes('@')) keys.push({ kind: 'email', value: typed.trim().toLowerCase() });
  return { keys, name: phone === null ? fold(typed) : '' };
}
