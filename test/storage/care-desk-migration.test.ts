import { sql } from 'kysely';
import { expect, it } from 'vitest';
import {
  applyMigration,
  createDatabase,
  type Database,
  inTransaction,
  migrationNames,
} from '../../src/storage/database.ts';
import { openPool } from '../../src/storage/pool.ts';
import { readSlaSettings } from '../../src/storage/service-rules.ts';
import { readDeskSettings } from '../../src/storage/settings.ts';
import { ticketHistory } from '../../src/storage/ticket-history.ts';
import { findTicket, listTickets } from '../../src/storage/tickets.ts';
import { silent } from '../support/databases.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Records as they were before the desk had clocks of its own: a flat table of minutes, statuses alone. */
const BEFORE = `
  insert into settings (key, value) values ('desk', '{"complaintThreshold": 0.7, "brandAuthors": ["Mạng Sao"], "sla": {
    "low": {"firstResponseMinutes": 400, "resolutionMinutes": 4000}, "normal": {"firstResponseMinutes": 300, "resolutionMinutes": 3000},
    "high": {"firstResponseMinutes": 200, "resolutionMinutes": 2000}, "urgent": {"firstResponseMinutes": 10, "resolutionMinutes": 100}}}');
  insert into tickets (case_key, status, priority, subject, channel, team_id, opened_at, first_response_due_at, resolution_due_at,
      first_responded_at, resolved_at, updated_at)
  select status, status, 'normal', status, 'rss', (select id from teams limit 1), '2026-03-05T02:00:00Z', '2026-03-05T06:00:00Z',
    '2026-03-07T02:00:00Z', answered::timestamptz, resolved::timestamptz, '2026-03-05T03:00:00Z'
  from (values ('new', null, null), ('pending', '2026-03-05T03:00:00Z', null), ('resolved', '2026-03-05T03:00:00Z', '2026-03-05T04:00:00Z'))
    as t(status, answered, resolved);
  insert into messages (ticket_number, kind, text, author_name, created_at)
    values (2, 'note', 'a', 'Lan', '2026-03-05T02:30:00.123Z'), (2, 'reply', 'b', 'Lan', '2026-03-05T03:00:00.456Z');
  insert into ticket_events (ticket_number, at, actor, kind, changes) values
    (2, '2026-03-05T02:30:00.123Z', 'Lan', 'message', '{}'),
    (2, '2026-03-05T03:00:00.456Z', 'Lan', 'message', '{"status": {"from": "new", "to": "open"}}');`;

it('records from before are taken over: minutes as policies, waiting tickets, replies in the history', async () => {
  const folder = tempFolder();
  const db: Database = createDatabase(await openPool({ dataDir: folder.path, logger: silent }));
  try {
    await inTransaction(db, async (tx) => {
      const [older, newer] = [migrationNames.slice(0, 4), migrationNames.slice(4)];
      for (const name of older) await applyMigration(tx, name);
      for (const statement of BEFORE.split(';\n')) await sql.raw(statement).execute(tx);
      for (const name of newer) await applyMigration(tx, name);
    });
    expect(await readDeskSettings(db)).toMatchObject({ complaintThreshold: 0.7, brandAuthors: ['Mạng Sao'] });
    const { policies } = await readSlaSettings(db);
    expect(
      policies.map(({ priorities, targets }) => [priorities, targets.firstResponse, targets.resolution?.minutes]),
    ).toEqual([
      [['urgent'], { minutes: 10, time: 'calendar', pausedBy: [] }, 100],
      [['high'], { minutes: 200, time: 'calendar', pausedBy: [] }, 2000],
      [['normal'], { minutes: 300, time: 'calendar', pausedBy: [] }, 3000],
      [['low'], { minutes: 400, time: 'calendar', pausedBy: [] }, 4000],
    ]);
    expect(await findTicket(db, 'all', 1)).toMatchObject({
      pendingOn: null,
      unansweredSince: '2026-03-05T02:00:00.000Z',
      nextDueAt: '2026-03-05T06:00:00.000Z',
    });
    expect(await findTicket(db, 'all', 2)).toMatchObject({
      pendingOn: 'customer',
      unansweredSince: null,
      nextDueAt: '2026-03-07T02:00:00.000Z',
    });
    expect((await findTicket(db, 'all', 3)).nextDueAt).toBeNull();
    expect((await listTickets(db, 'all', {}, { limit: 9 })).items.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect((await ticketHistory(db, 2)).map(({ changes }) => changes.message?.to)).toEqual(['note', 'reply']);
    const steps = await db
      .selectFrom('tickets')
      .select('number')
      .where('next_step_at', 'is not', null)
      .orderBy('number')
      .execute();
    expect(steps).toEqual([{ number: 1 }, { number: 2 }]);
  } finally {
    await db.destroy();
    folder.remove();
  }
});
