import { ask, get, Refused } from './api.js';
import { button, h, replace } from './dom.js';
import { mentionsView } from './mentions.js';
import { sourcesView } from './sources.js';
import { texts } from './texts.js';
import { ticketsView } from './tickets.js';

/** How often lists are read again while the page is seen. */
const POLL_MS = 3000;
/** How long a notice stays. */
const NOTICE_MS = 6000;

const header = document.getElementById('header');
const main = document.getElementById('main');
const notice = document.getElementById('notice');

/** What every view needs: the words, who is signed in, and ways to tell and to format. */
const app = {
  t: texts[localStorage.getItem('language') ?? 'vi'] ?? texts.vi,
  me: null,
  fading: undefined,
  tell(message) {
    notice.textContent = message;
    clearTimeout(app.fading);
    if (message !== '' && message !== app.t.offline) app.fading = setTimeout(() => app.tell(''), NOTICE_MS);
  },
  /** Runs what a person asked for; what the server says against it is shown. */
  async act(work, done) {
    try {
      await work();
      app.tell(done ?? '');
      await refresh();
    } catch (error) {
      failed(error);
    }
  },
  instant: (at) =>
    at === null ? '–' : new Date(at).toLocaleString(app.t.locale, { dateStyle: 'short', timeStyle: 'short' }),
  duration(ms) {
    const minutes = Math.round(Math.abs(ms) / 60_000);
    const [value, unit] =
      minutes < 90 ? [minutes, 'minute'] : minutes < 2880 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
    return new Intl.NumberFormat(app.t.locale, {
      style: 'unit',
      unit,
      unitDisplay: 'long',
      maximumFractionDigits: 0,
    }).format(value);
  },
};

const views = { tickets: ticketsView, mentions: mentionsView, sources: sourcesView };
/** Agents have no right to see the sources, marketing none to see tickets. */
const hidden = { agent: ['sources'], marketing: ['tickets'] };
const shownViews = () => Object.keys(views).filter((name) => !hidden[app.me?.role]?.includes(name));

let view = null;
let refreshing = false;

function failed(error) {
  if (!(error instanceof Refused)) throw error;
  if (error.status === 401) showSignIn();
  else app.tell(error.status === 0 ? app.t.offline : error.message);
}

async function refresh() {
  if (refreshing || view === null) return;
  refreshing = true;
  try {
    await view.refresh();
    if (notice.textContent === app.t.offline) app.tell('');
  } catch (error) {
    failed(error);
  } finally {
    refreshing = false;
  }
}

/** Shows what the address names: #/tickets, #/tickets/12, #/mentions, #/sources. */
async function route() {
  if (app.me === null) return;
  const [, wanted, id] = location.hash.split('/');
  const name = shownViews().includes(wanted) ? wanted : shownViews()[0];
  showHeader(name);
  if (view?.name !== name) {
    view = { name, ...views[name](app) };
    main.replaceChildren(view.element);
  }
  view.open?.(id ? Number(id) : null);
  await refresh();
}

function showHeader(current) {
  const { t, me } = app;
  document.documentElement.lang = t === texts.vi ? 'vi' : 'en';
  const tabs = shownViews().map((name) =>
    h('a', { href: `#/${name}`, 'aria-current': name === current && 'page', 'data-key': name }, t[name]),
  );
  const today = new Date().toLocaleDateString('sv-SE');
  const report =
    me && me.role !== 'agent' && h('a', { href: `/api/reports/daily?format=html&date=${today}` }, t.report);
  replace(
    header,
    h('strong', {}, 'Lắng nghe'),
    me && h('nav', {}, ...tabs, report, h('a', { href: '/api/docs' }, 'API')),
    h('span', { class: 'space' }),
    button(t.other, switchLanguage, { class: 'quiet', 'data-key': 'language' }),
    me && button(t.signOut, () => app.act(signOut), { class: 'quiet', 'data-key': 'out', title: me.email ?? me.name }),
  );
}

async function switchLanguage() {
  app.t = app.t === texts.vi ? texts.en : texts.vi;
  localStorage.setItem('language', app.t === texts.vi ? 'vi' : 'en');
  view = null;
  if (app.me === null) showSignIn();
  else await route();
}

async function signOut() {
  await ask('DELETE', '/api/session');
  showSignIn();
}

function showSignIn() {
  const { t } = app;
  app.me = null;
  view = null;
  showHeader(null);
  const email = h('input', { type: 'email', name: 'email', required: true, autocomplete: 'username' });
  const password = h('input', { type: 'password', name: 'password', required: true, autocomplete: 'current-password' });
  const signIn = async (event) => {
    event.preventDefault();
    try {
      await ask('POST', '/api/session', { email: email.value, password: password.value });
      app.tell('');
      await start();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      app.tell(error.status === 0 ? t.offline : error.message);
    }
  };
  main.replaceChildren(
    h(
      'form',
      { class: 'card sign-in', onsubmit: signIn },
      h('h1', {}, t.signIn),
      h('label', {}, h('span', {}, t.email), email),
      h('label', {}, h('span', {}, t.password), password),
      h('button', { type: 'submit', class: 'primary' }, t.signIn),
      h('p', { class: 'soft' }, t.passwordHint),
    ),
  );
  email.focus();
}

async function start() {
  try {
    const session = await get('/api/session');
    app.me = session.user ?? session;
    await route();
  } catch (error) {
    failed(error);
  }
}

addEventListener('hashchange', route);
document.addEventListener('visibilitychange', () => !document.hidden && refresh());
setInterval(() => !document.hidden && refresh(), POLL_MS);
showHeader(null);
await start();
