import { z } from 'zod';
import { checkTemplate } from '../../care/template.ts';
import { type CannedReplyInput, cannedReply, cannedReplyInput, renderedReply } from '../../domain/help.ts';
import { renderCanned } from '../../pipeline/canned.ts';
import {
  changeCannedReply,
  countUse,
  createCannedReply,
  deleteCannedReply,
  findCannedReply,
  listCannedReplies,
} from '../../storage/canned-replies.ts';
import { inTransaction } from '../../storage/database.ts';
import { findTicket } from '../../storage/tickets.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { idParams } from '../schemas.ts';
import { helpScopeOf, refuseForeignTeams, scopeOf } from '../scope.ts';

const tag = 'Help for agents';
const problems = { 409: 'The team has one of this shortcut.' };
const example = {
  title: 'Xin lỗi vì mạng chậm',
  shortcut: 'mang-cham',
  text: 'Chào {{customer.name|anh/chị}}, bên em xin lỗi vì mạng chậm. Em là {{agent.name}}, đang kiểm tra giúp mình ({{ticket.code}}).',
  topics: ['network'],
};

function checkTexts({ text, variants }: CannedReplyInput): void {
  checkTemplate(text, 'text');
  for (const [kind, words] of Object.entries(variants)) checkTemplate(words, `variants.${kind}`);
}

export const cannedReplyEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/canned-replies',
    operationId: 'listCannedReplies',
    tag,
    summary: 'Texts at hand for replies: the most used first, or by words the best first',
    permission: 'tickets:read',
    query: z.strictObject({ q: z.string().trim().max(200).default('') }),
    response: z.object({ items: z.array(cannedReply) }),
    handle: async ({ query, actor, context: { db } }) => ({
      items: await listCannedReplies(db, await helpScopeOf(db, actor), { words: query.q }),
    }),
  }),

  endpoint({
    method: 'post',
    path: '/api/canned-replies',
    operationId: 'createCannedReply',
    tag,
    summary: 'Keep a text for replies',
    description:
      'Variables: `{{customer.name}}`, `{{ticket.code}}`, `{{agent.name}}`, `{{team.name}}`, `{{channel.name}}`; what stands behind a bar stands in for a value that is missing: `{{customer.name|anh/chị}}`.',
    permission: 'help:write',
    status: 201,
    body: cannedReplyInput,
    example,
    response: cannedReply,
    problems,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        checkTexts(call.body);
        await refuseForeignTeams(tx, call.actor, call.body.team);
        const made = await createCannedReply(tx, call.body, call.actor.name, call.now);
        await audit(
          call,
          tx,
          'canned-reply.created',
          { kind: 'canned-reply', id: made.id },
          { shortcut: made.shortcut },
        );
        return made;
      }),
  }),

  endpoint({
    method: 'put',
    path: '/api/canned-replies/{id}',
    operationId: 'putCannedReply',
    tag,
    summary: 'Set a canned reply anew; what was sent stays as it was',
    permission: 'help:write',
    params: idParams,
    body: cannedReplyInput,
    example,
    response: cannedReply,
    problems,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { id } = call.params;
        const before = await findCannedReply(tx, await helpScopeOf(tx, call.actor), id);
        checkTexts(call.body);
        await refuseForeignTeams(tx, call.actor, before.team, call.body.team);
        const made = await changeCannedReply(tx, id, call.body, call.actor.name, call.now);
        await audit(call, tx, 'canned-reply.changed', { kind: 'canned-reply', id }, { shortcut: made.shortcut });
        return made;
      }),
  }),

  endpoint({
    method: 'delete',
    path: '/api/canned-replies/{id}',
    operationId: 'deleteCannedReply',
    tag,
    summary: 'Delete a canned reply',
    permission: 'help:write',
    params: idParams,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { id } = call.params;
        const before = await findCannedReply(tx, await helpScopeOf(tx, call.actor), id);
        await refuseForeignTeams(tx, call.actor, before.team);
        await deleteCannedReply(tx, id);
        await audit(call, tx, 'canned-reply.deleted', { kind: 'canned-reply', id }, { shortcut: before.shortcut });
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/canned-replies/{id}/render',
    operationId: 'renderCannedReply',
    tag,
    summary: 'A canned reply filled in for a ticket, in the words for its channel; counted as used',
    permission: 'tickets:write',
    params: idParams,
    body: z.strictObject({ ticket: z.int().min(1) }),
    example: { ticket: 1 },
    response: renderedReply,
    async handle({ params, body, actor, context: { db }, now }) {
      const reply = await findCannedReply(db, await helpScopeOf(db, actor), params.id);
      const ticket = await findTicket(db, await scopeOf(db, actor), body.ticket);
      await countUse(db, reply.id);
      return renderCanned(db, reply, ticket, actor.name, now);
    },
  }),
];
