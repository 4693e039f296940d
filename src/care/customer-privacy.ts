import type { Customer, CustomerHistoryItem, CustomerMatch, CustomerNote, Identity } from '../domain/customer.ts';
import { type Clarity, MASK, maskPersonalData } from './privacy.ts';

/** Customers as somebody sees them: by name, with numbers, addresses and account ids only where these are shown clear. */

const identitySeen = (identity: Identity): Identity => ({
  ...identity,
  externalId: MASK,
  name: identity.name === null ? null : maskPersonalData(identity.name),
});

/** Names are shown to whoever works on tickets; all other keys find a person. */
const keySeen = <T extends { kind: string; value: string }>(key: T): T =>
  key.kind === 'name' ? key : { ...key, value: MASK };

const nameSeen = (name: string | null, clarity: Clarity): string | null =>
  name === null || clarity === 'anonymous' ? null : maskPersonalData(name);

export function customerSeen<T extends Customer & { notes?: CustomerNote[] }>(customer: T, clarity: Clarity): T {
  if (clarity === 'clear') return customer;
  return {
    ...customer,
    name: nameSeen(customer.name, clarity),
    identities: customer.identities.map(identitySeen),
    keys: customer.keys.map(keySeen),
    ...(customer.notes === undefined ? {} : { notes: customer.notes.map((note) => noteSeen(note, clarity)) }),
  };
}

export const noteSeen = (note: CustomerNote, clarity: Clarity): CustomerNote =>
  clarity === 'clear' ? note : { ...note, text: maskPersonalData(note.text) };

export const historySeen = (item: CustomerHistoryItem, clarity: Clarity): CustomerHistoryItem =>
  clarity === 'clear' ? item : { ...item, text: maskPersonalData(item.text) };

export function matchSeen(match: CustomerMatch, clarity: Clarity): CustomerMatch {
  if (clarity === 'clear') return match;
  const [first, second] = match.customers;
  return {
    ...match,
    customers: [
      { ...first, name: nameSeen(first.name, clarity) },
      { ...second, name: nameSeen(second.name, clarity) },
    ],
    evidence: match.evidence.map(keySeen),
  };
}
