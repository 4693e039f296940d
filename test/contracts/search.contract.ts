import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileMatcher } from '../../src/analysis/query/match.ts';
import { parseQuery } from '../../src/analysis/query/parse.ts';
import type { Rule } from '../../src/analysis/query/query.ts';
import { searchByMarks } from '../../src/search/by-marks.ts';
import type { MentionDocument, MentionSearch } from '../../src/search/search.ts';
import type { MentionScope } from '../../src/storage/scope.ts';
import { anyRule, anyText } from '../support/query-arbitraries.ts';

/** A search with nothing in it. `put` makes documents findable at once, however the adapter does it. */
export interface SearchSubject {
  search: MentionSearch;
  put(documents: readonly MentionDocument[]): Promise<void>;
  close(): Promise<void>;
}

export const SOURCES = [
  { id: '00000000-0000-4000-8000-00000000000a', name: 'Diễn đàn Mạng Sao' },
  { id: '00000000-0000-4000-8000-00000000000b', name: 'Bản tin' },
] as const;

const NO_FILTER = {};
let serial = 0;

function documentOf(parts: Partial<MentionDocument> & { sourceAt?: 0 | 1 } = {}): MentionDocument {
  serial += 1;
  const { sourceAt = 0, ...rest } = parts;
  const occurredAt = new Date(Date.UTC(2026, 0, 1) + serial * 60_000).toISOString();
  return {
    id: `m${String(serial).padStart(6, '0')}`,
    version: 1,
    url: null,
    kind: 'post',
    source: { ...SOURCES[sourceAt], kind: 'forum' },
    author: null,
    title: null,
    text: 'mạng chậm',
    threadId: null,
    occurredAt,
    collectedAt: occurredAt,
    localHour: 7,
    localWeekday: 4,
    language: 'vi',
    sentiment: 'negative',
    complaint: true,
    complaintScore: 0.9,
    topics: ['network'],
    urgency: 'normal',
    spam: false,
    intent: null,
    products: [],
    provinces: [],
    brandOpinions: [],
    copyOf: null,
    ticketNumber: null,
    ...rest,
  };
}

/** What every search promises. */
export function searchContract(name: string, open: () => Promise<SearchSubject>): void {
  describe(`search on ${name}`, () => {
    let subject: SearchSubject;
    beforeAll(async () => {
      subject = await open();
    }, 120_000);
    afterAll(() => subject?.close());

    const ids = async (rule: Rule | null, filter = NO_FILTER) =>
      (await subject.search.search({ rule, filter, limit: 1000 })).ids;

    it('finds what the matcher at intake finds, whatever the rule and the texts', async () => {
      const documents = fc
        .sample(
          fc.record({
            title: fc.option(anyText),
            text: anyText,
            author: fc.option(anyText),
            sourceAt: fc.constantFrom(0 as const, 1 as const),
          }),
          {
            numRuns: 150,
            seed: 7,
          },
        )
        .map(documentOf);
      await subject.put(documents);
      const own = new Set(documents.map(({ id }) => id));
      await fc.assert(
        fc.asyncProperty(anyRule, async (rule) => {
          const matches = compileMatcher(rule);
          const expected = documents.filter(({ title, text, author, source }) =>
            matches({ title, text, authorName: author, sourceName: source.name }),
          );
          const found = (await ids(rule)).filter((id) => own.has(id));
          expect(found.sort()).toEqual(expected.map(({ id }) => id).sort());
        }),
        { numRuns: 150, examples: [[parseQuery('"mạng cước" NEAR/1 "mạng cước"')]] },
      );
    });

    it.each([
      ['mang cham', 'Mạng chậm quá', true],
      ['="mạng chậm"', 'mang cham', false],
      ['="mạng chậm"', 'MẠNG CHẬM', true],
      ['mạng near/2 lag', 'lag vì cái mạng', true],
      ['mạng near/1 lag', 'lag vì cái mạng', false],
      ['sao* -tin', 'sao chổi', true],
      ['source:"bản tin"', 'chữ', false],
      ['NOT source:"bản tin"', 'chữ', true],
    ])('%s in “%s”: %s', async (asked, text, hit) => {
      const document = documentOf({ text });
      await subject.put([document]);
      expect((await ids(parseQuery(asked))).includes(document.id)).toBe(hit);
    });

    it('gives the newest first, in pages that hold everything once', async () => {
      const topic = 'roaming';
      const documents = Array.from({ length: 23 }, () => documentOf({ topics: [topic] }));
      const sameTime = documents[0]?.occurredAt ?? '';
      documents.push(...Array.from({ length: 5 }, () => documentOf({ topics: [topic], occurredAt: sameTime })));
      await subject.put(documents);
      const found: string[] = [];
      for (let cursor: string | undefined | null; cursor !== null; ) {
        const page: { ids: string[]; nextCursor: string | null } = await subject.search.search({
          rule: null,
          filter: { topic },
          limit: 6,
          cursor,
        });
        found.push(...page.ids);
        cursor = page.nextCursor;
      }
      const order = [...documents].sort((a, b) => b.occurredAt.localeCompare(a.occurredAt) || (a.id < b.id ? 1 : -1));
      expect(found).toEqual(order.map(({ id }) => id));
    });

    it('by relevance, gives what has the marks as typed first, the rest after it, everything once', async () => {
      const texts = ['Mạng lag rồi', 'mang lag', 'MẠNG LAG', 'màng lag', 'mang lag ca ngay', 'cái mạng lag quá'];
      const documents = texts.map((text) => documentOf({ text, topics: ['billing'] }));
      await subject.put(documents);
      const newestFirst = [...documents].reverse();
      const hasMarks = ({ text }: MentionDocument) => /mạng/i.test(text);
      const order = [...newestFirst.filter(hasMarks), ...newestFirst.filter((each) => !hasMarks(each))];
      for (const limit of [1, 2, 3, 4, 6, 7]) {
        const found: string[] = [];
        let pages = 0;
        for (let cursor: string | undefined | null; cursor !== null; pages++) {
          const page: { ids: string[]; nextCursor: string | null } = await searchByMarks(subject.search, {
            rule: parseQuery('mạng lag'),
            filter: { topic: 'billing' },
            limit,
            cursor,
          });
          found.push(...page.ids);
          cursor = page.nextCursor;
        }
        expect(found).toEqual(order.map(({ id }) => id));
        expect(pages).toBe(Math.ceil(order.length / limit));
      }
    });

    it('narrows by every filter', async () => {
      const base = { topics: ['tv'], language: 'en', sentiment: 'positive', complaint: false };
      const wanted = documentOf({ ...base, occurredAt: '2025-06-01T00:00:00.000Z' });
      await subject.put([wanted, documentOf({ ...base, language: 'vi' }), documentOf({ ...base, topics: [] })]);
      await subject.put([documentOf({ ...base, complaint: true }), documentOf({ ...base, sourceAt: 1 })]);
      const filter = { topic: 'tv', language: 'en', sentiment: 'positive', complaint: false, source: SOURCES[0].id };
      expect(await ids(null, filter)).toEqual([wanted.id]);
      const june = { ...filter, from: '2025-06-01T00:00:00Z', to: '2025-06-01T00:00:01+00:00' };
      expect(await ids(null, june)).toEqual([wanted.id]);
      expect(await ids(null, { ...june, to: '2025-06-01T00:00:00Z' })).toEqual([]);
    });

    it('keeps to what the asker may see: of some sources, or of some tickets, in lists and in counts', async () => {
      const rule = parseQuery('phamvi');
      const of = (parts: Parameters<typeof documentOf>[0]) => documentOf({ text: 'phamvi', ...parts });
      const [here, there] = [of({ ticketNumber: 1 }), of({ sourceAt: 1 })];
      await subject.put([here, there]);
      const count = async (within: MentionScope) => {
        const buckets = await subject.search.aggregate({ rule, filter: { within }, grouping: { by: 'topic' } });
        return buckets.reduce((sum, bucket) => sum + bucket.count, 0);
      };
      for (const [within, seen] of [
        [{}, [there, here]],
        [{ sources: [SOURCES[1].id] }, [there]],
        [{ sources: SOURCES.map(({ id }) => id) }, [there, here]],
        [{ sources: [] }, []],
        [{ tickets: [1] }, [here]],
        [{ tickets: [] }, []],
      ] as const) {
        expect(await ids(rule, { within })).toEqual(seen.map(({ id }) => id));
        expect(await count(within)).toBe(seen.length);
      }
    });

    it('counts and narrows by what the language stage found: intent, product, province, brand', async () => {
      const rule = parseQuery('goicuoc');
      const of = (parts: Partial<MentionDocument>) => documentOf({ text: 'goicuoc', ...parts });
      const documents = [
        of({
          intent: 'leaving',
          provinces: ['Hà Nội', 'Huế'],
          brandOpinions: ['viettel:negative', 'mobifone:positive'],
        }),
        of({ intent: 'leaving', products: ['ST120K'], brandOpinions: ['viettel:neutral'] }),
        of({ intent: 'praise', complaint: false, provinces: ['Huế'], brandOpinions: ['viettel:positive'] }),
      ];
      await subject.put(documents);
      const groups = async (by: 'intent' | 'product' | 'province' | 'brand') =>
        (await subject.search.aggregate({ rule, filter: {}, grouping: { by } })).map(
          ({ key, count, complaints, positive, neutral, negative }) =>
            `${key} ${count}/${complaints} ${positive}-${neutral}-${negative}`,
        );
      expect(await groups('intent')).toEqual(['leaving 2/2 0-0-2', 'praise 1/0 0-0-1']);
      expect(await groups('product')).toEqual(['ST120K 1/1 0-0-1']);
      expect(await groups('province')).toEqual(['Huế 2/1 0-0-2', 'Hà Nội 1/1 0-0-1']);
      expect(await groups('brand')).toEqual(['viettel 3/2 1-1-1', 'mobifone 1/1 1-0-0']);
      const [first, second, third] = documents.map(({ id }) => id);
      expect(await ids(rule, { intent: 'leaving' })).toEqual([second, first]);
      expect(await ids(rule, { product: 'ST120K' })).toEqual([second]);
      expect(await ids(rule, { province: 'Huế' })).toEqual([third, first]);
      expect(await ids(rule, { brand: 'mobifone' })).toEqual([first]);
    });

    it('counts by day in the team’s time zone, by topic and by source', async () => {
      const at = (occurredAt: string, parts: Partial<MentionDocument> = {}) =>
        documentOf({ urgency: 'low', language: 'other', occurredAt, ...parts });
      await subject.put([
        at('2024-03-10T16:59:59.000Z', { sentiment: 'positive', complaint: false }),
        at('2024-03-10T17:00:00.000Z', { topics: ['tv', 'network'] }),
        at('2024-03-11T16:59:59.999Z', { topics: ['tv'] }),
        at('2024-03-11T17:00:00.000Z', {
          sentiment: 'neutral',
          complaint: false,
          topics: [],
          sourceAt: 1,
        } as Partial<MentionDocument>),
      ]);
      const filter = { language: 'other' };
      const days = await subject.search.aggregate({
        rule: null,
        filter,
        grouping: { by: 'day', timeZone: 'Asia/Ho_Chi_Minh' },
      });
      expect(days).toEqual([
        { key: '2024-03-09T17:00:00.000Z', count: 1, complaints: 0, positive: 1, neutral: 0, negative: 0 },
        { key: '2024-03-10T17:00:00.000Z', count: 2, complaints: 2, positive: 0, neutral: 0, negative: 2 },
        { key: '2024-03-11T17:00:00.000Z', count: 1, complaints: 0, positive: 0, neutral: 1, negative: 0 },
      ]);
      const by = async (field: 'topic' | 'source' | 'sentiment') =>
        (await subject.search.aggregate({ rule: null, filter, grouping: { by: field } })).map(({ key, count }) => [
          key,
          count,
        ]);
      expect(await by('topic')).toEqual([
        ['network', 2],
        ['tv', 2],
      ]);
      expect(await by('sentiment')).toEqual([
        ['negative', 2],
        ['neutral', 1],
        ['positive', 1],
      ]);
      expect(await by('source')).toEqual([
        [SOURCES[0].id, 3],
        [SOURCES[1].id, 1],
      ]);
    });
  });
}
