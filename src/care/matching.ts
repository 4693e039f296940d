import type { CustomerKey, Identity, MatchEvidence } from '../domain/customer.ts';

/** Whether two customers are one person: what they share, how rare it is, and what speaks against it. Pure. */

/** How often two customers who alone share such a key are one person. A family has one phone, a street many names. */
const RELIABILITY: Record<CustomerKey['kind'], number> = { email: 0.95, phone: 0.9, handle: 0.6, name: 0.3 };

/** From this confidence on a match is proposed: more likely than not. */
export const PROPOSE_FROM = 0.5;

/** A key of more customers is nobody's: a shop's number, a common name. It also bounds what one customer costs. */
export const MAX_HOLDERS = 20;

/** Two names that share no word, and two accounts on one channel, make it less likely. */
const OTHER_NAME = 0.7;
const SAME_CHANNEL = 0.8;

/** A customer as the rule sees them. */
export interface Known {
  keys: readonly CustomerKey[];
  identities: readonly Pick<Identity, 'channel' | 'externalId'>[];
}

export interface Likeness {
  /** 0 to 1. */
  confidence: number;
  /** The weightiest first. */
  evidence: MatchEvidence[];
}

/**
 * How likely two customers are one person. Each shared key points at one of its other holders, so its weight is its
 * reliability over their number; keys are taken as independent of each other. `holders` says how many customers a key has.
 */
export function likeness(a: Known, b: Known, holders: (key: CustomerKey) => number): Likeness {
  const evidence = shared(a.keys, b.keys).flatMap((key) => {
    const count = Math.max(2, holders(key));
    return count > MAX_HOLDERS ? [] : [{ ...key, holders: count, weight: RELIABILITY[key.kind] / (count - 1) }];
  });
  evidence.sort((x, y) => y.weight - x.weight || (`${x.kind} ${x.value}` < `${y.kind} ${y.value}` ? -1 : 1));
  const doubt = evidence.reduce((left, { weight }) => left * (1 - weight), 1);
  return { confidence: (1 - doubt) * contradiction(a, b), evidence };
}

const keyOf = ({ kind, value }: CustomerKey) => `${kind} ${value}`;

function shared(a: readonly CustomerKey[], b: readonly CustomerKey[]): CustomerKey[] {
  const theirs = new Set(b.map(keyOf));
  const ours = new Map(a.map((key) => [keyOf(key), key]));
  return [...ours].flatMap(([name, { kind, value }]) => (theirs.has(name) ? [{ kind, value }] : []));
}

function contradiction(a: Known, b: Known): number {
  const [ours, theirs] = [nameWords(a), nameWords(b)];
  const otherName = ours.size > 0 && theirs.size > 0 && ![...ours].some((word) => theirs.has(word));
  const channels = new Set(a.identities.map(({ channel }) => channel));
  const sameChannel = b.identities.some(({ channel }) => channels.has(channel));
  return (otherName ? OTHER_NAME : 1) * (sameChannel ? SAME_CHANNEL : 1);
}

const nameWords = ({ keys }: Known) =>
  new Set(keys.flatMap(({ kind, value }) => (kind === 'name' ? value.split(' ') : [])));

/**
 * Who is one person with whom, by the matches that stand: for each of `members` the first of its group in the order of
 * `members`. Pairs with others than members are passed over.
 */
export function personsOf(
  members: readonly string[],
  pairs: readonly (readonly [string, string])[],
): Map<string, string> {
  const next = new Map<string, string[]>(members.map((id) => [id, []]));
  for (const [a, b] of pairs) {
    if (!next.has(a) || !next.has(b)) continue;
    next.get(a)?.push(b);
    next.get(b)?.push(a);
  }
  const person = new Map<string, string>();
  for (const first of members) {
    const reached = person.has(first) ? [] : [first];
    for (const id of reached) {
      if (person.has(id)) continue;
      person.set(id, first);
      reached.push(...(next.get(id) ?? []));
    }
  }
  return person;
}
