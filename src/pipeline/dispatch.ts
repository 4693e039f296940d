import type { Clock } from '../clock.ts';
import type { JobQueue } from '../queue/queue.ts';
import type { Database } from '../storage/database.ts';
import { type Candidate, takeDue } from '../storage/source-schedule.ts';

/** How many sources the queue has at once: few, so that the order of the records counts, and not that of the queue. */
const IN_FLIGHT = 100;
/** Of these, sources of one host: its requests go one after the other anyway, and nobody else waits for them. */
const PER_HOST = 2;

export interface DispatchDeps {
  db: Database;
  clock: Clock;
  collectQueue: JobQueue;
}

/** Gives the queue the sources that are due, the most overdue first, in fair shares. Gives their number. */
export async function dispatch({ db, clock, collectQueue }: DispatchDeps): Promise<number> {
  const chosen = await takeDue(db, clock.now(), fairShares);
  for (const { id } of chosen) {
    await collectQueue.add('collect', { sourceId: id, scheduled: true }, { dedupe: `collect-${id}` });
  }
  return chosen.length;
}

/** Which sources start next: as many as there is room for, in their order, and never more of one host than its share. */
export function fairShares(due: readonly Candidate[], inFlight: readonly Candidate[]): Candidate[] {
  const running = new Map<string, number>();
  const count = (source: Candidate) => {
    const host = hostOf(source);
    running.set(host, (running.get(host) ?? 0) + 1);
    return running.get(host) ?? 0;
  };
  for (const source of inFlight) count(source);
  const room = Math.max(0, IN_FLIGHT - inFlight.length);
  const chosen: Candidate[] = [];
  for (const source of due) {
    if (chosen.length >= room) break;
    if ((running.get(hostOf(source)) ?? 0) >= PER_HOST) continue;
    count(source);
    chosen.push(source);
  }
  return chosen;
}

/** Where a source's requests go, as far as its settings tell; those of a kind with one public API share it. */
function hostOf({ kind, settings }: Candidate): string {
  for (const address of [settings.url, settings.apiUrl]) {
    if (typeof address === 'string' && URL.canParse(address)) return new URL(address).host;
  }
  return kind;
}
