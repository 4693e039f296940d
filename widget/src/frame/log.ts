import type { Language } from '../protocol.ts';
import type { Item } from './api.ts';
import { make, withLinks } from './dom.ts';
import { ratingForm } from './forms.ts';
import type { Sending } from './outbox.ts';
import type { Texts } from './texts.ts';

export interface LogActs {
  earlier(): Promise<void>;
  again(clientId: string): void;
  rate(number: number, rating: number, comment: string): Promise<void>;
}

/** Near enough to the end to follow what comes. */
const NEAR_END = 80;

/** The messages, the oldest first; screen readers are told of what is added. */
export function createLog(texts: Texts, language: Language, greeting: string, acts: LogActs) {
  const items = new Map<number, HTMLElement>();
  const earlier = make('button', { type: 'button', class: 'earlier', hidden: '' }, texts.earlier);
  const first = bubble('desk', greeting);
  const list = make('div', { class: 'list', role: 'log', 'aria-live': 'polite', 'aria-label': texts.log }, first);
  const pending = make('div', { class: 'list pending' });
  const state = make('p', { class: 'state', role: 'status' });
  const view = make('main', { tabindex: '0' }, earlier, list, pending, state);
  const numbers = () => [...items.keys()].sort((a, b) => a - b);
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'numeric' });
  const isToday = (at: Date) => at.toDateString() === new Date().toDateString();

  function bubble(from: 'visitor' | 'desk', text: string): HTMLElement {
    const words = make('div', { class: 'words' });
    words.append(withLinks(text));
    return make('div', { class: `item ${from}` }, words);
  }

  function draw(item: Item): HTMLElement {
    const made = bubble(item.from, item.text);
    const at = new Date(item.at);
    const shown = isToday(at) ? time.format(at) : `${day.format(at)} ${time.format(at)}`;
    const who = item.from === 'desk' ? item.author || texts.desk : texts.you;
    // Who is told to screen readers of every message, and shown of the desk's.
    made.prepend(make('span', { class: item.from === 'desk' ? 'who' : 'who hidden' }, who));
    if (item.rating === 'open')
      made.append(ratingForm(texts, item.number, (rating, comment) => acts.rate(item.number, rating, comment)));
    made.append(make('time', { datetime: item.at }, shown));
    return made;
  }

  const end = () => {
    view.scrollTop = view.scrollHeight;
  };
  const isAtEnd = () => view.scrollHeight - view.scrollTop - view.clientHeight < NEAR_END;
  earlier.addEventListener('click', async () => {
    earlier.disabled = true;
    await acts.earlier().catch(() => undefined);
    earlier.disabled = false;
  });

  return {
    view,
    end,
    last: () => numbers().pop() || 0,
    oldest: () => numbers()[0] || 0,
    /** Adds what is not there yet, each at its place; gives how many are new. */
    add(found: readonly Item[]): number {
      const follows = isAtEnd();
      const [before, height] = [view.scrollTop, view.scrollHeight];
      const fresh = found.filter(({ number }) => !items.has(number));
      const isEarlier = fresh.length > 0 && (numbers()[0] || 0) > (fresh[0] as Item).number;
      for (const item of fresh) {
        const drawn = draw(item);
        const next = numbers().find((number) => number > item.number);
        list.insertBefore(drawn, next === undefined ? null : (items.get(next) as HTMLElement));
        items.set(item.number, drawn);
      }
      if (isEarlier) view.scrollTop = before + view.scrollHeight - height;
      else if (follows) end();
      return fresh.length;
    },
    hasEarlier(has: boolean) {
      earlier.hidden = !has;
      first.hidden = has;
    },
    sending(waiting: readonly Sending[]) {
      pending.replaceChildren(
        ...waiting.map(({ clientId, text, isStuck }) => {
          const made = bubble('visitor', text);
          made.classList.add('sending');
          const again = make('button', { type: 'button', class: 'again' }, texts.retry);
          again.addEventListener('click', () => acts.again(clientId));
          made.append(isStuck ? again : make('time', {}, texts.sending));
          return made;
        }),
      );
      if (waiting.length > 0) end();
    },
    state(text: string) {
      if (state.textContent !== text) state.textContent = text;
      if (text !== '' && isAtEnd()) end();
    },
  };
}

export type Log = ReturnType<typeof createLog>;
