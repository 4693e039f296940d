import type { ComparedCount, DailyReport } from '../domain/report.ts';
import { coverageBanner, coverageSection } from './daily-coverage-html.ts';
import { serviceSection } from './daily-service-html.ts';
import { dailyStyle } from './daily-style.ts';
import { type ReportFormat, reportFormat } from './format.ts';
import { type Html, html, link } from './html.ts';
import type { ReportLanguage } from './labels.ts';

export interface RenderOptions {
  /** Where the console is, for links to tickets; without it they are plain numbers. */
  publicUrl?: string;
  language?: ReportLanguage;
}

/** A figure beside another one: more complaints are bad, fewer good; for other figures it is only a difference. */
function difference(now: number, then: number | null, format: ReportFormat, judged: boolean): Html {
  if (then === null) return html`<span class="soft">–</span>`;
  const change = now - then;
  const tone = !judged || change === 0 ? 'soft' : change > 0 ? 'up' : 'down';
  const relative = then === 0 ? null : format.percent(Math.abs(change), then);
  const sign = change > 0 ? '+' : '−';
  return html`<span class="${tone}">${format.signed(change)}${relative && change !== 0 ? ` (${sign}${relative})` : ''}</span>`;
}

function tile(label: string, figure: ComparedCount, format: ReportFormat, main: boolean): Html {
  const { labels, number } = format;
  const row = (name: string, then: number | null) =>
    then === null
      ? html`<dt>${name}</dt><dd>${labels.noComparison}</dd>`
      : html`<dt>${name}: ${number(then)}</dt><dd>${difference(figure.count, then, format, main)}</dd>`;
  return html`<div class="tile${main ? ' main' : ''}">${label}<b>${number(figure.count)}</b>
    <dl>${row(labels.dayBefore, figure.dayBefore)}${row(labels.usual(figure.usualDays), figure.usual)}</dl></div>`;
}

/** Bars of complaints by hour, with the hour under every third and the figure over every one that isn't nought. */
function hourChart(report: DailyReport, format: ReportFormat): Html {
  const [width, height] = [720, 120];
  const step = width / report.byHour.length;
  const most = Math.max(1, ...report.byHour.map((hour) => hour.complaints));
  const bars = report.byHour.map((hour, index) => {
    const tall = (hour.complaints / most) * height;
    const middle = (index + 0.5) * step;
    return html`<rect x="${(index * step + 3).toFixed(1)}" y="${(14 + height - tall).toFixed(1)}" width="${(step - 6).toFixed(1)}"
      height="${tall.toFixed(1)}" rx="2" fill="#0b6e69"/>${
        hour.complaints > 0 &&
        html`<text x="${middle.toFixed(1)}" y="${(10 + height - tall).toFixed(1)}"
      text-anchor="middle">${format.number(hour.complaints)}</text>`
      }${
        index % 3 === 0 &&
        html`<text x="${middle.toFixed(1)}"
      y="${height + 28}" text-anchor="middle">${format.time(hour.from)}</text>`
      }`;
  });
  return html`<svg class="chart" viewBox="0 0 ${width} ${height + 34}" role="img" aria-label="${format.labels.byHour}">
    <line x1="0" x2="${width}" y1="${14 + height}" y2="${14 + height}" stroke="#dfe4ea"/>${bars}</svg>`;
}

interface ShareRow {
  name: string;
  mentions: number;
  complaints: number;
  complaintsDayBefore: number | null;
}

function shareTable(title: string, rows: readonly ShareRow[], format: ReportFormat): Html {
  const { labels, number } = format;
  const most = Math.max(1, ...rows.map((row) => row.complaints));
  const body = rows.map(
    (
      row,
    ) => html`<tr><td>${row.name}<span class="bar${row.complaints === 0 ? ' none' : ''}" style="width:${Math.round((100 * row.complaints) / most)}%"></span></td>
      <td class="n"><strong>${number(row.complaints)}</strong></td>
      <td class="n">${difference(row.complaints, row.complaintsDayBefore, format, true)}</td><td class="n">${number(row.mentions)}</td></tr>`,
  );
  return html`<section><h2>${title}</h2><table class="shares"><thead><tr><th></th><th class="n">${labels.complaints}</th>
    <th class="n">± ${labels.dayBefore.toLowerCase()}</th><th class="n">${labels.mentions}</th></tr></thead><tbody>${body}</tbody></table></section>`;
}

function languageTable(report: DailyReport, { labels, number, percent }: ReportFormat): Html {
  const all = report.totals.mentions.count;
  const row = (name: string, count: number) =>
    html`<tr><td>${name}</td><td class="n">${number(count)}</td><td class="n">${percent(count, all)}</td></tr>`;
  const rows = report.byLanguage.flatMap(({ language, mentions }) =>
    // What was not read stands below, by why.
    language === null ? [] : [row(labels.languages[language], mentions)],
  );
  const { setAside, waiting } = report.unread;
  return html`<section><h2>${labels.byLanguage}</h2><table><thead><tr><th></th><th class="n">${labels.mentions}</th><th class="n">%</th></tr></thead>
    <tbody>${rows}${report.spam > 0 && row(labels.spam, report.spam)}${setAside > 0 && row(labels.setAside, setAside)}${waiting > 0 && row(labels.pending, waiting)}</tbody></table></section>`;
}

function topTopics(report: DailyReport, format: ReportFormat, ticketLink: (number: number) => Html): Html {
  const { labels, number, percent, time } = format;
  const all = report.totals.complaints.count;
  const topics = report.topTopics.map(
    ({ topic, complaints, examples }) => html`<h3>${topic === null ? labels.noTopic : labels.topics[topic]}
      <span>· ${number(complaints)} (${percent(complaints, all)})</span></h3>
      <ul class="examples">${examples.map(
        (each) =>
          html`<li>${each.text}<div class="meta">${link(each.url, each.sourceName)} · ${time(each.occurredAt)}${
            each.ticketNumber !== null && html` · ${ticketLink(each.ticketNumber)}`
          }</div></li>`,
      )}</ul>`,
  );
  return html`<h2>${labels.topTopics}</h2>${topics.length > 0 ? topics : html`<p class="soft">${labels.noComplaints}</p>`}`;
}

function worstThreads(report: DailyReport, { labels, number }: ReportFormat): Html {
  const threads = report.worstThreads.map(
    (thread) => html`<li>${link(thread.url, thread.title || labels.untitled)}<div class="meta">${thread.sourceName} ·
      ${labels.inThread(number(thread.complaints), number(thread.mentions))}</div></li>`,
  );
  const list =
    threads.length > 0 ? html`<ul class="examples">${threads}</ul>` : html`<p class="soft">${labels.noThreads}</p>`;
  return html`<h2>${labels.worstThreads}</h2>${list}`;
}

function breakdowns(report: DailyReport, format: ReportFormat): Html {
  const { labels } = format;
  const topics = report.byTopic.map((row) => ({
    ...row,
    name: row.topic === null ? labels.noTopic : labels.topics[row.topic],
  }));
  const sources = report.bySource.map((row) => ({
    ...row,
    name: row.deleted ? `${row.name} (${labels.deleted})` : row.name,
  }));
  const sentiments = report.bySentiment.map((row) => ({
    ...row,
    name: row.sentiment === null ? labels.notRead : labels.sentiments[row.sentiment],
  }));
  return html`<div class="columns">${shareTable(labels.byTopic, topics, format)}${shareTable(labels.bySource, sources, format)}
    ${shareTable(labels.bySentiment, sentiments, format)}${languageTable(report, format)}</div>`;
}

/** One self-contained page, without scripts, that prints on A4. */
export function renderDailyReport(report: DailyReport, options: RenderOptions = {}): string {
  const language = options.language ?? 'vi';
  const format = reportFormat(report, language);
  const { labels } = format;
  const base = options.publicUrl?.replace(/\/+$/, '');
  const ticketLink = (number: number) =>
    link(base === undefined ? null : `${base}/inbox/${number}`, `${labels.ticket} #${number}`);
  const { totals } = report;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${labels.title} ${report.date}</title><style>${dailyStyle}</style></head><body>
<header><div class="brand">Lắng nghe</div><h1>${labels.title}</h1>
<p class="soft">${format.date()} · ${report.timeZone} · ${labels.madeAt(format.instant(report.madeAt))}</p></header>
<main>${!report.complete && html`<p class="notice bad">${labels.unfinished(format.time(report.until))}</p>`}
${coverageBanner(report.coverage, format)}
<div class="tiles">${tile(labels.complaints, totals.complaints, format, true)}${tile(labels.mentions, totals.mentions, format, false)}
${tile(labels.tickets, totals.tickets, format, false)}</div>
<section><h2>${labels.byHour}</h2>${hourChart(report, format)}</section>
${serviceSection(report.service, format, ticketLink)}${breakdowns(report, format)}
${topTopics(report, format, ticketLink)}${worstThreads(report, format)}${coverageSection(report.coverage, format)}</main>
<footer>${labels.note}</footer></body></html>
`.toString();
}
