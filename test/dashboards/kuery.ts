import type { estypes } from '@elastic/elasticsearch';

/** The part of the Kibana query language that the dashboards use: `[not] field : value` joined by `and`. */

export type Fields = Record<string, unknown>;

interface Clause {
  not: boolean;
  field: string;
  /** Any of these; null stands for `*`, any value at all. */
  values: string[] | null;
}

function parse(query: string): Clause[] {
  if (query === '') return [];
  return query.split(' and ').map((clause) => {
    const match = /^(not )?([@\w.]+) : (?:(\*)|(\w+)|\((\w+(?: or \w+)*)\))$/.exec(clause);
    if (match === null) throw new Error(`not understood: ${clause}`);
    const [, not, field = '', any, one, several] = match;
    return { not: not !== undefined, field, values: any ? null : (several?.split(' or ') ?? [one ?? '']) };
  });
}

export const fieldsOf = (query: string): string[] => parse(query).map(({ field }) => field);

/** What Kibana asks Elasticsearch for this query. */
export function toElasticsearch(query: string): estypes.QueryDslQueryContainer {
  const filter = parse(query).map(({ not, field, values }) => {
    const any = values?.map((value) => ({ match: { [field]: value } }));
    const found = any ? { bool: { should: any, minimum_should_match: 1 } } : { exists: { field } };
    return not ? { bool: { must_not: found } } : found;
  });
  return { bool: { filter } };
}

/** All values of a field of a document, none for null. */
export function valuesOf(document: Fields, field: string): (string | number | boolean)[] {
  const value = field.split('.').reduce<unknown>((within, name) => (within as Fields | undefined)?.[name], document);
  return ([value].flat() as (string | number | boolean | null | undefined)[]).flatMap((each) => each ?? []);
}

/** Whether a document is one that the query finds, told without Elasticsearch. */
export function matches(query: string, document: Fields): boolean {
  return parse(query).every(({ not, field, values }) => {
    const found = valuesOf(document, field);
    const isFound = values === null ? found.length > 0 : found.some((value) => values.includes(String(value)));
    return isFound !== not;
  });
}
