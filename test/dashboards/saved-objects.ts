/** The dashboards as they lie in the files, as far as the tests read them. */

export interface Column {
  label: string;
  operationType: string;
  sourceField?: string;
  isBucketed: boolean;
  filter?: { query: string; language: string };
  timeShift?: string;
  references?: string[];
  params: {
    size?: number;
    orderBy?: { type: string };
    orderDirection?: 'asc' | 'desc';
    percentile?: number;
    sortField?: string;
    filters?: { label: string; input: { query: string } }[];
    tinymathAst?: Ast;
  };
}

export type Ast = string | number | { name: string; args: Ast[] };

export interface Reference {
  type: string;
  id: string;
  name: string;
}

export interface SavedObject {
  type: string;
  id: string;
  attributes: Record<string, unknown>;
  references: Reference[];
  coreMigrationVersion: string;
  typeMigrationVersion: string;
  managed: boolean;
}

interface LensAttributes {
  visualizationType: string;
  references: Reference[];
  state: {
    query: { query: string };
    visualization: unknown;
    datasourceStates: {
      formBased: { layers: Record<string, { columns: Record<string, Column>; columnOrder: string[] }> };
    };
  };
}

export interface Panel {
  type: string;
  title?: string;
  panelIndex: string;
  panelRefName?: string;
  gridData: { x: number; y: number; w: number; h: number; i: string };
  embeddableConfig: { attributes?: LensAttributes; timeRange?: { from: string; to: string } };
}

/** What the tests ask of a chart: its query and its columns by id. */
export interface Chart {
  title: string;
  index: string;
  query: string;
  columns: Record<string, Column>;
  columnOrder: string[];
  accessors: string[];
  ownTime: boolean;
}

/** A table of documents. */
export interface Documents {
  title: string;
  index: string;
  query: string;
  columns: string[];
  sort: [string, 'asc' | 'desc'];
}

export interface File {
  name: string;
  lines: unknown[];
  objects: SavedObject[];
  dashboard: SavedObject;
  index: string;
  query: string;
  panels: Panel[];
  charts: Chart[];
  tables: Documents[];
  controls: string[];
}

interface SearchAttributes {
  title: string;
  columns: string[];
  sort: [string, 'asc' | 'desc'][];
  kibanaSavedObjectMeta: { searchSourceJSON: string };
}

const queryOf = (attributes: SavedObject['attributes']): string =>
  JSON.parse((attributes as unknown as SearchAttributes).kibanaSavedObjectMeta.searchSourceJSON).query.query;

function chartOf(panel: Panel, attributes: LensAttributes, index: string): Chart {
  const [layer, ...more] = Object.values(attributes.state.datasourceStates.formBased.layers);
  if (layer === undefined || more.length > 0) throw new Error(`${panel.title}: one layer is expected`);
  const used = JSON.stringify(attributes.state.visualization).match(/"(?:bucket|value)\d+"/g) ?? [];
  return {
    title: panel.title ?? '',
    index,
    query: attributes.state.query.query,
    ...layer,
    accessors: [...new Set(used.map((id) => id.slice(1, -1)))],
    ownTime: panel.embeddableConfig.timeRange !== undefined,
  };
}

/** Reads a file of saved objects; throws when it is not of the expected form. */
export function readFile(name: string, content: string): File {
  const lines = content
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  const objects = lines.slice(0, -1) as SavedObject[];
  const dashboard = objects.find(({ type }) => type === 'dashboard');
  const view = objects.find(({ type }) => type === 'index-pattern');
  if (dashboard === undefined || view === undefined) throw new Error(`${name} lacks its dashboard or data view`);
  const panels = JSON.parse(String(dashboard.attributes.panelsJSON)) as Panel[];
  const { panelsJSON } = dashboard.attributes.controlGroupInput as { panelsJSON: string };
  const controls = Object.values(JSON.parse(panelsJSON) as Record<string, { explicitInput: { fieldName: string } }>);
  const index = String(view.attributes.title);
  return {
    name,
    lines,
    objects,
    dashboard,
    index,
    query: queryOf(dashboard.attributes),
    panels,
    charts: panels.flatMap((panel) =>
      panel.embeddableConfig.attributes ? [chartOf(panel, panel.embeddableConfig.attributes, index)] : [],
    ),
    tables: objects.flatMap(({ type, attributes }) => {
      if (type !== 'search') return [];
      const { title, columns, sort } = attributes as unknown as SearchAttributes;
      return [{ title, index, query: queryOf(attributes), columns, sort: sort[0] ?? ['', 'asc'] }];
    }),
    controls: controls.map(({ explicitInput }) => explicitInput.fieldName),
  };
}
