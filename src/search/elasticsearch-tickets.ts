import { type Client, errors } from '@elastic/elasticsearch';
import { type Rejection, writeBulk } from './bulk.ts';
import {
  TICKET_ALIAS,
  TICKET_WRITE_ALIAS,
  type TicketDocument,
  ticketIndexName,
  ticketTemplate,
} from './ticket-index.ts';

/** Tickets for Kibana; the desk itself reads its records. */
export interface TicketIndex {
  /** Adds documents or replaces them; gives those that were refused. Throws when the whole could not be stored. */
  index(documents: readonly TicketDocument[]): Promise<Rejection[]>;
}

export class ElasticsearchTickets implements TicketIndex {
  constructor(private readonly client: Client) {}

  async index(documents: readonly TicketDocument[]): Promise<Rejection[]> {
    const writes = documents.map(({ openedAt, version, ...document }) => ({
      index: TICKET_WRITE_ALIAS,
      isAlias: true,
      id: String(document.number),
      version,
      document: { '@timestamp': openedAt, ...document },
    }));
    const { refused, missing } = await writeBulk(this.client, writes);
    if (missing.length === 0) return refused;
    await this.make();
    return (await writeBulk(this.client, writes)).refused;
  }

  /** Makes the index with its aliases; when another process was faster, theirs counts. */
  private async make(): Promise<void> {
    await this.client.indices.putIndexTemplate(ticketTemplate);
    try {
      const aliases = { [TICKET_ALIAS]: {}, [TICKET_WRITE_ALIAS]: { is_write_index: true } };
      await this.client.indices.create({ index: ticketIndexName('first'), aliases });
    } catch (error) {
      if (!alreadyThere(error)) throw error;
    }
  }
}

/** Whether an index could not be made because it is there. */
export function alreadyThere(error: unknown): boolean {
  return error instanceof errors.ResponseError && error.body?.error?.type === 'resource_already_exists_exception';
}
