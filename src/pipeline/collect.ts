import { setTimeout as delay } from 'node:timers/promises';
import { compileMatcher } from '../analysis/query/match.ts';
import { parseQuery } from '../analysis/query/parse.ts';
import type { Clock } from '../clock.ts';
import type { Crawler } from '../crawlers/crawler.ts';
import type { Browse } from '../crawlers/support/browse.ts';
import type { Fetch } from '../crawlers/support/safe-fetch.ts';
import { mentionId } from '../domain/mention.ts';
import type { Source } from '../domain/source.ts';
import { describeError, PublicError, RetryLater } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { markGone } from '../storage/mention-steps.ts';
import { findQueries } from '../storage/queries.ts';
import { addToRun, finishRun, type Notice, startRun } from '../storage/runs.ts';
import type { Vault } from '../storage/secrets.ts';
import { findSource, saveCursor, sourceCursor, sourceSecrets } from '../storage/sources.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { type CollectedPost, type IntakeSource, takeIn } from './intake.ts';
import { openSettings, withoutSecrets } from './source-secrets.ts';

/** Posts kept in memory before they are stored, checkpoint or not. */
const BATCH = 50;
/** A source whose records can't be reached is tried again after so long, at no cost of an attempt. */
const AWAY_MS = 5000;
/** How often, and for how long, the end of a run tries to reach records that are away. */
const REACH_AGAIN_MS = 1000;
const REACH_FOR_MS = 600_000;

export interface CollectDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  fetch: Fetch;
  browse: Browse;
  findCrawler(kind: string): Crawler;
  /** Opens the secrets of sources. */
  vault: Vault;
  /** Tells the language stage that mentions wait. */
  wake(): Promise<void>;
}

/** A source with its rules compiled. */
export async function intakeSource(db: Database, source: Source): Promise<IntakeSource> {
  const queries = await findQueries(db, source.queries);
  const compiled = queries.map((query) => ({ id: query.id, matches: compileMatcher(parseQuery(query.rule)) }));
  return { id: source.id, kind: source.kind, name: source.name, queries: compiled };
}

/** One run: buffers what the crawler yields and stores posts, cursor and counts together. */
class CollectRun {
  private posts: CollectedPost[] = [];
  private errors: Notice[] = [];
  private warnings: Notice[] = [];
  private gone: string[] = [];
  readonly totals = { found: 0, new: 0, errors: 0 };

  constructor(
    private readonly deps: CollectDeps,
    private readonly runId: string,
    private readonly source: IntakeSource,
  ) {}

  add(post: unknown): boolean {
    this.posts.push({ post, collectedAt: this.deps.clock.now().toISOString() });
    return this.posts.length >= BATCH;
  }

  warn(notice: Notice): void {
    this.warnings.push(notice);
  }

  lose(externalId: string): void {
    this.gone.push(mentionId(this.source.kind, externalId));
  }

  fail(notice: Notice): void {
    this.errors.push(notice);
  }

  /**
   * Stores what was gathered; with a checkpoint also the cursor, in the same transaction. What can't be stored because
   * the records are away stays for the next time; what they refuse does not.
   */
  async flush(checkpoint?: { cursor: unknown }): Promise<void> {
    const { posts, errors, warnings, gone } = this;
    [this.posts, this.errors, this.warnings, this.gone] = [[], [], [], []];
    if (posts.length + errors.length + warnings.length + gone.length === 0 && checkpoint === undefined) return;
    const { db, clock } = this.deps;
    const storing = inTransaction(db, async (tx) => {
      const now = clock.now();
      const taken = await takeIn(tx, this.source, posts, now);
      await markGone(tx, gone, now);
      if (checkpoint !== undefined) await saveCursor(tx, this.source.id, checkpoint.cursor);
      await addToRun(tx, this.runId, { ...taken, errors: [...taken.errors, ...errors], warnings }, now);
      return taken;
    });
    const outcome = await storing.catch((error: unknown) => {
      if (isUnavailable(error)) Object.assign(this, { posts, errors, warnings, gone });
      throw error;
    });
    this.totals.found += outcome.found;
    this.totals.new += outcome.new;
    this.totals.errors += errors.length + outcome.rejected;
    if (outcome.new > 0) await this.deps.wake();
  }
}

async function drain(run: CollectRun, crawler: Crawler, source: Source, deps: CollectDeps, signal: AbortSignal) {
  const context = {
    fetch: deps.fetch,
    browse: deps.browse,
    cursor: await sourceCursor(deps.db, source.id),
    signal,
    now: () => deps.clock.now(),
  };
  const sealed = await sourceSecrets(deps.db, source.id);
  const { settings, secrets } = openSettings(deps.vault, crawler, { ...source, sealed });
  for await (const item of withoutSecrets(crawler.collect(settings, context), secrets)) {
    if ('post' in item) {
      if (run.add(item.post)) await run.flush();
    } else if ('checkpoint' in item) await run.flush({ cursor: item.checkpoint });
    else if ('warning' in item) run.warn(item.warning);
    else if ('gone' in item) run.lose(item.gone.externalId);
    else run.fail(item.error);
    signal.throwIfAborted();
  }
  await run.flush();
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

/** What a run starts from; `runId` is null when the source is being collected already. Waits for records that are away. */
async function prepareRun({ db, clock }: CollectDeps, sourceId: string) {
  try {
    const source = await findSource(db, sourceId, clock.now());
    const intake = await intakeSource(db, source);
    return { source, intake, runId: await startRun(db, sourceId, clock.now()) };
  } catch (cause) {
    throw isUnavailable(cause) ? new RetryLater('The records can’t be reached.', AWAY_MS, { cause }) : cause;
  }
}

/**
 * Collects one source now and gives true; leaves a run record whatever happens. Does nothing and gives false while another
 * worker is at it.
 */
export async function collectSource(deps: CollectDeps, sourceId: string, signal: AbortSignal): Promise<boolean> {
  const { db, clock } = deps;
  const { source, intake, runId } = await prepareRun(deps, sourceId);
  if (runId === null) return false;
  const logger = deps.logger.child({ source: source.id, kind: source.kind, run: runId });
  const run = new CollectRun(deps, runId, intake);
  try {
    await drain(run, deps.findCrawler(source.kind), source, deps, signal);
    const allFailed = run.totals.found === 0 && run.totals.errors > 0;
    const problem = allFailed ? 'Nothing could be read: see the errors of the last run.' : null;
    await finishRun(db, { id: runId, sourceId, status: allFailed ? 'failed' : 'succeeded', problem }, clock.now());
    logger.info({ ...run.totals }, 'collected');
    return true;
  } catch (error) {
    const status = signal.aborted ? 'interrupted' : 'failed';
    if (!signal.aborted) run.fail({ url: '', message: describeError(error) });
    await whenReachable(signal, async () => {
      await run.flush();
      await finishRun(db, { id: runId, sourceId, status, problem: problemOf(error) }, clock.now());
    });
    logger.warn({ ...run.totals, status, reason: describeError(error) }, 'collect broke off');
    if (!signal.aborted) throw error;
    throw new RetryLater('The worker stops; the source goes on from its checkpoint.', 1000, { cause: error });
  }
}
