import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serviceRules, type TeamHours } from '../../src/care/service-rules.ts';
import { policyFor } from '../../src/care/sla-policy.ts';
import { teamTree } from '../../src/care/team-tree.ts';
import { businessHours } from '../../src/domain/calendar.ts';
import { type SlaPolicy, slaPolicy, slaSettings } from '../../src/domain/sla.ts';
import { priority } from '../../src/domain/ticket.ts';

const team = (index: number) => `00000000-0000-4000-8000-00000000000${index}`;
const TEAMS = Array.from({ length: 6 }, (_, index) => team(index));

/** Any forest, circles of damaged records included. */
const forest = fc
  .array(fc.option(fc.nat(5), { nil: null }), { minLength: 6, maxLength: 6 })
  .map((parents) => parents.map((parent, id) => ({ id: team(id), parent: parent === null ? null : team(parent) })));

describe('teamTree', () => {
  it('agrees with walking up one by one', () => {
    fc.assert(
      fc.property(forest, (teams) => {
        const tree = teamTree(teams);
        const parentOf = (id: string) => teams.find((each) => each.id === id)?.parent ?? null;
        const above = (id: string): string[] => {
          const met: string[] = [];
          for (let at: string | null = id; at !== null && !met.includes(at); at = parentOf(at)) met.push(at);
          return met;
        };
        for (const id of TEAMS) {
          expect(tree.path(id)).toEqual(above(id));
          expect(tree.subtree(id).sort()).toEqual(TEAMS.filter((each) => above(each).includes(id)));
        }
        expect([tree.path('none'), tree.subtree('none')]).toEqual([[], []]);
      }),
      { numRuns: 500 },
    );
  });
});

const listed = <T>(...values: T[]) => fc.subarray(values, { maxLength: 2 });
const policies = fc
  .array(
    fc.record({
      teams: listed(...TEAMS),
      channels: listed('forum', 'zalo', 'rss'),
      priorities: listed(...priority.options),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map((each, index) => slaPolicy.parse({ name: `${index}`, targets: {}, ...each })));

/** The choice told as a search: class by class, the most demanding first, the first that fits wins. */
function searched(all: readonly SlaPolicy[], path: readonly string[], channel: string, urgent: string): string | null {
  const asks = ({ teams, channels, priorities }: SlaPolicy) =>
    [teams, channels, priorities].filter((l) => l.length > 0).length;
  for (const count of [3, 2, 1, 0])
    for (const nearest of [...path.keys(), null])
      for (const forChannel of [true, false]) {
        const found = all.find(
          (policy) =>
            asks(policy) === count &&
            (nearest === null
              ? policy.teams.length === 0
              : policy.teams.includes(path[nearest] ?? '') &&
                path.slice(0, nearest).every((nearer) => !policy.teams.includes(nearer))) &&
            (forChannel ? policy.channels.includes(channel) : policy.channels.length === 0) &&
            (policy.priorities.length === 0 || policy.priorities.some((each) => each === urgent)),
        );
        if (found) return found.name;
      }
  return null;
}

describe('policyFor', () => {
  it('finds what a search through all classes finds', () => {
    let found = 0;
    fc.assert(
      fc.property(
        policies,
        fc.subarray(TEAMS, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('forum', 'zalo', 'email'),
        fc.constantFrom(...priority.options),
        (all, teamPath, channel, asked) => {
          const policy = policyFor(all, { teamPath, channel, priority: asked });
          expect(policy?.name ?? null).toBe(searched(all, teamPath, channel, asked));
          found += Number(policy !== null);
        },
      ),
      { numRuns: 5000 },
    );
    expect(found).toBeGreaterThan(1000);
  });
});

describe('serviceRules', () => {
  const hours = (zone: string) => businessHours.parse({ timeZone: zone });

  it('hands hours down the tree, to the nearest first', () => {
    const own: Record<string, string> = { [team(0)]: 'Europe/Berlin', [team(2)]: 'America/New_York' };
    const parents = [null, 0, 1, 2, null];
    const teams: TeamHours[] = parents.map((parent, id) => ({
      id: team(id),
      parent: parent === null ? null : team(parent),
      businessHours: own[team(id)] === undefined ? null : hours(own[team(id)] ?? ''),
    }));
    const rules = serviceRules(slaSettings.parse({}), teams);
    const zoneFor = (id: string) => rules.of({ team: id, channel: 'rss', priority: 'low' }).calendar.timeZone;
    expect(TEAMS.slice(0, 5).map(zoneFor)).toEqual([
      ...['Europe/Berlin', 'Europe/Berlin', 'America/New_York', 'America/New_York', 'Asia/Ho_Chi_Minh'],
    ]);
    expect(rules.hoursOf(team(3)).from).toBe(team(2));
    expect(rules.hoursOf(team(4)).from).toBeNull();
    expect(rules.firstTeam).toBe(team(0));
  });

  it('promises by priority where nobody set anything', () => {
    const rules = serviceRules(slaSettings.parse({}), [{ id: team(0), parent: null, businessHours: null }]);
    const minutes = priority.options.map((each) => {
      const { policy } = rules.of({ team: team(0), channel: 'rss', priority: each });
      return [policy?.targets.firstResponse?.minutes, policy?.targets.resolution?.minutes];
    });
    expect(minutes).toEqual([
      [480, 4320],
      [240, 2880],
      [60, 1440],
      [15, 480],
    ]);
  });
});
