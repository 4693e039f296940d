import type { Analyser } from '../analysis/analyser.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { JobQueue } from '../queue/queue.ts';
import { teamsToDrain } from '../storage/assignment.ts';
import { attachmentsDue, forgetUnsent } from '../storage/attachment-work.ts';
import { sealAudit } from '../storage/audit.ts';
import { incidentsWait } from '../storage/broadcasts.ts';
import { forgetRequests, inboxDueAt } from '../storage/channel-inbox.ts';
import { forgetSilentVisitors } from '../storage/chat-visitors.ts';
import { hasCustomerWords } from '../storage/customer-keys.ts';
import type { Database } from '../storage/database.ts';
import { channelsToServe } from '../storage/deliveries.ts';
import { forgetEvents, placeEvents } from '../storage/events.ts';
import { forgetHostTurns } from '../storage/host-turns.ts';
import { forgetSentBefore, mentionsToIndex, ticketsToIndex } from '../storage/index-steps.ts';
import { pendingSteps } from '../storage/mention-steps.ts';
import { forgetNotifications } from '../storage/notifications.ts';
import { forgetOnlookers } from '../storage/onlookers.ts';
import { forgetReportMails } from '../storage/report-mails.ts';
import { forgetSelfcareAccess } from '../storage/selfcare-access.ts';
import { forgetDeliveries } from '../storage/webhook-log.ts';
import { csatWaits } from './csat.ts';
import { wakeClocks } from './due.ts';
import { greetingWaits } from './first-answer.ts';
import type { IndexDeps } from './index-mentions.ts';
import type { IndexTicketsDeps } from './index-tickets.ts';
import { wake } from './jobs.ts';
import { qualityWaits } from './quality-work.ts';
import { type ReportMailDeps, reportMailsWait } from './report-mail.ts';
import { followModels } from './reread.ts';
import { emptyOldTickets, forgetMentions } from './retention.ts';

export interface SweepDeps extends ReportMailDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  analyser: Analyser;
  collectQueue: JobQueue;
  processQueue: JobQueue;
  indexQueue: JobQueue;
  channelQueue: JobQueue;
  /** Null where the records themselves are searched. */
  index: (IndexDeps & IndexTicketsDeps) | null;
  /** IANA name; days are this zone's. Vietnam's, if not given. */
  timeZone?: string;
  /** Where customers find the program; without it nobody is asked for a rating. */
  publicUrl?: string | undefined;
}

const DAY_MS = 24 * 3_600_000;

/** Who follows what happens comes back within minutes; webhooks keep what they are to be told themselves. */
const EVENT_DAYS = 3;
const DELIVERY_DAYS = 14;
const NOTIFICATION_DAYS = 90;

/** The queue's one schedule of collecting: when which source is due is told by the records. */
const DISPATCH = 'dispatch';
const DISPATCH_MS = 2000;

/** Sees to it that the queue looks for sources that are due, now and then again and again: it may have lost everything. */
export async function syncSchedules({ collectQueue }: Pick<SweepDeps, 'collectQueue'>): Promise<void> {
  for (const { id } of await collectQueue.scheduled()) if (id !== DISPATCH) await collectQueue.unschedule(id);
  await collectQueue.schedule(DISPATCH, DISPATCH_MS, 'dispatch', {});
  await wake(collectQueue, 'dispatch');
}

/** Finds what a lost queue forgot: rows that wait for a step, and the look for sources that are due. */
export async function sweep(deps: SweepDeps): Promise<void> {
  const pending = await pendingSteps(deps.db);
  if (pending.analyse > 0) await wake(deps.processQueue, 'analyse');
  if (pending.triage > 0) await wake(deps.processQueue, 'triage');
  if (await followModels(deps)) await wake(deps.processQueue, 'reread');
  await wakeClocks(deps.db, deps.processQueue, deps.clock.now());
  if ((await teamsToDrain(deps.db, deps.clock.now())).length > 0) await wake(deps.processQueue, 'assign');
  if (await hasCustomerWords(deps.db)) await wake(deps.processQueue, 'customers');
  if (await incidentsWait(deps.db)) await wake(deps.processQueue, 'incidents');
  if ((await qualityWaits(deps)) || (await csatWaits(deps)) || (await greetingWaits(deps)))
    await wake(deps.processQueue, 'quality');
  if (await reportMailsWait(deps)) await wake(deps.processQueue, 'reports');
  await sweepChannels(deps);
  if (deps.index !== null && (await waitsForIndex(deps))) await wake(deps.indexQueue, 'index');
  await forgetSentBefore(deps.db, new Date(deps.clock.now().getTime() - DAY_MS));
  await forgetHostTurns(deps.db, new Date(deps.clock.now().getTime() - DAY_MS));
  await placeEvents(deps.db); // when nobody follows them, nobody else does
  await forgetEvents(deps.db, new Date(deps.clock.now().getTime() - EVENT_DAYS * DAY_MS));
  await forgetDeliveries(deps.db, new Date(deps.clock.now().getTime() - DELIVERY_DAYS * DAY_MS));
  await forgetReportMails(deps.db, new Date(deps.clock.now().getTime() - NOTIFICATION_DAYS * DAY_MS));
  await forgetNotifications(deps.db, new Date(deps.clock.now().getTime() - NOTIFICATION_DAYS * DAY_MS));
  await forgetMentions(deps);
  await emptyOldTickets(deps);
  await sealAudit(deps.db);
  await forgetOnlookers(deps.db, deps.clock.now());
  await syncSchedules(deps);
}

/** The other sides of channels repeat for a day at most what we acknowledged late. */
const REPEAT_DAYS = 7;

async function sweepChannels({ db, clock, channelQueue }: SweepDeps): Promise<void> {
  const now = clock.now();
  const due = await inboxDueAt(db);
  if (due !== null && due <= now) await wake(channelQueue, 'receive');
  if ((await channelsToServe(db, now)).length > 0) await wake(channelQueue, 'outbox');
  if (await attachmentsDue(db, now)) await wake(channelQueue, 'files');
  await forgetSelfcareAccess(db, now);
  await forgetUnsent(db, new Date(now.getTime() - DAY_MS));
  await forgetRequests(db, new Date(now.getTime() - REPEAT_DAYS * DAY_MS));
  await forgetSilentVisitors(db, new Date(now.getTime() - REPEAT_DAYS * DAY_MS));
}

const waitsForIndex = async ({ db, clock }: SweepDeps) =>
  (await mentionsToIndex(db, 1)).length > 0 || (await ticketsToIndex(db, 1, clock.now())).length > 0;
