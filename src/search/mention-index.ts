import type { estypes } from '@elastic/elasticsearch';

/**
 * How mentions lie in Elasticsearch: an index a month and generation, `langnghe-mentions-v1-2026.03-<generation>`, read
 * through the alias `langnghe-mentions`, written through the month's own alias. Rebuilding makes a new generation and
 * moves the aliases; retention drops months. Only what every distribution has is used: no scripts, no update or delete
 * by query, no ILM.
 */

/** Raised when a field changes its type, which needs a `langnghe reindex`; new fields are added to the indices that are there. */
const MAPPING_VERSION = 1;

export const READ_ALIAS = 'langnghe-mentions';
export const TEMPLATE = `${READ_ALIAS}-v${MAPPING_VERSION}`;

/** The month that a document belongs to, in UTC: "2026.03". */
export const monthOf = (occurredAt: string): string => occurredAt.slice(0, 7).replace('-', '.');

export const writeAlias = (month: string): string => `${READ_ALIAS}-write-${month}`;
export const indexName = (month: string, generation: string): string => `${TEMPLATE}-${month}-${generation}`;

/** The month in an index's name, undefined for a name that is not of this form. */
export const monthOfIndex = (index: string): string | undefined =>
  /^langnghe-mentions-v\d+-(\d{4}\.\d{2})-/.exec(index)?.[1];

const keyword = { type: 'keyword', ignore_above: 500 } as const;
/** Kept to be shown; what is searched is `words`. */
const text = { type: 'text', index: false } as const;
/** Words that we cut ourselves, so that this index finds what the matcher at intake and the records find. */
const words = { type: 'text', analyzer: 'whitespace', norms: false } as const;
const searchable = { properties: { folded: words, exact: words } } as const;

/** The fields, all of them: a document with another one is refused (strict). `@timestamp` is what Kibana looks for. */
export const properties: Record<string, estypes.MappingProperty> = {
  '@timestamp': { type: 'date' },
  collectedAt: { type: 'date' },
  /** Of the team's time zone, for the heat map: hour 0 to 23, weekday 1 (Monday) to 7. */
  localHour: { type: 'byte' },
  localWeekday: { type: 'byte' },
  id: keyword,
  url: { type: 'keyword', ignore_above: 2000, index: false },
  kind: keyword,
  source: { properties: { id: keyword, kind: keyword, name: keyword } },
  author: keyword,
  title: text,
  text,
  words: { properties: { text: searchable, author: searchable } },
  threadId: keyword,
  language: keyword,
  sentiment: keyword,
  complaint: { type: 'boolean' },
  complaintScore: { type: 'float' },
  topics: keyword,
  urgency: keyword,
  spam: { type: 'boolean' },
  intent: keyword,
  products: keyword,
  provinces: keyword,
  brands: keyword,
  /** Brand and what is thought of it: "viettel:negative". */
  brandOpinions: keyword,
  copyOf: keyword,
  ticketNumber: { type: 'integer' },
};

/** What was written can be found after so long; each second, the usual, makes many small segments of months of mentions. */
export const REFRESH_INTERVAL = '5s';

/** The template from which every index is made. */
export const template: estypes.IndicesPutIndexTemplateRequest = {
  name: TEMPLATE,
  index_patterns: [`${TEMPLATE}-*`],
  priority: 500,
  version: MAPPING_VERSION,
  template: {
    settings: {
      number_of_shards: 1,
      refresh_interval: REFRESH_INTERVAL,
      number_of_replicas: 0,
      'index.auto_expand_replicas': '0-1',
      // What Kibana's search box looks through when no field is named: typed with marks or without.
      'index.query.default_field': ['words.text.folded', 'words.text.exact', 'words.author.folded', 'topics'],
    },
    // The words are made from the original at each write; kept a second time they would double what is stored and merged.
    mappings: { dynamic: 'strict', _source: { excludes: ['words'] }, properties },
  },
};
