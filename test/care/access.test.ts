import { describe, expect, it } from 'vitest';
import { authorise, may } from '../../src/care/access.ts';
import { systemActor } from '../../src/domain/person.ts';
import { Forbidden } from '../../src/errors.ts';

describe('access', () => {
  it('keeps tickets and personal data from marketing', () => {
    for (const permission of ['tickets:read', 'tickets:write', 'personal-data:read', 'sources:write'] as const) {
      expect(may('marketing', permission)).toBe(false);
    }
    expect(may('marketing', 'mentions:read')).toBe(true);
  });

  it('names role and right when it refuses', () => {
    expect(() => authorise({ ...systemActor, role: 'agent' }, 'sources:write')).toThrow(Forbidden);
    expect(() => authorise({ ...systemActor, role: 'agent' }, 'sources:write')).toThrow(/agent.*sources:write/);
    authorise(systemActor, 'sources:write');
  });
});
