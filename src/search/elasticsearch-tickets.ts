import { type Client, errors } from '@elastic/elasticsearch';
import { type Rejection, type Write, writeBulk } from './bulk.ts';
import {
  TICKET_ALIAS,
  TICKET_WRITE_ALIAS,
  type TicketDocument,
  ticketIndexName,
  ticketProperties,
  ticketTemplate,
} from './ticket-index.ts';

/** Tickets for Kibana; the desk itself reads its records. */
export interface TicketIndex {
  /** Adds documents or replaces them; gives those that were refused. Throws when the whole could not be stored. */
  index(documents: readonly TicketDocument[]): Promise<Rejection[]>;
  /** Builds everything anew beside the old and switches over without a gap. */
  rebuild(documents: AsyncIterable<readonly TicketDocument[]>): Promise<Rejection[]>;
}

function writeOf({ openedAt, version, ...document }: TicketDocument, index: string, isAlias: boolean): Write {
  const { number } = document;
  return { index, isAlias, id: String(number), version, document: { '@timestamp': openedAt, ...document } };
}

export class ElasticsearchTickets implements TicketIndex {
  private prepared: Promise<unknown> | undefined;

  constructor(private readonly client: Client) {}

  async index(documents: readonly TicketDocument[]): Promise<Rejection[]> {
    await this.prepare();
    const writes = documents.map((document) => writeOf(document, TICKET_WRITE_ALIAS, true));
    const { refused, missing } = await writeBulk(this.client, writes);
    if (missing.length === 0) return refused;
    await this.make();
    return (await writeBulk(this.client, writes)).refused;
  }

  /** For the index to come and for the one there is: fields that came later are added to it. */
  private prepare(): Promise<unknown> {
    this.prepared ??= this.putMapping().catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }

  private async putMapping(): Promise<void> {
    await this.client.indices.putIndexTemplate(ticketTemplate);
    await this.client.indices.putMapping({ index: TICKET_ALIAS, properties: ticketProperties }, { ignore: [404] });
  }

  async rebuild(documents: AsyncIterable<readonly TicketDocument[]>): Promise<Rejection[]> {
    await this.prepare();
    const fresh = ticketIndexName(Date.now().toString(36));
    await this.client.indices.create({ index: fresh });
    const refused: Rejection[] = [];
    for await (const batch of documents) {
      const writes = batch.map((document) => writeOf(document, fresh, false));
      refused.push(...(await writeBulk(this.client, writes)).refused);
    }
    await this.client.indices.refresh({ index: fresh });
    const old = Object.keys(await this.client.indices.getAlias({ name: TICKET_ALIAS }, { ignore: [404] })).filter(
      (index) => index.startsWith(`${TICKET_ALIAS}-`),
    );
    await this.client.indices.updateAliases({
      actions: [
        ...old.map((index) => ({ remove: { index, alias: '*' } })),
        { add: { index: fresh, alias: TICKET_ALIAS } },
        { add: { index: fresh, alias: TICKET_WRITE_ALIAS, is_write_index: true } },
      ],
    });
    if (old.length > 0) await this.client.indices.delete({ index: old });
    return refused;
  }

  /** Makes the index with its aliases; when another process was faster, theirs counts. */
  private async make(): Promise<void> {
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
