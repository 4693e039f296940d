import { z } from 'zod';
import { secret } from '../../crawlers/support/secret.ts';

/** Scheme, host and port as browsers name the page that has the widget: `https://www.example.vn`. */
const origin = z
  .string()
  .max(300)
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text,
    'must be an origin such as https://www.example.vn, without a path',
  );

const words = (vi: string, en: string, longest: number) =>
  z
    .strictObject({ vi: z.string().trim().min(1).max(longest), en: z.string().trim().min(1).max(longest) })
    .default({ vi, en });

const asked = z.enum(['off', 'optional', 'required']).default('off');

export const webChatSettings = z.strictObject({
  /** The pages that may show the widget, by their origins; the program's own may always. */
  origins: z.array(origin).max(100).default([]),
  title: words('Chăm sóc khách hàng', 'Customer care', 60),
  greeting: words('Xin chào! Chúng tôi có thể giúp gì cho Quý khách?', 'Hello! How can we help you?', 500),
  /** Of the button and the header. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0b6bcb')
    .default('#0b6bcb'),
  /** What a visitor is asked before the first message. */
  form: z.strictObject({ name: asked, phone: asked, email: asked }).prefault({}),
  /** `team`: open while the channel's team works; else always. */
  hours: z.enum(['team', 'always']).default('team'),
  /** While closed a visitor must leave a phone number or an e-mail address with the first message. */
  offlineForm: z.boolean().default(true),
  /** Requests to rate a solved ticket are shown as a form instead of their link. */
  rating: z.boolean().default(true),
  /** Whether visitors see which agent writes. */
  agentNames: z.boolean().default(true),
  /** Signs who a visitor is that the page knows; without it nobody is vouched for. */
  identitySecret: secret().min(32).optional(),
});
export type WebChatSettings = z.output<typeof webChatSettings>;
