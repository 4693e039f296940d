import { type Selectable, sql } from 'kysely';
import type { Capture } from '../domain/capture.ts';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso } from './rows.ts';
import type { Schema } from './schema.ts';

/** A capture as it is handed over. */
export interface NewCapture {
  mentionId: string;
  by: { userId: string | null; name: string };
  url: string | null;
  /** Where the page was found, after redirects. */
  pageUrl: string | null;
  /** Sanitised. */
  html: string | null;
  /** PNG. */
  screenshot: Uint8Array | null;
  /** Why there is no page, or no picture of it. */
  problem: string | null;
}

type Row = Omit<Selectable<Schema['captures']>, 'screenshot' | 'html'> & { has_html: boolean; has_screenshot: boolean };

const shape = (row: Row): Capture => ({
  id: row.id,
  mention: row.mention_id,
  by: row.by_name,
  capturedAt: iso(row.captured_at),
  url: row.url,
  pageUrl: row.page_url,
  hasPage: row.has_html,
  hasScreenshot: row.has_screenshot,
  problem: row.problem,
});

const select = (db: Database) =>
  db
    .selectFrom('captures')
    .select(['id', 'mention_id', 'user_id', 'by_name', 'captured_at', 'url', 'page_url', 'problem'])
    .select(sql<boolean>`html is not null`.as('has_html'))
    .select(sql<boolean>`screenshot is not null`.as('has_screenshot'));

export async function insertCapture(db: Database, capture: NewCapture, now: Date): Promise<Capture> {
  const { id } = await db
    .insertInto('captures')
    .values({
      mention_id: capture.mentionId,
      user_id: capture.by.userId,
      by_name: capture.by.name,
      captured_at: now,
      url: capture.url,
      page_url: capture.pageUrl,
      html: capture.html,
      screenshot: capture.screenshot === null ? null : Buffer.from(capture.screenshot),
      problem: capture.problem,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return findCapture(db, id);
}

export async function findCapture(db: Database, id: string): Promise<Capture> {
  const row = await select(db).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such capture.');
  return shape(row);
}

/** The captures of a mention, the newest first; at most 50. */
export async function capturesOf(db: Database, mentionId: string): Promise<Capture[]> {
  const rows = await select(db).where('mention_id', '=', mentionId).orderBy('captured_at', 'desc').limit(50).execute();
  return rows.map(shape);
}

/** What was captured of a page. */
export async function capturedPage(
  db: Database,
  id: string,
): Promise<{ html: string | null; screenshot: Uint8Array | null }> {
  const row = await db.selectFrom('captures').select(['html', 'screenshot']).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such capture.');
  return row;
}
