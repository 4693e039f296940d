import { readFileSync } from 'node:fs';
import { Client, errors, type estypes } from '@elastic/elasticsearch';
import { type NamedSource, sourcesOf } from '../analysis/query/match.ts';
import { asksFor } from '../analysis/query/query.ts';
import type { Bucket, GroupedField, Grouping } from '../storage/mention-counts.ts';
import { readCursor, writeCursor } from '../storage/rows.ts';
import { type Rejection, type Write, type Written, writeBulk } from './bulk.ts';
import { compileQuery } from './elasticsearch-query.ts';
import { alreadyThere } from './elasticsearch-tickets.ts';
import { inFlight } from './in-flight.ts';
import {
  indexName,
  monthOf,
  monthOfIndex,
  properties,
  READ_ALIAS,
  REFRESH_INTERVAL,
  template,
  writeAlias,
} from './mention-index.ts';
import { type MentionDocument, type MentionSearch, type SearchRequest, searchableWords } from './search.ts';

export interface ElasticsearchOptions {
  url: string;
  apiKey?: string | undefined;
  /** A file with the certificate authority of the server, PEM. */
  caFile?: string | undefined;
}

/** A client of the server; requests are retried by it when a connection breaks. */
export function connectElasticsearch({ url, apiKey, caFile }: ElasticsearchOptions): Client {
  return new Client({
    node: url,
    requestTimeout: 30_000,
    maxRetries: 2,
    ...(apiKey === undefined ? {} : { auth: { apiKey } }),
    ...(caFile === undefined ? {} : { tls: { ca: readFileSync(caFile) } }),
  });
}

function writeOf({ occurredAt, version, ...document }: MentionDocument, index: string, isAlias: boolean): Write {
  const brands = document.brandOpinions.map((opinion) => opinion.split(':', 1)[0]);
  const words = { text: searchableWords([document.title, document.text]), author: searchableWords([document.author]) };
  return {
    index,
    isAlias,
    id: document.id,
    version,
    document: { '@timestamp': occurredAt, ...document, brands, words },
  };
}

/** Requests of a rebuild under way at a time: fewer than it could take, since searches go on meanwhile. */
const REBUILD_IN_FLIGHT = 2;

export class ElasticsearchMentions implements MentionSearch {
  private prepared: Promise<unknown> | undefined;

  /** `sources` gives the sources as they are named now: a rule may ask for them by name. */
  constructor(
    private readonly client: Client,
    private readonly sources: () => Promise<NamedSource[]>,
  ) {}

  async index(documents: readonly MentionDocument[]): Promise<Rejection[]> {
    const months = new Map(documents.map(({ occurredAt }) => [writeAlias(monthOf(occurredAt)), monthOf(occurredAt)]));
    const { refused, missing } = await this.write(documents);
    if (missing.length === 0) return refused;
    for (const alias of new Set(missing)) await this.makeMonth(months.get(alias) ?? '');
    return (await this.write(documents)).refused;
  }

  /** Writes through the months' aliases only, so that nothing ever goes to an index that a rebuild replaced. */
  private async write(documents: readonly MentionDocument[]): Promise<Written> {
    await this.prepare();
    const writes = documents.map((document) => writeOf(document, writeAlias(monthOf(document.occurredAt)), true));
    return writeBulk(this.client, writes);
  }

  private prepare(): Promise<unknown> {
    this.prepared ??= this.putMapping().catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }

  /** For the indices to come and for those there are: fields that came later are added to them. */
  private async putMapping(): Promise<void> {
    await this.client.indices.putIndexTemplate(template);
    await this.client.indices.putMapping({ index: READ_ALIAS, properties }, { ignore: [404] });
  }

  /** Makes a month's index with both aliases; when another process was faster, theirs counts. */
  private async makeMonth(month: string): Promise<void> {
    if (await this.client.indices.existsAlias({ name: writeAlias(month) })) return;
    try {
      await this.client.indices.create({
        index: indexName(month, 'first'),
        aliases: { [READ_ALIAS]: {}, [writeAlias(month)]: { is_write_index: true } },
      });
    } catch (error) {
      if (!alreadyThere(error)) throw error;
    }
  }

  async search(request: SearchRequest & { limit: number; cursor?: string | undefined }) {
    const after = readCursor(request.cursor, 'instant', 'text');
    const answer = await this.ask({
      size: request.limit + 1,
      _source: false,
      query: await this.queryOf(request),
      sort: [{ '@timestamp': 'desc' }, { id: 'desc' }],
      ...(after === undefined ? {} : { search_after: [Date.parse(String(after[0])), after[1]] }),
    } as estypes.SearchRequest);
    const shown = answer.hits.hits.slice(0, request.limit);
    const last = shown.at(-1);
    const more = answer.hits.hits.length > request.limit && last !== undefined;
    return {
      ids: shown.map((hit) => String(hit._id)),
      nextCursor: more ? cursorOf(last.sort ?? []) : null,
    };
  }

  async aggregate(request: SearchRequest & { grouping: Grouping }): Promise<Bucket[]> {
    const answer = await this.ask({
      size: 0,
      query: await this.queryOf(request),
      aggs: { groups: { ...groupsOf(request.grouping), aggs: COUNTS } },
    } as estypes.SearchRequest);
    const groups = answer.aggregations?.groups as { buckets: GroupBucket[] } | undefined;
    const buckets = (groups?.buckets ?? []).map(bucketOf);
    return request.grouping.by === 'brand' ? byBrand(buckets) : buckets;
  }

  /**
   * Searches all that there is, or fails: half an answer would look like a quiet day. Asks once more when an index went
   * away while it was searched, as at the end of a rebuild.
   */
  private async ask(request: estypes.SearchRequest): Promise<estypes.SearchResponse> {
    const search = () =>
      this.client.search({
        index: READ_ALIAS,
        ignore_unavailable: true,
        allow_no_indices: true,
        allow_partial_search_results: false,
        track_total_hits: false,
        ...request,
      } as estypes.SearchRequest);
    try {
      return await search();
    } catch (error) {
      const gone = error instanceof errors.ResponseError && [404, 503].includes(error.statusCode ?? 0);
      if (!gone) throw error;
      return search();
    }
  }

  private async queryOf({ rule, filter }: SearchRequest): Promise<estypes.QueryDslQueryContainer> {
    const parts = filtersOf(filter);
    if (rule !== null) parts.push(compileQuery(rule, sourcesOf(asksFor(rule, 'source') ? await this.sources() : [])));
    return { bool: { filter: parts } };
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    // What was written a moment ago would not be found, and so would stay.
    await this.client.indices.refresh({ index: READ_ALIAS }, { ignore: [404] });
    const found = await this.ask({
      size: ids.length,
      _source: false,
      query: { ids: { values: [...ids] } },
    });
    const operations = found.hits.hits.map((hit) => ({ delete: { _index: hit._index, _id: String(hit._id) } }));
    if (operations.length > 0) await this.client.bulk({ operations, refresh: true });
  }

  async ping(): Promise<void> {
    await this.client.cluster.health({ timeout: '2s' }, { requestTimeout: 3000, maxRetries: 0 });
  }

  async rebuild(documents: AsyncIterable<readonly MentionDocument[]>): Promise<Rejection[]> {
    await this.prepare();
    const generation = Date.now().toString(36);
    const made = new Set<string>();
    const refused: Rejection[] = [];
    await inFlight(this.withMonths(documents, generation, made), REBUILD_IN_FLIGHT, async (batch) => {
      const writes = batch.map((document) =>
        writeOf(document, indexName(monthOf(document.occurredAt), generation), false),
      );
      refused.push(...(await writeBulk(this.client, writes)).refused);
    });
    await this.switchTo(generation, made);
    return refused;
  }

  /** Makes the indices that a batch goes to, not searched yet, before it is passed on. */
  private async *withMonths(batches: AsyncIterable<readonly MentionDocument[]>, generation: string, made: Set<string>) {
    for await (const batch of batches) {
      for (const month of new Set(batch.map(({ occurredAt }) => monthOf(occurredAt)))) {
        if (made.has(month)) continue;
        await this.client.indices.create({ index: indexName(month, generation), settings: { refresh_interval: '-1' } });
        made.add(month);
      }
      yield batch;
    }
  }

  /** Moves the aliases from the old indices to the new in one act, then removes the old. */
  private async switchTo(generation: string, months: ReadonlySet<string>): Promise<void> {
    const fresh = [...months].map((month) => ({ month, index: indexName(month, generation) }));
    for (const { index } of fresh) {
      await this.client.indices.putSettings({ index, settings: { refresh_interval: REFRESH_INTERVAL } });
      await this.client.indices.refresh({ index });
    }
    const old = await this.indices();
    const actions: estypes.IndicesUpdateAliasesAction[] = [
      ...old.map((index) => ({ remove: { index, alias: '*' } })),
      ...fresh.flatMap(({ month, index }) => [
        { add: { index, alias: READ_ALIAS } },
        { add: { index, alias: writeAlias(month), is_write_index: true } },
      ]),
    ];
    if (actions.length > 0) await this.client.indices.updateAliases({ actions });
    if (old.length > 0) await this.client.indices.delete({ index: old });
  }

  /** The indices behind the read alias. */
  private async indices(): Promise<string[]> {
    const answer = await this.client.indices.getAlias({ name: READ_ALIAS }, { ignore: [404] });
    return Object.keys(answer).filter((index) => monthOfIndex(index) !== undefined);
  }

  async dropBefore(instant: Date): Promise<number> {
    const keep = monthOf(instant.toISOString());
    const old = (await this.indices()).filter((index) => (monthOfIndex(index) ?? keep) < keep);
    if (old.length > 0) await this.client.indices.delete({ index: old });
    return old.length;
  }
}

/** The same position as the records' own lists give. */
const cursorOf = ([occurredAt, id]: estypes.SortResults) =>
  writeCursor([new Date(Number(occurredAt)).toISOString(), id]);

function filtersOf(filter: SearchRequest['filter']): estypes.QueryDslQueryContainer[] {
  const { from, to, source, topic, product, province, brand, counted, within, ...plain } = filter;
  const terms = {
    ...plain,
    'source.id': source,
    topics: topic,
    products: product,
    provinces: province,
    brands: brand,
  };
  const range =
    from === undefined && to === undefined
      ? []
      : [{ range: { '@timestamp': { ...(from && { gte: from }), ...(to && { lt: to }) } } }];
  const uncounted = [{ term: { spam: true } }, { term: { language: 'other' } }];
  return [
    ...(within?.sources ? [{ terms: { 'source.id': [...within.sources] } }] : []),
    ...(within?.tickets ? [{ terms: { ticketNumber: [...within.tickets] } }] : []),
    ...(counted ? [{ bool: { must_not: uncounted } }] : []),
    ...Object.entries(terms).flatMap(([field, value]) => (value === undefined ? [] : [{ term: { [field]: value } }])),
    ...range,
  ];
}

const FIELD: Record<GroupedField, string> = {
  topic: 'topics',
  source: 'source.id',
  sentiment: 'sentiment',
  language: 'language',
  intent: 'intent',
  product: 'products',
  province: 'provinces',
  brand: 'brandOpinions',
};

function groupsOf(grouping: Grouping): estypes.AggregationsAggregationContainer {
  if ('timeZone' in grouping) {
    const { by, timeZone } = grouping;
    return { date_histogram: { field: '@timestamp', calendar_interval: by, time_zone: timeZone, min_doc_count: 1 } };
  }
  return { terms: { field: FIELD[grouping.by], size: 1000, order: [{ _count: 'desc' }, { _key: 'asc' }] } };
}

const COUNTS = {
  complaints: { filter: { term: { complaint: true } } },
  positive: { filter: { term: { sentiment: 'positive' } } },
  neutral: { filter: { term: { sentiment: 'neutral' } } },
  negative: { filter: { term: { sentiment: 'negative' } } },
};

type GroupBucket = { key: string | number; key_as_string?: string; doc_count: number } & Record<
  keyof typeof COUNTS,
  { doc_count: number }
>;

function bucketOf(bucket: GroupBucket): Bucket {
  const count = (name: keyof typeof COUNTS) => bucket[name].doc_count;
  return {
    key: typeof bucket.key === 'number' ? new Date(bucket.key).toISOString() : bucket.key,
    count: bucket.doc_count,
    complaints: count('complaints'),
    positive: count('positive'),
    neutral: count('neutral'),
    negative: count('negative'),
  };
}

/** Groups of "brand:sentiment" put together to one for each brand. */
function byBrand(opinions: readonly Bucket[]): Bucket[] {
  const brands = new Map<string, Bucket>();
  for (const { key, count, complaints } of opinions) {
    const [name = '', sentiment = ''] = key.split(':');
    const brand = brands.get(name) ?? { key: name, count: 0, complaints: 0, positive: 0, neutral: 0, negative: 0 };
    brand.count += count;
    brand.complaints += complaints;
    if (sentiment === 'positive' || sentiment === 'neutral' || sentiment === 'negative') brand[sentiment] += count;
    brands.set(name, brand);
  }
  return [...brands.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
