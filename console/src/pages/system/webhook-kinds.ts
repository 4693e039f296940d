import type { Answer } from '../../api/types.ts';

export type WebhookKind = Answer<'/api/webhooks', 'get'>['items'][number]['kinds'][number];

/** Every kind of event there is, each once; the compiler holds it to the API's list. */
const ALL = {
  'ticket.opened': true,
  'ticket.mention-added': true,
  'ticket.changed': true,
  'ticket.assigned': true,
  'ticket.message': true,
  'ticket.reopened': true,
  'ticket.merged': true,
  'ticket.unmerged': true,
  'ticket.split': true,
  'ticket.linked': true,
  'ticket.unlinked': true,
  'ticket.woken': true,
  'ticket.warned': true,
  'ticket.escalated': true,
  'ticket.left': true,
  'approval.waiting': true,
  'approval.approved': true,
  'approval.refused': true,
  'approval.withdrawn': true,
  'incident.proposed': true,
  'incident.opened': true,
  'incident.dismissed': true,
  'incident.closed': true,
} as const satisfies Record<WebhookKind, true>;

export const WEBHOOK_KINDS = Object.keys(ALL) as WebhookKind[];
