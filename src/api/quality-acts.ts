import { z } from 'zod';
import { clarityOf, messageSeen } from '../care/privacy.ts';
import { type ReviewScope, reviewScopeOf, reviewSeen } from '../care/quality-review.ts';
import { proposedAnswers } from '../care/quality-score.ts';
import type { AuditAct } from '../domain/audit.ts';
import type { Actor } from '../domain/person.ts';
import { answer, coachingNote, qualityReview } from '../domain/quality.ts';
import type { ReviewAct } from '../pipeline/quality.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { coachingNotesOf, findReview } from '../storage/quality-reviews.ts';
import { audit } from './audit.ts';
import type { Call } from './endpoint.ts';
import { scopeOf } from './scope.ts';

/** What the endpoints of reviews share. */

export const reviewDetail = qualityReview.extend({
  /** By the program's findings, for the criteria that name one. */
  proposedAnswers: z.array(answer),
  coaching: z.array(coachingNote),
});

/** Whose reviews somebody sees. */
export async function reviewsSeenBy(db: Database, actor: Actor): Promise<ReviewScope> {
  return reviewScopeOf(actor, await scopeOf(db, actor));
}

/** The review with what was said to its agent, as the asker sees it. */
export async function showReview(
  { context: { db }, actor }: Pick<Call, 'context' | 'actor'>,
  id: string,
): Promise<z.output<typeof reviewDetail>> {
  const found = await findReview(db, await reviewsSeenBy(db, actor), id);
  const clarity = clarityOf(actor.role);
  const coaching = (await coachingNotesOf(db, id)).map((note) => messageSeen(note, clarity));
  const proposed = proposedAnswers(found.scorecard?.criteria ?? [], found.preScores ?? []);
  return { ...reviewSeen(found, clarity), proposedAnswers: proposed, coaching };
}

/** Does one of the acts on a review, notes it, and shows the review. */
export async function actOnReview(
  call: Call<{ id: string }>,
  name: AuditAct,
  work: (tx: Database, id: string, act: ReviewAct) => Promise<void>,
  details: Record<string, unknown> = {},
): Promise<z.output<typeof reviewDetail>> {
  const { actor, context, params, now } = call;
  const scope = await reviewsSeenBy(context.db, actor);
  await inTransaction(context.db, async (tx) => {
    await work(tx, params.id, { actor, scope, now });
    await audit(call, tx, name, { kind: 'quality-review', id: params.id }, details);
  });
  return showReview(call, params.id);
}
