import { lensAttributes } from './lens.mjs';

/**
 * The saved objects of a dashboard as Kibana 9 exports them, from its description. The versions are those of Kibana 9.0:
 * it and every later one reads them, while a newer version than its own would be refused.
 *
 * @typedef {object} DataView
 * @property {string} id
 * @property {string} title the index, alias or pattern
 * @property {string} name
 * @property {Record<string, string>} labels of fields
 * @property {Record<string, { id: string, params: Record<string, unknown> }>} formats of fields
 * @property {string[]} hidden fields that are no use to a reader
 *
 * @typedef {object} Documents a table of documents, as in Discover
 * @property {'documents'} kind
 * @property {string} id
 * @property {string} title
 * @property {string} question
 * @property {string} [only]
 * @property {string[]} columns
 * @property {[field: string, direction: 'asc' | 'desc']} sort
 *
 * @typedef {{ kind: 'text', title: string, markdown: string }} Text
 * @typedef {{ size?: [width: number, height: number], span?: string }} Placing `span`: a span of time of its own, up to
 *   now, such as "now-5y"
 * @typedef {(import('./lens.mjs').Chart | Documents | Text) & Placing} Panel
 *
 * @typedef {object} Dashboard
 * @property {string} file
 * @property {string} id
 * @property {string} title
 * @property {string} description
 * @property {DataView} dataView
 * @property {string} query shown in the search bar, where the reader can change it
 * @property {string} timeFrom
 * @property {[field: string, label: string][]} controls
 * @property {Panel[]} panels
 *
 * @typedef {{ type: string, id: string, name: string }} Reference
 */

const GRID_WIDTH = 48;
/** @type {Record<string, [number, number]>} */
const SIZES = { number: [12, 6], text: [48, 5], documents: [48, 16], table: [24, 13], heatmap: [24, 13] };
const USUAL_SIZE = /** @type {[number, number]} */ ([24, 12]);

const json = JSON.stringify;
const searchSource = (/** @type {string} */ query) => ({ query: { query, language: 'kuery' }, filter: [] });

/** An id from a title: "Oldest open tickets" gives "oldest-open-tickets". @param {string} title */
export const slug = (title) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/**
 * @param {string} type
 * @param {string} typeMigrationVersion
 * @param {string} id
 * @param {Record<string, unknown>} attributes
 * @param {Reference[]} references
 */
const savedObject = (type, typeMigrationVersion, id, attributes, references) => ({
  attributes,
  coreMigrationVersion: '8.8.0',
  id,
  managed: false,
  references,
  type,
  typeMigrationVersion,
});

/** @param {DataView} view */
function dataViewObject({ id, title, name, labels, formats, hidden }) {
  const attributes = {
    allowHidden: false,
    fieldAttrs: json(
      Object.fromEntries(Object.entries(labels).map(([field, label]) => [field, { customLabel: label }])),
    ),
    fieldFormatMap: json(formats),
    fields: '[]',
    name,
    runtimeFieldMap: '{}',
    sourceFilters: json(hidden.map((value) => ({ value }))),
    timeFieldName: '@timestamp',
    title,
  };
  return savedObject('index-pattern', '8.0.0', id, attributes, []);
}

/** @param {Documents} panel @param {string} dataView */
function searchObject({ id, title, question, only = '', columns, sort }, dataView) {
  const name = 'kibanaSavedObjectMeta.searchSourceJSON.index';
  const attributes = {
    columns,
    description: question,
    grid: {},
    hideChart: true,
    isTextBasedQuery: false,
    kibanaSavedObjectMeta: { searchSourceJSON: json({ ...searchSource(only), indexRefName: name }) },
    sort: [sort],
    timeRestore: false,
    title,
  };
  return savedObject('search', '10.5.0', id, attributes, [{ type: 'index-pattern', id: dataView, name }]);
}

/** Places panels from left to right, a row as high as its highest panel. @param {Panel[]} panels */
function layOut(panels) {
  let [x, y, rowHeight] = [0, 0, 0];
  return panels.map((panel) => {
    const [w, h] = panel.size ?? SIZES[panel.kind] ?? USUAL_SIZE;
    if (x + w > GRID_WIDTH) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const place = { x, y, w, h };
    x += w;
    rowHeight = Math.max(rowHeight, h);
    return { panel, place };
  });
}

/**
 * @param {Panel} panel
 * @param {string} id
 * @param {string} dataView
 * @returns {{ state: Record<string, unknown>, references: Reference[] }}
 */
function panelContent(panel, id, dataView) {
  if (panel.kind === 'text') {
    const params = { fontSize: 12, openLinksInNewTab: false, markdown: panel.markdown };
    const data = { aggs: [], searchSource: searchSource('') };
    const savedVis = { id: '', title: '', description: '', type: 'markdown', params, uiState: {}, data };
    return {
      state: { type: 'visualization', embeddableConfig: { savedVis, hidePanelTitles: true, enhancements: {} } },
      references: [],
    };
  }
  const own = panel.span ? { timeRange: { from: panel.span, to: 'now' } } : {};
  if (panel.kind === 'documents') {
    const panelRefName = `panel_${id}`;
    return {
      state: { type: 'search', embeddableConfig: { ...own, enhancements: {} }, panelRefName },
      references: [{ type: 'search', id: panel.id, name: `${id}:${panelRefName}` }],
    };
  }
  const attributes = lensAttributes(panel, dataView);
  return {
    state: { type: 'lens', embeddableConfig: { attributes, ...own, enhancements: {} } },
    references: attributes.references.map((reference) => ({ ...reference, name: `${id}:${reference.name}` })),
  };
}

/** @param {Dashboard} dashboard */
function controlGroup({ controls, dataView }) {
  const panels = controls.map(([fieldName, title], order) => {
    const id = slug(`control ${fieldName}`);
    const sort = { by: '_count', direction: 'desc' };
    const explicitInput = { id, dataViewId: dataView.id, fieldName, title, searchTechnique: 'wildcard', sort };
    const state = { grow: true, order, type: 'optionsListControl', width: 'medium' };
    return { id, state: { ...state, explicitInput: { ...explicitInput, selectedOptions: [] } } };
  });
  const keep = { ignoreFilters: false, ignoreQuery: false, ignoreTimerange: false, ignoreValidations: false };
  const references = panels.map(({ id }) => ({
    type: 'index-pattern',
    id: dataView.id,
    name: `controlGroup_${id}:optionsListDataView`,
  }));
  const input = {
    chainingSystem: 'HIERARCHICAL',
    controlStyle: 'oneLine',
    ignoreParentSettingsJSON: json(keep),
    panelsJSON: json(Object.fromEntries(panels.map(({ id, state }) => [id, state]))),
    showApplySelections: false,
  };
  return { input, references };
}

/** @param {Dashboard} dashboard */
function dashboardObject(dashboard) {
  const { id, title, description, dataView, query, timeFrom, panels } = dashboard;
  const placed = layOut(panels).map(({ panel, place }) => {
    const panelIndex = slug(panel.title);
    const { state, references } = panelContent(panel, panelIndex, dataView.id);
    const titled = panel.kind === 'text' ? {} : { title: panel.title };
    return { panel: { ...state, ...titled, gridData: { ...place, i: panelIndex }, panelIndex }, references };
  });
  const controls = controlGroup(dashboard);
  const options = {
    useMargins: true,
    syncColors: false,
    syncCursor: true,
    syncTooltips: false,
    hidePanelTitles: false,
  };
  const attributes = {
    controlGroupInput: controls.input,
    description,
    kibanaSavedObjectMeta: { searchSourceJSON: json(searchSource(query)) },
    optionsJSON: json(options),
    panelsJSON: json(placed.map(({ panel }) => panel)),
    refreshInterval: { pause: false, value: 300_000 },
    timeFrom,
    timeRestore: true,
    timeTo: 'now',
    title,
    version: 3,
  };
  const references = [...placed.flatMap((each) => each.references), ...controls.references];
  return savedObject('dashboard', '10.2.0', id, attributes, references);
}

/**
 * The file of a dashboard, complete in itself: its data view, its tables and itself, a line each, and the line about the
 * export that Kibana writes last.
 * @param {Dashboard} dashboard
 */
export function exportFile(dashboard) {
  const { dataView, panels } = dashboard;
  const tables = panels.flatMap((panel) => (panel.kind === 'documents' ? [searchObject(panel, dataView.id)] : []));
  const objects = [dataViewObject(dataView), ...tables, dashboardObject(dashboard)];
  const details = {
    excludedObjects: [],
    excludedObjectsCount: 0,
    exportedCount: objects.length,
    missingRefCount: 0,
    missingReferences: [],
  };
  return `${[...objects, details].map((object) => json(object)).join('\n')}\n`;
}
