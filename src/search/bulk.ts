import type { Client, estypes } from '@elastic/elasticsearch';

/** A document that the index refused, and why. */
export interface Rejection {
  id: string;
  reason: string;
}

/** One document to write: to an index by its name, or to whatever an alias leads to, if there is one. */
export interface Write {
  index: string;
  isAlias: boolean;
  id: string;
  /** Of the document: an older one than the index has is passed over. */
  version: number;
  document: object;
}

export interface Written {
  /** Documents that were refused for what they are. */
  refused: Rejection[];
  /** Aliases that do not exist; nothing was written through them. */
  missing: string[];
}

/** Writes documents in one request; throws when the server is away or too busy: then the same batch can come again. */
export async function writeBulk(client: Client, writes: readonly Write[]): Promise<Written> {
  const operations = writes.flatMap(({ index, isAlias, id, version, document }) => [
    { index: { _index: index, _id: id, version, version_type: 'external_gte', require_alias: isAlias } },
    document,
  ]);
  // Of the answer only what is read: it would be as long as the request.
  const filter_path = ['items.index.status', 'items.index.error.type', 'items.index.error.reason'];
  const answer = await client.bulk({ operations, filter_path } as estypes.BulkRequest);
  const written: Written = { refused: [], missing: [] };
  answer.items.forEach((item, at) => {
    const { status = 200, error } = item.index ?? {};
    const write = writes[at];
    // 409: the index has a newer version already.
    if (write === undefined || error === undefined || status === 409) return;
    if (status === 429) throw new Error('Elasticsearch is too busy to take more (429)');
    if (status === 404 && write.isAlias) written.missing.push(write.index);
    else written.refused.push({ id: write.id, reason: `${error.type}: ${error.reason ?? ''}`.slice(0, 500) });
  });
  return written;
}
