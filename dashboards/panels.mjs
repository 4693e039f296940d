import { lensAttributes } from './lens.mjs';

/**
 * The panels of a dashboard: what each holds and where it lies.
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
 * @typedef {{ type: string, id: string, name: string }} Reference
 */

const GRID_WIDTH = 48;
/** @type {Record<string, [number, number]>} */
const SIZES = { number: [12, 6], text: [48, 5], documents: [48, 16], table: [24, 13], heatmap: [24, 13] };
const USUAL_SIZE = /** @type {[number, number]} */ ([24, 12]);

/** A query as saved objects keep it. @param {string} query */
export const searchSource = (query) => ({ query: { query, language: 'kuery' }, filter: [] });

/** An id from a title: "Oldest open tickets" gives "oldest-open-tickets". @param {string} title */
export const slug = (title) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

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

/**
 * The panels as a dashboard keeps them, with what each refers to.
 * @param {Panel[]} panels
 * @param {string} dataView id of the data view that they read
 */
export function placePanels(panels, dataView) {
  return layOut(panels).map(({ panel, place }) => {
    const panelIndex = slug(panel.title);
    const { state, references } = panelContent(panel, panelIndex, dataView);
    const titled = panel.kind === 'text' ? {} : { title: panel.title };
    return { panel: { ...state, ...titled, gridData: { ...place, i: panelIndex }, panelIndex }, references };
  });
}
