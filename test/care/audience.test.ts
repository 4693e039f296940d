import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, type TicketScope } from '../../src/care/access.ts';
import { reaches } from '../../src/care/audience.ts';

const TEAMS = ['a', 'b', 'c'];
const USERS = ['u', 'v', 'w'];
const team = fc.constantFrom(...TEAMS);
const user = fc.constantFrom(...USERS);
const scope: fc.Arbitrary<TicketScope> = fc.oneof(
  fc.constant('all' as const),
  fc.uniqueArray(team),
  fc.record({ assignee: user }),
);

describe('whom an event is for', () => {
  it('is, of a ticket, exactly who may read that ticket', () => {
    fc.assert(
      fc.property(scope, user, team, fc.option(user), (seen, id, of, assignee) => {
        const event = { teams: [of], assignee, users: null };
        expect(reaches(event, { id, scope: seen })).toBe(isWithin(seen, { team: of, assignee }));
      }),
    );
  });

  it('is, where people are named, nobody else, and of them only who may read it', () => {
    fc.assert(
      fc.property(scope, user, team, fc.option(user), fc.uniqueArray(user), (seen, id, of, assignee, users) => {
        const may = users.includes(id) && isWithin(seen, { team: of, assignee });
        expect(reaches({ teams: [of], assignee, users }, { id, scope: seen })).toBe(may);
        expect(reaches({ teams: null, assignee, users }, { id, scope: seen })).toBe(users.includes(id));
      }),
    );
  });

  it('is nobody where neither is named, and of an incident without tickets only who sees all', () => {
    const nobodys = { teams: null, assignee: null, users: null };
    const empty = { teams: [], assignee: null, users: null };
    expect(reaches(nobodys, { id: 'u', scope: 'all' })).toBe(false);
    expect(reaches(empty, { id: 'u', scope: 'all' })).toBe(true);
    expect(reaches(empty, { id: 'u', scope: TEAMS })).toBe(false);
    expect(reaches(empty, { id: 'u', scope: { assignee: 'u' } })).toBe(false);
    expect(reaches({ teams: null, assignee: null, users: ['u'] }, { id: null, scope: 'all' })).toBe(false);
  });
});
