import type { Coverage } from '../domain/report.ts';
import { type HealthState, healthOf } from '../domain/source-health.ts';
import type { SourceRow } from '../storage/report-service.ts';

/** How a source was at an instant, by its runs up to then; "paused" and its habit are as they are now. */
function stateAt(source: SourceRow, at: Date): HealthState {
  const lastRun = source.lastEndedAt;
  const nextRunAt = lastRun === null ? source.createdAt : new Date(lastRun.getTime() + source.intervalSeconds * 1000);
  const problem = source.lastStatus === 'failed' ? (source.reason ?? '') : null;
  return healthOf({ ...source, problem, nextRunAt }, at);
}

/** Which sources were listened to at an instant, and what is wrong with the others; the longest unwell first. */
export function coverageAt(
  sources: readonly SourceRow[],
  at: Date,
  runs: Coverage['runs'],
  cut: (text: string) => string,
): Coverage {
  const known = sources.map((source) => ({ source, state: stateAt(source, at) }));
  const unhealthy = known
    .filter(({ state }) => state.health !== 'healthy' && state.health !== 'paused')
    .sort((a, b) => (a.state.since?.getTime() ?? 0) - (b.state.since?.getTime() ?? 0))
    .map(({ source, state: { health, since } }) => ({
      id: source.id,
      name: source.name,
      kind: source.kind,
      health,
      since: since?.toISOString() ?? null,
      lastSuccessAt: source.lastSuccessAt?.toISOString() ?? null,
      reason: health === 'failing' && source.reason !== null ? cut(source.reason) : null,
      setAside: health === 'failing' && source.setAsideAt !== null,
    }));
  const paused = known.filter(({ state }) => state.health === 'paused').length;
  const listening = known.length - paused;
  return { sources: listening, healthy: listening - unhealthy.length, paused, unhealthy, runs };
}
