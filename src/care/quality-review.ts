import type { Actor } from '../domain/person.ts';
import type { QualityReview } from '../domain/quality.ts';
import { Conflict, Forbidden } from '../errors.ts';
import { may, type TicketScope } from './access.ts';
import { type Clarity, maskPersonalData } from './privacy.ts';

/** Which reviews somebody sees: those of these teams, all, or what was said of their own work once it is said. */
export type ReviewScope = 'all' | readonly string[] | { readonly agent: string };

/** `scope`: whose tickets they see. Who may not review sees no more than their own, like one who sees only own tickets. */
export function reviewScopeOf({ id, role }: Pick<Actor, 'id' | 'role'>, scope: TicketScope): ReviewScope {
  const narrow = scope !== 'all' && 'assignee' in scope;
  if (may(role, 'quality:review') && !narrow) return scope;
  // A machine's work is not reviewed.
  return id === null ? [] : { agent: id };
}

const DAY_MS = 86_400_000;
/** After so long, a review that was begun and not finished may be taken over. */
const TAKEN_MS = 3 * DAY_MS;

type Reviewed = Pick<QualityReview, 'status' | 'agent' | 'reviewer' | 'takenAt' | 'submittedAt'>;
type Reviewer = Pick<Actor, 'kind' | 'id'>;

function refuseOwnWork({ agent }: Reviewed, { kind, id }: Reviewer): void {
  if (kind !== 'user' || id === null) throw new Forbidden('A person reviews: sign in as a user.');
  if (id === agent.id) throw new Forbidden('Nobody reviews their own work.');
}

/** Throws for who may not begin a review now. Beginning one's own again changes nothing. */
export function refuseTaking(review: Reviewed, by: Reviewer, now: Date): void {
  refuseOwnWork(review, by);
  if (review.status === 'waiting') return;
  if (review.status !== 'taken') throw new Conflict(`This review is ${review.status} already.`);
  const left = review.takenAt === null || now.getTime() - Date.parse(review.takenAt) >= TAKEN_MS;
  if (review.reviewer?.id !== by.id && !left) throw new Conflict(`${review.reviewer?.name} is at this review.`);
}

/** Throws unless this reviewer has begun the review and not finished it. */
export function refuseSubmission(review: Reviewed, by: Reviewer): void {
  refuseOwnWork(review, by);
  if (review.status === 'waiting') throw new Conflict('Take the review first.');
  if (review.status !== 'taken') throw new Conflict(`This review is ${review.status} already.`);
  if (review.reviewer?.id !== by.id) throw new Conflict(`${review.reviewer?.name} is at this review.`);
}

/** Throws unless the reviewed agent may still object. */
export function refuseAppeal(review: Reviewed, by: Reviewer, appealDays: number, now: Date): void {
  if (by.id === null || by.id !== review.agent.id) throw new Forbidden('Only whose work it is may appeal.');
  if (review.status !== 'submitted') throw new Conflict(`A review that is ${review.status} can’t be appealed.`);
  const since = Date.parse(review.submittedAt ?? '');
  if (now.getTime() - since > appealDays * DAY_MS)
    throw new Conflict(`The time to appeal, ${appealDays} days, is over.`);
}

/** Throws unless this manager may decide on the appeal: neither the first reviewer nor the agent. */
export function refuseDecision(review: Reviewed, by: Reviewer): void {
  refuseOwnWork(review, by);
  if (review.status !== 'appealed') throw new Conflict(`There is no appeal to decide: the review is ${review.status}.`);
  if (review.reviewer?.id === by.id) throw new Forbidden('Another manager than the reviewer decides on an appeal.');
}

/** The review as somebody sees it: any of its texts may name a customer's number. */
export function reviewSeen(review: QualityReview, clarity: Clarity): QualityReview {
  if (clarity === 'clear') return review;
  const answers = review.answers.map((each) => ({ ...each, comment: maskPersonalData(each.comment) }));
  const { appeal, decision, rating } = review;
  return {
    ...review,
    answers,
    comment: maskPersonalData(review.comment),
    appeal: appeal && { ...appeal, text: maskPersonalData(appeal.text) },
    decision: decision && { ...decision, reason: maskPersonalData(decision.reason) },
    rating: rating && { ...rating, comment: maskPersonalData(rating.comment) },
  };
}
