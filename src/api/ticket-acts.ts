import { z } from 'zod';
import { attachmentSeen, type Clarity, clarityOf, mentionSeen, messageSeen, ticketSeen } from '../care/privacy.ts';
import { heldReply } from '../domain/approval.ts';
import { attachment } from '../domain/attachment.ts';
import { mention } from '../domain/mention.ts';
import type { Actor } from '../domain/person.ts';
import { message, type Ticket, type TicketChange, ticket } from '../domain/ticket.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import { change, type TicketAct } from '../pipeline/tickets.ts';
import { heldRepliesOf } from '../storage/approvals.ts';
import { attachmentsOfTicket } from '../storage/attachments.ts';
import { refuseUnknownCause } from '../storage/causes.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { mentionsOfTicket } from '../storage/mentions.ts';
import { findUser } from '../storage/people.ts';
import { messagesOfTicket } from '../storage/ticket-history.ts';
import { findTicket } from '../storage/tickets.ts';
import type { Call } from './endpoint.ts';
import { refuseUnknownTeam } from './references.ts';
import { scopeOf, worksFor } from './scope.ts';

/** What the endpoints of tickets share. */

export const ticketDetail = ticket.extend({
  mentions: z.array(mention),
  messages: z.array(message),
  heldReplies: z.array(heldReply),
  /** Files of all these. */
  attachments: z.array(attachment),
});

export const ifMatch = z.object({
  'if-match': z.string().max(200).optional().meta({ description: 'The ETag of the ticket as you read it.' }),
});

/** The version that `If-Match` names; 0, which no ticket has, for an ETag that is none of ours. */
export function versionOf(headers: z.output<typeof ifMatch>): number | undefined {
  const asked = headers['if-match']?.trim();
  if (asked === undefined) return undefined;
  // Weak ones are taken too: a proxy that compresses makes them of ours.
  return Number(/^(?:W\/)?"(\d{1,9})"$/.exec(asked)?.[1] ?? 0);
}

/** The id of a user, "none", or for "me" the one who asks. Throws InvalidInput when that is a machine. */
export function whose(actor: Actor, asked: string): string {
  if (asked !== 'me') return asked;
  if (actor.kind === 'user' && actor.id !== null) return actor.id;
  throw new InvalidInput('A token is nobody’s, so there is no “me”.', [{ path: 'assignee', message: 'is no user' }]);
}

export async function actOf({ actor, context, now }: Call, version: number | undefined): Promise<TicketAct> {
  return { actor, scope: await scopeOf(context.db, actor), now, version };
}

/** The ticket with all that belongs to it, as the asker sees it, and its version as ETag. */
export async function showTicket(
  { context, reply, actor }: Call,
  shown: Ticket,
  clarity: Clarity = clarityOf(actor.role),
): Promise<z.output<typeof ticketDetail>> {
  reply.header('ETag', `"${shown.version}"`);
  const mentions = await mentionsOfTicket(context.db, shown.number);
  const messages = await messagesOfTicket(context.db, shown.number);
  const held = await heldRepliesOf(context.db, shown.number);
  const files = await attachmentsOfTicket(context.db, shown.number);
  return {
    ...ticketSeen(shown, clarity),
    mentions: mentions.map((each) => mentionSeen(each, clarity)),
    messages: messages.map((each) => messageSeen(each, clarity)),
    heldReplies: held.map((each) => messageSeen(each, clarity)),
    attachments: files.map((each) => attachmentSeen(each, clarity)),
  };
}

async function refuseAssignee(db: Database, assignee: string, team: string): Promise<void> {
  const user = await findUser(db, assignee).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined;
    throw error;
  });
  if (user !== undefined && (await worksFor(db, user, team))) return;
  throw new InvalidInput('The assignee must be an active user who may work on the tickets of this team.', [
    { path: 'assignee', message: 'may not work on the tickets of this team' },
  ]);
}

/** Changes a ticket; its lock is held from the checks to the change, so that both see the same ticket. */
export async function changeTicket(
  call: Call<{ number: number }>,
  wanted: TicketChange,
  version: number | undefined,
): Promise<Ticket> {
  const act = await actOf(call, version);
  const { db, pipeline } = call.context;
  const changed = await inTransaction(db, async (tx) => {
    const before = await findTicket(tx, act.scope, call.params.number, true);
    await refuseUnknownTeam(tx, wanted.team);
    await refuseUnknownCause(tx, wanted.cause);
    const assignee = wanted.assignee === undefined ? before.assignee?.id : wanted.assignee;
    const asked = wanted.team !== undefined || wanted.assignee !== undefined;
    if (asked && assignee) await refuseAssignee(tx, assignee, wanted.team ?? before.team.id);
    return change(tx, before.number, wanted, act);
  });
  // Somebody may be free now, or a ticket nobody's.
  if (wanted.status !== undefined || wanted.team !== undefined || wanted.assignee !== undefined)
    await pipeline.wakeAssignment();
  return changed;
}
