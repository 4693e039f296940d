import { z } from 'zod';

/** One mail of the daily report: to whom, when, of which team. */
export const reportMailRule = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,49}$/, 'must be lower-case letters, digits and hyphens')
    .meta({ description: 'Names it; each key sends one mail a day. Keep it when the rest changes.' }),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 07:30')
    .meta({ description: 'In the team’s time zone; the report is of the day before.' }),
  team: z.uuid().nullable().default(null).meta({ description: 'This team and those below it; null: everything.' }),
  language: z.enum(['vi', 'en']).default('vi'),
  to: z.array(z.email().max(254)).min(1, 'must name at least one address').max(100),
  files: z
    .array(z.enum(['pdf', 'xlsx']))
    .max(2)
    .default(['pdf', 'xlsx'])
    .meta({ description: 'What is attached; the report itself is always in the mail.' }),
});
export type ReportMailRule = z.output<typeof reportMailRule>;

/** Who gets the daily report by mail. */
export const reportMailSettings = z
  .strictObject({
    from: z
      .strictObject({ name: z.string().trim().min(1).max(100), address: z.email().max(254) })
      .nullable()
      .default(null),
    mails: z
      .array(reportMailRule)
      .max(50)
      .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'names one key twice')
      .default([]),
  })
  .refine(({ from, mails }) => from !== null || mails.length === 0, {
    path: ['from'],
    message: 'must be given: mails need a sender',
  });
export type ReportMailSettings = z.output<typeof reportMailSettings>;

const instant = z.iso.datetime();

/** What became of one mail. */
export const reportMail = z.object({
  id: z.uuid(),
  key: z.string(),
  date: z.iso.date().meta({ description: 'The day that it reports on.' }),
  status: z.enum(['preparing', 'waiting', 'sending', 'sent', 'failed', 'doubtful']).meta({
    description:
      '`waiting`: for the next try. `doubtful`: it broke off while it was sent, so it may have arrived; it is not sent again by itself.',
  }),
  tries: z.int(),
  problem: z.string().nullable(),
  changedAt: instant,
});
export type ReportMail = z.infer<typeof reportMail>;
