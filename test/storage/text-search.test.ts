import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileMatcher } from '../../src/analysis/query/match.ts';
import { parseQuery } from '../../src/analysis/query/parse.ts';
import type { Rule } from '../../src/analysis/query/query.ts';
import { textQuery, textVector } from '../../src/storage/text-search.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';
import { anyRule, anyText } from '../support/query-arbitraries.ts';

interface Doc {
  title: string | null;
  text: string;
  authorName: string | null;
}

const doc: fc.Arbitrary<Doc> = fc.record({ title: fc.option(anyText), text: anyText, authorName: fc.option(anyText) });

describe('our words in text search', () => {
  let records: TestRecords;
  beforeAll(async () => {
    records = await embeddedRecords();
  });
  afterAll(() => records?.close());

  const finds = async (asked: Rule, found: readonly Doc[]): Promise<boolean[]> => {
    const { rows } = await records.pool.query<{ hit: boolean }>(
      'select v::tsvector @@ $1::tsquery as hit from unnest($2::text[]) with ordinality as t(v, n) order by n',
      [textQuery(asked), found.map(textVector)],
    );
    return rows.map(({ hit }) => hit);
  };

  it('finds what the matcher at intake finds, whatever the rule and the texts', async () => {
    await fc.assert(
      fc.asyncProperty(anyRule, fc.array(doc, { minLength: 1, maxLength: 20 }), async (asked, docs) => {
        expect(await finds(asked, docs)).toEqual(docs.map(compileMatcher(asked)));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['mang cham', 'Mạng chậm quá', true],
    ['="mạng chậm"', 'mang cham', false],
    ['="mạng chậm"', 'MẠNG CHẬM', true],
    ['viet*', 'Viettel', true],
    ['mạng near/1 chậm', 'mạng nhà chậm', true],
    ['mạng near/1 chậm', 'chậm vì mạng', true],
    ['mạng near/1 chậm', 'mạng nhà tôi chậm', false],
    ['="internet"', 'Internet', true],
    ["o'k", "o'k", true],
  ])('%s in “%s”: %s', async (asked, written, hit) => {
    expect(await finds(parseQuery(asked), [{ title: null, text: written, authorName: null }])).toEqual([hit]);
  });

  it('keeps within what PostgreSQL takes, however long the text', async () => {
    const long = `${'mạng '.repeat(40_000)}${Array.from({ length: 30_000 }, (_, index) => `từ${index}`).join(' ')} ${'x'.repeat(10_000)}`;
    const vector = textVector({ title: 'chậm', text: long, authorName: 'Hoa' });
    const { rows } = await records.pool.query<{ hit: boolean }>("select $1::tsvector @@ '''mang'':A'::tsquery as hit", [
      vector,
    ]);
    expect(rows[0]?.hit).toBe(true);
  });
});
