import type { ServiceFigures } from '../domain/report.ts';
import { priority, ticketStatus } from '../domain/ticket.ts';
import type { ReportFormat } from './format.ts';
import { type Html, html } from './html.ts';

function clockTable(service: ServiceFigures, format: ReportFormat): Html {
  const { labels, number, percent, duration } = format;
  const row = (name: string, clock: ServiceFigures['firstResponse'], left: number, overdue: number) => {
    const share = percent(clock.inTime, clock.inTime + clock.late);
    return html`<tr><td>${name}</td><td class="n">${number(clock.inTime)}${share && html` <span class="soft">(${share})</span>`}</td>
      <td class="n">${clock.late > 0 ? html`<strong class="up">${number(clock.late)}</strong>` : number(0)}</td>
      <td class="n">${duration(clock.medianMinutes)}</td><td class="n">${number(left)}</td>
      <td class="n">${overdue > 0 ? html`<strong class="up">${number(overdue)}</strong>` : number(0)}</td></tr>`;
  };
  const unresolved = service.backlog.reduce((sum, cell) => sum + cell.count, 0);
  return html`<table><thead><tr><th></th><th class="n">${labels.inTime}</th><th class="n">${labels.late}</th><th class="n">${labels.median}</th>
    <th class="n">${labels.waiting} / ${labels.unresolved.toLowerCase()}</th><th class="n">${labels.overdue}</th></tr></thead><tbody>
    ${row(labels.firstResponse, service.firstResponse, service.waiting, service.waitingOverdue)}
    ${row(labels.resolution, service.resolution, unresolved, service.unresolvedOverdue)}</tbody></table>`;
}

function backlogTable(service: ServiceFigures, { labels, number }: ReportFormat): Html {
  if (service.backlog.length === 0) return html`<p class="soft">${labels.noBacklog}</p>`;
  const levels = [...priority.options].reverse();
  const statuses = ticketStatus.options.filter((status) => service.backlog.some((cell) => cell.status === status));
  const sum = (status: string | null, level: string | null) =>
    service.backlog
      .filter((cell) => (status === null || cell.status === status) && (level === null || cell.priority === level))
      .reduce((total, cell) => total + cell.count, 0);
  const row = (name: string, status: string | null) =>
    html`<tr><td>${name}</td>${levels.map((level) => html`<td class="n">${number(sum(status, level))}</td>`)}<td class="n"><strong>${number(sum(status, null))}</strong></td></tr>`;
  return html`<table><thead><tr><th></th>${levels.map((level) => html`<th class="n">${labels.priorities[level]}</th>`)}<th class="n">${labels.total}</th></tr></thead>
    <tbody>${statuses.map((status) => row(labels.statuses[status], status))}${statuses.length > 1 && row(labels.total, null)}</tbody></table>`;
}

/** How the desk kept its clocks, what is left, and what has waited longest. */
export function serviceSection(
  service: ServiceFigures,
  format: ReportFormat,
  ticketLink: (number: number) => Html,
): Html {
  const { labels, instant } = format;
  const oldest = service.oldestWaiting;
  return html`<section><h2>${labels.service}</h2>${clockTable(service, format)}</section>
    <section><h3>${labels.backlog}</h3>${backlogTable(service, format)}
    ${
      oldest !== null &&
      html`<p>${labels.oldestWaiting}: ${ticketLink(oldest.number)} “${oldest.subject}”
      <span class="meta">· ${labels.priorities[oldest.priority]} · ${labels.openedAt} ${instant(oldest.openedAt)} ${oldest.firstResponseDueAt !== null && html`· ${labels.dueAt} ${instant(oldest.firstResponseDueAt)}`}</span></p>`
    }</section>`;
}
