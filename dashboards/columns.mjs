/**
 * Columns of Lens, the chart editor of Kibana, in its own form ("form-based" layers). A panel's columns are its buckets,
 * `bucket0`, `bucket1`, ..., and its values, `value0`, ...: a column may name another by that.
 *
 * @typedef {{ query: string, language: 'kuery' }} Query in the Kibana query language
 * @typedef {{ id: string, params?: Record<string, unknown> }} Format
 * @typedef {{ filter?: Query, timeShift?: string }} Part a count in a formula
 * @typedef {object} Column
 * @property {string} label
 * @property {true} [customLabel]
 * @property {'number' | 'string' | 'date' | 'boolean'} dataType
 * @property {string} operationType
 * @property {boolean} isBucketed
 * @property {'ratio' | 'ordinal' | 'interval'} scale
 * @property {string} [sourceField]
 * @property {Query} [filter]
 * @property {string} [timeShift]
 * @property {string[]} [references]
 * @property {Record<string, unknown>} [params]
 * @property {string} [color] of the series; goes to the chart, not to the column
 * @property {(id: string) => Record<string, Column>} [parts] the hidden columns that a formula is computed from
 */

export const RECORDS = '___records___';

/** @param {string} query @returns {Query} */
export const kuery = (query) => ({ query, language: 'kuery' });

const percent = { id: 'percent', params: { decimals: 0 } };
const whole = { id: 'number', params: { decimals: 0 } };

/** Time along an axis, in steps that Kibana chooses for the range that is looked at, in the reader's time zone. */
export const overTime = () =>
  bucket('date_histogram', 'Time', '@timestamp', 'date', 'interval', {
    interval: 'auto',
    includeEmptyRows: true,
    dropPartials: false,
  });

/**
 * The most frequent values of a field, by number of documents.
 * @param {string} field
 * @param {string} label
 * @param {number} size
 */
export const top = (field, label, size) =>
  terms(field, label, size, 'string', {
    orderBy: { type: 'custom' },
    orderAgg: metric('count', 'Count of records', RECORDS, { emptyAsNull: false }),
    orderDirection: 'desc',
  });

/**
 * The numbers of a field in their order.
 * @param {string} field
 * @param {string} label
 * @param {number} size
 */
export const each = (field, label, size) =>
  terms(field, label, size, 'number', { orderBy: { type: 'alphabetical', fallback: false }, orderDirection: 'asc' });

/**
 * A bucket for each label, of what its query finds.
 * @param {string} label
 * @param {Record<string, string>} queries
 * @returns {Column}
 */
export const groups = (label, queries) =>
  bucket('filters', label, undefined, 'string', 'ordinal', {
    filters: Object.entries(queries).map(([name, query]) => ({ label: name, input: kuery(query) })),
  });

/**
 * How many documents, those that `only` finds.
 * @param {string} label
 * @param {{ only?: string, color?: string }} [options]
 * @returns {Column}
 */
export const count = (label, { only, color } = {}) => ({
  ...metric('count', label, RECORDS, { emptyAsNull: false, format: whole }),
  ...(only ? { filter: kuery(only) } : {}),
  ...(color ? { color } : {}),
});

/** @param {string} label @param {string} field */
export const median = (label, field) => metric('median', label, field, { emptyAsNull: true });

/** @param {string} label @param {string} field @param {number} percentile */
export const percentile = (label, field, percentile) => metric('percentile', label, field, { percentile });

/**
 * A field of the newest document.
 * @param {string} label
 * @param {string} field
 * @returns {Column}
 */
export const latest = (label, field) => ({
  ...metric('last_value', label, field, { sortField: '@timestamp', showArrayValues: true }),
  dataType: 'string',
  scale: 'ordinal',
  filter: kuery(`${field} : *`),
});

/**
 * The share of documents that `of` finds among those that `among` finds (all, if not given).
 * @param {string} label
 * @param {{ of: string, among?: string, color?: string }} share
 */
export const share = (label, { of, among, color }) =>
  formula(label, { over: { filter: kuery(of) }, under: among ? { filter: kuery(among) } : {}, color });

/** By how much the count has changed against the span of time of the same length before. @param {string} label */
export const change = (label) => formula(label, { over: {}, under: { timeShift: 'previous' }, less: 1 });

/**
 * @param {string} operationType
 * @param {string} label
 * @param {string | undefined} sourceField
 * @param {Column['dataType']} dataType
 * @param {Column['scale']} scale
 * @param {Record<string, unknown>} params
 * @returns {Column}
 */
function bucket(operationType, label, sourceField, dataType, scale, params) {
  const field = sourceField === undefined ? {} : { sourceField };
  return { label, customLabel: true, dataType, operationType, isBucketed: true, scale, ...field, params };
}

/**
 * @param {string} field
 * @param {string} label
 * @param {number} size
 * @param {Column['dataType']} dataType
 * @param {Record<string, unknown>} order
 */
function terms(field, label, size, dataType, order) {
  const params = { size, ...order, otherBucket: false, missingBucket: false, parentFormat: { id: 'terms' } };
  return bucket('terms', label, field, dataType, 'ordinal', params);
}

/**
 * @param {string} operationType
 * @param {string} label
 * @param {string | undefined} sourceField
 * @param {Record<string, unknown>} params
 * @returns {Column}
 */
function metric(operationType, label, sourceField, params) {
  const field = sourceField === undefined ? {} : { sourceField };
  return {
    label,
    customLabel: true,
    dataType: 'number',
    operationType,
    isBucketed: false,
    scale: 'ratio',
    ...field,
    params,
  };
}

/** @param {Part} part */
function formulaText({ filter, timeShift }) {
  const kql = filter ? [`kql='${filter.query}'`] : [];
  return `count(${[...kql, ...(timeShift ? [`shift='${timeShift}'`] : [])].join(', ')})`;
}

/**
 * One count divided by another, as a formula: `count(...) / count(...) - less`. Kibana shows the text in its editor and
 * computes from the parts, which have to say the same.
 * @param {string} label
 * @param {{ over: Part, under: Part, less?: number, color?: string | undefined }} terms
 * @returns {Column}
 */
function formula(label, { over, under, less, color }) {
  const quotient = `${formulaText(over)} / ${formulaText(under)}`;
  const text = less === undefined ? quotient : `${quotient} - ${less}`;
  const partLabel = `Part of ${text}`;
  const counted = metric('count', partLabel, RECORDS, { emptyAsNull: false });
  return {
    ...metric('formula', label, undefined, { formula: text, isFormulaBroken: false, format: percent }),
    ...(color ? { color } : {}),
    parts: (id) => {
      const [x0, x1] = [`${id}X0`, `${id}X1`];
      const divide = node('divide', [x0, x1], quotient);
      const tinymathAst = less === undefined ? divide : node('subtract', [divide, less], text);
      const math = { ...metric('math', partLabel, undefined, { tinymathAst }), references: [x0, x1] };
      return { [x0]: { ...counted, ...over }, [x1]: { ...counted, ...under }, [`${id}X2`]: math };
    },
  };
}

/** @param {string} name @param {unknown[]} args @param {string} text */
const node = (name, args, text) => ({
  type: 'function',
  name,
  args,
  location: { min: 0, max: text.length },
  text,
});
