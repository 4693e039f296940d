import { z } from 'zod';
import { topic } from '../../domain/analysis.ts';
import { article, articleInput, articleStatus } from '../../domain/help.ts';
import { InvalidInput } from '../../errors.ts';
import {
  approveArticle,
  archiveArticle,
  changeArticle,
  createArticle,
  findArticle,
  listArticles,
  takeArticle,
  voteOn,
} from '../../storage/articles.ts';
import { inTransaction } from '../../storage/database.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { idParams } from '../schemas.ts';
import { helpScopeOf, refuseForeignTeams } from '../scope.ts';

const tag = 'Help for agents';
const example = {
  question: 'Làm sao kiểm tra dung lượng data còn lại?',
  answer: 'Soạn KTTK gửi 191 hoặc mở ứng dụng, mục Dung lượng.',
  topics: ['data'],
};

export const articleEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/articles',
    operationId: 'listArticles',
    tag,
    summary: 'Questions of customers and their answers; by words the best first, with or without marks',
    permission: 'tickets:read',
    query: z.strictObject({
      q: z.string().trim().max(500).optional(),
      status: articleStatus.optional(),
      topic: topic.optional().meta({ description: 'Those of the topic come before others.' }),
    }),
    response: z.object({ items: z.array(article) }),
    handle: async ({ query: { q, ...asked }, actor, context: { db } }) => ({
      items: await listArticles(db, await helpScopeOf(db, actor), { ...asked, words: q }),
    }),
  }),

  endpoint({
    method: 'post',
    path: '/api/articles',
    operationId: 'createArticle',
    tag,
    summary: 'Write an answer down; it is a draft until a manager approves it',
    permission: 'tickets:write',
    status: 201,
    body: articleInput,
    example,
    response: article,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        await refuseForeignTeams(tx, call.actor, call.body.team);
        const made = await createArticle(tx, call.body, call.actor.name, call.now);
        await audit(call, tx, 'article.created', { kind: 'article', id: made.id });
        return made;
      }),
  }),

  endpoint({
    method: 'put',
    path: '/api/articles/{id}',
    operationId: 'putArticle',
    tag,
    summary: 'Set an article anew; other words are a draft again',
    permission: 'help:write',
    params: idParams,
    body: articleInput,
    example,
    response: article,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const before = await findArticle(tx, await helpScopeOf(tx, call.actor), call.params.id);
        await refuseForeignTeams(tx, call.actor, before.team, call.body.team);
        const made = await changeArticle(tx, before, call.body, call.actor.name, call.now);
        await audit(call, tx, 'article.changed', { kind: 'article', id: made.id }, { version: made.version });
        return made;
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/articles/{id}/approve',
    operationId: 'approveArticle',
    tag,
    summary: 'Approve the wording that you read; from then on it goes to customers',
    permission: 'help:write',
    params: idParams,
    body: z.strictObject({ version: z.int().min(1) }),
    example: { version: 1 },
    response: article,
    problems: { 409: 'It was changed meanwhile.' },
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const scope = await helpScopeOf(tx, call.actor);
        const { id, team } = await findArticle(tx, scope, call.params.id);
        await refuseForeignTeams(tx, call.actor, team);
        await approveArticle(tx, id, call.body.version, call.actor.name, call.now);
        await audit(call, tx, 'article.approved', { kind: 'article', id }, call.body);
        return findArticle(tx, scope, id);
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/articles/{id}/archive',
    operationId: 'archiveArticle',
    tag,
    summary: 'Take an article out of use',
    permission: 'help:write',
    params: idParams,
    response: article,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const scope = await helpScopeOf(tx, call.actor);
        const { id, team } = await findArticle(tx, scope, call.params.id);
        await refuseForeignTeams(tx, call.actor, team);
        await archiveArticle(tx, id, call.actor.name, call.now);
        await audit(call, tx, 'article.archived', { kind: 'article', id });
        return findArticle(tx, scope, id);
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/articles/{id}/use',
    operationId: 'useArticle',
    tag,
    summary: 'Count that an approved answer was taken over into a reply',
    permission: 'tickets:write',
    params: idParams,
    problems: { 409: 'It is not approved.' },
    handle: ({ params, actor, context }) =>
      inTransaction(context.db, async (tx) =>
        takeArticle(tx, await findArticle(tx, await helpScopeOf(tx, actor), params.id)),
      ),
  }),

  endpoint({
    method: 'post',
    path: '/api/articles/{id}/vote',
    operationId: 'voteOnArticle',
    tag,
    summary: 'Say whether an article helped; your last word counts',
    permission: 'tickets:write',
    params: idParams,
    body: z.strictObject({ helpful: z.boolean() }),
    example: { helpful: true },
    response: article,
    async handle({ params, body, actor, context: { db } }) {
      const scope = await helpScopeOf(db, actor);
      const { id } = await findArticle(db, scope, params.id);
      if (actor.kind !== 'user' || actor.id === null) throw new InvalidInput('A token has no opinion: sign in.');
      await voteOn(db, id, actor.id, body.helpful);
      return findArticle(db, scope, id);
    },
  }),
];
