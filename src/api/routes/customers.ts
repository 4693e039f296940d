import { z } from 'zod';
import { customerSearchOf } from '../../analysis/customer-keys.ts';
import { customerSeen, historySeen, noteSeen } from '../../care/customer-privacy.ts';
import { clarityOf } from '../../care/privacy.ts';
import { customer, customerHistoryItem, customerNote } from '../../domain/customer.ts';
import { customerHistory } from '../../storage/customer-history.ts';
import { addCustomerNote, findCustomer, findPerson, searchCustomers } from '../../storage/customers.ts';
import { inTransaction } from '../../storage/database.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { idParams, pageOf, paging } from '../schemas.ts';
import { mentionScopeOf, scopeOf } from '../scope.ts';

const tag = 'Customers';

const customerDetail = customer.extend({
  notes: z.array(customerNote).meta({ description: 'The newest 200, the newest first.' }),
});

export const customerEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/customers',
    operationId: 'searchCustomers',
    tag,
    summary: 'Customers of the tickets that you see, by phone number, e-mail address, handle or name',
    description:
      'Numbers, addresses and handles must be whole; of a name, all the words must occur, with or without marks.',
    permission: 'tickets:read',
    query: z.strictObject({ q: z.string().trim().min(2).max(200), ...paging }),
    response: pageOf(customer),
    async handle({ query: { q, ...paged }, actor, context: { db } }) {
      const found = await searchCustomers(db, await scopeOf(db, actor), customerSearchOf(q), paged);
      return { ...found, items: found.items.map((each) => customerSeen(each, clarityOf(actor.role))) };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/customers/{id}',
    operationId: 'getCustomer',
    tag,
    summary: 'One person with what they are known by on every channel, and the notes on them',
    description: 'The id of any of those who were found to be one person; the answer has the oldest one’s.',
    permission: 'tickets:read',
    params: idParams,
    response: customerDetail,
    handle: async ({ params, actor, context: { db } }) =>
      customerSeen(await findCustomer(db, await scopeOf(db, actor), params.id), clarityOf(actor.role)),
  }),

  endpoint({
    method: 'post',
    path: '/api/customers/{id}/reveal',
    operationId: 'revealCustomer',
    tag,
    summary: 'One person with their numbers, addresses and account ids; noted in the audit trail',
    permission: 'personal-data:reveal',
    params: idParams,
    response: customerDetail,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const found = await findCustomer(tx, await scopeOf(tx, call.actor), call.params.id);
        await audit(call, tx, 'personal-data.revealed', { kind: 'customer', id: found.id });
        return found;
      }),
  }),

  endpoint({
    method: 'get',
    path: '/api/customers/{id}/history',
    operationId: 'customerHistory',
    tag,
    summary: 'What a person wrote, and what was said to and about them, on every channel; the newest first',
    description: 'Of mentions and tickets, those that you see.',
    permission: 'tickets:read',
    params: idParams,
    query: z.strictObject(paging),
    response: pageOf(customerHistoryItem),
    async handle({ params, query, actor, context: { db } }) {
      const tickets = await scopeOf(db, actor);
      const person = await findPerson(db, tickets, params.id);
      const found = await customerHistory(db, person, { tickets, mentions: await mentionScopeOf(db, actor) }, query);
      return { ...found, items: found.items.map((each) => historySeen(each, clarityOf(actor.role))) };
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/customers/{id}/notes',
    operationId: 'addCustomerNote',
    tag,
    summary: 'Note something about a person; whoever sees the person reads it',
    permission: 'tickets:write',
    status: 201,
    params: idParams,
    body: z.strictObject({ text: z.string().trim().min(1).max(10_000) }),
    example: { text: 'Muốn được gọi lại sau 18 giờ.' },
    response: customerNote,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { actor, now } = call;
        const person = await findPerson(tx, await scopeOf(tx, actor), call.params.id);
        const userId = actor.kind === 'user' ? actor.id : null;
        const note = await addCustomerNote(tx, { person, text: call.body.text, userId, authorName: actor.name }, now);
        await audit(call, tx, 'customer.noted', { kind: 'customer', id: person }, { note: note.id });
        return noteSeen(note, clarityOf(actor.role));
      }),
  }),
];
