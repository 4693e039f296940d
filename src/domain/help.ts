import { z } from 'zod';
import { topic } from './analysis.ts';
import { priority, tag, ticketStatus } from './ticket.ts';

/** For that team and those below it; null: for everybody. */
const team = z
  .uuid()
  .nullable()
  .default(null)
  .meta({ description: 'For that team and those below it; null: for all.' });
const topics = z
  .array(topic)
  .max(12)
  .overwrite((list) => [...new Set(list)])
  .default([]);
const text = z.string().trim().min(1).max(5000);

export const cannedReplyInput = z.strictObject({
  title: z.string().trim().min(1).max(120),
  shortcut: z
    .string()
    .regex(/^[a-z0-9-]{1,30}$/, 'must be 1 to 30 small letters, digits and hyphens')
    .meta({ description: 'What an agent types after “/”.' }),
  text: text.meta({
    description: 'Variables as `{{customer.name|anh/chị}}`; what is behind the bar stands in when there is no value.',
  }),
  variants: z
    .record(z.string().max(40), text)
    .refine((variants) => Object.keys(variants).length <= 20, 'are more than 20')
    .default({})
    .meta({ description: 'Other words for a channel, by its kind, such as `ussd`.' }),
  language: z.enum(['vi', 'en']).default('vi'),
  topics,
  team,
});
export type CannedReplyInput = z.output<typeof cannedReplyInput>;

const written = { updatedBy: z.string(), updatedAt: z.iso.datetime() };

export const cannedReply = cannedReplyInput.extend({ id: z.uuid(), uses: z.int(), ...written });
export type CannedReply = z.output<typeof cannedReply>;

/** A text with its variables filled in for one ticket. */
export const renderedReply = z.object({
  text: z.string(),
  channel: z
    .string()
    .nullable()
    .meta({ description: 'Kind of the channel that it was written for; null: none can be sent on.' }),
  length: z.int().meta({ description: 'As that channel counts.' }),
  maxLength: z.int().nullable(),
  parts: z.int().meta({ description: 'Messages that it goes out as.' }),
});

/** One act of a macro; they are done in this order, all or none. */
export const macroAct = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('status'), status: ticketStatus }),
  z.strictObject({ do: z.literal('priority'), priority }),
  z.strictObject({ do: z.literal('tag'), tag }),
  z.strictObject({ do: z.literal('untag'), tag }),
  z.strictObject({ do: z.literal('cause'), cause: z.uuid() }),
  z.strictObject({ do: z.literal('team'), team: z.uuid() }),
  z.strictObject({ do: z.literal('assign'), assignee: z.union([z.uuid(), z.enum(['me', 'nobody'])]) }),
  z.strictObject({
    do: z.literal('snooze'),
    minutes: z
      .int()
      .min(5)
      .max(60 * 24 * 30),
  }),
  z.strictObject({ do: z.literal('note'), text }),
  z.strictObject({ do: z.literal('reply'), cannedReply: z.uuid() }),
]);
export type MacroAct = z.output<typeof macroAct>;

export const macroInput = z.strictObject({
  name: z.string().trim().min(1).max(80),
  acts: z.array(macroAct).min(1).max(12),
  team,
});
export type MacroInput = z.output<typeof macroInput>;

export const macro = macroInput.extend({ id: z.uuid(), uses: z.int(), ...written });
export type Macro = z.output<typeof macro>;

export const articleStatus = z.enum(['draft', 'approved', 'archived']);

export const articleInput = z.strictObject({
  question: z.string().trim().min(3).max(300),
  answer: text,
  topics,
  team,
});
export type ArticleInput = z.output<typeof articleInput>;

/** A question that customers ask, and the answer that they may be given once it is approved. */
export const article = articleInput.extend({
  id: z.uuid(),
  status: articleStatus,
  version: z.int().meta({ description: 'Rises with every change of its words.' }),
  uses: z.int(),
  helpful: z.int(),
  unhelpful: z.int(),
  approvedBy: z.string().nullable(),
  approvedAt: z.iso.datetime().nullable(),
  ...written,
});
export type Article = z.output<typeof article>;

/** Something that somebody is told of. */
export const notification = z.object({
  id: z.uuid(),
  kind: z.enum(['mentioned', 'assigned']),
  ticket: z.int().nullable(),
  by: z.string(),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});
export type Notification = z.output<typeof notification>;

const words = z.string().trim().min(1).max(1000);

/** What customers are answered by itself as soon as they write. */
export const firstAnswerSettings = z.strictObject({
  enabled: z.boolean().default(false),
  /** Kinds of channels; what is public needs `publicPosts` beside. */
  channels: z.array(z.string().max(40)).max(30).default([]),
  publicPosts: z.boolean().default(false),
  acknowledgement: words.default(
    'Cảm ơn {{customer.name|anh/chị}} đã liên hệ. Yêu cầu của mình có mã {{ticket.code}}, nhân viên sẽ trả lời sớm nhất có thể.',
  ),
  outOfHours: words.default('Hiện đã ngoài giờ làm việc. Nhân viên trả lời từ {{opens}}.'),
  /** Before the articles; no article is named where this is empty. */
  articles: z.string().trim().max(300).default('Có thể mình đang cần:'),
  person: words.default('Nhắn “gặp nhân viên” để được người hỗ trợ trực tiếp.'),
});
export type FirstAnswerSettings = z.output<typeof firstAnswerSettings>;
