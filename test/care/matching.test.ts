import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerKeysOf, phoneKey } from '../../src/analysis/customer-keys.ts';
import { type Known, likeness, MAX_HOLDERS, PROPOSE_FROM, personsOf } from '../../src/care/matching.ts';
import type { CustomerKey } from '../../src/domain/customer.ts';

const key = fc.record({
  kind: fc.constantFrom<CustomerKey['kind']>('phone', 'email', 'handle', 'name'),
  value: fc.constantFrom('a b', 'b c', 'c', 'd1'),
});
const known: fc.Arbitrary<Known> = fc.record({
  keys: fc.array(key, { maxLength: 6 }),
  identities: fc.array(
    fc.record({ channel: fc.constantFrom('forum', 'facebook'), externalId: fc.constantFrom('1', '2') }),
    { maxLength: 2 },
  ),
});

describe('likeness', () => {
  it('is a probability, the same from both sides, and nothing without something shared', () => {
    fc.assert(
      fc.property(known, known, fc.integer({ min: 1, max: 40 }), (a, b, count) => {
        const found = likeness(a, b, () => count);
        expect(found.confidence).toBeGreaterThanOrEqual(0);
        expect(found.confidence).toBeLessThan(1);
        expect(likeness(b, a, () => count)).toEqual(found);
        const share = a.keys.some((one) => b.keys.some(({ kind, value }) => one.kind === kind && one.value === value));
        expect(found.confidence > 0).toBe(share && count <= MAX_HOLDERS);
      }),
    );
  });

  it('grows with what is shared and shrinks with who else has it', () => {
    fc.assert(
      fc.property(known, known, key, fc.integer({ min: 2, max: 30 }), (a, b, more, count) => {
        const none = { keys: [], identities: [] };
        const [fewer, others] = [likeness(a, b, () => count).confidence, likeness(a, b, () => count + 1).confidence];
        expect(others).toBeLessThanOrEqual(fewer);
        const plain = (keys: readonly CustomerKey[]) => ({ ...none, keys: keys.filter(({ kind }) => kind !== 'name') });
        const [x, y] = [plain(a.keys), plain(b.keys)];
        const grown = likeness(plain([...x.keys, more]), plain([...y.keys, more]), () => count).confidence;
        expect(grown).toBeGreaterThanOrEqual(likeness(x, y, () => count).confidence);
      }),
    );
  });

  it('proposes by a phone number or an e-mail address of two, not by a name alone', () => {
    const by = (...keys: CustomerKey[]) => ({ keys, identities: [] });
    const of = (...keys: CustomerKey[]) => likeness(by(...keys), by(...keys), () => 2).confidence;
    expect(of({ kind: 'phone', value: '84912345678' })).toBeGreaterThan(PROPOSE_FROM);
    expect(of({ kind: 'email', value: 'a@b.vn' })).toBeGreaterThan(PROPOSE_FROM);
    expect(of({ kind: 'name', value: 'nguyen van hung' })).toBeLessThan(PROPOSE_FROM);
    expect(of({ kind: 'name', value: 'le hung' }, { kind: 'handle', value: 'hung92' })).toBeGreaterThan(PROPOSE_FROM);
  });
});

/** Union-find, the slow way: join groups until nothing changes. */
function groupsOf(members: readonly string[], pairs: readonly (readonly [string, string])[]): Map<string, string> {
  const group = new Map(members.map((id) => [id, members.indexOf(id)]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [a, b] of pairs) {
      const [x, y] = [group.get(a), group.get(b)];
      if (x === undefined || y === undefined || x === y) continue;
      group.set(a, Math.min(x, y)).set(b, Math.min(x, y));
      changed = true;
    }
  }
  return new Map([...group].map(([id, first]) => [id, members[first] ?? '']));
}

it('finds who is one person with whom, and taking matches back leaves everybody as they were', () => {
  const members = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const pair = fc.tuple(fc.constantFrom(...members, 'stranger'), fc.constantFrom(...members));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 12 }), (pairs, undone) => {
      const left = pairs.filter((_, at) => !undone.includes(at));
      for (const standing of [pairs, left]) expect(personsOf(members, standing)).toEqual(groupsOf(members, standing));
      expect(personsOf(members, [])).toEqual(new Map(members.map((id) => [id, id])));
    }),
  );
});

describe('what somebody is known by', () => {
  it('is the same number in whatever way it is written', () => {
    for (const written of ['0912 345 678', '+84912345678', '(+84) 912.345.678', '0084912345678', 'o912345678'])
      expect(phoneKey(written), written).toBe('84912345678');
    expect(['1800 1090', '', '12345678901234'].map(phoneKey)).toEqual([null, null, null]);
  });

  it('is read from names and texts, but not from lists of numbers', () => {
    const by = {
      authorId: '100044412345',
      authorName: 'Nguyễn Văn Hùng',
      text: 'Gọi em 0912.345.678, hung@example.vn',
    };
    expect(customerKeysOf(by)).toEqual([
      { kind: 'name', value: 'nguyen van hung' },
      { kind: 'phone', value: '84912345678' },
      { kind: 'email', value: 'hung@example.vn' },
    ]);
    const handle = { authorId: '@Hung.Nguyen92', authorName: 'Hùng', text: 'Mạng chậm' };
    expect(customerKeysOf(handle)).toEqual([{ kind: 'handle', value: 'hungnguyen92' }]);
    const list = ['0912345678', '0912345679', '0912345670', '0912345671'].join(', ');
    expect(customerKeysOf({ authorId: null, authorName: null, text: list })).toEqual([]);
  });

  it('takes any text in time that grows with its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { value } of customerKeysOf({ authorId: text, authorName: text, text })) expect(value).not.toBe('');
      }),
    );
    const long = '0912 '.repeat(20_000);
    const started = performance.now();
    customerKeysOf({ authorId: null, authorName: null, text: long });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
