import { z } from 'zod';
import { clarityOf, messageSeen } from '../../care/privacy.ts';
import { approvalRules, type HeldReply, heldReply } from '../../domain/approval.ts';
import { decideReply, withdrawReply } from '../../pipeline/approvals.ts';
import { approvalLevels, listHeldReplies, setApprovalLevels } from '../../storage/approvals.ts';
import { inTransaction } from '../../storage/database.ts';
import { audit } from '../audit.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { idParams, pageOf, paging } from '../schemas.ts';
import { scopeOf, seeTeam } from '../scope.ts';

const tag = 'Approvals';

const problems = { 409: 'It is decided already, or its ticket is closed.' };

const seenBy = ({ actor }: Pick<Call, 'actor'>, reply: HeldReply) => messageSeen(reply, clarityOf(actor.role));

/** Decides on a reply that waits, and notes it. */
async function decision(
  call: Call<{ id: string }>,
  said: { approved: boolean; reason: string | null },
): Promise<HeldReply> {
  const { params, actor, context, now } = call;
  const decided = await inTransaction(context.db, async (tx) => {
    const reply = await decideReply(tx, params.id, said, { actor, scope: await scopeOf(tx, actor), now });
    const { ticketNumber, status, decisions } = reply;
    const details = { reply: reply.id, level: decisions.length, status, reason: said.reason };
    const act = said.approved ? 'reply.approved' : 'reply.refused';
    await audit(call, tx, act, { kind: 'ticket', id: String(ticketNumber) }, details);
    return seenBy(call, reply);
  });
  if (decided.status === 'approved') await context.pipeline.wakeDelivery();
  return decided;
}

export const approvalEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/approvals',
    operationId: 'listHeldReplies',
    tag,
    summary: 'Replies to customers of your teams that wait for an approval, those that wait longest first',
    permission: 'tickets:read',
    query: z.strictObject(paging),
    response: pageOf(heldReply),
    async handle(call) {
      const { db } = call.context;
      const found = await listHeldReplies(db, await scopeOf(db, call.actor), call.query);
      return { ...found, items: found.items.map((each) => seenBy(call, each)) };
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/approvals/{id}/approve',
    operationId: 'approveReply',
    tag,
    summary: 'Say yes to a reply; the last yes that it needs sends it',
    description:
      'Not to your own, and not twice. The first yes comes from the ticket’s team or above it, each further one from at least one team higher; who is above all teams may always.',
    permission: 'replies:approve',
    params: idParams,
    response: heldReply,
    problems,
    handle: (call) => decision(call, { approved: true, reason: null }),
  }),

  endpoint({
    method: 'post',
    path: '/api/approvals/{id}/refuse',
    operationId: 'refuseReply',
    tag,
    summary: 'Say no to a reply, and why',
    permission: 'replies:approve',
    params: idParams,
    body: z.strictObject({ reason: z.string().trim().min(1).max(2000) }),
    example: { reason: 'Chưa xin lỗi khách, và sai tên gói cước.' },
    response: heldReply,
    problems,
    handle: (call) => decision(call, { approved: false, reason: call.body.reason }),
  }),

  endpoint({
    method: 'post',
    path: '/api/approvals/{id}/withdraw',
    operationId: 'withdrawReply',
    tag,
    summary: 'Take back your own reply while it waits',
    permission: 'tickets:write',
    params: idParams,
    response: heldReply,
    problems,
    async handle(call) {
      const { params, actor, context, now } = call;
      const act = { actor, scope: await scopeOf(context.db, actor), now };
      return seenBy(call, await withdrawReply(context.db, params.id, act));
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/teams/{id}/approval',
    operationId: 'getApprovalRules',
    tag,
    summary: 'How many approvals the replies of a team need',
    permission: 'people:read',
    params: idParams,
    response: approvalRules,
    async handle({ params, actor, context: { db } }) {
      await seeTeam(db, actor, params.id);
      return { levels: await approvalLevels(db, params.id) };
    },
  }),

  endpoint({
    method: 'put',
    path: '/api/teams/{id}/approval',
    operationId: 'putApprovalRules',
    tag,
    summary: 'Set how many approvals the replies of a team need; 0: none',
    description: 'Replies that wait already need as many as when they were written.',
    permission: 'people:write',
    params: idParams,
    body: approvalRules,
    example: { levels: 1 },
    response: approvalRules,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { id } = call.params;
        await seeTeam(tx, call.actor, id);
        await setApprovalLevels(tx, id, call.body.levels);
        await audit(call, tx, 'team.approval-changed', { kind: 'team', id }, call.body);
        return call.body;
      }),
  }),
];
