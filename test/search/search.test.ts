import { describe } from 'vitest';
import { connectElasticsearch, ElasticsearchMentions } from '../../src/search/elasticsearch.ts';
import { PostgresMentions } from '../../src/search/postgres.ts';
import type { MentionDocument } from '../../src/search/search.ts';
import type { Database } from '../../src/storage/database.ts';
import { insertMentions } from '../../src/storage/mention-steps.ts';
import { firstTeam } from '../../src/storage/people.ts';
import { type SearchSubject, SOURCES, searchContract } from '../contracts/search.contract.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import { elasticsearchUnavailable, startElasticsearch } from '../support/elasticsearch.ts';

/** Documents as the rows that they would be made from. */
async function putRows(db: Database, documents: readonly MentionDocument[]): Promise<void> {
  await insertMentions(
    db,
    documents.map((document) => ({
      id: document.id,
      sourceId: document.source.id,
      sourceKind: document.source.kind,
      externalId: document.id,
      kind: 'post',
      url: document.url,
      authorId: null,
      authorName: document.author,
      threadId: document.threadId,
      title: document.title,
      text: document.text,
      exactHash: document.id,
      bands: null,
      copyOf: null,
      queryIds: [],
      publishedAt: document.occurredAt,
      collectedAt: document.collectedAt,
    })),
  );
  for (const { id, brandOpinions, ...document } of documents) {
    const { language, sentiment, complaint, topics, intent, products, provinces, ticketNumber } = document;
    await db
      .updateTable('mentions')
      .set({
        language,
        sentiment,
        complaint,
        topics,
        intent,
        products,
        provinces,
        brand_opinions: brandOpinions,
        ticket_number: ticketNumber,
      })
      .where('id', '=', id)
      .execute();
  }
}

async function openRecords(open: () => Promise<TestRecords>): Promise<SearchSubject> {
  const { db, close } = await open();
  const sources = SOURCES.map((source) => ({ ...source, kind: 'forum', settings: '{}', every_minutes: 1 }));
  await db.insertInto('sources').values(sources).execute();
  // The ticket that a document may be of, number 1.
  const ticket = {
    case_key: 'case',
    priority: 'normal',
    subject: 'Mạng chậm',
    channel: 'forum',
    team_id: await firstTeam(db),
  };
  await db
    .insertInto('tickets')
    .values({ ...ticket, opened_at: new Date(), updated_at: new Date() })
    .execute();
  return { search: new PostgresMentions(db), put: (documents) => putRows(db, documents), close };
}

async function openElasticsearch(): Promise<SearchSubject> {
  const server = await startElasticsearch();
  const client = connectElasticsearch({ url: server.url });
  const search = new ElasticsearchMentions(client, async () => [...SOURCES]);
  return {
    search,
    put: async (documents) => {
      const refused = await search.index(documents);
      if (refused.length > 0) throw new Error(refused[0]?.reason);
      await client.indices.refresh({ index: 'langnghe-mentions' });
    },
    close: async () => {
      await client.close();
      await server.remove();
    },
  };
}

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(skip ?? name, () => searchContract(name, () => openRecords(open)));
}
const skip = elasticsearchUnavailable();
describe.skipIf(skip !== null)(skip ?? 'Elasticsearch', () => searchContract('Elasticsearch', openElasticsearch));
