import { createHash } from 'node:crypto';
import type { AuditEntry } from '../domain/audit.ts';

/** What the first entry's hash is made with in the place of the one before. */
export const FIRST_HASH = '0'.repeat(64);

/** The last entry of a chain, or where it begins. */
export interface ChainHead {
  sequence: number;
  hash: string;
}

export const CHAIN_START: ChainHead = { sequence: 0, hash: FIRST_HASH };

type Hashed = Omit<AuditEntry, 'id' | 'sequence' | 'hash'>;

/** JSON with the keys of every object in order, so that equal values have equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * The hash of an entry: SHA-256, in hexadecimal, of the JSON array of the hash before it, its sequence, instant, actor
 * (kind, id, name), address, act, subject (kind, id) and details, with the keys of objects in order and no spaces.
 */
export function entryHash(previous: string, sequence: number, entry: Hashed): string {
  const { at, actor, ip, act, subject, details } = entry;
  const parts = [previous, sequence, at, actor.kind, actor.id, actor.name, ip, act, subject.kind, subject.id, details];
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}

/** The next link of a chain. */
export function chainOn(head: ChainHead, entry: Hashed): ChainHead {
  const sequence = head.sequence + 1;
  return { sequence, hash: entryHash(head.hash, sequence, entry) };
}

/** A place where the chain does not hold. */
export interface ChainBreak {
  /** The first entry that does not fit what is before it. */
  sequence: number;
  reason: 'missing' | 'changed';
}

/**
 * Checks entries, in the order of their sequence, against the head before them. After a break it goes on from what is
 * stored, so that each break is told once.
 */
export class ChainCheck {
  readonly breaks: ChainBreak[] = [];
  #head: ChainHead;

  constructor(start: ChainHead = CHAIN_START) {
    this.#head = start;
  }

  get head(): ChainHead {
    return this.#head;
  }

  add(entry: AuditEntry): void {
    const { sequence, hash } = entry;
    if (sequence === null || hash === null) return;
    const expected = chainOn(this.#head, entry);
    if (sequence !== expected.sequence) this.breaks.push({ sequence: expected.sequence, reason: 'missing' });
    else if (hash !== expected.hash) this.breaks.push({ sequence, reason: 'changed' });
    this.#head = { sequence, hash };
  }
}
