import { z } from 'zod';
import { parseQuery } from '../../analysis/query/parse.ts';
import { asksFor, QueryError, type Rule } from '../../analysis/query/query.ts';
import { authorise } from '../../care/access.ts';
import { clarityOf, mentionSeen, ticketSeen } from '../../care/privacy.ts';
import { intent, language, sentimentLabel, topic } from '../../domain/analysis.ts';
import { type Mention, mention } from '../../domain/mention.ts';
import type { Actor } from '../../domain/person.ts';
import { ticket } from '../../domain/ticket.ts';
import { openForMention } from '../../pipeline/ticket-intake.ts';
import { searchByMarks } from '../../search/by-marks.ts';
import { inTransaction } from '../../storage/database.ts';
import { listMentions, type MentionFilter, mentionsByIds } from '../../storage/mentions.ts';
import type { Page, PageRequest } from '../../storage/rows.ts';
import { audit } from '../audit.ts';
import { type ApiContext, endpoint } from '../endpoint.ts';
import { instant, mentionParams, pageOf, paging } from '../schemas.ts';
import { mentionScopeOf, scopeOf, seeMention } from '../scope.ts';

const tag = 'Mentions';

/** The rule that was searched for; none for nothing but spaces. */
function readRule(text: string, { addIssue }: z.core.$RefinementCtx): Rule | undefined {
  if (text === '') return undefined;
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    addIssue({ code: 'custom', message: error.message, input: text });
    return z.NEVER;
  }
}

const filter = z.strictObject({
  ...paging,
  order: z.enum(['relevance', 'newest']).default('relevance').meta({
    description:
      'Of what `q` finds: what has the marks as you typed them comes first (`mạng` before `mang`), or simply the newest.',
  }),
  q: z
    .string()
    .trim()
    .max(4000)
    .transform(readRule)
    .optional()
    .meta({ description: 'Words, or a rule as queries have them: `"mạng chậm" AND (viettel OR vt) NOT tuyển dụng`.' }),
  sentiment: sentimentLabel.optional(),
  complaint: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  topic: topic.optional(),
  source: z.uuid().optional(),
  language: language.optional(),
  intent: intent.optional(),
  product: z.string().min(1).max(100).optional().meta({ description: 'A product or data package, such as `ST120K`.' }),
  province: z.string().min(1).max(100).optional().meta({ description: 'One of the 34 provinces, such as `Huế`.' }),
  brand: z.string().min(1).max(50).optional().meta({ description: 'An operator that is named, such as `viettel`.' }),
  from: instant.optional().meta({ description: 'From this instant on (published; collected, if no date is known).' }),
  to: instant.optional().meta({ description: 'Before this instant.' }),
  counted: z
    .literal('true')
    .transform((): true => true)
    .optional()
    .meta({ description: 'Only what the figures of analytics count: no spam, no languages that are not analysed.' }),
});

/** Looking for authors is no way around not seeing them. */
function refuseAuthors(rule: Rule | undefined, actor: Actor): void {
  if (rule !== undefined && asksFor(rule, 'author')) authorise(actor, 'personal-data:read');
}

/** A mention as somebody may see it. */
export const seenBy = (actor: Actor) => (found: Mention) => mentionSeen(found, clarityOf(actor.role));

/** Words are the search's matter; without any the records answer, which are never behind. */
async function findMentions(
  { db, search }: ApiContext,
  rule: Rule | undefined,
  filter: Omit<MentionFilter, 'rule'>,
  { order, ...request }: PageRequest & { order: 'relevance' | 'newest' },
): Promise<Page<Mention>> {
  if (rule === undefined) return listMentions(db, filter, request);
  const asked = { rule, filter, ...request };
  const { ids, nextCursor } = await (order === 'newest' ? search.search(asked) : searchByMarks(search, asked));
  return { items: await mentionsByIds(db, ids), nextCursor };
}

export const mentionEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/mentions',
    operationId: 'listMentions',
    tag,
    summary: 'Mentions, the newest first; those found by words, the best first',
    description:
      'Numbers and addresses in the texts are masked for agents and marketing, and authors left out for marketing; `…/reveal` shows one mention as it is.',
    permission: 'mentions:read',
    query: filter,
    response: pageOf(mention),
    async handle({ query: { q: rule, limit, cursor, order, ...rest }, actor, context }) {
      refuseAuthors(rule, actor);
      const asked = { ...rest, within: await mentionScopeOf(context.db, actor) };
      const { items, nextCursor } = await findMentions(context, rule, asked, { limit, cursor, order });
      return { items: items.map(seenBy(actor)), nextCursor };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/mentions/{id}',
    operationId: 'getMention',
    tag,
    summary: 'One mention, with what was made of it and why',
    permission: 'mentions:read',
    params: mentionParams,
    response: mention,
    handle: async ({ params, actor, context }) => seenBy(actor)(await seeMention(context.db, actor, params.id)),
  }),

  endpoint({
    method: 'post',
    path: '/api/mentions/{id}/reveal',
    operationId: 'revealMention',
    tag,
    summary: 'One mention with the numbers and addresses in it; noted in the audit trail',
    permission: 'personal-data:reveal',
    params: mentionParams,
    response: mention,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const found = await seeMention(tx, call.actor, call.params.id);
        await audit(call, tx, 'personal-data.revealed', { kind: 'mention', id: found.id });
        return found;
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/mentions/{id}/ticket',
    operationId: 'openTicket',
    tag,
    summary: 'Open a ticket for a mention, whatever the rules said; gives the one it has, if any',
    permission: 'tickets:write',
    params: mentionParams,
    response: ticket,
    async handle({ params, actor, context, reply, now }) {
      await seeMention(context.db, actor, params.id);
      const scope = await scopeOf(context.db, actor);
      const opened = await openForMention(context.db, params.id, { actor, scope, now });
      reply.header('Location', `/api/tickets/${opened.number}`);
      return ticketSeen(opened, clarityOf(actor.role));
    },
  }),
];
