import type { Macro, MacroAct } from '../domain/help.ts';
import type { Ticket, TicketChange } from '../domain/ticket.ts';
import { renderCanned } from '../pipeline/canned.ts';
import { addToConversation, lockTicket, type TicketAct } from '../pipeline/tickets.ts';
import { countUse, findCannedReply } from '../storage/canned-replies.ts';
import { inTransaction } from '../storage/database.ts';
import { countRun } from '../storage/macros.ts';
import { addTicketEvents } from '../storage/ticket-history.ts';
import { findTicket } from '../storage/tickets.ts';
import type { Call } from './endpoint.ts';
import { helpScopeOf } from './scope.ts';
import { actOf, changeTicket, whose } from './ticket-acts.ts';

type TicketCall = Call<{ number: number }>;

/** The change that an act makes of a ticket as it stands; undefined for one that says something. */
function changeOf(act: MacroAct, { tags }: Ticket, { actor, now }: TicketCall): TicketChange | undefined {
  switch (act.do) {
    case 'status':
      return { status: act.status };
    case 'priority':
      return { priority: act.priority };
    case 'tag':
      return { tags: [...new Set([...tags, act.tag])].sort() };
    case 'untag':
      return { tags: tags.filter((each) => each !== act.tag) };
    case 'cause':
      return { cause: act.cause };
    case 'team':
      return { team: act.team };
    case 'assign':
      return { assignee: act.assignee === 'nobody' ? null : whose(actor, act.assignee) };
    case 'snooze':
      return { snoozedUntil: new Date(now.getTime() + act.minutes * 60_000).toISOString() };
    default:
      return undefined;
  }
}

async function perform(act: MacroAct, call: TicketCall, as: TicketAct): Promise<void> {
  const { db } = call.context;
  const { number } = call.params;
  const ticket = await findTicket(db, as.scope, number);
  const change = changeOf(act, ticket, call);
  if (change !== undefined) await changeTicket(call, change, undefined);
  else if (act.do === 'note') await addToConversation(db, number, { kind: 'note', text: act.text }, as);
  else if (act.do === 'reply') {
    const reply = await findCannedReply(db, await helpScopeOf(db, call.actor), act.cannedReply);
    const { text } = await renderCanned(db, reply, ticket, call.actor.name, call.now);
    await countUse(db, reply.id);
    await addToConversation(db, number, { kind: 'reply', text }, as);
  }
}

/**
 * Does the acts of a macro in their order, all or none, each by the rules that hold for it alone: rights, approvals, states.
 * What the history says of each stands behind an entry that names the macro.
 */
export function runMacro(call: TicketCall, macro: Macro, version: number | undefined): Promise<Ticket> {
  return inTransaction(call.context.db, async (tx) => {
    const inside = { ...call, actor: call.actor, context: { ...call.context, db: tx } };
    const act = await actOf(inside, undefined);
    const { number } = await lockTicket(tx, call.params.number, { ...act, version });
    const changes = { macro: { from: null, to: macro.name } };
    await addTicketEvents(tx, number, [{ kind: 'changed', actor: call.actor.name, changes }], call.now);
    for (const each of macro.acts) await perform(each, inside, act);
    await countRun(tx, macro.id);
    return findTicket(tx, 'all', number);
  });
}
