import type { estypes } from '@elastic/elasticsearch';

/**
 * How tickets lie in Elasticsearch, for Kibana alone: the desk itself reads its records. One index a generation,
 * `langnghe-tickets-v1-<generation>`, read and written through aliases.
 */

const MAPPING_VERSION = 1;

export const TICKET_ALIAS = 'langnghe-tickets';
export const TICKET_WRITE_ALIAS = 'langnghe-tickets-write';
export const TICKET_TEMPLATE = `${TICKET_ALIAS}-v${MAPPING_VERSION}`;
export const ticketIndexName = (generation: string): string => `${TICKET_TEMPLATE}-${generation}`;

/** A ticket as it is indexed; instants are ISO 8601, spans minutes. No customer and no text: these figures go round. */
export interface TicketDocument {
  number: number;
  /** Rises with each change: an older one never replaces a newer one. */
  version: number;
  status: string;
  priority: string;
  topic: string | null;
  channel: string;
  team: { id: string; name: string };
  assignee: string | null;
  openedAt: string;
  firstResponseDueAt: string | null;
  resolutionDueAt: string | null;
  firstRespondedAt: string | null;
  resolvedAt: string | null;
  firstResponseMinutes: number | null;
  resolutionMinutes: number | null;
  /** Null while it is neither done nor late. */
  firstResponseInTime: boolean | null;
  resolutionInTime: boolean | null;
  mentions: number;
}

const keyword = { type: 'keyword', ignore_above: 500 } as const;
const date = { type: 'date' } as const;

/** `@timestamp` is when the ticket was opened. */
export const ticketProperties: Record<string, estypes.MappingProperty> = {
  '@timestamp': date,
  number: { type: 'integer' },
  status: keyword,
  priority: keyword,
  topic: keyword,
  channel: keyword,
  team: { properties: { id: keyword, name: keyword } },
  assignee: keyword,
  firstResponseDueAt: date,
  resolutionDueAt: date,
  firstRespondedAt: date,
  resolvedAt: date,
  firstResponseMinutes: { type: 'float' },
  resolutionMinutes: { type: 'float' },
  firstResponseInTime: { type: 'boolean' },
  resolutionInTime: { type: 'boolean' },
  mentions: { type: 'integer' },
};

export const ticketTemplate: estypes.IndicesPutIndexTemplateRequest = {
  name: TICKET_TEMPLATE,
  index_patterns: [`${TICKET_TEMPLATE}-*`],
  priority: 500,
  version: MAPPING_VERSION,
  template: {
    settings: { number_of_shards: 1, number_of_replicas: 0, 'index.auto_expand_replicas': '0-1' },
    mappings: { dynamic: 'strict', properties: ticketProperties },
  },
};
