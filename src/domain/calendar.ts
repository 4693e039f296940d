import { z } from 'zod';

const time = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 08:30')
  .meta({ description: 'Local time, 00:00 to 24:00.' });

/** From one local time to another; one that ends before it begins goes on over midnight. */
export const hours = z
  .strictObject({ from: time, to: time })
  .refine(({ from, to }) => from !== to && from !== '24:00', 'must last some time and begin before midnight');
export type Hours = z.output<typeof hours>;

const day = z.array(hours).max(8).default([]);

export const weekHours = z
  .strictObject({
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: day,
  })
  .refine((week) => Object.values(week).some((hours) => hours.length > 0), 'has no opening hours at all');
export type WeekHours = z.output<typeof weekHours>;

/** A date on which other hours hold than its weekday's; none: closed. */
export const specialDay = z.strictObject({
  date: z.iso.date(),
  name: z.string().trim().min(1).max(200),
  hours: z.array(hours).max(8).default([]),
});
export type SpecialDay = z.output<typeof specialDay>;

const OFFICE = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '17:30' },
];

/** When a team works. Breaks are what lies between two ranges of a day. */
export const businessHours = z.strictObject({
  /** IANA name. */
  timeZone: z.string().min(1).max(100).default('Asia/Ho_Chi_Minh'),
  week: weekHours.default({
    monday: OFFICE,
    tuesday: OFFICE,
    wednesday: OFFICE,
    thursday: OFFICE,
    friday: OFFICE,
    saturday: [],
    sunday: [],
  }),
  /** Vietnam's public holidays, or none. */
  holidays: z.enum(['vietnam', 'none']).default('vietnam'),
  /** The team's own list, which goes before week and holidays: days in lieu, working Saturdays, an outing. */
  special: z.array(specialDay).max(1000).default([]),
});
export type BusinessHours = z.output<typeof businessHours>;
