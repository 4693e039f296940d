import type { estypes } from '@elastic/elasticsearch';
import { toElasticsearch } from './kuery.ts';
import type { Ast, Chart, Column } from './saved-objects.ts';

/** What Kibana asks Elasticsearch for a chart, and what it reads from the answer. */

export interface Span {
  from: number;
  to: number;
}

export type Value = number | string | null;

export interface Row {
  /** Of the buckets, from the outermost inwards; instants in milliseconds. */
  keys: string[];
  /** By the id of the column. */
  values: Record<string, Value>;
}

type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;
interface Bucket {
  key?: string | number;
  doc_count: number;
  [aggregation: string]: unknown;
}

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const CURRENT = 'current';
const PREVIOUS = 'previous';

export const bucketsOf = ({ columnOrder, columns }: Chart): Column[] =>
  columnOrder.flatMap((id) => (columns[id]?.isBucketed ? [columns[id]] : []));

const previous = ({ from, to }: Span): Span => ({ from: from - (to - from), to: from });
const within = ({ from, to }: Span) => ({ range: { '@timestamp': { gte: from, lt: to, format: 'epoch_millis' } } });

export function requestOf(chart: Chart, dashboardQuery: string, span: Span): estypes.SearchRequest {
  const filter = [toElasticsearch(dashboardQuery), toElasticsearch(chart.query)];
  const spans = { [CURRENT]: within(span), [PREVIOUS]: within(previous(span)) };
  const groups = bucketsOf(chart).reduceRight<Aggregations>(
    (aggs, column) => ({ group: { ...groupOf(column, span), aggs } }),
    valuesOf(chart, false),
  );
  const shifted = valuesOf(chart, true);
  if (Object.keys(shifted).length === 0)
    return { index: chart.index, size: 0, query: { bool: { filter: [...filter, within(span)] } }, aggs: groups };
  // Two spans of time are asked for at once, and told apart by a group.
  const both = { bool: { should: Object.values(spans), minimum_should_match: 1 } };
  const aggs = { spans: { filters: { filters: spans }, aggs: { ...groups, ...shifted } } };
  return { index: chart.index, size: 0, query: { bool: { filter: [...filter, both] } }, aggs };
}

function groupOf({ operationType, sourceField = '', params }: Column, { from, to }: Span) {
  if (operationType === 'terms') {
    const order = params.orderBy?.type === 'alphabetical' ? '_key' : '_count';
    return {
      terms: { field: sourceField, size: params.size ?? 0, order: { [order]: params.orderDirection ?? 'desc' } },
    };
  }
  if (operationType === 'date_histogram') {
    const bounds = { min: from, max: to - 1 };
    const steps = { calendar_interval: 'day' as const, time_zone: TIME_ZONE, extended_bounds: bounds };
    return { date_histogram: { field: sourceField, min_doc_count: 0, ...steps } };
  }
  if (operationType === 'filters') {
    const filters = (params.filters ?? []).map(({ label, input }) => [label, toElasticsearch(input.query)]);
    return { filters: { filters: Object.fromEntries(filters) } };
  }
  throw new Error(`no group ${operationType}`);
}

/** The columns that are counts or measures of a field, as aggregations; formulas are computed from them afterwards. */
function valuesOf({ columns }: Chart, shifted: boolean): Aggregations {
  const own = Object.entries(columns).filter(
    ([, { isBucketed, operationType, timeShift }]) =>
      !isBucketed && !['formula', 'math'].includes(operationType) && (timeShift !== undefined) === shifted,
  );
  return Object.fromEntries(
    own.map(([id, column]) => [id, { filter: toElasticsearch(column.filter?.query ?? ''), aggs: metricOf(column) }]),
  ) as Aggregations;
}

function metricOf({ operationType, sourceField = '', params }: Column): Aggregations {
  switch (operationType) {
    case 'count':
      return {};
    case 'median':
      return { metric: { percentiles: { field: sourceField, percents: [50] } } };
    case 'percentile':
      return { metric: { percentiles: { field: sourceField, percents: [params.percentile ?? 0] } } };
    case 'last_value': {
      const sort = [{ [params.sortField ?? '']: 'desc' as const }];
      return { metric: { top_hits: { size: 1, sort, fields: [sourceField], _source: false } } };
    }
    default:
      throw new Error(`no value ${operationType}`);
  }
}

export function rowsOf(chart: Chart, answer: estypes.SearchResponse): Row[] {
  const root = answer.aggregations as unknown as Bucket;
  const spans = (root.spans as { buckets: Record<string, Bucket> } | undefined)?.buckets;
  const top = spans ? { ...spans[CURRENT], ...shiftedOf(chart, spans[PREVIOUS]) } : root;
  return leaves(top as Bucket, bucketsOf(chart).length).map(({ keys, bucket }) => ({
    keys,
    values: read(chart, bucket),
  }));
}

const shiftedOf = ({ columns }: Chart, bucket: Bucket | undefined) =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([id, { timeShift }]) => (timeShift === undefined ? [] : [[id, bucket?.[id]]])),
  );

function leaves(bucket: Bucket, depth: number): { keys: string[]; bucket: Bucket }[] {
  if (depth === 0) return [{ keys: [], bucket }];
  const { buckets } = bucket.group as { buckets: Bucket[] | Record<string, Bucket> };
  const keyed = Array.isArray(buckets)
    ? buckets.map((each) => [String(each.key), each] as const)
    : Object.entries(buckets);
  return keyed.flatMap(([key, each]) =>
    leaves(each, depth - 1).map((leaf) => ({ keys: [key, ...leaf.keys], bucket: leaf.bucket })),
  );
}

function read({ columns }: Chart, bucket: Bucket): Record<string, Value> {
  const values: Record<string, Value> = {};
  const plain = Object.entries(columns).filter(([id]) => bucket[id] !== undefined);
  for (const [id, column] of plain) values[id] = readMetric(column, bucket[id] as Bucket & { metric: unknown });
  return withFormulas(columns, values);
}

function readMetric({ operationType, sourceField = '' }: Column, { doc_count, metric }: Bucket & { metric: unknown }) {
  if (operationType === 'count') return doc_count;
  if (operationType === 'last_value') {
    const [hit] = (metric as { hits: { hits: { fields?: Record<string, string[]> }[] } }).hits.hits;
    return hit?.fields?.[sourceField]?.[0] ?? null;
  }
  return Object.values((metric as { values: Record<string, number | null> }).values)[0] ?? null;
}

/** Adds what formulas make of the values that are there, as Kibana does from their stored form. */
export function withFormulas(columns: Chart['columns'], values: Record<string, Value>): Record<string, Value> {
  const compute = (ast: Ast): number => {
    if (typeof ast === 'number') return ast;
    if (typeof ast === 'string') return Number(values[ast]);
    const [left = Number.NaN, right = Number.NaN] = ast.args.map(compute);
    if (ast.name !== 'divide' && ast.name !== 'subtract') throw new Error(`no function ${ast.name}`);
    return ast.name === 'divide' ? left / right : left - right;
  };
  const computed = Object.entries(columns).flatMap(([id, { operationType, references: [math = ''] = [] }]) => {
    const ast = columns[math]?.params.tinymathAst;
    return operationType === 'formula' && ast !== undefined ? [[id, compute(ast)]] : [];
  });
  return { ...values, ...Object.fromEntries(computed) };
}
