import { z } from 'zod';
import { clarityOf } from '../../care/privacy.ts';
import { reviewSeen } from '../../care/quality-review.ts';
import {
  appealDecisionInput,
  appealInput,
  coachingInput,
  qualityReview,
  reviewReason,
  reviewStatus,
  verdictInput,
} from '../../domain/quality.ts';
import { NotFound } from '../../errors.ts';
import { appealReview, decideAppeal, reviewByHand, submitReview, takeReview } from '../../pipeline/quality.ts';
import { inTransaction } from '../../storage/database.ts';
import { addCoachingNote, findReview, listReviews, reviewOfTicket } from '../../storage/quality-reviews.ts';
import { findTicket } from '../../storage/tickets.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { actOnReview, reviewDetail, reviewsSeenBy, showReview } from '../quality-acts.ts';
import { idParams, listOf, numberParams, pageOf, paging } from '../schemas.ts';
import { scopeOf } from '../scope.ts';

const tag = 'Quality';
const problems = { 409: 'The state of the review does not allow it.' };

export const qualityReviewEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/quality-reviews',
    operationId: 'listQualityReviews',
    tag,
    summary: 'Reviews of your teams’ tickets, or those made of your own work; the newest first',
    permission: 'quality:read',
    query: z.strictObject({
      ...paging,
      status: listOf(reviewStatus, 'waiting, taken, submitted, appealed, decided').optional(),
      reason: listOf(reviewReason, 'low-csat, sla-missed, high-urgency, random, by-agent, by-hand').optional(),
      agent: z.uuid().optional(),
      team: z.uuid().optional(),
      ticket: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    }),
    response: pageOf(qualityReview),
    async handle({ context: { db }, actor, query }) {
      const found = await listReviews(db, await reviewsSeenBy(db, actor), query, query);
      return { ...found, items: found.items.map((each) => reviewSeen(each, clarityOf(actor.role))) };
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/quality-reviews',
    operationId: 'createQualityReview',
    tag,
    summary: 'Have a solved ticket reviewed that was not drawn',
    permission: 'quality:review',
    status: 201,
    body: z.strictObject({ ticket: numberParams.shape.number.or(z.int().min(1).max(2_147_483_647)) }),
    example: { ticket: 12 },
    response: reviewDetail,
    problems: { 409: 'The ticket is not solved, nobody’s, or under review already.' },
    async handle(call) {
      const { context, actor, now } = call;
      const ticket = Number(call.body.ticket);
      await findTicket(context.db, await scopeOf(context.db, actor), ticket);
      const id = await inTransaction(context.db, async (tx) => {
        await reviewByHand(tx, ticket, now);
        const made = await reviewOfTicket(tx, ticket);
        if (made === undefined) throw new NotFound('There is no such review.');
        await audit(call, tx, 'quality-review.created', { kind: 'quality-review', id: made.id }, { ticket });
        return made.id;
      });
      call.reply.header('Location', `/api/quality-reviews/${id}`);
      return showReview(call, id);
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/quality-reviews/{id}',
    operationId: 'getQualityReview',
    tag,
    summary: 'One review with the program’s findings and the coaching notes',
    permission: 'quality:read',
    params: idParams,
    response: reviewDetail,
    handle: (call) => showReview(call, call.params.id),
  }),

  endpoint({
    method: 'post',
    path: '/api/quality-reviews/{id}/take',
    operationId: 'takeQualityReview',
    tag,
    summary: 'Begin a review, with the scorecard that is in force for its team',
    description:
      'Nobody reviews their own work. What somebody began three days ago and did not finish can be taken over.',
    permission: 'quality:review',
    params: idParams,
    response: reviewDetail,
    problems,
    handle: (call) => actOnReview(call, 'quality-review.taken', takeReview),
  }),

  endpoint({
    method: 'post',
    path: '/api/quality-reviews/{id}/submit',
    operationId: 'submitQualityReview',
    tag,
    summary: 'Finish a review; from then on its agent sees it',
    permission: 'quality:review',
    params: idParams,
    body: verdictInput,
    example: { answers: [{ criterion: 'greeting', points: 1 }], comment: 'Rõ ràng, lịch sự.' },
    response: reviewDetail,
    problems,
    handle: (call) =>
      actOnReview(call, 'quality-review.submitted', (tx, id, act) => submitReview(tx, id, call.body, act)),
  }),

  endpoint({
    method: 'post',
    path: '/api/quality-reviews/{id}/appeal',
    operationId: 'appealQualityReview',
    tag,
    summary: 'Object to a review of your own work, once and within the time that is set',
    permission: 'quality:read',
    params: idParams,
    body: appealInput,
    example: { text: 'Khách đã được gọi lại qua tổng đài trong giờ hẹn.' },
    response: reviewDetail,
    problems,
    handle: (call) =>
      actOnReview(call, 'quality-review.appealed', (tx, id, act) => appealReview(tx, id, call.body.text, act)),
  }),

  endpoint({
    method: 'post',
    path: '/api/quality-reviews/{id}/decide',
    operationId: 'decideQualityAppeal',
    tag,
    summary: 'Decide on an appeal: another manager than the reviewer; what is granted is scored anew',
    permission: 'quality:review',
    params: idParams,
    body: appealDecisionInput,
    example: { granted: false, reason: 'Cuộc gọi không có trong lịch sử.' },
    response: reviewDetail,
    problems,
    handle: (call) =>
      actOnReview(call, 'quality-review.decided', (tx, id, act) => decideAppeal(tx, id, call.body, act), {
        granted: call.body.granted,
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/quality-reviews/{id}/coaching',
    operationId: 'addCoachingNote',
    tag,
    summary: 'Write to the agent what to do better; they see it with the review',
    permission: 'quality:review',
    params: idParams,
    body: coachingInput,
    example: { text: 'Nhắc lại thời hạn đã hứa khi trả lời lần hai.' },
    response: reviewDetail,
    handle: (call) =>
      actOnReview(call, 'quality-review.coached', async (tx, id, { actor, scope, now }) => {
        await findReview(tx, scope, id);
        const author = { id: actor.kind === 'user' ? actor.id : null, name: actor.name };
        await addCoachingNote(tx, id, { text: call.body.text, author }, now);
      }),
  }),
];
