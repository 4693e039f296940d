import { describe, expect, it } from 'vitest';
import { inTreeOrder, withBelow } from '../../console/src/pages/people/team-tree.ts';

const team = (id: string, parent: string | null, name = id) => ({ id, parent, name });
const teams = [
  team('c', 'b', 'Cần Thơ'),
  team('b', null, 'Miền Nam'),
  team('a', null, 'Đà Nẵng'),
  team('d', 'b', 'An Giang'),
];

describe('the tree of teams', () => {
  it('stands in the order of its names, each team before those below it', () => {
    expect(inTreeOrder(teams).map(({ path, depth }) => [path, depth])).toEqual([
      ['Đà Nẵng', 0],
      ['Miền Nam', 0],
      ['Miền Nam / An Giang', 1],
      ['Miền Nam / Cần Thơ', 1],
    ]);
  });

  it('loses no team whose parent is not seen', () => {
    expect(inTreeOrder([team('x', 'elsewhere')]).map(({ depth }) => depth)).toEqual([0]);
  });

  it('knows where a team can’t be moved to', () => {
    expect([...withBelow(teams, 'b')].sort()).toEqual(['b', 'c', 'd']);
    expect([...withBelow(teams, 'c')]).toEqual(['c']);
  });
});
