import { describe, expect, it } from 'vitest';
import { decide, objectionTo } from '../../src/care/approval.ts';
import type { HeldReply } from '../../src/domain/approval.ts';
import type { Actor } from '../../src/domain/person.ts';
import { Conflict, Forbidden } from '../../src/errors.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
/** The ticket's team, the one above it, and the top. */
const PATH = ['hanoi', 'north', 'country'];
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const person = (n: number, team: string | null, role: Actor['role'] = 'manager') => ({
  id: id(n),
  name: `P${n}`,
  role,
  team,
});
const author = { id: id(9), name: 'Lan' };
const reply = (levels: number, decisions: HeldReply['decisions'] = []) => ({
  author,
  levels,
  decisions,
  status: 'pending' as const,
});
const yes = { approved: true, reason: null };

describe('approvals', () => {
  it('go up the team tree, each by another, none by the author', () => {
    const first = decide(reply(3), person(1, 'hanoi'), yes, PATH, NOW);
    expect([first.status, first.decisions.map(({ level }) => level)]).toEqual(['pending', [1]]);
    const after = reply(3, first.decisions);
    expect(objectionTo(person(1, 'north'), after, PATH)).toMatch(/must be another/);
    expect(objectionTo(person(2, 'hanoi'), after, PATH)).toMatch(/further up/);
    const second = decide(after, person(2, 'north'), yes, PATH, NOW);
    const third = decide(reply(3, second.decisions), person(3, null), yes, PATH, NOW);
    expect([second.status, third.status, third.decisions.length]).toEqual(['pending', 'approved', 3]);
    expect(objectionTo({ ...person(9, null), role: 'administrator' }, reply(1), PATH)).toMatch(/own reply/);
  });

  it('ask for no more levels than the tree has', () => {
    const flat = decide(reply(2), person(1, 'hanoi'), yes, ['hanoi'], NOW);
    expect(decide(reply(2, flat.decisions), person(2, 'hanoi'), yes, ['hanoi'], NOW).status).toBe('approved');
  });

  it('come from nobody without the right, from no machine, and not from beside the tree', () => {
    expect(objectionTo(person(1, 'hanoi', 'agent'), reply(1), PATH)).toMatch(/approves no replies/);
    expect(objectionTo({ ...person(1, null), id: null }, reply(1), PATH)).toMatch(/machine/);
    expect(objectionTo(person(1, 'south'), reply(1), PATH)).toMatch(/further up/);
    expect(() => decide(reply(1), person(1, 'south'), yes, PATH, NOW)).toThrow(Forbidden);
  });

  it('end with the first no, for good', () => {
    const refused = decide(reply(2), person(1, 'hanoi'), { approved: false, reason: 'Sai gói' }, PATH, NOW);
    expect(refused).toEqual({
      status: 'refused',
      decisions: [
        { level: 1, approved: false, reason: 'Sai gói', by: { id: id(1), name: 'P1' }, at: NOW.toISOString() },
      ],
    });
    expect(() => decide({ ...reply(2), ...refused }, person(2, 'north'), yes, PATH, NOW)).toThrow(Conflict);
  });
});
