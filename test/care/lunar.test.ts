import { describe, expect, it } from 'vitest';
import { newMoon, newMoonNumberNear } from '../../src/care/astronomy.ts';
import { dateOfDay, dayNumber, lunarDate, lunarYear, solarDate, tet } from '../../src/care/lunar.ts';

/**
 * The first day of Tết in Vietnam, 2000 to 2050: written down from memory of published calendars, and in agreement with
 * the astronomical rules.
 */
const TET =
  `02-05 01-24 02-12 02-01 01-22 02-09 01-29 02-17 02-07 01-26 02-14 02-03 01-23 02-10 01-31 02-19 02-08 01-28 02-16
  02-05 01-25 02-12 02-01 01-22 02-10 01-29 02-17 02-06 01-26 02-13 02-02 01-23 02-11 01-31 02-19 02-08 01-28 02-15
  02-04 01-24 02-12 02-01 01-22 02-10 01-30 02-17 02-06 01-26 02-14 02-02 01-23`.split(/\s+/);

/** Days of the Hùng kings (10th of the third month). */
const HUNG_KINGS = {
  2007: '04-26',
  2010: '04-23',
  2011: '04-12',
  2012: '03-31',
  2013: '04-19',
  2015: '04-28',
  2016: '04-16',
  2017: '04-06',
  2018: '04-25',
  2019: '04-14',
  2020: '04-02',
  2021: '04-21',
  2022: '04-10',
  2023: '04-29',
  2024: '04-18',
  2025: '04-07',
  2026: '04-26',
};

/** Whether the new moon with which a month begins at Beijing is within a quarter of an hour of midnight there. */
function nearMidnight(firstDay: number): boolean {
  const hour = ((newMoon(newMoonNumberNear(firstDay + 1.5)) + 8 / 24) % 1) * 24;
  return Math.min(hour, 24 - hour) < 0.25;
}

describe('the lunar calendar', () => {
  it('knows every Tết from 2000 to 2050', () => {
    expect(TET).toHaveLength(51);
    TET.forEach((date, index) => {
      expect(tet(2000 + index)).toBe(`${2000 + index}-${date}`);
    });
  });

  it('keeps Tết by its own meridian, a day or a month before the Chinese new year when the new moon asks for it', () => {
    expect([tet(1968), tet(1968, 8)]).toEqual(['1968-01-29', '1968-01-30']);
    expect([tet(1985), tet(1985, 8)]).toEqual(['1985-01-21', '1985-02-20']);
    expect([tet(2007), tet(2007, 8)]).toEqual(['2007-02-17', '2007-02-18']);
    expect([tet(2030), tet(2030, 8)]).toEqual(['2030-02-02', '2030-02-03']);
  });

  it('knows the days of the Hùng kings', () => {
    for (const [year, date] of Object.entries(HUNG_KINGS))
      expect(solarDate({ year: Number(year), month: 3, leap: false, day: 10 })).toBe(`${year}-${date}`);
  });

  it('knows the leap months', () => {
    const leaps = [2001, 2004, 2006, 2009, 2012, 2014, 2017, 2020, 2023, 2025, 2028].map(
      (year) => lunarYear(year).find(({ leap }) => leap)?.month,
    );
    expect(leaps).toEqual([4, 2, 7, 5, 4, 9, 6, 4, 2, 6, 5]);
    expect(lunarYear(2026).some(({ leap }) => leap)).toBe(false);
  });

  it('is the Chinese calendar at Beijing’s meridian (against ICU, whose new moons are a quarter of an hour off at times)', () => {
    const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
    const shown = (day: number) => {
      const parts = chinese.formatToParts(day * 86_400_000);
      return parts.map(({ value }) => value).join('');
    };
    let compared = 0;
    for (let year = 1990; year <= 2060; year += 1) {
      for (const { month, leap, firstDay, days } of lunarYear(year, 8)) {
        if (nearMidnight(firstDay) || nearMidnight(firstDay + days)) continue;
        compared += 1;
        const name = `${month}${leap ? 'bis' : ''}`;
        expect([shown(firstDay), shown(firstDay + days - 1)], `${year}`).toEqual([`${name}/1`, `${name}/${days}`]);
      }
    }
    expect(compared).toBeGreaterThan(800);
  });

  it('leads from any day to its lunar date and back', () => {
    for (let day = dayNumber('2020-01-01'); day < dayNumber('2027-01-01'); day += 3)
      expect(solarDate(lunarDate(dateOfDay(day)))).toBe(dateOfDay(day));
    expect(lunarDate('2026-02-16')).toEqual({ year: 2025, month: 12, leap: false, day: 29 });
    expect(solarDate({ year: 2025, month: 12, leap: false, day: 30 })).toBeNull();
  });
});
