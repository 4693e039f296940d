import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOrderOf, parseLocalInstant } from '../../../src/crawlers/support/local-dates.ts';

/** A Monday morning in Vietnam: 07:30 on 23 November 2026. */
const NOW = new Date('2026-11-23T00:30:00Z');
const HANOI = { zone: 'Asia/Ho_Chi_Minh', order: 'dmy' as const };
const read = (text: string, clock: Parameters<typeof parseLocalInstant>[2] = HANOI) =>
  parseLocalInstant(text, NOW, clock);

describe('parseLocalInstant', () => {
  it.each([
    ['20/11/2026, 14:05', '2026-11-20T07:05:00.000Z'],
    ['20-11-2026, 06:10 PM', '2026-11-20T11:10:00.000Z'],
    ['20.11.2026 09:12', '2026-11-20T02:12:00.000Z'],
    ['2026-11-20 09:12', '2026-11-20T02:12:00.000Z'],
    ['20/11/26 9:12:33', '2026-11-20T02:12:33.000Z'],
    ['20 Tháng Mười Một 2026, 08:15:00', '2026-11-20T01:15:00.000Z'],
    ['Ngày 20 tháng 11 năm 2026 lúc 08h15', '2026-11-20T01:15:00.000Z'],
    ['20 Th11 2026 08:15', '2026-11-20T01:15:00.000Z'],
    ['Fri Nov 20, 2026 9:12 am', '2026-11-20T02:12:00.000Z'],
    ['20 November 2026 21:12', '2026-11-20T14:12:00.000Z'],
    ['« Trả lời #1 vào: 20 Tháng Hai 2026, 10:00:00 SA »', '2026-02-20T03:00:00.000Z'],
    ['20/11/2026 02:05 CH', '2026-11-20T07:05:00.000Z'],
    ['12:30 AM 20/11/2026', '2026-11-19T17:30:00.000Z'],
    ['Hôm nay, 06:41', '2026-11-22T23:41:00.000Z'],
    ['Hôm nay lúc 06:41:09', '2026-11-22T23:41:09.000Z'],
    ['Hôm qua, 09:45 PM', '2026-11-22T14:45:00.000Z'],
    ['Hôm kia 21:00', '2026-11-21T14:00:00.000Z'],
    ['Today at 06:41 AM', '2026-11-22T23:41:00.000Z'],
    ['Yesterday, 09:45 PM', '2026-11-22T14:45:00.000Z'],
    ['Thứ sáu lúc 21:15', '2026-11-20T14:15:00.000Z'],
    ['Chủ nhật lúc 08:00', '2026-11-22T01:00:00.000Z'],
    ['Friday at 9:15 PM', '2026-11-20T14:15:00.000Z'],
    ['Thứ hai lúc 23:00', '2026-11-16T16:00:00.000Z'],
    ['2 giờ trước', '2026-11-22T22:30:00.000Z'],
    ['5 phút trước', '2026-11-23T00:25:00.000Z'],
    ['khoảng một giờ trước', '2026-11-22T23:30:00.000Z'],
    ['3 days ago', '2026-11-20T00:30:00.000Z'],
    ['an hour ago', '2026-11-22T23:30:00.000Z'],
    ['Vừa xong', '2026-11-23T00:30:00.000Z'],
    ['A moment ago', '2026-11-23T00:30:00.000Z'],
    ['20/11/2026 09:12 GMT+9', '2026-11-20T00:12:00.000Z'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ['a day without a time', '20/11/2026'],
    ['a day that is not', '31/02/2026 09:00'],
    ['the future', '20/12/2026 09:00'],
    ['no date at all', 'Bài viết'],
    ['a time alone', '09:12'],
    ['a month that is not', '20 Tháng Mười Ba 2026, 08:15'],
    ['nothing', ''],
    ['an hour that is not', 'Hôm nay, 29:75'],
    ['the year zero', '01/01/0000 00:00'],
  ])('%s is no instant: %s', (_name, text) => expect(read(text)).toBeNull());

  it('does not guess between day and month, nor whose clock it is', () => {
    expect(read('03/11/2026 09:00', { zone: 'Asia/Ho_Chi_Minh', order: undefined })).toBeNull();
    expect(read('03/11/2026 09:00', { zone: 'Asia/Ho_Chi_Minh', order: 'mdy' })).toBe('2026-03-11T02:00:00.000Z');
    expect(read('20/11/2026 09:00', { zone: 'Asia/Ho_Chi_Minh', order: undefined })).toBe('2026-11-20T02:00:00.000Z');
    expect(read('Hôm qua, 09:45 PM', { zone: undefined, order: 'dmy' })).toBeNull();
    expect(read('2 giờ trước', { zone: undefined, order: undefined })).toBe('2026-11-22T22:30:00.000Z');
  });

  it('reads back every minute of the past, and never throws or tells the future', () => {
    const pad = (value: number) => String(value).padStart(2, '0');
    const minute = fc.date({ min: new Date('1996-01-01'), max: new Date('2026-11-22'), noInvalidDate: true });
    fc.assert(
      fc.property(minute, (date) => {
        const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        const text = `${pad(d)}/${pad(m)}/${y}, ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
        const at = new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString();
        expect(read(text, { zone: 'UTC', order: 'dmy' })).toBe(at);
      }),
      { seed: 5 },
    );
    const piece = fc.constantFrom(
      'hôm nay',
      '31',
      '/',
      ':',
      '20',
      '11',
      ' ',
      'tháng',
      'thứ',
      '2026',
      'pm',
      'ago',
      '-',
      'giờ trước',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const instant = read(pieces.join(''));
        if (instant !== null) expect(Date.parse(instant)).toBeLessThanOrEqual(NOW.getTime() + 86_400_000);
      }),
      { seed: 6, numRuns: 500 },
    );
  });
});

it('dayOrderOf learns from the dates of one page whether the day comes first', () => {
  expect(dayOrderOf(['03/11/2026', '20/11/2026'])).toBe('dmy');
  expect(dayOrderOf(['03/11/2026', '11/20/2026'])).toBe('mdy');
  expect(dayOrderOf(['03/11/2026'])).toBeUndefined();
  expect(dayOrderOf(['20/11/2026', '11/20/2026'])).toBeUndefined();
});
