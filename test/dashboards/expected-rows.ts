import { type Fields, matches, valuesOf } from './kuery.ts';
import { bucketsOf, type Row, type Span, type Value, withFormulas } from './lens-request.ts';
import type { Chart, Column } from './saved-objects.ts';

/** The rows of a chart, counted from the documents themselves: what Elasticsearch has to arrive at. */

/** Percentiles are estimates: anything between these two is right. */
export type Range = [lowest: number, highest: number];
export type Expected = Omit<Row, 'values'> & { values: Record<string, Value | Range>; documents: number };

const DAY = 86_400_000;
/** The time zone of the tests is 7 hours ahead of UTC all the year. */
const AHEAD = 7 * 3_600_000;

const timeOf = (document: Fields) => Date.parse(String(document['@timestamp']));
const isWithin = ({ from, to }: Span, document: Fields) => timeOf(document) >= from && timeOf(document) < to;

export function expectedRows(chart: Chart, dashboardQuery: string, span: Span, all: readonly Fields[]): Expected[] {
  const asked = all.filter((document) => matches(dashboardQuery, document) && matches(chart.query, document));
  const before = { from: span.from - (span.to - span.from), to: span.from };
  const earlier = asked.filter((document) => isWithin(before, document));
  const buckets = bucketsOf(chart);
  const start = [{ keys: [] as string[], documents: asked.filter((document) => isWithin(span, document)) }];
  const rows = buckets.reduce(
    (parts, column) =>
      parts.flatMap(({ keys, documents }) =>
        [...split(column, documents, span)].map(([key, part]) => ({ keys: [...keys, key], documents: part })),
      ),
    start,
  );
  return rows.map(({ keys, documents }) => {
    const plain = Object.entries(chart.columns).flatMap(([id, column]) => {
      const value = measure(column, column.timeShift ? earlier : documents);
      return value === undefined ? [] : [[id, value] as const];
    });
    const values = withFormulas(chart.columns, Object.fromEntries(plain) as Record<string, Value>);
    return { keys, values, documents: documents.length };
  });
}

function split(column: Column, documents: readonly Fields[], span: Span): Map<string, Fields[]> {
  const { operationType, sourceField = '', params } = column;
  if (operationType === 'filters') {
    const filters = params.filters ?? [];
    return new Map(filters.map(({ label, input }) => [label, documents.filter((each) => matches(input.query, each))]));
  }
  const parts = new Map<string, Fields[]>();
  if (operationType === 'date_histogram') {
    for (let day = span.from; day < span.to; day += DAY) parts.set(String(day), []);
  }
  for (const document of documents) {
    const keys = operationType === 'terms' ? valuesOf(document, sourceField) : [dayOf(document)];
    for (const key of keys) parts.set(String(key), [...(parts.get(String(key)) ?? []), document]);
  }
  return parts;
}

const dayOf = (document: Fields) => Math.floor((timeOf(document) + AHEAD) / DAY) * DAY - AHEAD;

function measure(column: Column, documents: readonly Fields[]): Value | Range | undefined {
  const { operationType, sourceField = '', params, isBucketed } = column;
  if (isBucketed || operationType === 'formula' || operationType === 'math') return undefined;
  const found = documents.filter((document) => matches(column.filter?.query ?? '', document));
  if (operationType === 'count') return found.length;
  if (operationType === 'last_value') {
    const newest = found.toSorted((one, other) => timeOf(other) - timeOf(one))[0];
    return newest ? String(valuesOf(newest, sourceField)[0]) : null;
  }
  const numbers = found.flatMap((document) => valuesOf(document, sourceField).map(Number)).sort((a, b) => a - b);
  if (numbers.length === 0) return null;
  const rank = ((params.percentile ?? 50) / 100) * (numbers.length - 1);
  const at = (index: number) => numbers[Math.min(Math.max(index, 0), numbers.length - 1)] ?? Number.NaN;
  return [at(Math.floor(rank) - 1), at(Math.ceil(rank) + 1)];
}
