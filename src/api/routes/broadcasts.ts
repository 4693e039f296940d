import { z } from 'zod';
import { broadcastAnswer } from '../../pipeline/incidents.ts';
import { inTransaction } from '../../storage/database.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { announcement, decideBroadcast, incidentActOf, incidentDetail, showIncident } from '../incident-acts.ts';
import { idParams } from '../schemas.ts';

const tag = 'Incidents';
const problems = { 409: 'The state of the incident or of the broadcast does not allow it.' };

export const broadcastEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/incidents/{id}/broadcast',
    operationId: 'broadcastAnswer',
    tag,
    summary: 'Send one answer to all attached tickets that you see',
    description:
      'Each ticket gets it once, at the pace of its channel. Where one of their teams wants approvals, it waits until a second person says yes; teams that want more than one yes decide on each of their replies themselves.',
    permission: 'incidents:write',
    params: idParams,
    body: announcement,
    example: { text: 'Trạm phát sóng đang được sửa, dự kiến xong lúc 18 giờ. Mong anh chị thông cảm.' },
    response: incidentDetail,
    problems,
    async handle(call) {
      const { context, params, body } = call;
      const asked = await incidentActOf(call);
      await inTransaction(context.db, async (tx) => {
        const made = await broadcastAnswer(tx, params.id, body.text, asked);
        await audit(call, tx, 'broadcast.written', { kind: 'incident', id: params.id }, { broadcast: made });
      });
      await context.pipeline.wakeIncidents();
      return showIncident(call, params.id);
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/broadcasts/{id}/approve',
    operationId: 'approveBroadcast',
    tag,
    summary: 'Say yes to a broadcast of somebody else; only by who sees all of its tickets',
    permission: 'replies:approve',
    params: idParams,
    response: incidentDetail,
    problems,
    handle: (call) => decideBroadcast(call, { approved: true, reason: null }),
  }),

  endpoint({
    method: 'post',
    path: '/api/broadcasts/{id}/refuse',
    operationId: 'refuseBroadcast',
    tag,
    summary: 'Say no to a broadcast, and why',
    permission: 'replies:approve',
    params: idParams,
    body: z.strictObject({ reason: z.string().trim().min(1).max(2000) }),
    example: { reason: 'Chưa rõ giờ khắc phục.' },
    response: incidentDetail,
    problems,
    handle: (call) => decideBroadcast(call, { approved: false, reason: call.body.reason }),
  }),
];
