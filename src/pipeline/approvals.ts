import { decide } from '../care/approval.ts';
import { teamTree } from '../care/team-tree.ts';
import type { HeldReply } from '../domain/approval.ts';
import type { Actor } from '../domain/person.ts';
import { Conflict, Forbidden } from '../errors.ts';
import { lockHeldReply, saveDecision } from '../storage/approvals.ts';
import { filesOfHeld } from '../storage/attachment-work.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { listTeams } from '../storage/people.ts';
import { addToConversation, type TicketAct } from './tickets.ts';

type Act = Pick<TicketAct, 'actor' | 'scope' | 'now'>;

/**
 * Says yes or no to a reply that waits; the last yes sends it, in its author's name. Throws Forbidden for who may not
 * (its author, who said yes before, who does not stand far enough up), Conflict when it is decided or can't go out.
 */
export function decideReply(
  db: Database,
  id: string,
  said: { approved: boolean; reason: string | null },
  act: Act,
): Promise<HeldReply> {
  return inTransaction(db, async (tx) => {
    const { reply, team, channel } = await lockHeldReply(tx, act.scope, id);
    const path = teamTree(await listTeams(tx)).path(team);
    const decided = decide(reply, act.actor, said, path, act.now);
    await saveDecision(tx, id, decided, act.now);
    if (decided.status === 'approved') await send(tx, reply, channel, act);
    return (await lockHeldReply(tx, 'all', id)).reply;
  });
}

async function send(
  tx: Database,
  { id, author, ticketNumber, text }: HeldReply,
  chosen: string | null,
  { now }: Act,
): Promise<void> {
  const kind = author.id === null ? 'token' : 'user';
  const actor: Actor = { kind, id: author.id, name: author.name, role: 'agent', team: null };
  const files = await filesOfHeld(tx, id);
  const reply = { kind: 'reply' as const, text, approved: true, channel: chosen ?? undefined, files };
  await addToConversation(tx, ticketNumber, reply, { actor, scope: 'all', now });
}

/** Takes back a reply that waits, which only its author may. */
export function withdrawReply(db: Database, id: string, act: Act): Promise<HeldReply> {
  return inTransaction(db, async (tx) => {
    const { reply } = await lockHeldReply(tx, act.scope, id);
    if (reply.author.id === null || reply.author.id !== act.actor.id)
      throw new Forbidden('Only its author takes a reply back.');
    if (reply.status !== 'pending') throw new Conflict(`This reply is ${reply.status} already.`);
    await saveDecision(tx, id, { status: 'withdrawn', decisions: reply.decisions }, act.now);
    return (await lockHeldReply(tx, 'all', id)).reply;
  });
}
