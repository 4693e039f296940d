import { z } from 'zod';
import { type MacroInput, macro, macroInput } from '../../domain/help.ts';
import type { Actor } from '../../domain/person.ts';
import { InvalidInput, NotFound } from '../../errors.ts';
import { findCannedReply } from '../../storage/canned-replies.ts';
import { refuseUnknownCause } from '../../storage/causes.ts';
import { type Database, inTransaction } from '../../storage/database.ts';
import { changeMacro, createMacro, deleteMacro, findMacro, listMacros } from '../../storage/macros.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { runMacro } from '../macro-acts.ts';
import { refuseUnknownTeam } from '../references.ts';
import { idParams } from '../schemas.ts';
import { helpScopeOf, refuseForeignTeams } from '../scope.ts';
import { ifMatch, showTicket, ticketDetail, versionOf } from '../ticket-acts.ts';

const tag = 'Help for agents';
const example = {
  name: 'Xin lỗi và chờ khách',
  acts: [
    { do: 'tag', tag: 'mạng chậm' },
    { do: 'note', text: 'Đã xin lỗi theo mẫu.' },
    { do: 'status', status: 'pending' },
  ],
};

/** Refuses acts that name what there is not. */
async function checkActs(tx: Database, actor: Actor, { acts }: MacroInput): Promise<void> {
  const scope = await helpScopeOf(tx, actor);
  for (const [at, act] of acts.entries()) {
    if (act.do === 'team') await refuseUnknownTeam(tx, act.team);
    if (act.do === 'cause') await refuseUnknownCause(tx, act.cause);
    if (act.do !== 'reply') continue;
    await findCannedReply(tx, scope, act.cannedReply).catch((cause: unknown) => {
      if (!(cause instanceof NotFound)) throw cause;
      const field = { path: `acts.${at}.cannedReply`, message: 'names no canned reply' };
      throw new InvalidInput('There is no such canned reply.', [field], { cause });
    });
  }
}

export const macroEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/macros',
    operationId: 'listMacros',
    tag,
    summary: 'Acts that are done together, the most used first',
    permission: 'tickets:read',
    response: z.object({ items: z.array(macro) }),
    handle: async ({ actor, context: { db } }) => ({ items: await listMacros(db, await helpScopeOf(db, actor)) }),
  }),

  endpoint({
    method: 'post',
    path: '/api/macros',
    operationId: 'createMacro',
    tag,
    summary: 'Make a macro',
    description:
      'Whoever runs it needs the right to each of its acts. Hand over to another team last: behind that the ticket may be out of sight.',
    permission: 'help:write',
    status: 201,
    body: macroInput,
    example,
    response: macro,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        await refuseForeignTeams(tx, call.actor, call.body.team);
        await checkActs(tx, call.actor, call.body);
        const made = await createMacro(tx, call.body, call.actor.name, call.now);
        await audit(call, tx, 'macro.created', { kind: 'macro', id: made.id }, { name: made.name });
        return made;
      }),
  }),

  endpoint({
    method: 'put',
    path: '/api/macros/{id}',
    operationId: 'putMacro',
    tag,
    summary: 'Set a macro anew',
    permission: 'help:write',
    params: idParams,
    body: macroInput,
    example,
    response: macro,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { id } = call.params;
        const before = await findMacro(tx, await helpScopeOf(tx, call.actor), id);
        await refuseForeignTeams(tx, call.actor, before.team, call.body.team);
        await checkActs(tx, call.actor, call.body);
        const made = await changeMacro(tx, id, call.body, call.actor.name, call.now);
        await audit(call, tx, 'macro.changed', { kind: 'macro', id }, { name: made.name });
        return made;
      }),
  }),

  endpoint({
    method: 'delete',
    path: '/api/macros/{id}',
    operationId: 'deleteMacro',
    tag,
    summary: 'Delete a macro; what it did stays',
    permission: 'help:write',
    params: idParams,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { id } = call.params;
        const before = await findMacro(tx, await helpScopeOf(tx, call.actor), id);
        await refuseForeignTeams(tx, call.actor, before.team);
        await deleteMacro(tx, id);
        await audit(call, tx, 'macro.deleted', { kind: 'macro', id }, { name: before.name });
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/macros/{id}/run',
    operationId: 'runMacro',
    tag,
    summary: 'Do the acts of a macro on a ticket, all or none',
    permission: 'tickets:write',
    params: idParams,
    headers: ifMatch,
    body: z.strictObject({ ticket: z.int().min(1) }),
    example: { ticket: 1 },
    response: ticketDetail,
    problems: { 409: 'The ticket’s state does not allow one of the acts.', 412: 'The ticket changed meanwhile.' },
    async handle(call) {
      const { db, pipeline } = call.context;
      const found = await findMacro(db, await helpScopeOf(db, call.actor), call.params.id);
      const onTicket = { ...call, actor: call.actor, params: { number: call.body.ticket } };
      const shown = await showTicket(call, await runMacro(onTicket, found, versionOf(call.headers)));
      if (found.acts.some((act) => act.do === 'reply')) await pipeline.wakeDelivery();
      return shown;
    },
  }),
];
