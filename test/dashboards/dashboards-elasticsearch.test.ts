import { Client } from '@elastic/elasticsearch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { files } from '../../dashboards/make.mjs';
import { READ_ALIAS, TEMPLATE, template } from '../../src/search/mention-index.ts';
import { TICKET_ALIAS, TICKET_TEMPLATE, ticketTemplate } from '../../src/search/ticket-index.ts';
import { type ElasticsearchServer, elasticsearchUnavailable, startElasticsearch } from '../support/elasticsearch.ts';
import { type Expected, expectedRows } from './expected-rows.ts';
import { EVER, MONTH, mentions, tickets } from './generated-documents.ts';
import { type Fields, matches, toElasticsearch, valuesOf } from './kuery.ts';
import { bucketsOf, type Row, requestOf, rowsOf } from './lens-request.ts';
import { type Chart, readFile } from './saved-objects.ts';

const read = files().map(({ name, content }) => readFile(name, content));

/** Every returned row says what the documents say; of terms, the most frequent were returned. */
function expectSame(rows: Row[], expected: Expected[], chart: Chart): void {
  const byKeys = new Map(expected.map((row) => [row.keys.join('\n'), row]));
  for (const { keys, values } of rows) {
    const right = byKeys.get(keys.join('\n'));
    expect(right, `${chart.title}: ${keys.join(', ')}`).toBeDefined();
    for (const [id, value] of Object.entries(right?.values ?? {})) {
      const where = `${chart.title}: ${keys.join(', ')}: ${id}`;
      if (Array.isArray(value)) {
        expect(values[id], where).toBeGreaterThanOrEqual(value[0]);
        expect(values[id], where).toBeLessThanOrEqual(value[1]);
      } else if (typeof value === 'number' && Number.isFinite(value)) expect(values[id], where).toBeCloseTo(value, 9);
      else expect(values[id], where).toEqual(value);
    }
  }
  const sizes = bucketsOf(chart).map(({ params }) => params.size ?? Number.POSITIVE_INFINITY);
  if (sizes.length === 1) {
    const counts = expected.map(({ documents }) => documents).toSorted((a, b) => b - a);
    const returned = rows.map(({ keys }) => byKeys.get(keys.join('\n'))?.documents ?? 0);
    expect(returned.toSorted((a, b) => b - a)).toEqual(counts.slice(0, sizes[0]));
  } else expect(rows).toHaveLength(expected.length);
}

const skip = elasticsearchUnavailable();
describe.skipIf(skip !== null)(skip ?? 'on Elasticsearch', () => {
  const documents: Record<string, Fields[]> = { [READ_ALIAS]: mentions(1200), [TICKET_ALIAS]: tickets(500) };
  const of = (index: string): Fields[] => documents[index] ?? [];
  let server: ElasticsearchServer | undefined;
  let client: Client;

  beforeAll(async () => {
    server = await startElasticsearch();
    client = new Client({ node: server.url });
    await client.indices.putIndexTemplate(template);
    await client.indices.putIndexTemplate(ticketTemplate);
    for (const [alias, index] of [
      [READ_ALIAS, `${TEMPLATE}-2026.03-first`],
      [TICKET_ALIAS, `${TICKET_TEMPLATE}-first`],
    ] as const) {
      await client.indices.create({ index, aliases: { [alias]: {} } });
      const operations = of(alias).flatMap((document) => [{ index: { _index: index } }, document]);
      const answer = await client.bulk({ operations, refresh: true });
      expect(answer.items.flatMap(({ index: item }) => item?.error ?? [])).toEqual([]);
    }
  }, 120_000);

  afterAll(async () => {
    await client?.close();
    await server?.remove();
  });

  async function rowsIn(chart: Chart, query: string): Promise<Row[]> {
    return rowsOf(chart, await client.search(requestOf(chart, query, chart.ownTime ? EVER : MONTH)));
  }
  const charts = read.flatMap(({ charts, query, name }) =>
    charts.map((chart) => ({ name, title: chart.title, chart, query })),
  );

  it.each(charts)('$name: $title', async ({ chart, query }) => {
    const rows = await rowsIn(chart, query);
    const expected = expectedRows(chart, query, chart.ownTime ? EVER : MONTH, of(chart.index));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ values }) => Object.values(values).some(Boolean))).toBe(true);
    expectSame(rows, expected, chart);
  });

  it('the figures on top are those that a plain count gives', async () => {
    const figure = async (name: string, title: string) => {
      const found = charts.find(({ chart, name: file }) => file === name && chart.title === title);
      if (found === undefined) throw new Error(`no chart ${title}`);
      return (await rowsIn(found.chart, found.query))[0]?.values;
    };
    const counted = (from: number, to: number) =>
      of(READ_ALIAS).filter(({ '@timestamp': at, spam, language }) => {
        const time = Date.parse(String(at));
        return time >= from && time < to && spam === false && language !== 'other';
      });
    const now = counted(MONTH.from, MONTH.to);
    const before = counted(2 * MONTH.from - MONTH.to, MONTH.from);
    const change = now.length / before.length - 1;
    expect(now.length).toBeGreaterThan(100);
    expect(await figure('sentiment.ndjson', 'Mentions')).toMatchObject({ value0: now.length, value1: change });
    const complaints = now.filter(({ complaint }) => complaint === true);
    expect(await figure('complaints.ndjson', 'Complaints')).toMatchObject({ value0: complaints.length });
    const taken = complaints.filter(({ ticketNumber }) => ticketNumber !== null).length / complaints.length;
    expect(await figure('complaints.ndjson', 'Taken up')).toMatchObject({ value0: taken });
    const open = of(TICKET_ALIAS).filter(({ status }) => status !== 'resolved' && status !== 'closed');
    const overdue = open.filter(({ resolutionInTime }) => resolutionInTime === false);
    const backlog = { value0: overdue.length, value1: open.length };
    expect(await figure('service.ndjson', 'Open and overdue')).toMatchObject(backlog);
  });

  it.each(read.flatMap(({ tables, query }) => tables.map((table) => ({ ...table, dashboardQuery: query }))))(
    'the table "$title" lists documents with all of its columns',
    async ({ index, query, dashboardQuery, columns, sort: [field, direction] }) => {
      const filter = [toElasticsearch(query), toElasticsearch(dashboardQuery)];
      const sort = [{ [field]: direction }];
      const answer = await client.search({ index, size: 500, query: { bool: { filter } }, sort, fields: columns });
      const all = of(index).filter((each) => matches(query, each) && matches(dashboardQuery, each));
      const inOrder = all.map((document) => String(document['@timestamp'])).sort();
      if (direction === 'desc') inOrder.reverse();
      const found = answer.hits.hits.map(({ _source }) => String((_source as Fields)['@timestamp']));
      expect(found).toEqual(inOrder.slice(0, 500));
      const shown = new Set(answer.hits.hits.flatMap(({ fields }) => Object.keys(fields ?? {})));
      expect(
        columns.filter((column) => !shown.has(column) && all.some((each) => valuesOf(each, column).length)),
      ).toEqual([]);
    },
  );

  it('every control offers the values of its field', async () => {
    for (const { index, controls } of read) {
      for (const field of controls) {
        const answer = await client.search({ index, size: 0, aggs: { offered: { terms: { field, size: 100 } } } });
        const offered = answer.aggregations?.offered as { buckets: { key: string }[] } | undefined;
        const values = new Set(of(index).flatMap((document) => valuesOf(document, field)));
        expect(offered?.buckets.map(({ key }) => key).sort(), field).toEqual([...values].sort());
      }
    }
  });
});
