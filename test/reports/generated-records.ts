import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Database } from '../../src/storage/database.ts';

/** Generated rows for the report's tests: kept as plain values too, so that a test counts them without SQL. */

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export interface MentionRow {
  id: string;
  sourceId: string;
  threadId: string | null;
  title: string | null;
  text: string;
  copyOf: string | null;
  publishedAt: Date | null;
  collectedAt: Date;
  analysedAt: Date | null;
  analysisError: string | null;
  language: string | null;
  sentiment: string | null;
  complaint: boolean | null;
  score: number | null;
  topics: string[];
  spam: boolean | null;
}

export interface TicketRow {
  number: number;
  /** The status since `statusSince`, and the one before. */
  status: string;
  statusBefore: string;
  statusSince: Date | null;
  priority: string;
  priorityBefore: string;
  prioritySince: Date | null;
  merged: boolean;
  openedAt: Date;
  firstResponseDueAt: Date;
  resolutionDueAt: Date;
  firstRespondedAt: Date | null;
  resolvedAt: Date | null;
}

/** The same rows for the same seed. */
function sample<T>(arbitrary: fc.Arbitrary<T>, count: number, seed: number): T[] {
  return fc.sample(arbitrary, { numRuns: count, seed });
}

/** Instants of a week around `day`, crowded at its two midnights, to the millisecond. */
const around = (from: Date, to: Date) => {
  const at = (base: Date, low: number, high: number) =>
    fc.integer({ min: low, max: high }).map((ms) => new Date(base.getTime() + ms));
  return fc.oneof(
    { weight: 6, arbitrary: at(from, 0, to.getTime() - from.getTime()) },
    { weight: 3, arbitrary: at(from, -DAY, 0) },
    { weight: 1, arbitrary: at(from, -1, 1) },
    { weight: 1, arbitrary: at(to, -1, 1) },
    { weight: 4, arbitrary: at(from, -29 * DAY, 2 * DAY) },
  );
};

const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const often = <T>(usual: fc.Arbitrary<T>, rare: T) => fc.option(usual, { nil: rare, freq: 8 });
const TOPICS = ['network', 'data', 'billing', 'sim', 'app'];

export function generateMentions(
  count: number,
  span: { from: Date; to: Date },
  sourceIds: readonly string[],
  seed: number,
): MentionRow[] {
  const arbitrary = fc.record({
    sourceId: fc.constantFrom(...sourceIds),
    threadId: fc.option(fc.integer({ min: 1, max: 60 }).map(String), { nil: null }),
    titled: fc.boolean(),
    copy: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    occurredAt: around(span.from, span.to),
    dated: fc.integer({ min: 0, max: 9 }).map((n) => n > 1),
    read: fc.constantFrom('read', 'read', 'read', 'read', 'read', 'read', 'waiting', 'set-aside'),
    language: fc.constantFrom('vi', 'vi', 'vi', 'en', 'other'),
    sentiment: fc.constantFrom('positive', 'neutral', 'negative'),
    complaint: fc.boolean(),
    score: fc.integer({ min: 1, max: 6 }).map((n) => n / 8),
    topics: fc.array(fc.constantFrom(...TOPICS), { maxLength: 3 }),
    spam: often(fc.constant(false), true),
  });
  return sample(arbitrary, count, seed).map((row, index) => {
    const read = row.read === 'read';
    return {
      id: hex(`${seed}/${index}`).slice(0, 26),
      sourceId: row.sourceId,
      threadId: row.threadId,
      title: row.titled ? `Tiêu đề ${index}` : null,
      text: `Phản ánh số ${index}`,
      copyOf: row.copy ? 'another' : null,
      publishedAt: row.dated ? row.occurredAt : null,
      // Collected long after it was published; without a date, the moment of collecting is all there is.
      collectedAt: row.dated ? new Date(row.occurredAt.getTime() + 30 * HOUR) : row.occurredAt,
      analysedAt: row.read === 'waiting' ? null : row.occurredAt,
      analysisError: row.read === 'set-aside' ? 'broke' : null,
      language: read ? row.language : null,
      sentiment: read ? row.sentiment : null,
      complaint: read ? row.complaint : null,
      score: read ? row.score : null,
      topics: read ? row.topics : [],
      spam: read ? row.spam : null,
    };
  });
}

export async function insertMentionRows(db: Database, rows: readonly MentionRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) {
    const values = rows.slice(start, start + 500).map((row) => ({
      id: row.id,
      source_id: row.sourceId,
      source_kind: 'forum',
      external_id: row.id,
      kind: 'post',
      url: `https://forum.example/p/${row.id}`,
      author_name: 'Nguyễn Văn Tác Giả',
      thread_id: row.threadId,
      title: row.title,
      text: row.text,
      exact_hash: row.id,
      search: '',
      copy_of: row.copyOf,
      published_at: row.publishedAt,
      collected_at: row.collectedAt,
      analysed_at: row.analysedAt,
      analysis_error: row.analysisError,
      language: row.language,
      sentiment: row.sentiment,
      complaint: row.complaint,
      complaint_score: row.score,
      topics: row.topics,
      spam: row.spam,
    }));
    await db.insertInto('mentions').values(values).execute();
  }
}

const UNSOLVED = ['new', 'open', 'pending'];

export function generateTickets(count: number, span: { from: Date; to: Date }, seed: number): TicketRow[] {
  const minutes = (most: number) => fc.integer({ min: 0, max: most });
  const arbitrary = fc.record({
    openedAt: around(span.from, span.to),
    answered: fc.option(minutes(2000), { nil: null }),
    resolved: fc.option(minutes(6000), { nil: null }),
    closed: fc.boolean(),
    answerDue: minutes(600),
    resolutionDue: minutes(3000),
    priority: fc.constantFrom('low', 'normal', 'high', 'urgent'),
    priorityBefore: fc.constantFrom('low', 'normal', 'high', 'urgent'),
    unsolved: fc.constantFrom(...UNSOLVED),
    merged: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    // To the millisecond: done just when it was due, or at the midnight that ends the day.
    edge: fc.constantFrom('none', 'none', 'none', 'due', 'midnight'),
  });
  return sample(arbitrary, count, seed).map((row, index) => {
    const later = (minute: number) => new Date(row.openedAt.getTime() + minute * 60_000);
    const done = (minute: number | null) => {
      if (minute === null) return null;
      return row.edge === 'midnight' && row.openedAt < span.to ? span.to : later(minute);
    };
    const due = (minute: number, doneMinute: number | null) =>
      later(row.edge === 'due' ? (doneMinute ?? minute) : minute);
    const resolvedAt = done(row.resolved);
    const reprioritised = row.priority !== row.priorityBefore;
    return {
      number: index + 1,
      status: resolvedAt === null ? row.unsolved : row.closed ? 'closed' : 'resolved',
      statusBefore: row.unsolved,
      statusSince: resolvedAt,
      priority: row.priority,
      priorityBefore: row.priorityBefore,
      prioritySince: reprioritised ? later(row.answerDue * 2) : null,
      merged: resolvedAt !== null && row.closed && row.merged && index > 0,
      openedAt: row.openedAt,
      firstResponseDueAt: due(row.answerDue, row.answered),
      resolutionDueAt: due(row.resolutionDue, row.resolved),
      firstRespondedAt: done(row.answered),
      resolvedAt,
    };
  });
}

const event = (row: TicketRow, at: Date, field: string, from: string, to: string) => ({
  ticket_number: row.number,
  at,
  actor: 'An',
  kind: 'changed',
  changes: JSON.stringify({ [field]: { from, to } }),
});

export async function insertTicketRows(db: Database, rows: readonly TicketRow[], teamId: string): Promise<void> {
  const values = rows.map((row) => ({
    case_key: `case ${row.number}`,
    status: row.status,
    priority: row.priority,
    subject: `Phiếu ${row.number}`,
    channel: 'forum',
    team_id: teamId,
    opened_at: row.openedAt,
    pending_on: row.status === 'pending' ? 'customer' : null,
    first_response_due_at: row.firstResponseDueAt,
    resolution_due_at: row.resolutionDueAt,
    first_responded_at: row.firstRespondedAt,
    resolved_at: row.resolvedAt,
    updated_at: new Date(
      Math.max(...[row.openedAt, row.statusSince, row.prioritySince].map((at) => at?.getTime() ?? 0)),
    ),
  }));
  // Numbers are given in the order of the rows.
  await db.insertInto('tickets').values(values).execute();
  const merged = rows.filter((row) => row.merged).map((row) => row.number);
  await db.updateTable('tickets').set({ merged_into: 1 }).where('number', 'in', merged).execute();
  const events = rows.flatMap((row) => [
    ...(row.statusSince ? [event(row, row.statusSince, 'status', row.statusBefore, row.status)] : []),
    ...(row.prioritySince ? [event(row, row.prioritySince, 'priority', row.priorityBefore, row.priority)] : []),
  ]);
  await db.insertInto('ticket_events').values(events).execute();
}
