import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../src/crawlers/support/dates.ts';

const NOW = new Date('2026-11-23T00:00:00Z');

describe('parseInstant', () => {
  it.each([
    ['Fri, 20 Nov 2026 09:00:00 +0700', '2026-11-20T02:00:00.000Z'],
    ['Fri, 20 Nov 2026 09:00:00 GMT', '2026-11-20T09:00:00.000Z'],
    ['20 Nov 2026 09:00 Z', '2026-11-20T09:00:00.000Z'],
    ['Mon, 20 Nov 2026 09:00:00 +0700', '2026-11-20T02:00:00.000Z'],
    ['Friday, 20 November 2026 9:00:00 GMT+7', '2026-11-20T02:00:00.000Z'],
    ['Fri, 20 Nov 26 09:00:00 EST', '2026-11-20T14:00:00.000Z'],
    ['Fri, 20 Nov 2026, 09:00:00 ICT', '2026-11-20T02:00:00.000Z'],
    [' Fri,\n 20  Nov 2026 09:00:00  +07:00 ', '2026-11-20T02:00:00.000Z'],
    ['20-Nov-2026 09:00:00 UTC', '2026-11-20T09:00:00.000Z'],
    ['2026-11-20T09:00:00Z', '2026-11-20T09:00:00.000Z'],
    ['2026-11-20T09:00:00.123456+07:00', '2026-11-20T02:00:00.123Z'],
    ['2026-11-20T09:00:00+0700', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20 09:00:00 +0700', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20T09:00+07', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20T23:59:60Z', '2026-11-20T23:59:59.000Z'],
  ])('%s', (text, expected) => expect(parseInstant(text, NOW)).toBe(expected));

  it.each([
    '',
    ' ',
    '0',
    '1700000000',
    'now',
    'hôm qua',
    'yesterday',
    '5 phút trước',
    'Thứ Hai, 20/11/2026 09:00',
    '20/11/2026 09:00:00 +0700',
    '11/20/2026 09:00:00 GMT',
    'Fri, 31 Feb 2026 09:00:00 GMT',
    '2026-02-30T00:00:00Z',
    '2026-11-20T25:00:00Z',
    '2026-13-01T00:00:00Z',
    'Fri, 20 Foo 2026 09:00:00 GMT',
    '2026-11-20T09:00:00+99:00',
    '2026-11-20T09:00:00',
    'Fri, 20 Nov 2026 09:00:00',
    '2026-11-20',
    '2026',
    '2026-11',
    '1970-01-01T00:00:00Z',
    '0000-00-00 00:00:00',
    '0001-01-01T00:00:00Z',
    '2999-01-01T00:00:00Z',
    '2026-11-20T09:00:00 XYZ',
    'NaN',
    '%PUBDATE%',
    'Invalid Date',
  ])('"%s" names no instant', (text) => expect(parseInstant(text, NOW)).toBeNull());

  it('reads a date without a zone only by a clock that is named', () => {
    const zone = 'Asia/Ho_Chi_Minh';
    expect(parseInstant('2026-11-20T09:00:00', NOW, zone)).toBe('2026-11-20T02:00:00.000Z');
    expect(parseInstant('Fri, 20 Nov 2026 09:00', NOW, zone)).toBe('2026-11-20T02:00:00.000Z');
    expect(parseInstant('2026-11-20', NOW, zone)).toBe('2026-11-19T17:00:00.000Z');
    expect(parseInstant('2026-11-20T09:00:00Z', NOW, zone)).toBe('2026-11-20T09:00:00.000Z');
  });

  it('gives back what it is given, and never anything else than an instant of the past or null', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1995-01-01'), max: NOW, noInvalidDate: true }), (date) => {
        expect(parseInstant(date.toISOString(), NOW)).toBe(date.toISOString());
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const instant = parseInstant(text, NOW);
        if (instant !== null) expect(Date.parse(instant)).toBeLessThanOrEqual(NOW.getTime() + 86_400_000);
      }),
    );
  });
});
