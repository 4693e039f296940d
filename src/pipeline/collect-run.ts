import type { Clock } from '../clock.ts';
import { mentionId } from '../domain/mention.ts';
import type { Backfill } from '../domain/schedule.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { markGone } from '../storage/mention-steps.ts';
import { addToRun, type Notice } from '../storage/runs.ts';
import { saveBackfill } from '../storage/source-schedule.ts';
import { saveCursor } from '../storage/sources.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { type CollectedPost, type IntakeSource, takeIn } from './intake.ts';

/** Posts kept in memory before they are stored, checkpoint or not. */
const BATCH = 50;

export interface StoreDeps {
  db: Database;
  clock: Clock;
  /** Tells the language stage that mentions wait. */
  wake(): Promise<void>;
}

/** One run: buffers what the crawler yields and stores posts, cursor and counts together. */
export class CollectRun {
  private posts: CollectedPost[] = [];
  private errors: Notice[] = [];
  private warnings: Notice[] = [];
  private gone: string[] = [];
  readonly totals = { found: 0, new: 0, errors: 0 };

  constructor(
    private readonly deps: StoreDeps,
    private readonly runId: string,
    private readonly source: IntakeSource,
    /** Null in an ordinary run, whose cursor is the source's own. */
    private readonly backfill: Backfill | null,
  ) {}

  /** Gives true when so many wait that they should be stored. */
  add(post: unknown): boolean {
    if (this.backfill !== null && isBefore(post, this.backfill.since)) return false;
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
      if (checkpoint !== undefined) await this.keepCursor(tx, checkpoint.cursor);
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

  private keepCursor(tx: Database, cursor: unknown): Promise<void> {
    if (this.backfill === null) return saveCursor(tx, this.source.id, cursor);
    return saveBackfill(tx, this.source.id, { ...this.backfill, cursor });
  }
}

/** Whether a post names a date before that instant; what names none may be of any time. */
function isBefore(post: unknown, since: string): boolean {
  const { publishedAt } = post as { publishedAt?: unknown };
  return typeof publishedAt === 'string' && Date.parse(publishedAt) < Date.parse(since);
}
