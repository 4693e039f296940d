import { placePanels, searchSource, slug } from './panels.mjs';

/**
 * The saved objects of a dashboard as Kibana 9 exports them, from its description. The versions are those of Kibana 9.0:
 * it and every later one reads them, while a newer version than its own would be refused.
 *
 * @typedef {import('./panels.mjs').Panel} Panel
 * @typedef {import('./panels.mjs').Documents} Documents
 * @typedef {import('./panels.mjs').Reference} Reference
 *
 * @typedef {object} DataView
 * @property {string} id
 * @property {string} title the index, alias or pattern
 * @property {string} name
 * @property {Record<string, string>} labels of fields
 * @property {Record<string, { id: string, params: Record<string, unknown> }>} formats of fields
 * @property {string[]} hidden fields that are no use to a reader
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
 */

const json = JSON.stringify;

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
  const placed = placePanels(panels, dataView.id);
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
