import type { Coverage } from '../domain/report.ts';
import type { SourceHealth } from '../domain/source.ts';
import type { SourceRow } from '../storage/report-service.ts';

/** The health that a source had at an instant, by its runs up to then; "paused" is as it is now. */
function healthAt(source: SourceRow, at: Date): SourceHealth {
  if (!source.enabled) return 'paused';
  if (source.lastStatus === 'failed') return 'failing';
  const silentMs = at.getTime() - (source.lastEndedAt ?? source.createdAt).getTime();
  if (silentMs > (2 * source.everyMinutes + 1) * 60_000) return 'late';
  return source.lastSuccessAt === null ? 'new' : 'healthy';
}

/** Which sources were listened to at an instant, and what is wrong with the others; the longest silent first. */
export function coverageAt(
  sources: readonly SourceRow[],
  at: Date,
  runs: Coverage['runs'],
  cut: (text: string) => string,
): Coverage {
  const known = sources.map((source) => ({ source, health: healthAt(source, at) }));
  const unhealthy = known
    .filter(({ health }) => health !== 'healthy' && health !== 'paused')
    .sort((a, b) => (a.source.lastSuccessAt?.getTime() ?? 0) - (b.source.lastSuccessAt?.getTime() ?? 0))
    .map(({ source, health }) => ({
      id: source.id,
      name: source.name,
      kind: source.kind,
      health,
      since: source.lastSuccessAt?.toISOString() ?? null,
      reason: health === 'failing' && source.reason !== null ? cut(source.reason) : null,
    }));
  const paused = known.filter(({ health }) => health === 'paused').length;
  const listening = known.length - paused;
  return { sources: listening, healthy: listening - unhealthy.length, paused, unhealthy, runs };
}
