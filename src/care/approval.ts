import type { HeldReply, HeldStatus, ReplyDecision } from '../domain/approval.ts';
import type { Actor } from '../domain/person.ts';
import { Conflict, Forbidden } from '../errors.ts';
import { may } from './access.ts';

/** The approval that a reply waits for: 1, 2 … */
export const nextLevel = ({ decisions }: Pick<HeldReply, 'decisions'>): number => decisions.length + 1;

type Approver = Pick<Actor, 'id' | 'role' | 'team'>;

/**
 * Why somebody may not decide on a reply, or null: not its author, nobody twice, and at level n only who stands at least
 * n - 1 teams above the ticket's (`path`: that team and those above it), or above all teams.
 */
export function objectionTo(
  approver: Approver,
  reply: Pick<HeldReply, 'author' | 'decisions' | 'status'>,
  path: readonly string[],
): string | null {
  if (reply.status !== 'pending') return `This reply is ${reply.status} already.`;
  if (!may(approver.role, 'replies:approve')) return `The role ${approver.role} approves no replies.`;
  if (approver.id === null) return 'A machine approves no replies.';
  if (approver.id === reply.author.id) return 'Nobody approves their own reply: ask a colleague.';
  if (reply.decisions.some(({ by }) => by.id === approver.id))
    return 'You have approved this reply: the next one must be another.';
  if (approver.role === 'administrator' || approver.team === null) return null;
  const above = path.indexOf(approver.team);
  const needed = nextLevel(reply) - 1;
  if (above >= Math.min(needed, Math.max(path.length - 1, 0))) return null;
  return `Approval ${nextLevel(reply)} must come from further up the team tree.`;
}

/** What a decision makes of a reply; throws Conflict for one that is decided, Forbidden for who may not. */
export function decide(
  reply: Pick<HeldReply, 'author' | 'decisions' | 'status' | 'levels'>,
  approver: Approver & { name: string },
  said: { approved: boolean; reason: string | null },
  path: readonly string[],
  now: Date,
): { status: HeldStatus; decisions: ReplyDecision[] } {
  const objection = objectionTo(approver, reply, path);
  if (objection !== null) throw reply.status === 'pending' ? new Forbidden(objection) : new Conflict(objection);
  const by = { id: approver.id, name: approver.name };
  const decision = { level: nextLevel(reply), ...said, by, at: now.toISOString() };
  const decisions = [...reply.decisions, decision];
  if (!said.approved) return { status: 'refused', decisions };
  return { status: decisions.length >= reply.levels ? 'approved' : 'pending', decisions };
}
