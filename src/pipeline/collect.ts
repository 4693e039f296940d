import { setTimeout as delay } from 'node:timers/promises';
import { compileMatcher } from '../analysis/query/match.ts';
import { parseQuery } from '../analysis/query/parse.ts';
import type { Crawler } from '../crawlers/crawler.ts';
import type { Browse } from '../crawlers/support/browse.ts';
import type { Fetch } from '../crawlers/support/safe-fetch.ts';
import { BACKFILL_SLICES, type Backfill } from '../domain/schedule.ts';
import type { Source } from '../domain/source.ts';
import { describeError, GiveUp, PublicError, RetryLater } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Database } from '../storage/database.ts';
import { findQueries } from '../storage/queries.ts';
import { endRun, finishRun, heartbeat, type RunEnd, startRun } from '../storage/runs.ts';
import type { Vault } from '../storage/secrets.ts';
import { backfillOf, leaveQueue, saveBackfill } from '../storage/source-schedule.ts';
import { findSource, sourceCursor, sourceSecrets } from '../storage/sources.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { CollectRun, type StoreDeps } from './collect-run.ts';
import type { IntakeSource } from './intake.ts';
import { openSettings, withoutSecrets } from './source-secrets.ts';

/** A run that takes longer ends at its next checkpoint and goes on when its turn comes again: others wait, too. */
const SLICE_MS = 120_000;
/** A source whose records can't be reached is tried again after so long, at no cost of an attempt. */
const AWAY_MS = 5000;
/** How often, and for how long, the end of a run tries to reach records that are away. */
const REACH_AGAIN_MS = 1000;
const REACH_FOR_MS = 600_000;
/** A run tells so often that it lives, also while it waits for its turn at a host. */
const BEAT_MS = 30_000;
/** A back-fill that broke off goes on after so long. */
const BACKFILL_RETRY_MS = 600_000;

export interface CollectDeps extends StoreDeps {
  logger: Logger;
  fetch: Fetch;
  browse: Browse;
  findCrawler(kind: string): Crawler;
  /** Opens the secrets of sources. */
  vault: Vault;
}

/** A source with its rules compiled. */
export async function intakeSource(db: Database, source: Source): Promise<IntakeSource> {
  const queries = await findQueries(db, source.queries);
  const compiled = queries.map((query) => ({ id: query.id, matches: compileMatcher(parseQuery(query.rule)) }));
  return { id: source.id, kind: source.kind, name: source.name, queries: compiled };
}

/** Gives true if the run used up its time with more to read. */
async function drain(run: CollectRun, at: Prepared, deps: CollectDeps, signal: AbortSignal): Promise<boolean> {
  const { source, backfill } = at;
  const crawler = deps.findCrawler(source.kind);
  const context = {
    fetch: deps.fetch,
    browse: deps.browse,
    cursor: backfill === null ? await sourceCursor(deps.db, source.id) : (backfill.cursor ?? undefined),
    signal,
    now: () => deps.clock.now(),
  };
  const sealed = await sourceSecrets(deps.db, source.id);
  const { settings, secrets } = openSettings(deps.vault, crawler, { ...source, sealed });
  const started = deps.clock.now().getTime();
  for await (const item of withoutSecrets(crawler.collect(settings, context), secrets)) {
    if ('post' in item) {
      if (run.add(item.post)) await run.flush();
    } else if ('checkpoint' in item) {
      await run.flush({ cursor: item.checkpoint });
      if (deps.clock.now().getTime() - started > SLICE_MS) return true;
    } else if ('warning' in item) run.warn(item.warning);
    else if ('gone' in item) run.lose(item.gone.externalId);
    else run.fail(item.error);
    signal.throwIfAborted();
  }
  await run.flush();
  return false;
}

/**
 * Ends a run that broke off as soon as the records can be reached: until it has ended, its source counts as being
 * collected, and trying again would do nothing.
 */
async function whenReachable(signal: AbortSignal, end: () => Promise<void>): Promise<void> {
  for (let waited = 0; ; waited += REACH_AGAIN_MS) {
    try {
      return await end();
    } catch (error) {
      if (!isUnavailable(error) || signal.aborted || waited >= REACH_FOR_MS) throw error;
    }
    await delay(REACH_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}

const problemOf = (error: unknown) =>
  error instanceof PublicError
    ? describeError(error)
    : `The run broke off: ${describeError(error)}. It will be tried again.`;

interface Prepared {
  source: Source;
  intake: IntakeSource;
  runId: string;
  backfill: Backfill | null;
  /** How long after it was due it began; below zero when somebody asked for it before. */
  lateMs: number;
}

/** What a run starts from; null when the source is being collected already. Waits for records that are away. */
async function prepareRun(
  { db, clock }: CollectDeps,
  sourceId: string,
  backfill: Backfill | null,
): Promise<Prepared | null> {
  try {
    const source = await findSource(db, sourceId, clock.now());
    const intake = await intakeSource(db, source);
    const now = clock.now();
    const runId = await startRun(db, sourceId, now);
    const lateMs = now.getTime() - Date.parse(source.nextRunAt);
    return runId === null ? null : { source, intake, runId, backfill, lateMs };
  } catch (cause) {
    throw isUnavailable(cause) ? new RetryLater('The records can’t be reached.', AWAY_MS, { cause }) : cause;
  }
}

/** Stores how the run ended, and what follows of it for the source's schedule or its back-fill. */
async function endAt(deps: CollectDeps, logger: Logger, at: Prepared, ending: Omit<RunEnd, 'id' | 'sourceId'>) {
  const { db, clock } = deps;
  const [id, sourceId] = [at.runId, at.source.id];
  const now = clock.now();
  if (at.backfill !== null) {
    await saveBackfill(db, sourceId, await nextSlice(db, at.backfill, sourceId, ending, now));
    await endRun(db, { id, status: ending.status }, now);
    return leaveQueue(db, sourceId);
  }
  const { setAside } = await finishRun(db, { id, sourceId, ...ending }, now);
  if (setAside) logger.error({ problem: ending.problem }, 'source set aside');
}

/** What is left of a back-fill after a run; null when it is at its end. */
async function nextSlice(
  db: Database,
  { since }: Backfill,
  sourceId: string,
  { status, more, refused, delayMs }: Omit<RunEnd, 'id' | 'sourceId'>,
  now: Date,
): Promise<Backfill | null> {
  const at = await backfillOf(db, sourceId);
  // Another one was asked for meanwhile.
  if (at === null || at.since !== since) return at;
  if (refused || (status === 'succeeded' && !more) || at.slices + 1 >= BACKFILL_SLICES) return null;
  const pause = delayMs ?? (status === 'failed' ? BACKFILL_RETRY_MS : 0);
  return { ...at, slices: at.slices + 1, notBefore: new Date(now.getTime() + pause).toISOString() };
}

/** What came of asking for a run. */
export type Collection = { ran: false } | { ran: true; error: unknown };

/**
 * Collects one source now; leaves a run record whatever happens, and what the source failed of in `error`. Does nothing
 * while another worker is at it. Throws RetryLater when the worker stops or the records can't be reached.
 */
export async function runSource(
  deps: CollectDeps,
  sourceId: string,
  signal: AbortSignal,
  backfill: Backfill | null = null,
): Promise<Collection> {
  const at = await prepareRun(deps, sourceId, backfill);
  if (at === null) return { ran: false };
  const { source, intake, runId } = at;
  const logger = deps.logger.child({ source: source.id, kind: source.kind, run: runId });
  const run = new CollectRun(deps, runId, intake, backfill);
  const beating = setInterval(() => void heartbeat(deps.db, runId, deps.clock.now()).catch(() => undefined), BEAT_MS);
  try {
    const more = await drain(run, at, deps, signal);
    const allFailed = run.totals.found === 0 && run.totals.errors > 0;
    const problem = allFailed ? 'Nothing could be read: see the errors of the last run.' : null;
    await endAt(deps, logger, at, { status: allFailed ? 'failed' : 'succeeded', problem, more });
    logger.info({ ...run.totals, lateMs: at.lateMs, everySeconds: source.intervalSeconds }, 'collected');
    return { ran: true, error: undefined };
  } catch (error) {
    const ending = endingOf(error, signal);
    if (ending.status === 'failed') run.fail({ url: '', message: describeError(error) });
    if (ending.status === 'postponed') run.warn({ url: '', message: describeError(error) });
    await whenReachable(signal, async () => {
      await run.flush();
      await endAt(deps, logger, at, ending);
    });
    logger.warn({ ...run.totals, status: ending.status, reason: describeError(error) }, 'collect broke off');
    if (!signal.aborted) return { ran: true, error };
    throw new RetryLater('The worker stops; the source goes on from its checkpoint.', 1000, { cause: error });
  } finally {
    clearInterval(beating);
  }
}

function endingOf(error: unknown, signal: AbortSignal): Omit<RunEnd, 'id' | 'sourceId'> {
  const problem = problemOf(error);
  if (signal.aborted) return { status: 'interrupted', problem };
  if (error instanceof RetryLater) return { status: 'postponed', problem, delayMs: error.delayMs };
  return { status: 'failed', problem, refused: error instanceof GiveUp };
}

/** Collects one source now and gives true, or false while another worker is at it. Throws what the source failed of. */
export async function collectSource(deps: CollectDeps, sourceId: string, signal: AbortSignal): Promise<boolean> {
  const done = await runSource(deps, sourceId, signal);
  if (done.ran && done.error !== undefined) throw done.error;
  return done.ran;
}
