import { z } from 'zod';
import { MAX_FILE_BYTES, MEDIA_TYPES } from '../care/files/file-rules.ts';
import type { Channel } from './channel.ts';
import { codePoints } from './support/split-text.ts';

const settings = z
  .strictObject({
    /** The name that customers see. */
    brand: z.string().trim().min(1).max(60),
    /** Of the header and the buttons. */
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0b6bcb')
      .default('#0b6bcb'),
    /** A number that is shown to whoever would rather call. */
    hotline: z.string().trim().max(30).optional(),
    /** The channels that codes are sent on: a mailbox for e-mail addresses, SMS for phone numbers. */
    emailChannel: z.uuid().optional(),
    smsChannel: z.uuid().optional(),
    /** Who is told of a new answer, on the channel that codes are sent on: nobody, those with an e-mail address, all. */
    notices: z.enum(['off', 'email', 'all']).default('email'),
    /** `person`: an authorised person carries out what customers ask to be erased; `automatic`: it is done at once. */
    erasure: z.enum(['person', 'automatic']).default('person'),
  })
  .refine(({ emailChannel, smsChannel }) => emailChannel !== undefined || smsChannel !== undefined, {
    path: ['emailChannel'],
    message: 'give emailChannel or smsChannel: codes must be sent somehow',
  });
export type SelfcareSettings = z.output<typeof settings>;

/** Our own website for customers. Nothing is sent anywhere: what is noted as sent stands on their page at once. */
export const channel: Channel<SelfcareSettings> = {
  kind: 'selfcare',
  summary: 'A website of ours on which customers complain, follow what becomes of it, answer and rate.',
  settings,
  example: { brand: 'Viettel', colour: '#ee0033', emailChannel: '00000000-0000-4000-8000-000000000000' },
  limits: () => ({
    maxLength: 10_000,
    count: codePoints,
    idempotencyKey: true,
    deliveryReceipts: true,
    attachments: { mediaTypes: MEDIA_TYPES, maxBytes: MAX_FILE_BYTES, together: true },
    pace: { perSecond: 1000, burst: 1000 },
  }),
  send: async (_settings, _message, { idempotencyKey }) => ({ externalId: idempotencyKey }),
};
