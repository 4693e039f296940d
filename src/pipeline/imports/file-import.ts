import type { Clock } from '../../clock.ts';
import type { DayOrder } from '../../crawlers/support/local-dates.ts';
import type { RawPost } from '../../domain/raw-post.ts';
import { Conflict, describeError, InvalidInput } from '../../errors.ts';
import { type Database, inTransaction } from '../../storage/database.ts';
import { addRejects, knownMentions, type Reject } from '../../storage/imports.ts';
import { addToRun, finishRun, startRun } from '../../storage/runs.ts';
import { type CollectedPost, type IntakeSource, prepare, takeIn } from '../intake.ts';
import type { IntakeOutcome } from '../pipeline.ts';
import { type Columns, type Mapping, readColumns } from './columns.ts';
import { type DateReading, readRow } from './row-to-post.ts';
import type { Row } from './table.ts';

export type FileFormat = 'csv' | 'xlsx' | 'json';

/** A file to import and how to read it. */
export interface ImportRequest {
  sourceId: string;
  file: Uint8Array;
  format: FileFormat;
  /** The media type as sent: its charset counts for CSV. */
  contentType?: string | undefined;
  mapping: Mapping;
  dayOrder: DayOrder;
  timeZone: string;
  /** Reads everything, stores nothing. */
  dryRun: boolean;
  signal: AbortSignal;
}

/** What came of a file, or would: each row is new, known, unmatched or rejected. */
export interface ImportOutcome {
  /** The run that keeps the rejected rows; null of a dry run. */
  run: string | null;
  rows: number;
  /** Rows that became mentions. */
  new: number;
  /** Rows whose post was stored before; a changed text was taken over. */
  known: number;
  /** Rows that no query of the source matched. */
  unmatched: number;
  rejected: number;
  columns: Columns;
  /** The first rejected rows. */
  rejects: Reject[];
}

export interface ImportDeps {
  db: Database;
  clock: Clock;
  /** Tells the language stage that mentions wait. */
  wake(): Promise<void>;
}

/** Rows stored in one transaction. */
const BATCH = 200;
/** Rejected rows that the answer shows; all up to 1,000 are kept with the run. */
const SHOWN_REJECTS = 20;

/** One pass over a file. */
export class FileImport {
  readonly #dates: DateReading;
  readonly #rowOf = new Map<string, number>();
  #posts: { post: RawPost; row: Row }[] = [];
  #rejects: Reject[] = [];
  #outcome: ImportOutcome = {
    run: null,
    rows: 0,
    new: 0,
    known: 0,
    unmatched: 0,
    rejected: 0,
    columns: [],
    rejects: [],
  };

  constructor(
    private readonly deps: ImportDeps,
    private readonly request: ImportRequest,
    private readonly source: IntakeSource,
    private readonly rows: AsyncIterable<Row> | Iterable<Row>,
  ) {
    this.#dates = { timeZone: request.timeZone, order: request.dayOrder, now: deps.clock.now() };
  }

  /** The real thing, as a run of the source that ends whatever happens. */
  async store(): Promise<ImportOutcome> {
    const { db, clock } = this.deps;
    const id = await startRun(db, this.source.id, clock.now());
    if (id === null)
      throw new Conflict('A file is being imported into this source right now: try again when it is done.');
    const end = (status: 'succeeded' | 'failed' | 'interrupted', problem: string | null) =>
      finishRun(db, { id, sourceId: this.source.id, status, problem }, clock.now());
    try {
      const outcome = await this.read(id);
      await end('succeeded', null);
      return outcome;
    } catch (error) {
      await end(this.request.signal.aborted ? 'interrupted' : 'failed', describeError(error));
      throw error;
    } finally {
      if (this.#outcome.new + this.#outcome.known > 0) await this.deps.wake();
    }
  }

  /** Reads all rows; with a run, stores them. */
  async read(run: string | null): Promise<ImportOutcome> {
    this.#outcome.run = run;
    let columns: Columns | undefined;
    for await (const row of this.rows) {
      columns ??= readColumns(Object.keys(row.cells), this.request.mapping);
      this.#add(row, columns);
      if (this.#posts.length + this.#rejects.length >= BATCH) await this.#flush(run);
      this.request.signal.throwIfAborted();
    }
    if (columns === undefined) throw new InvalidInput('The file has no rows below its headings.');
    await this.#flush(run);
    return { ...this.#outcome, columns };
  }

  #add(row: Row, columns: Columns): void {
    this.#outcome.rows += 1;
    const read = readRow(row, columns, this.#dates);
    const before = 'post' in read ? this.#rowOf.get(read.post.externalId) : undefined;
    if ('reason' in read) this.#reject(row, read.reason);
    else if (before !== undefined) this.#reject(row, `externalId: is that of row ${before} too`);
    else {
      this.#rowOf.set(read.post.externalId, row.number);
      this.#posts.push({ post: read.post, row });
    }
  }

  #reject({ number, cells }: Row, reason: string): void {
    this.#outcome.rejected += 1;
    const reject = { row: number, reason, cells };
    this.#rejects.push(reject);
    if (this.#outcome.rejects.length < SHOWN_REJECTS) this.#outcome.rejects.push(reject);
  }

  async #flush(run: string | null): Promise<void> {
    const now = this.deps.clock.now();
    const batch = this.#posts.map(({ post }) => ({ post, collectedAt: now.toISOString() }));
    const counts = run === null ? await this.#foresee(batch) : await this.#keep(run, batch, now);
    this.#outcome.new += counts.new;
    this.#outcome.unmatched += counts.unmatched;
    this.#outcome.known += batch.length - counts.new - counts.unmatched - counts.rejected;
    [this.#posts, this.#rejects] = [[], []];
  }

  /** What `#keep` would come to. */
  async #foresee(batch: readonly CollectedPost[]): Promise<IntakeOutcome> {
    const { mentions, outcome } = prepare(this.source, batch);
    this.#rejectLate(outcome);
    const known = await knownMentions(
      this.deps.db,
      mentions.map(({ id }) => id),
    );
    return { ...outcome, new: mentions.length - known };
  }

  #keep(run: string, batch: readonly CollectedPost[], now: Date): Promise<IntakeOutcome> {
    return inTransaction(this.deps.db, async (tx) => {
      const taken = await takeIn(tx, this.source, batch, now);
      const before = this.#rejects.length;
      this.#rejectLate(taken);
      const rejects = this.#rejects;
      await addRejects(tx, run, rejects);
      const errors = rejects.map(({ row, reason }) => ({ url: `#row-${row}`, message: reason }));
      const [found, rejected] = [batch.length + before, rejects.length];
      await addToRun(tx, run, { ...taken, found, rejected, errors, warnings: [] }, now);
      return taken;
    });
  }

  /** What only intake finds: a text of nothing but control characters. */
  #rejectLate({ errors }: IntakeOutcome): void {
    for (const { url, message } of errors) {
      const row = this.#posts[Number(url.slice(1))]?.row;
      if (row !== undefined) this.#reject(row, message);
    }
  }
}
