import {
  type ReviewScope,
  refuseAppeal,
  refuseDecision,
  refuseSubmission,
  refuseTaking,
} from '../care/quality-review.ts';
import { scorecardFor, verdictOf } from '../care/quality-score.ts';
import { teamTree } from '../care/team-tree.ts';
import type { Actor } from '../domain/person.ts';
import type { AppealDecisionInput, VerdictInput } from '../domain/quality.ts';
import { Conflict, GiveUp } from '../errors.ts';
import type { Database } from '../storage/database.ts';
import { listTeams } from '../storage/people.ts';
import { findReview, saveAppeal, saveAppealDecision, saveTaking, saveVerdict } from '../storage/quality-reviews.ts';
import { addReviews, reviewable } from '../storage/quality-sampling.ts';
import { readQualitySettings } from '../storage/quality-settings.ts';
import { listScorecards } from '../storage/scorecards.ts';

/** What people do with reviews: each under the review's lock, in the caller's transaction. */

export interface ReviewAct {
  actor: Actor;
  scope: ReviewScope;
  now: Date;
}

/** Has a solved ticket reviewed that somebody picked; throws Conflict where there is nothing to review. */
export async function reviewByHand(tx: Database, ticket: number, now: Date): Promise<void> {
  const picked = await reviewable(tx, ticket);
  if (picked === undefined) throw new Conflict('Reviewed is what an agent has solved: this ticket is no such one.');
  if ((await addReviews(tx, [picked], now)) === 0) throw new Conflict('This ticket has its review already.');
}

/** Begins a review with the scorecard that is in force for its team. */
export async function takeReview(tx: Database, id: string, { actor, scope, now }: ReviewAct): Promise<void> {
  const review = await findReview(tx, scope, id, true);
  refuseTaking(review, actor, now);
  if (review.reviewer?.id === actor.id) return;
  const path = teamTree(await listTeams(tx)).path(review.team.id);
  const scorecard = scorecardFor(await listScorecards(tx), path);
  if (scorecard === undefined)
    throw new Conflict('There is no scorecard for this team: an administrator makes one at /api/scorecards.');
  await saveTaking(tx, id, { reviewer: actor.id ?? '', scorecard }, now);
}

/** Finishes a review; throws InvalidInput for answers that don't fit its scorecard. */
export async function submitReview(
  tx: Database,
  id: string,
  { answers, comment }: VerdictInput,
  { actor, scope, now }: ReviewAct,
): Promise<void> {
  const review = await findReview(tx, scope, id, true);
  refuseSubmission(review, actor);
  const verdict = verdictOf(scorecardOf(review), answers);
  await saveVerdict(tx, id, { answers, comment, verdict }, now);
}

/** The agent objects to a review. */
export async function appealReview(
  tx: Database,
  id: string,
  text: string,
  { actor, scope, now }: ReviewAct,
): Promise<void> {
  const review = await findReview(tx, scope, id, true);
  const { appealDays } = await readQualitySettings(tx);
  refuseAppeal(review, actor, appealDays, now);
  await saveAppeal(tx, id, { text, at: now.toISOString() });
}

/** Another manager decides on an appeal: what is granted is scored anew, what is not stays. */
export async function decideAppeal(
  tx: Database,
  id: string,
  { granted, reason, answers }: AppealDecisionInput,
  { actor, scope, now }: ReviewAct,
): Promise<void> {
  const review = await findReview(tx, scope, id, true);
  refuseDecision(review, actor);
  const by = { id: actor.id ?? '', name: actor.name };
  const decision = { granted, reason, by, at: now.toISOString(), scoreBefore: review.score };
  const anew = answers === undefined ? null : { answers, verdict: verdictOf(scorecardOf(review), answers) };
  await saveAppealDecision(tx, id, decision, anew);
}

function scorecardOf({ scorecard }: Awaited<ReturnType<typeof findReview>>) {
  if (scorecard === null) throw new GiveUp('This review was begun without a scorecard.');
  return scorecard;
}
