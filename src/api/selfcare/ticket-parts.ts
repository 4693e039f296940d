import { ratingTokenIn } from '../../care/csat.ts';
import { isShownInline } from '../../care/files/file-rules.ts';
import type { Attachment } from '../../domain/attachment.ts';
import { Html, html } from '../../reports/html.ts';
import type { LinkState } from '../../storage/csat.ts';
import type { CustomerTicket, Said } from '../../storage/selfcare-tickets.ts';
import { LONGEST_COMMENT } from '../csat-page.ts';
import { formField, ROOT, when } from './layout.ts';
import type { PageCall } from './page-call.ts';
import { stateWords } from './texts.ts';

/** Pieces of the pages about complaints. */

const isSolved = ({ status }: CustomerTicket) => status === 'resolved' || status === 'closed';

export function stateChip({ lang }: PageCall, ticket: CustomerTicket): Html {
  const words = stateWords(lang, ticket.status, ticket.pendingOn);
  return html`<span class="chip${isSolved(ticket) ? ' good' : ''}">${words}</span>`;
}

/** When it is to be done, or was. */
export function dueWords(call: PageCall, ticket: CustomerTicket): Html | null {
  if (ticket.resolvedAt !== null) return html`${call.say('solvedAt')} ${when(call, ticket.resolvedAt)}`;
  return ticket.dueAt === null ? null : html`${call.say('due')} <b>${when(call, ticket.dueAt)}</b>`;
}

export function ticketCard(call: PageCall, ticket: CustomerTicket): Html {
  const { say } = call;
  const about = html`<span class="line">
<b>${ticket.number === null ? say('receiving') : `#${ticket.number}`}</b> ${stateChip(call, ticket)}
${ticket.unread > 0 && html`<b class="chip">${say('unread')}</b>`}</span>
<span>${[...ticket.text].slice(0, 160).join('')}</span><br>
<span class="quiet">${say('sentAt')} ${when(call, ticket.writtenAt)}${[dueWords(call, ticket)].flatMap((due) => (due ? [' · ', due] : []))}</span>`;
  if (ticket.number === null) return html`<li class="card" data-waits>${about}</li>`;
  return html`<li><a class="card ticket" href="${ROOT}/tickets/${ticket.number}">${about}</a></li>`;
}

/** How far it has come: the steps behind are marked, and said to who can't see it. */
export function steps({ say }: PageCall, ticket: CustomerTicket): Html {
  const reached = isSolved(ticket) ? 3 : ticket.status === 'new' ? 1 : 2;
  const step = (words: string, at: number) =>
    html`<li${new Html(`${at <= reached ? ' class="reached"' : ''}${at === reached ? ' aria-current="step"' : ''}`)}>${words}</li>`;
  return html`<ol class="steps" aria-label="${say('progress')}">
${[say('stepTaken'), say('stepWork'), say('stepDone')].map((words, at) => step(words, at + 1))}</ol>`;
}

export function fileList({ say }: PageCall, files: readonly Attachment[]): Html | null {
  if (files.length === 0) return null;
  const shown = (file: Attachment) => {
    const address = `${ROOT}/files/${file.id}`;
    if (file.state !== 'ready')
      return html`<span class="quiet">${file.name}: ${say(file.state === 'checking' || file.state === 'fetching' ? 'fileWaits' : 'fileRefused')}</span>`;
    if (!isShownInline(file.mediaType)) return html`<a href="${address}" download>${file.name}</a>`;
    return html`<a href="${address}"><img src="${address}" alt="${file.name}" loading="lazy"></a>`;
  };
  return html`<ul class="files">${files.map((file) => html`<li>${shown(file)}</li>`)}</ul>`;
}

/** One thing that was said; the names of agents are theirs. A request to rate is shown as a form by itself. */
export function bubble(call: PageCall, said: Said): Html | null {
  const { say, portal } = call;
  if (said.from === 'desk' && ratingTokenIn(said.text) !== undefined) return null;
  const who = said.from === 'customer' ? say('you') : portal.settings.brand;
  return html`<li class="card said ${said.from}"><span class="quiet"><b>${who}</b> · ${when(call, said.at)}</span>
<p>${said.text}</p>${fileList(call, said.files)}</li>`;
}

const RATINGS = ['rate5', 'rate4', 'rate3', 'rate2', 'rate1'] as const;

export function ratingForm(call: PageCall, number: number, state: LinkState): Html | null {
  const { say } = call;
  if (state === 'gone') return null;
  if (state === 'answered') return html`<p class="card notice">${say('rated')}</p>`;
  const choice = (key: (typeof RATINGS)[number]) =>
    html`<label><input type="radio" name="rating" value="${key.slice(-1)}" required> ${say(key)}</label>`;
  return html`<form class="card" method="post" action="${ROOT}/tickets/${number}/rate">
${formField(call)}
<fieldset><legend>${say('rate')}</legend>${RATINGS.map(choice)}</fieldset>
<label for="comment">${say('comment')}</label>
<textarea id="comment" name="comment" maxlength="${LONGEST_COMMENT}"></textarea>
<button>${say('send')}</button>
</form>`;
}
