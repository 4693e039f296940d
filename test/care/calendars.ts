import { type BusinessHours, businessHours } from '../../src/domain/calendar.ts';
import { type MinuteWindow, minuteWindow } from './calendar-model.ts';

const hours = (...texts: string[]) =>
  texts.map((text) => {
    const [from = '', to = ''] = text.split('-');
    return { from, to };
  });

const everyDay = (...texts: string[]) => {
  const day = hours(...texts);
  return { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day };
};

export interface SampleCalendar {
  name: string;
  business: BusinessHours;
  window: MinuteWindow;
}

const sample = (name: string, input: object, holidays: string[], from: string, days: number): SampleCalendar => {
  const business = businessHours.parse(input);
  return { name, business, window: minuteWindow(business, holidays, from, days) };
};

const nights = { ...everyDay('22:00-06:00'), saturday: [], sunday: hours('21:30-00:00') };
const foreign = { holidays: 'none', week: everyDay('00:30-03:15', '09:00-12:00', '22:00-02:30') };

/** Weeks around Tết, Giỗ Tổ, the clocks' changes elsewhere, and shifts over midnight. */
export const sampleCalendars = (): SampleCalendar[] => [
  sample(
    'an office at Tết',
    {},
    ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
    '2026-02-08T17:00Z',
    28,
  ),
  sample(
    'an office in spring with days in lieu and a working Saturday',
    {
      special: [
        { date: '2026-04-27', name: 'Nghỉ bù Giỗ Tổ' },
        { date: '2026-05-09', name: 'Làm bù', hours: hours('08:00-12:00') },
      ],
    },
    ['2026-04-26', '2026-04-30', '2026-05-01'],
    '2026-04-19T17:00Z',
    28,
  ),
  sample('night shifts over the new year', { week: nights }, ['2026-01-01'], '2025-12-21T17:00Z', 28),
  sample('always open', { holidays: 'none', week: everyDay('00:00-24:00') }, [], '2026-03-01T00:00Z', 21),
  sample('Berlin in March', { ...foreign, timeZone: 'Europe/Berlin' }, [], '2026-03-20T00:00Z', 21),
  sample('Berlin in October', { ...foreign, timeZone: 'Europe/Berlin' }, [], '2026-10-16T00:00Z', 21),
  sample('New York in March', { ...foreign, timeZone: 'America/New_York' }, [], '2026-03-01T00:00Z', 21),
  sample('New York in November', { ...foreign, timeZone: 'America/New_York' }, [], '2026-10-24T00:00Z', 21),
  sample(
    'Beirut, where midnight itself is skipped',
    { ...foreign, timeZone: 'Asia/Beirut' },
    [],
    '2026-03-20T00:00Z',
    21,
  ),
  sample(
    'Beirut, where the last hour comes twice',
    { ...foreign, timeZone: 'Asia/Beirut' },
    [],
    '2026-10-16T00:00Z',
    21,
  ),
  sample('Lord Howe, half an hour', { ...foreign, timeZone: 'Australia/Lord_Howe' }, [], '2026-03-25T00:00Z', 21),
];
