import { describe, expect, it } from 'vitest';
import { asProblem, problemOf } from '../../console/src/api/problem.ts';
import { isCharacter, matches, spell } from '../../console/src/commands/keys.ts';
import { createFormat, inUnits } from '../../console/src/i18n/format.ts';
import { mentionsSearch } from '../../console/src/pages/mentions/mentions-search.ts';
import { safeUrl } from '../../console/src/ui/safe-url.ts';

const press = (key: string, parts = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...parts });

describe('shortcuts', () => {
  it.each([
    ['j', [press('j')], true],
    ['j', [press('J')], true],
    ['j', [press('j', { ctrlKey: true })], false],
    ['mod+k', [press('k', { metaKey: true })], true],
    ['mod+k', [press('k', { ctrlKey: true })], true],
    ['mod+k', [press('k')], false],
    ['?', [press('?')], true],
    ['g i', [press('g'), press('i')], true],
    ['g i', [press('i')], false],
    ['g i', [press('g'), press('x'), press('i')], false],
  ])('%s', (shortcut, pressed, expected) => expect(matches(shortcut, pressed)).toBe(expected));

  it('are spelt as the keys are called', () => {
    expect(spell('mod+Enter', true)).toEqual(['⌘', '↵']);
    expect(spell('mod+k', false)).toEqual(['Ctrl', 'K']);
    expect(['j', 'g i', 'mod+k'].map(isCharacter)).toEqual([true, true, false]);
  });
});

describe('times and numbers', () => {
  const vi = createFormat('vi-VN', 'Asia/Ho_Chi_Minh');
  it('are told in the unit that they round to', () => {
    expect(inUnits(29_000)).toEqual({ unit: 'minute', count: 1 });
    expect(inUnits(59.6 * 60_000)).toEqual({ unit: 'hour', count: 1 });
    expect(inUnits(-90 * 60_000)).toEqual({ unit: 'hour', count: 2 });
    expect(inUnits(23.9 * 3_600_000)).toEqual({ unit: 'hour', count: 24 });
    expect(inUnits(25 * 3_600_000)).toEqual({ unit: 'day', count: 1 });
  });

  it('are written as the language writes them', () => {
    const now = new Date('2026-03-05T02:00:00Z');
    expect(vi.duration(2 * 3_600_000)).toBe('2 giờ');
    expect(vi.ago('2026-03-05T00:00:00Z', now)).toBe('2 giờ trước');
    expect(vi.ago('2026-03-05T02:00:20Z', now)).toBe('phút này');
    expect(vi.time('2026-03-05T02:05:00Z')).toBe('09:05');
    expect(vi.number(1234.5)).toBe('1.234,5');
    expect(createFormat('en-GB').percent(0.256)).toBe('26%');
  });
});

describe('what comes from outside', () => {
  it('is a link only when it leads to a page', () => {
    expect(safeUrl('https://example.vn/a?b=1')).toBe('https://example.vn/a?b=1');
    const others = [
      null,
      '',
      '/a',
      'javascript:alert(1)',
      ' JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
    ];
    expect(others.map((each) => safeUrl(each))).toEqual(others.map(() => null));
  });

  it('narrows the mentions only where it is understood', () => {
    const asked = { q: 'sim', sentiment: 'negative', complaint: true, topic: 'sim', source: 3, other: 'x' };
    expect(mentionsSearch(asked)).toEqual({ q: 'sim', sentiment: 'negative', complaint: 'true', topic: 'sim' });
    expect(mentionsSearch({ sentiment: 'angry', topic: 'x', complaint: 'maybe' })).toEqual({});
  });
});

describe('a refusal', () => {
  it('keeps the API’s words and each wrong field’s', async () => {
    const body = {
      type: 'about:blank',
      title: 'x',
      status: 422,
      detail: 'Wrong.',
      instance: 'urn:uuid:1',
      errors: [{ path: 'name', message: 'is empty' }],
    };
    const refused = await problemOf(new Response(JSON.stringify(body), { status: 422 }));
    expect(refused).toMatchObject({
      status: 422,
      detail: 'Wrong.',
      instance: 'urn:uuid:1',
      fields: { name: 'is empty' },
    });
  });

  it('may be a proxy’s page, or no answer at all', async () => {
    expect(await problemOf(new Response('<h1>Bad gateway</h1>', { status: 502 }))).toMatchObject({
      status: 502,
      detail: '',
    });
    expect(asProblem(new TypeError('Failed to fetch')).status).toBe(0);
    expect(asProblem('x').status).toBe(500);
  });
});
