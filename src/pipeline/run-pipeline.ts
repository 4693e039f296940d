import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { InvalidInput, NotFound, RetryLater } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { JobCounts, JobQueue, QueueWorker } from '../queue/queue.ts';
import { inTransaction } from '../storage/database.ts';
import { indexLag } from '../storage/index-steps.ts';
import { pendingSteps } from '../storage/mention-steps.ts';
import { leaveQueue, startBackfill, workOf } from '../storage/source-schedule.ts';
import { findSource } from '../storage/sources.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { type AnalyseDeps, analyseMentions } from './analyse.ts';
import { drainTickets } from './assignment.ts';
import type { AttachmentWorkDeps } from './attachment-work.ts';
import { takeUpload } from './attachments.ts';
import { capturePost } from './capture.ts';
import { startChannelListeners } from './channel-listeners.ts';
import { createWebhookIntake } from './channel-webhook.ts';
import { oneAtATime, startChannelWorkers } from './channel-workers.ts';
import { takeChatMessage } from './chat.ts';
import { type CollectDeps, intakeSource, runSource } from './collect.ts';
import { askCustomers } from './csat.ts';
import { readCustomers } from './customers.ts';
import type { DeliverDeps } from './deliver.ts';
import { dispatch } from './dispatch.ts';
import { stepClocks } from './due.ts';
import { greetCustomers, greetingWaits } from './first-answer.ts';
import { importFile } from './imports/import-file.ts';
import { watchIncidents } from './incident-watch.ts';
import { resolveWithIncidents, sendBroadcasts } from './incident-work.ts';
import { indexMentions } from './index-mentions.ts';
import { indexTickets } from './index-tickets.ts';
import { takeIn } from './intake.ts';
import { requestCollect, wake, wakeOrLeave } from './jobs.ts';
import { thresholdCurve } from './learning.ts';
import { receivePageWebhook } from './page-webhook.ts';
import type { Pipeline, PipelineLag } from './pipeline.ts';
import { previewSource } from './preview.ts';
import { checkReviews, drawReviews } from './quality-work.ts';
import { sendReportMails } from './report-mail.ts';
import { askReread, rereadMentions } from './reread.ts';
import { takeSelfcareMessage } from './selfcare.ts';
import { askForCode } from './selfcare-codes.ts';
import { type SweepDeps, sweep, syncSchedules } from './sweep.ts';
import { triageMentions } from './triage.ts';

/** Everything that the pipeline's jobs need; made by the composition root. */
export interface PipelineDeps
  extends SweepDeps,
    Omit<CollectDeps, 'wake'>,
    AnalyseDeps,
    DeliverDeps,
    AttachmentWorkDeps {
  clock: Clock;
  logger: Logger;
}

/** The inbox is woken at most so often: under load a wake for each request would cost more than the request. */
const WAKE_PAUSE_MS = 50;

/** The side of the pipeline that asks for work: used by the API and the command line. */
export function createPipeline(deps: PipelineDeps): Pipeline {
  const queues: Record<string, JobQueue> = {
    collect: deps.collectQueue,
    process: deps.processQueue,
    index: deps.indexQueue,
    channels: deps.channelQueue,
  };
  const intake = createWebhookIntake(deps);
  const wakeInbox = oneAtATime(() => wakeOrLeave(deps.channelQueue, 'receive', deps.logger), WAKE_PAUSE_MS);
  const wakeAnalyse = () => wakeOrLeave(deps.processQueue, 'analyse', deps.logger);
  const wakeAnalyseSoon = oneAtATime(wakeAnalyse, WAKE_PAUSE_MS);
  return {
    syncSchedules: () => syncSchedules(deps),
    async requestCollect(sourceId, since) {
      if (since === undefined) return requestCollect(deps.collectQueue, sourceId);
      await startBackfill(deps.db, sourceId, since);
      await wakeOrLeave(deps.collectQueue, 'dispatch', deps.logger);
    },
    async takeIn(sourceId, posts) {
      const now = deps.clock.now();
      const source = await intakeSource(deps.db, await findSource(deps.db, sourceId, now));
      const batch = posts.map((post) => ({ post, collectedAt: now.toISOString() }));
      const outcome = await inTransaction(deps.db, (tx) => takeIn(tx, source, batch, now));
      if (outcome.new > 0) await wakeOrLeave(deps.processQueue, 'analyse', deps.logger);
      return outcome;
    },
    importFile: (request) => importFile({ ...deps, wake: wakeAnalyse }, request),
    receivePageWebhook: (request) => receivePageWebhook({ ...deps, wake: wakeAnalyse }, request),
    capturePost: (request) => capturePost({ ...deps, wake: wakeAnalyse }, request),
    preview: (kind, settings, limit, signal) => previewSource(deps, deps.findCrawler(kind), settings, limit, signal),
    async receiveWebhook(to, request) {
      const { answer, kept } = await intake(to, request);
      if (kept) void wakeInbox();
      return answer;
    },
    async takeChatMessage(channel, visitor, message) {
      const taken = await takeChatMessage(deps.db, channel, visitor, message, deps.clock.now());
      if (taken.fresh) void wakeAnalyseSoon();
      return taken;
    },
    askForCode: (portal, identity, purpose) => askForCode(deps, portal, identity, purpose),
    async takeSelfcareMessage(channel, message) {
      if (!(await takeSelfcareMessage(deps.db, channel, message, deps.clock.now()))) return;
      void wakeAnalyseSoon();
      if (message.files.length > 0) await wakeOrLeave(deps.channelQueue, 'files', deps.logger);
    },
    takeUpload: (upload) => takeUpload(deps, upload),
    wakeDelivery: () => wakeOrLeave(deps.channelQueue, 'outbox', deps.logger),
    wakeInbox: () => wakeOrLeave(deps.channelQueue, 'receive', deps.logger),
    wakeAssignment: () => wakeOrLeave(deps.processQueue, 'assign', deps.logger),
    wakeIncidents: () => wakeOrLeave(deps.processQueue, 'incidents', deps.logger),
    async reread(asked) {
      const begun = await askReread(deps, asked);
      await wakeOrLeave(deps.processQueue, 'reread', deps.logger);
      return begun;
    },
    thresholdCurve: () => thresholdCurve(deps),
    lag: () => lag(deps, queues),
    async failedJobs(limit) {
      const lists = Object.entries(queues).map(async ([name, queue]) =>
        (await queue.failed(limit)).map(({ id, job, error, failedAt, attempts }) => ({
          queue: name,
          id,
          name: job,
          error,
          failedAt,
          attempts,
        })),
      );
      const jobs = (await Promise.all(lists)).flat();
      return jobs.sort((a, b) => b.failedAt.localeCompare(a.failedAt)).slice(0, limit);
    },
    async retryJob(queue, id) {
      const found = queues[queue];
      if (found === undefined)
        throw new NotFound(`There is no queue “${queue}”: there are ${Object.keys(queues).join(', ')}.`);
      await found.retry(id);
    },
  };
}

async function lag(deps: PipelineDeps, queues: Record<string, JobQueue>): Promise<PipelineLag> {
  const now = deps.clock.now().getTime();
  const seconds = (since: Date | null) => (since === null ? 0 : Math.max(0, (now - since.getTime()) / 1000));
  const { analyse, triage, oldest } = await pendingSteps(deps.db);
  const behind = deps.index === null ? null : await indexLag(deps.db);
  const counts = await Promise.all(Object.entries(queues).map(([name, queue]) => countsOf(name, queue)));
  return {
    analyse,
    triage,
    oldestSeconds: seconds(oldest),
    index: behind && { waiting: behind.waiting, oldestSeconds: seconds(behind.oldest), refused: behind.refused },
    queues: Object.fromEntries(counts.flat()),
  };
}

/** A queue that is away is left out: what waits in the records is told all the same. */
async function countsOf(name: string, queue: JobQueue): Promise<[string, JobCounts][]> {
  try {
    return [[name, await queue.counts()]];
  } catch (error) {
    if (isUnavailable(error)) return [];
    throw error;
  }
}

async function bringIndexUp(index: NonNullable<PipelineDeps['index']>, signal: AbortSignal): Promise<void> {
  await indexMentions(index, signal);
  await indexTickets(index, signal);
}

const collectJob = z.object({ sourceId: z.uuid(), scheduled: z.boolean().default(false) });

/** How soon a source that was being collected when somebody asked for it is tried again. */
const BUSY_MS = 5000;

/**
 * Collects what the schedule asks for if it is still due, else goes on with its back-fill. What a person asked for is done
 * after a run that is under way, which may have passed by what is new. A failure is no job's: the records tell when the
 * source is tried again.
 */
async function collectOnce(deps: PipelineDeps & CollectDeps, data: unknown, signal: AbortSignal): Promise<void> {
  const { sourceId, scheduled } = parseJob(collectJob, data);
  const { due, backfill } = await workOf(deps.db, sourceId, deps.clock.now());
  if (scheduled && !due && backfill === null) return leaveQueue(deps.db, sourceId);
  const { ran } = await runSource(deps, sourceId, signal, scheduled && !due ? backfill : null);
  if (!ran && !scheduled) throw new RetryLater('The source is being collected right now.', BUSY_MS);
  await wakeOrLeave(deps.collectQueue, 'dispatch', deps.logger);
}

function parseJob<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success)
    throw new InvalidInput('A job with wrong data: it was not made by this version.', [], { cause: parsed.error });
  return parsed.data;
}

/** Starts the workers of this process; `stop` lets running jobs finish, then closes. */
export function startWorkers(deps: PipelineDeps, concurrency: { collect: number }): QueueWorker {
  const collectDeps = { ...deps, wake: () => wakeOrLeave(deps.processQueue, 'analyse', deps.logger) };
  const collecting = deps.collectQueue.work(
    {
      collect: (data, { signal }) => collectOnce(collectDeps, data, signal),
      dispatch: async () => void (await dispatch(deps)),
    },
    { concurrency: concurrency.collect },
  );
  const processing = deps.processQueue.work(
    {
      async analyse(_data, { signal }) {
        if ((await analyseMentions(deps, signal)) > 0) await wake(deps.processQueue, 'triage');
      },
      async reread(_data, { signal }) {
        const { read, more } = await rereadMentions(deps, signal);
        if (read > 0 && deps.index !== null) await wake(deps.indexQueue, 'index');
        if (more && !signal.aborted) await wake(deps.processQueue, 'reread');
      },
      async due(_data, { signal }) {
        if ((await stepClocks(deps, signal)) > 0 && deps.index !== null) await wake(deps.indexQueue, 'index');
      },
      async triage(_data, { signal }) {
        if ((await triageMentions(deps, signal)) === 0) return;
        await wake(deps.processQueue, 'assign');
        await wake(deps.processQueue, 'customers');
        if (await greetingWaits(deps)) await wake(deps.processQueue, 'quality');
        await wake(deps.processQueue, 'incidents');
        if (deps.index !== null) await wake(deps.indexQueue, 'index');
      },
      async customers(_data, { signal }) {
        await readCustomers(deps, signal);
      },
      async incidents(_data, { signal }) {
        await watchIncidents(deps, signal);
        const sent = await sendBroadcasts(deps, signal);
        if (sent > 0) await wakeOrLeave(deps.channelQueue, 'outbox', deps.logger);
        const resolved = await resolveWithIncidents(deps, signal);
        if (sent + resolved > 0 && deps.index !== null) await wake(deps.indexQueue, 'index');
      },
      async quality(_data, { signal }) {
        await drawReviews(deps, signal);
        await checkReviews(deps, signal);
        const asked = (await askCustomers(deps, signal)) + (await greetCustomers(deps, signal));
        if (asked > 0) await wakeOrLeave(deps.channelQueue, 'outbox', deps.logger);
        if (asked > 0 && deps.index !== null) await wake(deps.indexQueue, 'index');
      },
      async reports(_data, { signal }) {
        await sendReportMails(deps, signal);
      },
      async assign(_data, { signal }) {
        await drainTickets(deps, signal);
      },
    },
    { concurrency: 2 },
  );
  const { index } = deps;
  const channelling = startChannelWorkers(deps);
  const listening = startChannelListeners(deps);
  // One at a time: what is sent twice at once is only sent in vain.
  const indexing =
    index && deps.indexQueue.work({ index: (_data, { signal }) => bringIndexUp(index, signal) }, { concurrency: 1 });
  return {
    async stop() {
      await Promise.all([collecting.stop(), processing.stop(), channelling.stop(), listening.stop(), indexing?.stop()]);
    },
  };
}

/** How often the sweeper looks for what a lost queue forgot. */
const SWEEP_MS = 30_000;

/** Sweeps now and then again and again in this process, every half minute unless told otherwise; `stop` waits for a sweep that is under way. */
export function startSweeper(deps: SweepDeps, everyMs = SWEEP_MS): QueueWorker {
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = sweep(deps).catch((error: unknown) => {
      deps.logger.error({ err: error }, 'sweep failed; the next one comes soon');
    });
  };
  run();
  const timer = setInterval(run, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
