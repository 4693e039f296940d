import { ask, get, Refused } from './api.js';
import { button, h, replace } from './dom.js';
import { mentionCard } from './mentions.js';

const UNSOLVED = 'new,open,pending';
/** Where a ticket of each status may go; the server has the last word. */
const NEXT = {
  new: ['pending', 'resolved'],
  open: ['pending', 'resolved'],
  pending: ['open', 'resolved'],
  resolved: ['open', 'closed'],
  closed: [],
};

function dueOf({ t, duration }, ticket) {
  if (ticket.status === 'resolved' || ticket.status === 'closed')
    return h('span', { class: 'soft' }, t.statuses[ticket.status]);
  const at = ticket.firstRespondedAt === null ? ticket.firstResponseDueAt : ticket.resolutionDueAt;
  const left = Date.parse(at) - Date.now();
  return h(
    'span',
    { class: left < 0 ? 'due late' : 'due' },
    left < 0 ? t.overdue(duration(left)) : t.due(duration(left)),
  );
}

function row(app, ticket, current) {
  const { t } = app;
  const link = {
    href: `#/tickets/${ticket.number}`,
    'data-key': `ticket-${ticket.number}`,
    'aria-current': current && 'true',
  };
  return h(
    'li',
    {},
    h(
      'a',
      link,
      h('span', { class: `priority ${ticket.priority}` }, t.priorities[ticket.priority]),
      h('span', { class: 'soft' }, ` #${ticket.number} · ${t.statuses[ticket.status]}`),
      dueOf(app, ticket),
      h('strong', { class: 'subject' }, ticket.subject),
      h(
        'span',
        { class: 'soft' },
        [t.topics[ticket.topic], t.kinds[ticket.channel] ?? ticket.channel, ticket.assignee?.name ?? t.unassigned]
          .filter(Boolean)
          .join(' · '),
      ),
    ),
  );
}

/** The queue, ordered by the clock that ends first, and one ticket beside it. */
export function ticketsView(app) {
  const { t } = app;
  const list = h('ul', { class: 'list', 'aria-label': t.tickets });
  const top = h('div');
  const conversation = h('div');
  const answer = answerForm(app, (kind, text) => change('POST', '/messages', { kind, text }));
  const detail = h('article', { class: 'card detail' }, top, conversation, answer.element);
  const empty = h('p', { class: 'soft pick' }, t.pickTicket);
  const element = h('div', { class: 'panes' }, list, h('section', {}, empty, detail));
  let open = null;
  let shown = '';
  let current = null;

  async function change(method, path, body) {
    try {
      await ask(method, `/api/tickets/${open}${path}`, body, { 'if-match': current.etag });
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 412) throw error;
      throw new Refused(412, t.changedMeanwhile);
    } finally {
      shown = '';
    }
  }

  function showDetail({ body: ticket, etag }) {
    current = { etag };
    const patch = (fields) => () => app.act(() => change('PATCH', '', fields), t.saved);
    const statuses = NEXT[ticket.status].map((status) =>
      button(t.statuses[status], patch({ status }), { 'data-key': status }),
    );
    const mine = app.me.id && ticket.assignee?.id !== app.me.id && ticket.status !== 'closed';
    replace(
      top,
      h('a', { href: '#/tickets', class: 'back' }, t.back),
      h('h1', {}, h('span', { class: 'soft' }, `#${ticket.number} `), ticket.subject),
      h(
        'p',
        { class: 'soft' },
        h('span', { class: `priority ${ticket.priority}` }, t.priorities[ticket.priority]),
        ` ${t.statuses[ticket.status]} · ${ticket.team.name} · ${ticket.assignee?.name ?? t.unassigned} · ${t.openedAt} ${app.instant(ticket.openedAt)} · `,
        dueOf(app, ticket),
      ),
      h(
        'p',
        { class: 'buttons' },
        mine && button(t.assignToMe, patch({ assignee: app.me.id }), { class: 'primary', 'data-key': 'mine' }),
        ...statuses,
      ),
    );
    const messages = (ticket.messages ?? []).map((message) =>
      h(
        'li',
        { class: `message ${message.kind}` },
        h(
          'p',
          { class: 'soft' },
          `${message.author.name} · ${message.kind === 'note' ? t.note : t.replied} · ${app.instant(message.createdAt)}`,
        ),
        h('p', { class: 'text' }, message.text),
      ),
    );
    replace(
      conversation,
      ...(ticket.mentions ?? []).map((mention) => mentionCard(app, mention, false)),
      messages.length > 0 && h('h2', {}, t.conversation),
      messages.length > 0 && h('ul', { class: 'messages' }, ...messages),
    );
    answer.element.hidden = ticket.status === 'closed';
  }

  async function refreshDetail() {
    detail.hidden = open === null;
    empty.hidden = open !== null;
    element.classList.toggle('opened', open !== null);
    if (open === null) return;
    const asked = open;
    const ticket = await ask('GET', `/api/tickets/${open}`);
    // The clock's words change by the minute, the rest with the version.
    const state = JSON.stringify([ticket.body, Math.floor(Date.now() / 60_000)]);
    if (asked !== open || state === shown) return;
    showDetail(ticket);
    shown = state;
  }

  return {
    element,
    open(number) {
      if (number !== open) answer.clear();
      open = number;
      shown = '';
    },
    async refresh() {
      const { items } = await get(`/api/tickets?status=${UNSOLVED}&limit=100`);
      replace(
        list,
        ...items.map((ticket) => row(app, ticket, ticket.number === open)),
        items.length === 0 && h('li', { class: 'soft none' }, t.noTickets),
      );
      await refreshDetail();
    },
  };
}

/** Two ways to add text to a ticket; what is being written is not lost when the ticket is shown anew. */
function answerForm(app, save) {
  const { t } = app;
  const text = h('textarea', { name: 'text', rows: 4, required: true, maxLength: 10_000 });
  const send = (kind) => () => {
    if (!text.reportValidity()) return;
    return app.act(async () => {
      await save(kind, text.value);
      text.value = '';
    }, t.saved);
  };
  const element = h(
    'form',
    { class: 'answer', onsubmit: (event) => event.preventDefault() },
    h('label', {}, h('span', {}, t.yourText), text),
    h('p', { class: 'buttons' }, button(t.reply, send('reply'), { class: 'primary' }), button(t.note, send('note'))),
    h('p', { class: 'soft' }, t.replyHint),
  );
  return {
    element,
    clear() {
      text.value = '';
    },
  };
}
