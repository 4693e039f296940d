import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type Page, type PageRequest, page, readCursor } from './rows.ts';

/** A row of an imported file that could not be read, its cells as they were. */
export interface Reject {
  /** As a person would count it in the file. */
  row: number;
  reason: string;
  cells: Readonly<Record<string, string>>;
}

/** Kept of one run, and of one cell: a file of a million broken rows must not fill the database. */
const MAX_REJECTS = 1000;
const MAX_CELL = 2000;

/** What no column of PostgreSQL keeps. */
const storable = (text: string) => text.slice(0, MAX_CELL).replace(/\0|\p{Surrogate}/gu, '');

/** Keeps rejected rows with their run, at most 1,000 of one run. */
export async function addRejects(db: Database, runId: string, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return;
  const rows = rejects.map(({ row, reason, cells }) => ({
    row,
    reason: storable(reason),
    cells: Object.fromEntries(Object.entries(cells).map(([heading, cell]) => [storable(heading), storable(cell)])),
  }));
  await sql`
    insert into import_rejects (run_id, row_number, reason, cells)
    select ${runId}, r.row, r.reason, r.cells
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("row" integer, reason text, cells json)
    limit greatest(0, ${MAX_REJECTS} - (select count(*) from import_rejects where run_id = ${runId}))
    on conflict do nothing`.execute(db);
}

/** The rejected rows of a run in the order of the file. */
export async function listRejects(db: Database, runId: string, request: PageRequest): Promise<Page<Reject>> {
  const after = readCursor(request.cursor, 'number');
  const rows = await db
    .selectFrom('import_rejects')
    .selectAll()
    .where('run_id', '=', runId)
    .$if(after !== undefined, (query) => query.where('row_number', '>', Number(after?.[0])))
    .orderBy('row_number')
    .limit(request.limit + 1)
    .execute();
  return page(
    rows,
    request.limit,
    (row) => [row.row_number],
    ({ row_number: row, reason, cells }) => ({ row, reason, cells }),
  );
}

/** How many of these mentions there are already. */
export async function knownMentions(db: Database, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ known: number }>`
    select count(*)::integer as known from mentions where id = any(${ids}::text[])`.execute(db);
  return rows[0]?.known ?? 0;
}
