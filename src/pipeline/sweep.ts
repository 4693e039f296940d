import type { Clock } from '../clock.ts';
import type { Source } from '../domain/source.ts';
import type { Logger } from '../logger.ts';
import type { JobQueue } from '../queue/queue.ts';
import { teamsToDrain } from '../storage/assignment.ts';
import { sealAudit } from '../storage/audit.ts';
import type { Database } from '../storage/database.ts';
import { forgetSentBefore, mentionsToIndex, ticketsToIndex } from '../storage/index-steps.ts';
import { pendingSteps } from '../storage/mention-steps.ts';
import { forgetOnlookers } from '../storage/onlookers.ts';
import { activeSources } from '../storage/sources.ts';
import { wakeClocks } from './due.ts';
import type { IndexDeps } from './index-mentions.ts';
import type { IndexTicketsDeps } from './index-tickets.ts';
import { requestCollect, wake } from './jobs.ts';

export interface SweepDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  collectQueue: JobQueue;
  processQueue: JobQueue;
  indexQueue: JobQueue;
  /** Null where the records themselves are searched. */
  index: (IndexDeps & IndexTicketsDeps) | null;
}

const DAY_MS = 24 * 3_600_000;

const scheduleId = (sourceId: string) => `source-${sourceId}`;

/** Makes the queue's schedules those of the records: the records are the truth, the queue may have lost everything. */
export async function syncSchedules(deps: SweepDeps): Promise<void> {
  await schedule(deps, await activeSources(deps.db, deps.clock.now()));
}

async function schedule({ collectQueue }: SweepDeps, sources: readonly Source[]): Promise<void> {
  const wanted = new Map<string, { sourceId: string; everyMs: number }>();
  for (const source of sources) {
    wanted.set(scheduleId(source.id), { sourceId: source.id, everyMs: source.everyMinutes * 60_000 });
  }
  const present = new Map((await collectQueue.scheduled()).map((schedule) => [schedule.id, schedule.everyMs]));
  for (const [id, { sourceId, everyMs }] of wanted) {
    if (present.get(id) !== everyMs) await collectQueue.schedule(id, everyMs, 'collect', { sourceId, scheduled: true });
  }
  for (const id of present.keys()) if (!wanted.has(id)) await collectQueue.unschedule(id);
}

/** Finds what a lost queue forgot: rows that wait for a step, sources whose schedule is gone or that are late. */
export async function sweep(deps: SweepDeps): Promise<void> {
  const pending = await pendingSteps(deps.db);
  if (pending.analyse > 0) await wake(deps.processQueue, 'analyse');
  if (pending.triage > 0) await wake(deps.processQueue, 'triage');
  await wakeClocks(deps.db, deps.processQueue, deps.clock.now());
  if ((await teamsToDrain(deps.db, deps.clock.now())).length > 0) await wake(deps.processQueue, 'assign');
  if (deps.index !== null && (await waitsForIndex(deps))) await wake(deps.indexQueue, 'index');
  await forgetSentBefore(deps.db, new Date(deps.clock.now().getTime() - DAY_MS));
  await sealAudit(deps.db);
  await forgetOnlookers(deps.db, deps.clock.now());
  const sources = await activeSources(deps.db, deps.clock.now());
  await schedule(deps, sources);
  for (const source of sources) {
    if (source.health === 'late') await requestCollect(deps.collectQueue, source.id);
  }
}

const waitsForIndex = async ({ db, clock }: SweepDeps) =>
  (await mentionsToIndex(db, 1)).length > 0 || (await ticketsToIndex(db, 1, clock.now())).length > 0;
