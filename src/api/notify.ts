import { isWithin } from '../care/access.ts';
import type { Ticket } from '../domain/ticket.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import type { Database } from '../storage/database.ts';
import { notify } from '../storage/notifications.ts';
import { findUser } from '../storage/people.ts';
import type { Call } from './endpoint.ts';
import { scopeOf } from './scope.ts';

/** Tells colleagues that a note names them. Throws InvalidInput for those who may not see the ticket, and so not the note. */
export async function tellColleagues(
  { actor, now }: Pick<Call, 'actor' | 'now'>,
  tx: Database,
  ticket: Ticket,
  ids: readonly string[],
): Promise<void> {
  const users = [...new Set(ids)].filter((id) => id !== actor.id);
  for (const [at, id] of users.entries()) {
    if (await seesTicket(tx, id, ticket)) continue;
    const field = { path: `mentions.${at}`, message: 'may not see this ticket' };
    throw new InvalidInput('One of those named may not see this ticket: hand it over, or leave them out.', [field]);
  }
  await notify(tx, { users, kind: 'mentioned', ticket: ticket.number, by: actor.name }, now);
}

async function seesTicket(db: Database, id: string, { team, assignee }: Ticket): Promise<boolean> {
  try {
    const user = await findUser(db, id);
    const scope = await scopeOf(db, user);
    return !user.disabled && isWithin(scope, { team: team.id, assignee: assignee?.id ?? null });
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}
