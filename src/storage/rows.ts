import { createHash } from 'node:crypto';
import { z } from 'zod';
import { InvalidInput } from '../errors.ts';

/** Small things that every file of queries needs: instants, cursors, patterns. */

/** A row's instant as it travels through JSON. */
export function iso(value: Date): string {
  return value.toISOString();
}

export function isoOrNull(value: Date | null): string | null {
  return value === null ? null : value.toISOString();
}

/** One page of a list; `nextCursor` is null on the last. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

/** A position in a list as one opaque word; `readCursor` reads it. */
export const writeCursor = (position: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** A page from `limit + 1` rows: the cursor names the last row that is shown. */
export function page<Row, T>(
  rows: Row[],
  limit: number,
  position: (row: Row) => unknown[],
  shape: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items: shown.map(shape),
    nextCursor: more ? writeCursor(position(last)) : null,
  };
}

/** What the parts of a position are; a cursor comes from outside, so each is checked before it meets SQL. */
const cursorPart = {
  text: z
    .string()
    .max(500)
    .regex(/^[^\0\p{Surrogate}]*$/u),
  number: z.int32(),
  id: z.int().nonnegative(),
  instant: z.iso.datetime().refine((instant) => instant > '0001', 'PostgreSQL has no year 0'),
  uuid: z.uuid(),
};

/** The position that a cursor names, or undefined for the first page. */
export function readCursor(
  cursor: string | undefined,
  ...parts: (keyof typeof cursorPart)[]
): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(position) && position.length === parts.length) {
      return parts.map((part, index) => cursorPart[part].parse(position[index]));
    }
  } catch {
    // Falls through to the one error for every malformed cursor.
  }
  throw new InvalidInput('The cursor is not one of ours: take it from nextCursor of the page before.', [
    { path: 'cursor', message: 'is malformed' },
  ]);
}

/** What is kept of a secret that only needs to be recognised: sessions, tokens. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether an error says that a unique rule was broken (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
}
