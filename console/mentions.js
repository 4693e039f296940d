import { get } from './api.js';
import { button, field, h, outside, replace } from './dom.js';

/** One mention: the words as written, what was made of them and why, and the way to the original. */
export function mentionCard(app, mention, linkTicket = true) {
  const { t } = app;
  const { analysis } = mention;
  const percent = (score) => new Intl.NumberFormat(t.locale, { style: 'percent' }).format(score);
  const labels = analysis
    ? [
        h(
          'span',
          { class: `label ${analysis.complaint.label ? 'bad' : ''}` },
          `${analysis.complaint.label ? t.complaint : t.notComplaint} ${percent(analysis.complaint.label ? analysis.complaint.score : 1 - analysis.complaint.score)}`,
        ),
        h(
          'span',
          { class: `label ${analysis.sentiment.label === 'negative' ? 'bad' : ''}` },
          `${t.sentiments[analysis.sentiment.label]} ${percent(analysis.sentiment.score)}`,
        ),
        ...analysis.topics.map((topic) => h('span', { class: 'label' }, t.topics[topic] ?? topic)),
      ]
    : [h('span', { class: 'label' }, t.notRead)];
  const evidence = [...new Set((analysis?.evidence ?? []).map((each) => each.text))];
  return h(
    'section',
    { class: 'card mention' },
    h(
      'p',
      { class: 'soft' },
      `${mention.source.name} · ${mention.author?.name ?? '–'} · ${app.instant(mention.publishedAt ?? mention.collectedAt)}`,
    ),
    mention.title && h('p', { class: 'title' }, mention.title),
    h('p', { class: 'text' }, mention.text),
    h('p', {}, ...labels),
    evidence.length > 0 &&
      h('p', { class: 'soft' }, `${t.evidence}: `, ...evidence.flatMap((text) => [h('mark', {}, text), ' '])),
    h(
      'p',
      { class: 'links' },
      outside(mention.url, t.original),
      linkTicket &&
        mention.ticketNumber != null &&
        h(
          'a',
          { href: `#/tickets/${mention.ticketNumber}`, 'data-key': `mention-${mention.id}` },
          `${t.ticket} #${mention.ticketNumber}`,
        ),
    ),
  );
}

/** All mentions, newest first, narrowed by words, sentiment and complaint. */
export function mentionsView(app) {
  const { t } = app;
  let limit = 30;
  const options = (pairs) => [
    h('option', { value: '' }, t.all),
    ...pairs.map(([value, label]) => h('option', { value }, label)),
  ];
  const again = () => app.act(async () => {});
  const words = h('input', { type: 'search', name: 'q', maxLength: 200 });
  const sentiment = h('select', { name: 'sentiment', onchange: again }, ...options(Object.entries(t.sentiments)));
  const complaint = h(
    'select',
    { name: 'complaint', onchange: again },
    ...options([
      ['true', t.complaint],
      ['false', t.notComplaint],
    ]),
  );
  const search = (event) => {
    event.preventDefault();
    return again();
  };
  const filters = h(
    'form',
    { class: 'filters', role: 'search', onsubmit: search, onsearch: again },
    field(t.text, words),
    field(t.sentiment, sentiment),
    field(t.complaint, complaint),
  );
  const list = h('div');
  let shown = '';
  return {
    element: h('div', { class: 'column' }, filters, list),
    async refresh() {
      const wanted = Object.entries({ q: words.value.trim(), sentiment: sentiment.value, complaint: complaint.value });
      const query = new URLSearchParams([...wanted.filter(([, value]) => value !== ''), ['limit', String(limit)]]);
      const page = await get(`/api/mentions?${query}`);
      const state = JSON.stringify(page);
      if (state === shown) return;
      shown = state;
      const more = () => {
        limit = Math.min(100, limit + 30);
        return again();
      };
      replace(
        list,
        ...page.items.map((mention) => mentionCard(app, mention)),
        page.items.length === 0 && h('p', { class: 'soft none' }, t.noMentions),
        page.nextCursor && limit < 100 && button(t.more, more, { 'data-key': 'more' }),
      );
    },
  };
}
