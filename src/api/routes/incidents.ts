import { z } from 'zod';
import { clarityOf, ticketSeen } from '../../care/privacy.ts';
import { incident, incidentInput, incidentStatus, incidentTickets } from '../../domain/incident.ts';
import { ticket } from '../../domain/ticket.ts';
import {
  acceptIncident,
  changeIncidentTickets,
  dismissIncident,
  endIncident,
  openIncident,
} from '../../pipeline/incidents.ts';
import { addUpdate, findIncident, listIncidents } from '../../storage/incidents.ts';
import { listTickets } from '../../storage/tickets.ts';
import { endpoint } from '../endpoint.ts';
import {
  announcement,
  changeIncident,
  incidentActOf,
  incidentDetail,
  incidentSeen,
  showIncident,
} from '../incident-acts.ts';
import { idParams, listOf, pageOf, paging } from '../schemas.ts';
import { scopeOf } from '../scope.ts';

const tag = 'Incidents';
const problems = { 409: 'The state of the incident or of a ticket does not allow it.' };

export const incidentEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/incidents',
    operationId: 'listIncidents',
    tag,
    summary: 'Incidents that have tickets which you see, the newest first; their counts are of those tickets',
    permission: 'tickets:read',
    query: z.strictObject({
      ...paging,
      status: listOf(incidentStatus, 'proposed, open, closed, dismissed').optional(),
    }),
    response: pageOf(incident),
    async handle({ context: { db }, actor, query }) {
      const found = await listIncidents(db, await scopeOf(db, actor), query.status, query);
      return { ...found, items: found.items.map((each) => incidentSeen(each, clarityOf(actor.role))) };
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/incidents',
    operationId: 'createIncident',
    tag,
    summary: 'Open an incident by hand, with its first tickets',
    description: 'With a topic, new complaints of it (and of the province, if given) attach by themselves.',
    permission: 'tickets:write',
    status: 201,
    body: incidentInput,
    example: { title: 'Mất sóng tại Đà Nẵng', topic: 'network', province: 'Đà Nẵng', tickets: [12] },
    response: incidentDetail,
    problems,
    async handle(call) {
      const id = await openIncident(call.context.db, call.body, await incidentActOf(call));
      call.reply.header('Location', `/api/incidents/${id}`);
      return showIncident(call, id);
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/incidents/{id}',
    operationId: 'getIncident',
    tag,
    summary: 'One incident with its status updates and its broadcasts',
    permission: 'tickets:read',
    params: idParams,
    response: incidentDetail,
    handle: (call) => showIncident(call, call.params.id),
  }),

  endpoint({
    method: 'get',
    path: '/api/incidents/{id}/tickets',
    operationId: 'listIncidentTickets',
    tag,
    summary: 'The tickets of an incident that you see, in the order of their clocks',
    permission: 'tickets:read',
    params: idParams,
    query: z.strictObject(paging),
    response: pageOf(ticket),
    async handle({ context: { db }, actor, params, query }) {
      const scope = await scopeOf(db, actor);
      await findIncident(db, scope, params.id);
      const found = await listTickets(db, scope, { incident: params.id }, query);
      return { ...found, items: found.items.map((each) => ticketSeen(each, clarityOf(actor.role))) };
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/incidents/{id}/accept',
    operationId: 'acceptIncident',
    tag,
    summary: 'Make a proposal an incident',
    permission: 'incidents:write',
    params: idParams,
    response: incidentDetail,
    problems,
    handle: (call) => changeIncident(call, 'accepted', acceptIncident),
  }),

  endpoint({
    method: 'post',
    path: '/api/incidents/{id}/dismiss',
    operationId: 'dismissIncident',
    tag,
    summary: 'Say that a proposal is none; it is not proposed again for a day. Only by who sees all of its tickets',
    permission: 'incidents:write',
    params: idParams,
    response: incidentDetail,
    problems,
    handle: (call) => changeIncident(call, 'dismissed', dismissIncident),
  }),

  endpoint({
    method: 'post',
    path: '/api/incidents/{id}/close',
    operationId: 'closeIncident',
    tag,
    summary: 'End an incident and resolve all of its tickets. Only by who sees them all',
    description: 'The tickets are resolved by a job; each reopens by itself when its customer writes.',
    permission: 'incidents:write',
    params: idParams,
    response: incidentDetail,
    problems,
    handle: (call) => changeIncident(call, 'closed', endIncident),
  }),

  endpoint({
    method: 'post',
    path: '/api/incidents/{id}/tickets',
    operationId: 'changeIncidentTickets',
    tag,
    summary: 'Attach and detach tickets; all of it, or nothing',
    description: 'A ticket is in one incident at most. What was detached does not attach by itself again.',
    permission: 'tickets:write',
    params: idParams,
    body: incidentTickets,
    example: { attach: [12], detach: [] },
    response: incidentDetail,
    problems,
    async handle(call) {
      await changeIncidentTickets(call.context.db, call.params.id, call.body, await incidentActOf(call));
      return showIncident(call, call.params.id);
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/incidents/{id}/updates',
    operationId: 'addIncidentUpdate',
    tag,
    summary: 'Tell colleagues how an incident stands',
    permission: 'tickets:write',
    params: idParams,
    body: announcement,
    example: { text: 'Trạm đã có điện lại, đang kiểm tra.' },
    response: incidentDetail,
    async handle(call) {
      const { context, params, body, actor, now } = call;
      await findIncident(context.db, await scopeOf(context.db, actor), params.id);
      await addUpdate(context.db, params.id, body.text, actor.name, now);
      return showIncident(call, params.id);
    },
  }),
];
