import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Database } from './database.ts';

/** Turns at hosts, shared by every process on these records; times are the database's own, so clocks may differ. */

/** Whose process died keeps its turn for so long; a living one renews it. */
const TURN_MS = 60_000;
/** A turn that is taken is looked at again after so long. */
const LOOK_AGAIN_MS = 50;

/** That it is ours, or how long to wait before asking again, or how long the host asked to be left alone. */
export type TurnAnswer = 'ours' | { waitMs: number } | { pausedMs: number };

/** The one book of turns, as one process sees it. */
export interface HostTurns {
  /**
   * Asks for the turn at a host, `delayMs` after the end of the last one at the earliest. A process must ask for one at
   * a time; one whose end was never written, the database being away, it may take again at once.
   */
  take(host: string, delayMs: number): Promise<TurnAnswer>;
  /** Keeps a turn that takes long; to be called more often than once a minute. */
  renew(host: string): Promise<void>;
  end(host: string): Promise<void>;
  /** Nobody gets a turn for so long. */
  pause(host: string, ms: number): Promise<void>;
}

/** `clock` takes the place of the database's: for simulated time. */
export function createHostTurns(db: Database, clock?: Clock): HostTurns {
  const us = randomUUID();
  const now = (): RawBuilder<Date> => (clock ? sql`${clock.now()}::timestamptz` : sql`clock_timestamp()`);
  const inMs = (ms: number) => sql`${now()} + ${ms} * interval '1 millisecond'`;
  return {
    async take(host, delayMs) {
      // An end far ahead was written before the clock was set back: it holds nobody up. One a little ahead of a time that
      // was read before is nothing of the kind.
      const free = sql`(t.last_end_at + ${delayMs} * interval '1 millisecond' <= ${now()} or t.last_end_at > ${inMs(delayMs + TURN_MS)})`;
      const taken = await sql`
        insert into host_turns as t (host, turn_id, turn_until) values (${host}, ${us}, ${inMs(TURN_MS)})
        on conflict (host) do update set turn_id = ${us}, turn_until = ${inMs(TURN_MS)}
        where t.paused_until <= ${now()} and (t.turn_until <= ${now()} or t.turn_id = ${us}) and ${free}
        returning host`.execute(db);
      if (taken.rows.length > 0) return 'ours';
      return wait(db, host, delayMs, now());
    },
    async renew(host) {
      await sql`update host_turns set turn_until = ${inMs(TURN_MS)} where host = ${host} and turn_id = ${us}`.execute(
        db,
      );
    },
    async end(host) {
      await sql`update host_turns set turn_id = null, turn_until = '-infinity', last_end_at = ${now()}
        where host = ${host} and turn_id = ${us}`.execute(db);
    },
    async pause(host, ms) {
      await sql`insert into host_turns as t (host, paused_until) values (${host}, ${inMs(ms)})
        on conflict (host) do update set paused_until = greatest(t.paused_until, excluded.paused_until)`.execute(db);
    },
  };
}

/** Why the turn was not to be had. */
async function wait(db: Database, host: string, delayMs: number, now: RawBuilder<Date>): Promise<TurnAnswer> {
  const { rows } = await sql<{ paused: number; taken: boolean; rest: number }>`
    select extract(epoch from greatest(paused_until, ${now}) - ${now})::float8 * 1000 as paused, turn_until > ${now} as taken,
      extract(epoch from greatest(last_end_at, ${now} - interval '1 day') - ${now})::float8 * 1000 + ${delayMs}::float8 as rest
    from host_turns where host = ${host}`.execute(db);
  const { paused, taken, rest } = rows[0] ?? { paused: 0, taken: false, rest: 0 };
  if (paused > 0) return { pausedMs: paused };
  return { waitMs: taken ? LOOK_AGAIN_MS : Math.min(delayMs, Math.max(1, rest)) };
}

/** Forgets hosts that hold nobody back any more. */
export async function forgetHostTurns(db: Database, before: Date): Promise<void> {
  await db
    .deleteFrom('host_turns')
    .where('last_end_at', '<', before)
    .where('turn_until', '<', before)
    .where('paused_until', '<', before)
    .execute();
}
