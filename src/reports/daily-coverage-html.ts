import type { Coverage } from '../domain/report.ts';
import type { ReportFormat } from './format.ts';
import { type Html, html } from './html.ts';

/** The line that stands before every figure: what was listened to when they were counted. */
export function coverageBanner(coverage: Coverage, { labels, number, instant }: ReportFormat): Html {
  if (coverage.sources === 0) return html`<p class="notice bad"><strong>${labels.noSources}</strong></p>`;
  const unhealthy = coverage.unhealthy.length;
  const names = coverage.unhealthy.slice(0, 3).map(({ name, health, since }) => {
    const state = labels.healths[health].toLocaleLowerCase(labels.locale);
    return `${name} (${since === null ? state : labels.stateSince(state, instant(since))})`;
  });
  const named = `${names.join(', ')}${unhealthy > names.length ? ', …' : ''}`;
  return html`<p class="notice${unhealthy > 0 ? ' bad' : ''}"><strong>${labels.healthyOf(number(coverage.healthy), number(coverage.sources))}</strong>${
    unhealthy > 0 && html`; ${labels.notHealthy(number(unhealthy))}: ${named}`
  }${coverage.paused > 0 && html` · ${labels.paused(number(coverage.paused))}`}
    <span class="soft">· ${labels.runs(number(coverage.runs.succeeded), number(coverage.runs.failed))}</span></p>`;
}

/** Every source that is not healthy, since when and why; nothing when all are. */
export function coverageSection(coverage: Coverage, { labels, instant }: ReportFormat): Html | false {
  if (coverage.unhealthy.length === 0) return false;
  const rows = coverage.unhealthy.map(
    (
      source,
    ) => html`<tr><td><strong>${source.name}</strong><div class="meta">${source.kind}</div></td><td>${labels.healths[source.health]}${source.setAside && html`<div class="meta">${labels.setAsideSource}</div>`}</td>
      <td>${source.since === null ? '–' : instant(source.since)}</td>
      <td>${source.lastSuccessAt === null ? labels.never : instant(source.lastSuccessAt)}</td><td>${source.reason ?? '–'}</td></tr>`,
  );
  return html`<section><h2>${labels.coverage}</h2><table><thead><tr><th>${labels.source}</th><th>${labels.state}</th>
    <th>${labels.since}</th><th>${labels.lastSuccess}</th><th>${labels.reason}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}
