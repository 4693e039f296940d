import { readdirSync, readFileSync } from 'node:fs';
import type { estypes } from '@elastic/elasticsearch';
import { describe, expect, it } from 'vitest';
import { files } from '../../dashboards/make.mjs';
import { properties as mentionFields, READ_ALIAS } from '../../src/search/mention-index.ts';
import { TICKET_ALIAS, ticketProperties } from '../../src/search/ticket-index.ts';
import { fieldsOf } from './kuery.ts';
import { type Chart, type File, type Reference, readFile } from './saved-objects.ts';

const FOLDER = new URL('../../dashboards/', import.meta.url);
const read = files().map(({ name, content }) => readFile(name, content));
const mappings: Record<string, Record<string, estypes.MappingProperty>> = {
  [READ_ALIAS]: mentionFields,
  [TICKET_ALIAS]: ticketProperties,
};

/** Paths of all fields of a mapping: "source.name". */
function pathsOf(properties: Record<string, estypes.MappingProperty>, prefix = ''): string[] {
  return Object.entries(properties).flatMap(([name, property]) => [
    prefix + name,
    ...('properties' in property && property.properties ? pathsOf(property.properties, `${prefix}${name}.`) : []),
  ]);
}

const queriesOf = ({ query, columns }: Chart): string[] => [
  query,
  ...Object.values(columns).flatMap(({ filter, params }) => [
    filter?.query ?? '',
    ...(params.filters ?? []).map(({ input }) => input.query),
  ]),
];

const fieldsOfChart = (chart: Chart): string[] => [
  ...queriesOf(chart).flatMap(fieldsOf),
  ...Object.values(chart.columns).flatMap(({ sourceField, params }) =>
    [sourceField ?? [], params.sortField ?? []].flat(),
  ),
];

it('the files in the folder are what the script makes', () => {
  const made = Object.fromEntries(files().map(({ name, content }) => [name, content]));
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.ndjson'));
  expect(Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')]))).toEqual(made);
});

describe.each(read)('$name', (file: File) => {
  const known = new Set(pathsOf(mappings[file.index] ?? {}));
  const missing = (fields: readonly string[]) =>
    fields.filter((field) => field !== '___records___' && !known.has(field));

  it('ends with the count of its objects, which have ids of their own and the versions of Kibana 9', () => {
    expect(file.lines.at(-1)).toMatchObject({ exportedCount: file.objects.length, missingReferences: [] });
    expect(new Set(file.objects.map(({ id }) => id)).size).toBe(file.objects.length);
    expect(file.objects.map(({ type, typeMigrationVersion }) => `${type} ${typeMigrationVersion}`).sort()).toEqual([
      'dashboard 10.2.0',
      'index-pattern 8.0.0',
      'search 10.5.0',
    ]);
    for (const object of file.objects) expect(object).toMatchObject({ coreMigrationVersion: '8.8.0', managed: false });
  });

  it('refers to nothing but its own objects, each reference used by the panel or control that it names', () => {
    const ids = file.objects.map(({ type, id }) => `${type} ${id}`);
    const inside = file.panels.flatMap(({ embeddableConfig }) => embeddableConfig.attributes?.references ?? []);
    for (const { type, id } of [...file.objects.flatMap(({ references }) => references), ...inside])
      expect(ids).toContain(`${type} ${id}`);
    const inPanels = file.panels.flatMap(({ panelIndex, panelRefName, embeddableConfig }) => [
      ...(panelRefName ? [`${panelIndex}:${panelRefName}`] : []),
      ...(embeddableConfig.attributes?.references ?? []).map(({ name }: Reference) => `${panelIndex}:${name}`),
    ]);
    const named = file.dashboard.references.map(({ name }) => name);
    expect(named.filter((name) => !name.startsWith('controlGroup_')).sort()).toEqual(inPanels.sort());
    expect(named.filter((name) => name.startsWith('controlGroup_'))).toHaveLength(file.controls.length);
    expect(new Set(named).size).toBe(named.length);
  });

  it('asks for fields that the index has', () => {
    const view = file.objects.find(({ type }) => type === 'index-pattern')?.attributes ?? {};
    const described = ['fieldAttrs', 'fieldFormatMap'].flatMap((name) => Object.keys(JSON.parse(String(view[name]))));
    expect(missing([...described, ...file.controls, ...fieldsOf(file.query)])).toEqual([]);
    for (const chart of file.charts) expect(missing(fieldsOfChart(chart)), chart.title).toEqual([]);
    for (const { columns, query, sort } of file.tables)
      expect(missing([...columns, ...fieldsOf(query), sort[0]])).toEqual([]);
  });

  it('has charts whose columns are all there, and panels that lie beside each other', () => {
    for (const { title, columns, columnOrder, accessors } of file.charts) {
      expect(columnOrder.toSorted(), title).toEqual(Object.keys(columns).sort());
      const shown = Object.keys(columns).filter((id) => /^(?:bucket|value)\d+$/.test(id));
      expect(accessors.toSorted(), title).toEqual(shown.sort());
      for (const { references = [] } of Object.values(columns))
        for (const id of references) expect(Object.keys(columns)).toContain(id);
    }
    expect(new Set(file.panels.map(({ panelIndex }) => panelIndex)).size).toBe(file.panels.length);
    const cells = file.panels.flatMap(({ gridData: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { gridData } of file.panels) expect(gridData.x + gridData.w).toBeLessThanOrEqual(48);
  });
});
