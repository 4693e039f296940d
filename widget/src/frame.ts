import './frame.css';
import { type Config, type Conversation, createApi, type Details } from './frame/api.ts';
import { make } from './frame/dom.ts';
import { askedOf, detailsForm } from './frame/forms.ts';
import { startLive } from './frame/live.ts';
import { createLog } from './frame/log.ts';
import { createOutbox } from './frame/outbox.ts';
import { textsOf } from './frame/texts.ts';
import { inkOn } from './loader/ink.ts';
import type { Identity, Language, ToFrame, ToPage } from './protocol.ts';

const TYPING_MS = 4000;

const config: Config = JSON.parse((document.getElementById('config') as HTMLElement).textContent || '');
const api = createApi(config);
/** The page that framed us knows who it is: it is told nothing that is not shown. */
const tellPage = (message: ToPage) => window.parent.postMessage(message, '*');

function start(language: Language, asked: Identity | undefined, isShown: boolean): void {
  const texts = textsOf(language);
  let identity = asked;
  let isVisible = isShown;
  let { isOpen, opensAt } = config;
  let agentSeen = 0;
  let isTyping = false;
  let isConnected = true;
  let unread = 0;
  let stopLive: (() => void) | undefined;
  let isVisitor = false;

  const status = make('p', { class: 'hours' });
  const close = make('button', { type: 'button', class: 'close', 'aria-label': texts.close }, '×');
  const header = make('header', {}, make('div', {}, make('h1', {}, config.title[language]), status), close);
  const log = createLog(texts, language, config.greeting[language], {
    async earlier() {
      const { items, hasEarlier } = await api.earlier(log.oldest());
      log.add(items);
      log.hasEarlier(hasEarlier);
    },
    again: (clientId) => outbox.again(clientId),
    rate: (number, rating, comment) => api.rate(number, rating, comment),
  });
  const outbox = createOutbox(api, () => log.sending(outbox.waiting));
  const input = make('textarea', { rows: '1', 'aria-label': texts.write, placeholder: texts.write });
  const problem = make('p', { class: 'problem', role: 'alert' });
  const send = make('button', { type: 'submit', class: 'send', 'aria-label': texts.send }, '➤');
  const composer = make('form', { class: 'composer' }, problem, make('div', { class: 'row' }, input, send));
  document.documentElement.lang = language;
  document.title = config.title[language];
  document.documentElement.style.setProperty('--brand', config.colour);
  document.documentElement.style.setProperty('--ink', inkOn(config.colour));
  document.body.replaceChildren(header, log.view, composer);

  const drawState = () => {
    const isSeen = agentSeen > 0 && agentSeen >= log.last() && outbox.waiting.length === 0;
    log.state(!isConnected ? texts.offline : isTyping ? texts.typing : isSeen ? texts.seen : '');
  };
  const drawHours = () => {
    const at =
      opensAt &&
      new Intl.DateTimeFormat(language, { weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(
        new Date(opensAt),
      );
    status.textContent = isOpen ? texts.open : at ? texts.closed(at) : texts.closedNow;
  };
  const noteSeen = () => {
    if (!isVisible || !isVisitor || log.last() === 0) return;
    unread = 0;
    tellPage({ chat: 'unread', count: 0 });
    void api.seen(log.last()).catch(() => undefined);
  };

  const live = () => {
    if (stopLive) return;
    stopLive = startLive(api, {
      after: () => log.last(),
      item(item) {
        if (item.clientId) outbox.arrived(item.clientId);
        log.sending(outbox.waiting);
        const isNew = log.add([item]) > 0;
        if (item.from === 'desk' && isNew) {
          isTyping = false;
          if (!isVisible) unread += 1;
          tellPage({ chat: 'unread', count: unread });
          noteSeen();
        }
        drawState();
      },
      typing(now) {
        isTyping = now;
        drawState();
      },
      seen(upTo) {
        agentSeen = Math.max(agentSeen, upTo);
        drawState();
      },
      connected(now) {
        isConnected = now;
        drawState();
      },
    });
  };
  const take = (found: Conversation) => {
    isVisitor = true;
    ({ isOpen, opensAt } = found);
    agentSeen = found.seen;
    log.add(found.items);
    log.hasEarlier(found.hasEarlier);
    log.end();
    drawHours();
    drawState();
    live();
    noteSeen();
  };
  const begin = async (details: Details) => take(await api.begin(details, identity));
  /** Goes on as whom this browser is known; the page's word comes before. */
  const resume = async () => {
    try {
      if (identity) await begin({});
      else if (api.isVisitor()) take(await api.resume());
    } catch {
      if (identity) tellPage({ chat: 'refused', reason: 'the identity is not signed, or has expired' });
      identity = undefined;
    }
  };

  const grow = () => {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 140)}px`;
  };
  const say = (text: string) => {
    outbox.add(text);
    input.value = '';
    problem.textContent = '';
    grow();
    log.end();
  };
  const askFirst = (text: string) => {
    const form = detailsForm(texts, config, isOpen, async (details) => {
      await begin(details);
      form.replaceWith(composer);
      say(text);
      input.focus();
    });
    composer.replaceWith(form);
    const first = form.querySelector('input');
    if (first) first.focus();
  };
  const submit = async () => {
    const text = input.value.trim();
    if (text === '') return;
    if (Array.from(text).length > config.longestMessage) {
      problem.textContent = texts.tooLong;
      return;
    }
    if (isVisitor) return say(text);
    if (askedOf(config, isOpen).fields.length > 0) return askFirst(text);
    send.disabled = true;
    try {
      await begin({});
      say(text);
    } catch {
      problem.textContent = texts.offline;
    } finally {
      send.disabled = false;
    }
  };
  composer.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  let typedAt = 0;
  input.addEventListener('input', () => {
    grow();
    if (!isVisitor || Date.now() - typedAt < TYPING_MS) return;
    typedAt = Date.now();
    void api.typing(true).catch(() => undefined);
  });
  input.addEventListener('keydown', (event) => {
    // A key that ends a composition, as of Vietnamese typing, sends nothing.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && tellPage({ chat: 'close' }));
  close.addEventListener('click', () => tellPage({ chat: 'close' }));

  const heard = ({ data, source }: MessageEvent<ToFrame>) => {
    if (source !== window.parent || typeof data !== 'object' || !data) return;
    if (data.chat === 'open') {
      isVisible = true;
      log.end();
      noteSeen();
      input.focus();
    } else if (data.chat === 'closed') isVisible = false;
    else if (data.chat === 'identify' && data.identity) {
      identity = data.identity;
      void resume();
    }
  };
  window.addEventListener('message', heard);
  drawHours();
  void resume();
  if (isVisible) input.focus();
}

/** The page says first what language it is in; the frame alone, on a page of its own, begins by itself. */
if (window.parent === window) start('vi', undefined, true);
else {
  const init = ({ data, source }: MessageEvent<ToFrame>) => {
    if (source !== window.parent || typeof data !== 'object' || !data || data.chat !== 'init') return;
    window.removeEventListener('message', init);
    start(data.language, data.identity, data.isOpen);
  };
  window.addEventListener('message', init);
  tellPage({ chat: 'ready' });
}
