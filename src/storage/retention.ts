import { sql } from 'kysely';
import type { Database } from './database.ts';
import { ERASED } from './erasure.ts';
import { readSetting } from './settings.ts';

/** What is kept for a time only. A mention that became a ticket's, or that somebody corrected, stays with that. */

const keptFor = sql<boolean>`(m.ticket_number is not null or exists (select from corrections c where c.mention_id = m.id))`;

/** Mentions from before an instant that nothing keeps, the oldest first. */
export async function mentionsToForget(db: Database, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select m.id from mentions m
    where m.occurred_at < ${before} and not ${keptFor} order by m.occurred_at, m.id desc limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** When the oldest mention occurred that is kept, null if there is none before the instant. */
export async function oldestKept(db: Database, before: Date): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`select m.occurred_at as at from mentions m
    where m.occurred_at < ${before} and ${keptFor} order by m.occurred_at, m.id desc limit 1`.execute(db);
  return rows[0]?.at ?? null;
}

/** Forgets mentions, unless something keeps them since they were read; gives how many are gone. */
export async function deleteMentions(db: Database, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ id: string }>`delete from mentions m
    where m.id = any(${[...ids]}::text[]) and not ${keptFor} returning m.id`.execute(db);
  return rows.length;
}

/** Closed tickets that nothing happened to since an instant and that still have their words, the oldest first. */
export async function ticketsToEmpty(db: Database, before: Date, limit: number): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`select number from tickets
    where status = 'closed' and updated_at < ${before} and subject <> ${ERASED} order by number limit ${limit}`.execute(
    db,
  );
  return rows.map(({ number }) => number);
}

/** What is kept for a time. */
export type Kept = 'mentionsBefore' | 'ticketsBefore';

/** Up to when everything was forgotten that was to be, the last time that somebody looked. */
export async function forgottenBefore(db: Database, kept: Kept): Promise<Date | null> {
  const before = ((await readSetting(db, 'retention')) as Partial<Record<Kept, unknown>>)[kept];
  return typeof before === 'string' ? new Date(before) : null;
}

export async function saveForgottenBefore(db: Database, kept: Kept, before: Date, now: Date): Promise<void> {
  const value = JSON.stringify({ [kept]: before.toISOString() });
  await sql`insert into settings (key, value, updated_at) values ('retention', ${value}::jsonb, ${now})
    on conflict (key) do update set value = settings.value || excluded.value, updated_at = excluded.updated_at`.execute(
    db,
  );
}
