import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, ChainCheck, chainOn, entryHash, FIRST_HASH } from '../../src/care/audit-chain.ts';
import type { AuditEntry } from '../../src/domain/audit.ts';

const entry = (act: string, details: Record<string, unknown> = {}) => ({
  at: '2026-03-05T02:00:00.000Z',
  actor: { kind: 'user' as const, id: '00000000-0000-4000-8000-000000000001', name: 'Lan' },
  ip: '10.0.0.7',
  act,
  subject: { kind: 'ticket', id: '12' },
  details,
});

function chained(acts: readonly string[]): AuditEntry[] {
  let head = CHAIN_START;
  return acts.map((act, index) => {
    head = chainOn(head, entry(act));
    return { ...entry(act), id: index + 1, ...head };
  });
}

function check(entries: readonly AuditEntry[]) {
  const found = new ChainCheck();
  for (const each of entries) found.add(each);
  return found;
}

const acts = fc.array(fc.constantFrom('session.started', 'user.changed', 'ticket.viewed'), {
  minLength: 3,
  maxLength: 30,
});

describe('the chain of the audit trail', () => {
  it('hashes as it is written down, whatever the order of keys', () => {
    const one = entryHash(FIRST_HASH, 1, entry('user.changed', { b: { d: 1, c: [null, 'ấ'] }, a: 2 }));
    const other = entryHash(FIRST_HASH, 1, entry('user.changed', { a: 2, b: { c: [null, 'ấ'], d: 1 } }));
    expect(one).toBe(other);
    // Worked out apart, from the JSON that the comment on entryHash describes.
    expect(one).toBe('3b63c06d19676253bb8b40fcf728bd137b9fe9c2473c4ca9b6b6c229c5ff8793');
  });

  it('holds when nothing was touched', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const { breaks, head } = check(chained(all));
        expect([breaks, head.sequence]).toEqual([[], all.length]);
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  it('breaks exactly where an entry was changed, taken out, or written anew with a hash of its own', () => {
    fc.assert(
      fc.property(acts, fc.nat(), (all, pick) => {
        const entries = chained(all);
        const at = pick % (entries.length - 1);
        const victim = entries[at] as AuditEntry;
        const changed = { ...victim, actor: { ...victim.actor, name: 'Mai' } };
        expect(check(entries.with(at, changed)).breaks).toEqual([{ sequence: at + 1, reason: 'changed' }]);
        expect(check(entries.toSpliced(at, 1)).breaks).toEqual([{ sequence: at + 1, reason: 'missing' }]);
        const before = entries[at - 1]?.hash ?? FIRST_HASH;
        const forged = { ...changed, hash: entryHash(before, at + 1, changed) };
        expect(check(entries.with(at, forged)).breaks).toEqual([{ sequence: at + 2, reason: 'changed' }]);
      }),
      { seed: 8, numRuns: 50 },
    );
  });
});
