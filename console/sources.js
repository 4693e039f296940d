import { ask, get } from './api.js';
import { button, field, h, replace } from './dom.js';

function sourceRow(app, source) {
  const { t } = app;
  const collect = () => app.act(() => ask('POST', `/api/sources/${source.id}/collect`), t.collecting);
  return h(
    'li',
    { class: 'card source' },
    h('span', { class: `health ${source.health}` }, t.healths[source.health]),
    h('strong', {}, source.name),
    app.me.role === 'administrator' && button(t.collectNow, collect, { 'data-key': `collect-${source.id}` }),
    h(
      'p',
      { class: 'soft' },
      `${t.kinds[source.kind] ?? source.kind} · ${source.settings?.url ?? ''} · ${t.lastRun}: ${source.lastRunAt ? app.instant(source.lastRunAt) : t.never}`,
    ),
    source.problem && h('p', { class: 'problem' }, source.problem),
  );
}

/** What a source would yield, or why it would not. */
function previewRow(item) {
  if (item.error) return h('li', { class: 'problem' }, `${item.url}: ${item.error}`);
  return h(
    'li',
    {},
    h('strong', {}, item.post.title ?? ''),
    ' ',
    h('span', { class: 'soft' }, (item.post.text ?? '').slice(0, 200)),
  );
}

function addForm(app) {
  const { t } = app;
  const kind = h(
    'select',
    { name: 'kind' },
    ...Object.entries(t.kinds).map(([value, label]) => h('option', { value }, label)),
  );
  const name = h('input', { name: 'name', required: true, maxLength: 200 });
  const url = h('input', { type: 'url', name: 'url', required: true, maxLength: 2000, placeholder: 'https://' });
  const every = h('input', { type: 'number', name: 'everyMinutes', min: 1, max: 10_080, value: '15', required: true });
  const found = h('ul', { class: 'preview', 'aria-live': 'polite' });
  const preview = () => {
    if (!url.reportValidity()) return;
    return app.act(async () => {
      app.tell(t.previewing);
      const { body } = await ask('POST', '/api/sources/preview', { kind: kind.value, url: url.value });
      const items = [...body.items, ...body.errors];
      replace(
        found,
        ...items.slice(0, 10).map((item) => previewRow(item)),
        items.length === 0 && h('li', {}, t.previewEmpty),
      );
    });
  };
  const add = (event) => {
    event.preventDefault();
    return app.act(async () => {
      const source = { kind: kind.value, name: name.value, url: url.value, everyMinutes: Number(every.value) };
      const { body } = await ask('POST', '/api/sources', source);
      await ask('POST', `/api/sources/${body.id}/collect`);
      event.target.reset();
      replace(found);
    }, t.added);
  };
  return h(
    'form',
    { class: 'card add', onsubmit: add },
    h('h2', {}, t.addSource),
    h(
      'div',
      { class: 'filters' },
      field(t.kind, kind),
      field(t.url, url),
      field(t.name, name),
      field(t.everyMinutes, every),
    ),
    h('p', { class: 'buttons' }, button(t.preview, preview), h('button', { type: 'submit', class: 'primary' }, t.add)),
    found,
  );
}

/** Every source with its health, and a form for one more. */
export function sourcesView(app) {
  const list = h('ul', { class: 'sources' });
  return {
    element: h('div', { class: 'column' }, list, app.me.role === 'administrator' && addForm(app)),
    async refresh() {
      const { items } = await get('/api/sources?limit=100');
      replace(
        list,
        ...items.map((source) => sourceRow(app, source)),
        items.length === 0 && h('li', { class: 'soft none' }, app.t.noSources),
      );
    },
  };
}
