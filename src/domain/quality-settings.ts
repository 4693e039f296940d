import { z } from 'zod';
import { reviewReason } from './quality.ts';

const share = z.number().min(0).max(1);

/** How closed tickets are drawn for review, each day from those of the day before. */
export const samplingRules = z
  .strictObject({
    /** Of each agent who solved so many, at least and at most so many a day. */
    atLeastPerAgent: z.int().min(0).max(100).default(0),
    atMostPerAgent: z.int().min(0).max(100).default(3),
    /** Which part of the tickets of each kind is drawn: 1 all of them, 0 none. */
    shares: z
      .strictObject({
        [reviewReason.enum['low-csat']]: share.default(1),
        [reviewReason.enum['sla-missed']]: share.default(0.2),
        [reviewReason.enum['high-urgency']]: share.default(0.2),
        [reviewReason.enum.random]: share.default(0.02),
      })
      .prefault({}),
  })
  .refine(({ atLeastPerAgent, atMostPerAgent }) => atLeastPerAgent <= atMostPerAgent, {
    path: ['atLeastPerAgent'],
    message: 'must not be more than atMostPerAgent',
  });
export type SamplingRules = z.output<typeof samplingRules>;

/** Channels of one customer alone, on which a link can be followed. */
const PRIVATE_CHANNELS = ['messenger', 'zalo', 'telegram', 'email', 'web-chat', 'selfcare', 'ott', 'sms'];

const REQUEST_TEXT =
  'Yêu cầu #{number} của Quý khách đã được xử lý. Xin Quý khách dành ít giây đánh giá chất lượng phục vụ: {link}\nXin cảm ơn Quý khách!';

export const csatSettings = z.strictObject({
  enabled: z.boolean().default(false),
  /** Kinds of channels on which customers are asked. Leave out what everybody can read. */
  channels: z.array(z.string().min(1).max(50)).max(50).default(PRIVATE_CHANNELS),
  /** So long after the solution, unless the customer writes again before. */
  delayMinutes: z.int().min(0).max(1440).default(30),
  validDays: z.int().min(1).max(60).default(7),
  /** Nobody is asked twice within so many days. */
  quietDays: z.int().min(0).max(365).default(7),
  text: z
    .string()
    .trim()
    .max(2000)
    .refine((text) => text.includes('{link}'), 'must have {link} where the link to the rating stands')
    .default(REQUEST_TEXT)
    .meta({ description: '{number}: the ticket’s number; {link}: where the customer rates.' }),
});
export type CsatSettings = z.output<typeof csatSettings>;

export const qualitySettings = z.strictObject({
  sampling: samplingRules.prefault({}),
  /** Until when after a review its agent may appeal. */
  appealDays: z.int().min(1).max(90).default(7),
  csat: csatSettings.prefault({}),
});
export type QualitySettings = z.output<typeof qualitySettings>;
