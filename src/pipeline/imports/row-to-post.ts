import { fold } from '../../analysis/fold.ts';
import { parseInstant } from '../../crawlers/support/dates.ts';
import { hash } from '../../crawlers/support/hash.ts';
import { type DayOrder, parseLocalInstant } from '../../crawlers/support/local-dates.ts';
import { type MentionKind, type RawPost, rawPost } from '../../domain/raw-post.ts';
import type { Columns, Field } from './columns.ts';
import type { Row } from './table.ts';

/** How the dates of a file are read: whose clock, and whether the day comes before the month. */
export interface DateReading {
  timeZone: string;
  order: DayOrder;
  now: Date;
}

/** A row as a post, or why it is none. */
export type ReadRow = { post: RawPost } | { reason: string };

const KINDS: Record<string, MentionKind> = {
  post: 'post',
  'bai viet': 'post',
  'bai dang': 'post',
  comment: 'comment',
  'binh luan': 'comment',
  review: 'review',
  'danh gia': 'review',
  message: 'message',
  'tin nhan': 'message',
};

class Unreadable extends Error {}

/** Reads a row. Without an id of its own a row is known again by all that it says. */
export function readRow(row: Row, columns: Columns, dates: DateReading): ReadRow {
  const cells = new Map<Field, string>();
  for (const { heading, field } of columns) if (field !== null) cells.set(field, row.cells[heading] ?? '');
  const of = (field: Field) => cells.get(field) || null;
  try {
    const rating = readRating(of('rating'));
    const content = JSON.stringify([...cells]);
    const parsed = rawPost.safeParse({
      externalId: of('externalId') ?? `row-${hash(content, 22)}`,
      kind: readKind(of('kind')) ?? (rating === undefined ? 'post' : 'review'),
      url: of('url'),
      author: { id: of('authorId'), name: of('author') },
      title: of('title'),
      text: of('text') ?? '',
      publishedAt: readDate(of('publishedAt'), dates),
      threadId: of('threadId'),
      ...(rating === undefined ? {} : { rating }),
    });
    if (!parsed.success) return { reason: reasonOf(parsed.error.issues[0]) };
    return parsed.data.text === '' && parsed.data.title === null ? { reason: 'it has no text' } : { post: parsed.data };
  } catch (error) {
    if (error instanceof Unreadable) return { reason: error.message };
    throw error;
  }
}

const reasonOf = (issue: { path: PropertyKey[]; message: string } | undefined) =>
  `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}`;

function readKind(text: string | null): MentionKind | undefined {
  if (text === null) return undefined;
  const kind = KINDS[fold(text)];
  if (kind === undefined) throw new Unreadable('kind: is none of post, comment, review, message');
  return kind;
}

/** A day without a time is its first moment. */
function readDate(text: string | null, { timeZone: zone, order, now }: DateReading): string | null {
  if (text === null) return null;
  const clock = { zone, order };
  const found =
    parseInstant(text, now, zone) ??
    parseLocalInstant(text, now, clock) ??
    parseLocalInstant(`${text} 00:00`, now, clock);
  if (found === null) throw new Unreadable('publishedAt: is no date that can be read, or one of the future');
  return found;
}

/** "4", "4,0", "4 sao", "4/5", "★★★★". */
function readRating(text: string | null): number | undefined {
  if (text === null) return undefined;
  const stars = /^(★{1,5})☆*$/.exec(text)?.[1]?.length;
  const number = /^([1-5])(?:[.,]0+)?\s*(?:sao|stars?|\/\s*5)?$/i.exec(text)?.[1];
  if (stars === undefined && number === undefined) throw new Unreadable('rating: is no number of stars from 1 to 5');
  return stars ?? Number(number);
}
