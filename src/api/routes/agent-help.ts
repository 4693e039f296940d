import { z } from 'zod';
import { plainReadings } from '../../analysis/reading.ts';
import { clarityOf, maskPersonalData } from '../../care/privacy.ts';
import { checkTemplate } from '../../care/template.ts';
import { article, cannedReply, firstAnswerSettings } from '../../domain/help.ts';
import { wholeText } from '../../domain/mention.ts';
import { listArticles } from '../../storage/articles.ts';
import { listCannedReplies } from '../../storage/canned-replies.ts';
import { inTransaction } from '../../storage/database.ts';
import { mentionsOfTicket } from '../../storage/mentions.ts';
import { readFirstAnswer, writeFirstAnswer } from '../../storage/settings.ts';
import { similarSolved } from '../../storage/suggestions.ts';
import { findTicket } from '../../storage/tickets.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { numberParams } from '../schemas.ts';
import { helpScopeOf, scopeOf } from '../scope.ts';

const tag = 'Help for agents';
const MOST = 3;

const solved = z.object({
  number: z.int(),
  subject: z.string(),
  resolvedAt: z.iso.datetime(),
  answer: z.string().meta({ description: 'What an agent had answered last.' }),
});

export const agentHelpEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/tickets/{number}/suggestions',
    operationId: 'suggestForTicket',
    tag,
    summary: 'Canned replies, approved articles and solved tickets that fit a ticket’s topic and words',
    permission: 'tickets:read',
    params: numberParams,
    response: z.object({
      cannedReplies: z.array(cannedReply),
      articles: z.array(article),
      tickets: z.array(solved),
    }),
    async handle({ params, actor, context: { db } }) {
      const scope = await scopeOf(db, actor);
      const help = await helpScopeOf(db, actor);
      const { number, topic } = await findTicket(db, scope, params.number);
      const mentions = await mentionsOfTicket(db, number);
      const words = mentions.map(wholeText).join('\n');
      const tickets = await similarSolved(db, scope, { topic, words, except: number, limit: MOST });
      const seen = clarityOf(actor.role) === 'clear' ? (text: string) => text : maskPersonalData;
      return {
        cannedReplies: words === '' ? [] : await listCannedReplies(db, help, { words, limit: MOST }),
        articles: words === '' ? [] : await listArticles(db, help, { words, topic, status: 'approved', limit: MOST }),
        tickets: tickets.map(({ subject, answer, resolvedAt, ...rest }) => ({
          ...rest,
          subject: seen(subject),
          answer: seen(answer),
          resolvedAt: resolvedAt.toISOString(),
        })),
      };
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/reading',
    operationId: 'readPlainly',
    tag,
    summary: 'What the chat spellings of a text stand for',
    description: 'For reading only: nothing is kept, and the text itself stays as it is.',
    permission: 'mentions:read',
    body: z.strictObject({ text: z.string().max(20_000) }),
    example: { text: 'mạng lag wá, ko vào đc j hết' },
    response: z.object({ items: z.array(z.object({ start: z.int(), end: z.int(), plain: z.string() })) }),
    handle: ({ body }) => ({ items: plainReadings(body.text) }),
  }),

  endpoint({
    method: 'get',
    path: '/api/settings/first-answer',
    operationId: 'getFirstAnswer',
    tag: 'Settings',
    summary: 'What customers are answered by itself as soon as they write',
    permission: 'settings:read',
    response: firstAnswerSettings,
    handle: ({ context }) => readFirstAnswer(context.db),
  }),

  endpoint({
    method: 'put',
    path: '/api/settings/first-answer',
    operationId: 'putFirstAnswer',
    tag: 'Settings',
    summary: 'Set the first answer anew; what is left out gets its default',
    description:
      'It is sent once a ticket and once a day to a customer, never to spam, on public posts only with `publicPosts`, and is no answer for the clocks. `{{opens}}` is when work goes on. Who then asks for a person gets the tag “gặp nhân viên” on the ticket.',
    permission: 'settings:write',
    body: firstAnswerSettings,
    example: { enabled: false, channels: ['web-chat', 'email'] },
    response: firstAnswerSettings,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        for (const field of ['acknowledgement', 'outOfHours', 'person'] as const)
          checkTemplate(call.body[field], field);
        const from = await readFirstAnswer(tx);
        await writeFirstAnswer(tx, call.body, call.now);
        const subject = { kind: 'settings', id: 'first-answer' };
        await audit(call, tx, 'settings.changed', subject, { firstAnswer: { from, to: call.body } });
        return call.body;
      }),
  }),
];
