/**
 * Panels as Kibana keeps them: a Lens chart lies in its dashboard ("by value"), in the form in which Kibana 9 exports it.
 *
 * @typedef {import('./columns.mjs').Column} Column
 * @typedef {'area' | 'line' | 'bar' | 'rows' | 'donut' | 'number' | 'heatmap' | 'table'} ChartKind `rows` are
 *   horizontal bars; `area`, `bar` and `rows` are stacked
 * @typedef {object} Chart
 * @property {ChartKind} kind
 * @property {string} title
 * @property {string} question what the panel answers; its description in Kibana
 * @property {string} [only] a query that narrows what the panel is about
 * @property {Column[]} [buckets] the axis and what it is split by; the rows of a table; y and x of a heat map
 * @property {Column[]} values
 */

const LAYER = 'layer';
const bucketId = (/** @type {number} */ at) => `bucket${at}`;
const valueId = (/** @type {number} */ at) => `value${at}`;

/** @typedef {{ bucketIds: string[], valueIds: string[], chart: Chart }} Place */

/** @type {Record<ChartKind, (place: Place) => { type: string, visualization: Record<string, unknown> }>} */
const visualizations = {
  area: (place) => xy('area_stacked', place),
  line: (place) => xy('line', place),
  bar: (place) => xy('bar_stacked', place),
  rows: (place) => xy('bar_horizontal_stacked', place),
  donut: ({ bucketIds, valueIds }) => ({
    type: 'lnsPie',
    visualization: {
      shape: 'donut',
      layers: [
        {
          layerId: LAYER,
          layerType: 'data',
          primaryGroups: bucketIds,
          metrics: valueIds,
          numberDisplay: 'percent',
          categoryDisplay: 'default',
          legendDisplay: 'default',
          nestedLegend: false,
        },
      ],
    },
  }),
  number: ({ valueIds: [first, second] }) => ({
    type: 'lnsMetric',
    visualization: {
      layerId: LAYER,
      layerType: 'data',
      metricAccessor: first,
      ...(second ? { secondaryMetricAccessor: second } : {}),
    },
  }),
  heatmap: ({ bucketIds: [y, x], valueIds: [value] }) => ({
    type: 'lnsHeatmap',
    visualization: {
      shape: 'heatmap',
      layerId: LAYER,
      layerType: 'data',
      xAccessor: x,
      yAccessor: y,
      valueAccessor: value,
      legend: { isVisible: true, position: 'right', type: 'heatmap_legend' },
      gridConfig: {
        type: 'heatmap_grid',
        isCellLabelVisible: false,
        isYAxisLabelVisible: true,
        isYAxisTitleVisible: false,
        isXAxisLabelVisible: true,
        isXAxisTitleVisible: true,
      },
    },
  }),
  table: ({ bucketIds, valueIds }) => ({
    type: 'lnsDatatable',
    visualization: {
      layerId: LAYER,
      layerType: 'data',
      columns: [
        ...bucketIds.map((columnId) => ({ columnId, isTransposed: false, isMetric: false })),
        ...valueIds.map((columnId) => ({ columnId, isTransposed: false, isMetric: true })),
      ],
      rowHeight: 'single',
      rowHeightLines: 1,
      paging: { size: 10, enabled: true },
    },
  }),
};

/**
 * @param {string} seriesType
 * @param {Place} place
 */
function xy(seriesType, { bucketIds: [x, split], valueIds, chart }) {
  const colors = chart.values.flatMap(({ color }, at) => (color ? [{ forAccessor: valueId(at), color }] : []));
  return {
    type: 'lnsXY',
    visualization: {
      legend: { isVisible: true, position: 'bottom' },
      valueLabels: 'hide',
      preferredSeriesType: seriesType,
      fittingFunction: seriesType === 'line' ? 'Linear' : 'None',
      axisTitlesVisibilitySettings: { x: false, yLeft: false, yRight: false },
      tickLabelsVisibilitySettings: { x: true, yLeft: true, yRight: true },
      gridlinesVisibilitySettings: { x: false, yLeft: true, yRight: false },
      layers: [
        {
          layerId: LAYER,
          layerType: 'data',
          seriesType,
          position: 'top',
          showGridlines: false,
          xAccessor: x,
          ...(split ? { splitAccessor: split } : {}),
          accessors: valueIds,
          ...(colors.length > 0 ? { yConfig: colors } : {}),
        },
      ],
    },
  };
}

/** @param {Column} column @param {string} [id] @returns {Column} */
function stored({ color: _color, parts, ...column }, id = '') {
  return parts ? { ...column, references: [`${id}X2`] } : column;
}

/** @param {Chart} chart @param {Place} place */
function makeLayer({ buckets = [], values }, { bucketIds, valueIds }) {
  /** @type {Record<string, Column>} */
  const columns = {};
  buckets.forEach((column, at) => {
    columns[bucketId(at)] = stored(column);
  });
  values.forEach((column, at) => {
    columns[valueId(at)] = stored(column, valueId(at));
    Object.assign(columns, column.parts?.(valueId(at)));
  });
  // Over time, the groups come before the steps: the greatest of the whole span, not of each step.
  const ordered = buckets[0]?.operationType === 'date_histogram' ? bucketIds.toReversed() : bucketIds;
  const parts = Object.keys(columns).filter((id) => !bucketIds.includes(id) && !valueIds.includes(id));
  return { columns, columnOrder: [...ordered, ...valueIds, ...parts], incompleteColumns: {}, sampling: 1 };
}

/**
 * What a panel of this chart holds.
 * @param {Chart} chart
 * @param {string} dataView id of the data view that it reads
 */
export function lensAttributes(chart, dataView) {
  const place = {
    bucketIds: (chart.buckets ?? []).map((_, at) => bucketId(at)),
    valueIds: chart.values.map((_, at) => valueId(at)),
    chart,
  };
  const { type, visualization } = visualizations[chart.kind](place);
  return {
    title: chart.title,
    description: chart.question,
    visualizationType: type,
    type: 'lens',
    references: [{ type: 'index-pattern', id: dataView, name: `indexpattern-datasource-layer-${LAYER}` }],
    state: {
      visualization,
      query: { query: chart.only ?? '', language: 'kuery' },
      filters: [],
      datasourceStates: {
        formBased: { layers: { [LAYER]: makeLayer(chart, place) } },
        textBased: { layers: {} },
      },
      internalReferences: [],
      adHocDataViews: {},
    },
  };
}
