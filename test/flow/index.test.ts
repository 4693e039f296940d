import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/analysis/query/parse.ts';
import type { Labels } from '../../src/domain/analysis.ts';
import { systemActor } from '../../src/domain/person.ts';
import { sourceInput } from '../../src/domain/source.ts';
import { type IndexDeps, indexMentions, reindexMentions } from '../../src/pipeline/index-mentions.ts';
import { indexTickets, reindexTickets } from '../../src/pipeline/index-tickets.ts';
import { forgetMentions } from '../../src/pipeline/retention.ts';
import { addToConversation, change } from '../../src/pipeline/tickets.ts';
import { connectElasticsearch, ElasticsearchMentions } from '../../src/search/elasticsearch.ts';
import { ElasticsearchTickets } from '../../src/search/elasticsearch-tickets.ts';
import { monthOfIndex } from '../../src/search/mention-index.ts';
import type { MentionDocument, MentionSearch } from '../../src/search/search.ts';
import { correctMention } from '../../src/storage/corrections.ts';
import { indexLag, refusedByIndex, ticketsToIndex } from '../../src/storage/index-steps.ts';
import { insertMentions, saveTriage } from '../../src/storage/mention-steps.ts';
import { readDeskSettings, writeDeskSettings } from '../../src/storage/settings.ts';
import { createSource, sourceNames } from '../../src/storage/sources.ts';
import { openTicket } from '../../src/storage/ticket-writes.ts';
import { embeddedRecords, silent, type TestRecords } from '../support/databases.ts';
import { type ElasticsearchServer, elasticsearchUnavailable, startElasticsearch } from '../support/elasticsearch.ts';
import { newTicketOf } from '../support/new-tickets.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
const never = new AbortController().signal;
const skip = elasticsearchUnavailable();

describe.skipIf(skip !== null)(`the search index (${skip ?? 'Elasticsearch'})`, () => {
  let server: ElasticsearchServer;
  let records: TestRecords;
  let client: ReturnType<typeof connectElasticsearch>;
  let deps: IndexDeps;
  let sourceId: string;
  let ticks = 0;

  beforeAll(async () => {
    [server, records] = await Promise.all([startElasticsearch(), embeddedRecords()]);
    client = connectElasticsearch({ url: server.url });
    const { db } = records;
    const search = new ElasticsearchMentions(client, () => sourceNames(db));
    const clock = {
      now: () => {
        ticks += 1;
        return new Date(NOW.getTime() + ticks);
      },
    };
    deps = { db, clock, logger: silent, search, timeZone: 'Asia/Ho_Chi_Minh' };
    sourceId = (await createSource(db, sourceInput.parse({ kind: 'rss', name: 'Tin' }), NOW)).id;
  }, 120_000);
  afterAll(async () => {
    await client?.close();
    await records?.close();
    await server?.remove();
  });

  /** Stores decided mentions. */
  async function decided(
    prefix: string,
    count: number,
    publishedAt: string | null = NOW.toISOString(),
  ): Promise<string[]> {
    const ids = Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(5, '0')}`);
    const mentions = ids.map((id) => ({
      id,
      sourceId,
      sourceKind: 'rss',
      externalId: id,
      kind: 'post' as const,
      url: null,
      authorId: null,
      authorName: null,
      threadId: null,
      title: null,
      text: `mạng ${prefix}`,
      exactHash: id,
      bands: null,
      copyOf: null,
      queryIds: [],
      publishedAt,
      collectedAt: NOW.toISOString(),
    }));
    await insertMentions(records.db, mentions);
    await saveTriage(
      records.db,
      ids.map((id) => ({ id, outcome: 'ignored', reason: '', ticketNumber: null })),
      NOW,
    );
    return ids;
  }

  async function found(rule: string): Promise<string[]> {
    await client.indices.refresh({ index: 'langnghe-mentions' });
    return (await deps.search.search({ rule: parseQuery(rule), filter: {}, limit: 1000 })).ids.sort();
  }

  it('gets every decided mention once, and nothing that it has already', async () => {
    const ids = await decided('alpha', 25);
    expect(await indexMentions(deps, never)).toBe(25);
    expect(await indexMentions(deps, never)).toBe(0);
    expect(await found('alpha')).toEqual(ids);
    expect(await indexLag(records.db)).toMatchObject({ waiting: 0, refused: 0 });
  });

  it('gets what changed: an edited text, a correction', async () => {
    const [id = ''] = await decided('beta', 1);
    await indexMentions(deps, never);
    await correctMention(records.db, { mentionId: id, userId: null, byName: 'Lan', labels: { topics: ['tv'] } }, NOW);
    expect((await indexLag(records.db)).waiting).toBe(1);
    await indexMentions(deps, never);
    await client.indices.refresh({ index: 'langnghe-mentions' });
    expect((await deps.search.search({ rule: null, filter: { topic: 'tv' }, limit: 10 })).ids).toEqual([id]);
  });

  it('keeps the newer of two versions that arrive in the wrong order', async () => {
    const [id = ''] = await decided('gamma', 1);
    await indexMentions(deps, never);
    const row = { version: 1_000_009, localHour: 9, localWeekday: 4, threadId: null, copyOf: null, ticketNumber: null };
    const document = {
      ...row,
      id,
      url: null,
      kind: 'post',
      source: { id: sourceId, kind: 'rss', name: 'Tin' },
      author: null,
      title: null,
      occurredAt: NOW.toISOString(),
      collectedAt: NOW.toISOString(),
      language: 'vi',
      sentiment: null,
      complaint: null,
      complaintScore: null,
      topics: [],
      urgency: null,
      spam: null,
      intent: null,
      products: [],
      provinces: [],
      brandOpinions: [],
    };
    expect(await deps.search.index([{ ...document, text: 'newer' }])).toEqual([]);
    expect(await deps.search.index([{ ...document, version: 1_000_008, text: 'older' }])).toEqual([]);
    expect(await found('newer')).toEqual([id]);
    expect(await found('older')).toEqual([]);
  });

  it('sets a mention aside that the index refuses, with the reason, and takes the rest', async () => {
    const [poison = ''] = await decided('delta', 1);
    const rest = await decided('epsilon', 3);
    // What a bug of ours could send: a number that is none.
    const spoilt = { index: (documents: readonly MentionDocument[]) => deps.search.index(documents.map(spoil)) };
    const spoil = (document: MentionDocument) =>
      document.id === poison ? ({ ...document, complaintScore: 'high' } as unknown as MentionDocument) : document;
    await indexMentions({ ...deps, search: { ...deps.search, ...spoilt } as MentionSearch }, never);
    expect(await found('epsilon')).toEqual(rest);
    const refused = await refusedByIndex(records.db, 10);
    expect(refused.map(({ id }) => id)).toEqual([poison]);
    expect(refused[0]?.reason).not.toBe('');
    expect(await indexMentions(deps, never)).toBe(0);
    await correctMention(
      records.db,
      { mentionId: poison, userId: null, byName: 'Lan', labels: { complaint: true } },
      NOW,
    );
    await indexMentions(deps, never);
    expect(await indexLag(records.db)).toMatchObject({ waiting: 0, refused: 0 });
  });

  it('loses nothing while the index is away, and catches up', async () => {
    const before = await decided('zeta', 5);
    await server.stop();
    await expect(indexMentions(deps, never)).rejects.toThrow();
    const meanwhile = await decided('eta', 5);
    expect((await indexLag(records.db)).waiting).toBe(10);
    await server.start();
    expect(await indexMentions(deps, never)).toBe(10);
    expect(await found('zeta')).toEqual(before);
    expect(await found('eta')).toEqual(meanwhile);
  }, 120_000);

  it('gets tickets with their times as figures, and their changes', async () => {
    const { db } = records;
    const tickets = { ...deps, tickets: new ElasticsearchTickets(client) };
    const parts = { priority: 'high', topic: 'network' } as const;
    const opened = await openTicket(db, await newTicketOf(db, 'case', NOW, parts));
    const shown = async () => {
      await client.indices.refresh({ index: 'langnghe-tickets' });
      const answer = await client.search({ index: 'langnghe-tickets' });
      return answer.hits.hits.map(({ _source }) => _source);
    };
    expect(await indexTickets(tickets, never)).toBe(1);
    expect(await shown()).toMatchObject([{ number: opened.number, status: 'new', firstResponseInTime: null }]);
    // An hour later it is late without having changed, and the index gets to know.
    const anHourLater = { ...tickets, clock: { now: () => new Date(NOW.getTime() + 3_700_000) } };
    expect(await indexTickets(anHourLater, never)).toBe(1);
    expect(await indexTickets(anHourLater, never)).toBe(0);
    expect(await shown()).toMatchObject([{ firstResponseInTime: false, resolutionInTime: null }]);
    const act = { actor: systemActor, scope: 'all' as const };
    await addToConversation(
      db,
      opened.number,
      { kind: 'reply', text: 'Xin lỗi' },
      { ...act, now: new Date(NOW.getTime() + 1_800_000) },
    );
    await change(db, opened.number, { status: 'resolved' }, { ...act, now: new Date(NOW.getTime() + 90_000_000) });
    expect(await ticketsToIndex(db, 1, deps.clock.now())).toHaveLength(1);
    expect(await indexTickets(tickets, never)).toBe(1);
    expect(await ticketsToIndex(db, 1, deps.clock.now())).toHaveLength(0);
    expect(await shown()).toMatchObject([
      {
        status: 'resolved',
        firstResponseMinutes: 30,
        firstResponseInTime: true,
        resolutionMinutes: 1500,
        resolutionInTime: false,
      },
    ]);
  });

  it('has its tickets built anew too, and gets what changed since', async () => {
    const { db } = records;
    const tickets = { ...deps, tickets: new ElasticsearchTickets(client) };
    const found = async () => {
      await client.indices.refresh({ index: 'langnghe-tickets' });
      const answer = await client.search({ index: 'langnghe-tickets', size: 100, sort: ['number'] });
      return answer.hits.hits.map(({ _source }) => (_source as { subject?: string; status: string }).status);
    };
    const { number } = await openTicket(db, await newTicketOf(db, 'rebuilt', NOW, {}));
    await indexTickets(tickets, never);
    const before = await found();
    // Something of a restored backup that is there no more, and a field that nobody knew when the index was made.
    await client.index({
      index: 'langnghe-tickets-write',
      id: '999999',
      document: { number: 999_999, status: 'open' },
    });
    expect(await reindexTickets(tickets)).toBe(before.length);
    expect(await found()).toEqual(before);
    const act = { actor: systemActor, scope: 'all' as const, now: NOW };
    await change(db, number, { status: 'resolved' }, act);
    await indexTickets(tickets, never);
    expect(await found()).toEqual([...before.slice(0, -1), 'resolved']);
    expect(Object.keys(await client.indices.getAlias({ name: 'langnghe-tickets' }))).toHaveLength(1);
  });

  it('is built anew without a gap: searches are answered throughout, and what changes meanwhile is not lost', async () => {
    const ids = await decided('theta', 2500, '2026-02-10T00:00:00.000Z');
    await indexMentions(deps, never);
    expect(await found('theta')).toHaveLength(1000);
    const [late = ''] = ids;
    const misses: string[] = [];
    let over = false;
    const searching = (async () => {
      while (!over) {
        const { ids: hits } = await deps.search.search({ rule: parseQuery('theta'), filter: {}, limit: 10 });
        if (hits.length !== 10) misses.push(`only ${hits.length}`);
      }
    })();
    let changed: Promise<unknown> = Promise.resolve();
    await reindexMentions(deps, (done) => {
      if (done === 1000) {
        const labels: Labels = { topics: ['roaming'] };
        changed = correctMention(records.db, { mentionId: late, userId: null, byName: 'Lan', labels }, NOW).then(() =>
          indexMentions(deps, never),
        );
      }
    });
    await changed;
    over = true;
    await searching;
    expect(misses).toEqual([]);
    await indexMentions(deps, never);
    await client.indices.refresh({ index: 'langnghe-mentions' });
    expect((await deps.search.search({ rule: null, filter: { topic: 'roaming' }, limit: 10 })).ids).toEqual([late]);
    const indices = Object.keys(await client.indices.getAlias({ name: 'langnghe-mentions' }));
    expect(indices).toHaveLength(2);
    expect(indices.every((index) => !index.endsWith('-first'))).toBe(true);
    expect(await decided('iota', 1, '2025-01-01T00:00:00.000Z').then(() => indexMentions(deps, never))).toBe(1);
    expect(await deps.search.dropBefore(new Date('2026-02-01T00:00:00Z'))).toBe(1);
    expect(await found('iota')).toEqual([]);
  }, 120_000);

  it('forgets what the desk keeps no longer, in whole months where it can, and keeps what was corrected', async () => {
    const db = records.db;
    await decided('kappa', 3, '2024-06-05T00:00:00.000Z');
    const [kept = ''] = await decided('lambda', 2, '2024-08-05T00:00:00.000Z');
    await correctMention(db, { mentionId: kept, userId: null, byName: 'Lan', labels: { topics: ['tv'] } }, NOW);
    await decided('mu', 1, '2025-12-05T00:00:00.000Z');
    await indexMentions(deps, never);
    const retention = { db, clock: { now: () => NOW }, logger: silent, index: deps };
    expect(await forgetMentions(retention)).toBe(0); // as long as nobody set a time
    await writeDeskSettings(db, { ...(await readDeskSettings(db)), mentionMonths: 12 }, NOW);
    expect(await forgetMentions(retention)).toBe(5);
    expect(await found('kappa OR lambda OR mu')).toEqual([kept, 'mu-00000']);
    const months = Object.keys(await client.indices.getAlias({ name: 'langnghe-mentions' })).map(monthOfIndex);
    expect(months).not.toContain('2024.06');
    expect(months).toContain('2024.08');
    expect(await forgetMentions(retention)).toBe(0);
  }, 120_000);
});
