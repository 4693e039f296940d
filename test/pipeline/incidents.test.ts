import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/person.ts';
import { watchIncidents } from '../../src/pipeline/incident-watch.ts';
import { resolveWithIncidents, sendBroadcasts } from '../../src/pipeline/incident-work.ts';
import {
  acceptIncident,
  broadcastAnswer,
  changeIncidentTickets,
  decideOnBroadcast,
  dismissIncident,
  endIncident,
  openIncident,
} from '../../src/pipeline/incidents.ts';
import { addToConversation, change } from '../../src/pipeline/tickets.ts';
import { heldRepliesOf, setApprovalLevels } from '../../src/storage/approvals.ts';
import { broadcastsOf } from '../../src/storage/broadcasts.ts';
import type { Database } from '../../src/storage/database.ts';
import { findIncident, listIncidents } from '../../src/storage/incidents.ts';
import { createUser } from '../../src/storage/people.ts';
import { createTeam } from '../../src/storage/teams.ts';
import { messagesOfTicket, ticketHistory } from '../../src/storage/ticket-history.ts';
import { openTicket } from '../../src/storage/ticket-writes.ts';
import { findTicket, listTickets } from '../../src/storage/tickets.ts';
import { RECORDS, silent, type TestRecords } from '../support/databases.ts';
import { newTicketOf } from '../support/new-tickets.ts';

/** A Thursday morning in Vietnam. */
const NOW = new Date('2026-03-05T02:00:00.000Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const never = new AbortController().signal;

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`incidents on ${skip ?? name}`, () => {
    let records: TestRecords;
    let db: Database;
    let teams: string[];
    let made = 0;
    beforeAll(async () => {
      records = await open();
      db = records.db;
      teams = [];
      for (const each of ['Hà Nội', 'Đà Nẵng']) teams.push((await createTeam(db, { name: each, parent: null })).id);
      await sql`insert into sources (kind, name, settings, every_minutes) values ('rss', 'Nguồn', '{}', 15)`.execute(
        db,
      );
      // Four weeks in which there is a complaint of either topic every few hours.
      for (let hours = 28 * 24; hours > 12; hours -= 8)
        await complaint(-hours * 60, { topic: hours % 3 === 0 ? 'billing' : 'network' });
    });
    afterAll(() => records?.close());

    const complaint = async (
      minutes: number,
      { topic = 'network', province = 'Đà Nẵng', team = 0, channel = 'rss', source = 'Nguồn' } = {},
    ): Promise<number> => {
      made += 1;
      const more = { topic: topic as 'network', teamId: teams[team] ?? '', channel };
      const { number } = await openTicket(db, await newTicketOf(db, `case-${made}`, later(minutes), more));
      await sql`insert into mentions (id, source_id, source_kind, external_id, kind, text, search, exact_hash, collected_at, provinces, ticket_number)
        select ${`mention-${made}`}, id, 'rss', ${`m${made}`}, 'post', 'Mất sóng', '', ${`hash-${made}`}, ${later(minutes)}, array[${province}], ${number}
        from sources where name = ${source}`.execute(db);
      return number;
    };
    const many = async (count: number, minutes: number, parts: Parameters<typeof complaint>[1] = {}) => {
      const numbers = [];
      for (let index = 0; index < count; index += 1) numbers.push(await complaint(minutes, parts));
      return numbers;
    };
    const at = (minutes: number) => ({ db, clock: { now: () => later(minutes) }, logger: silent });
    const act = (minutes: number, scope: 'all' | string[] = 'all') => ({
      actor: systemActor,
      scope,
      now: later(minutes),
    });
    const person = async (name: string, minutes: number, role: 'manager' | 'agent' = 'manager') => {
      const email = `${name}${made}-${minutes}@example.vn`;
      const { id } = await createUser(db, { email, name, role, team: null, reach: null, passwordHash: 'x' }, NOW);
      return { ...act(minutes), actor: { kind: 'user' as const, id, name, role, team: null } };
    };
    const live = async () => (await listIncidents(db, 'all', ['proposed', 'open'], { limit: 10 })).items;
    const ticketsOf = async (incident: string, scope: 'all' | string[] = 'all') =>
      (await listTickets(db, scope, { incident }, { limit: 200 })).items
        .map(({ number }) => number)
        .sort((a, b) => a - b);
    const texts = async (number: number) => (await messagesOfTicket(db, number)).map(({ text }) => text);

    it('are none of what goes on as ever at a source that is listened to since yesterday', async () => {
      await sql`with made as (
          insert into sources (kind, name, settings, every_minutes) values ('rss', 'Mới', '{}', 15) returning id
        ) insert into runs (source_id, status, started_at, heartbeat_at, finished_at)
        select id, 'succeeded', at, at, at from made, unnest(${[later(-24 * 60), later(-60)]}::timestamptz[]) as at`.execute(
        db,
      );
      for (let hours = 24; hours >= 0; hours -= 1)
        await many(6, -hours * 60 - 5, { topic: 'tv', province: 'Lào Cai', source: 'Mới' });
      expect(await watchIncidents(at(0), never)).toBe(0);
    });

    it('are proposed of more complaints than usual about one thing in one place, once', async () => {
      await many(4, -30);
      expect(await watchIncidents(at(0), never)).toBe(0);
      const all = [...(await many(6, -10)), ...(await many(2, -10, { team: 1 }))];
      await many(3, -10, { province: 'Cà Mau' });
      await many(3, -10, { topic: 'billing' });
      const both = await Promise.all([watchIncidents(at(0), never), watchIncidents(at(0), never)]);
      expect(both.sort()).toEqual([0, 1]);
      const [incident, ...others] = await live();
      expect(others).toEqual([]);
      expect(incident).toMatchObject({
        title: 'Mạng di động, 4G/5G: Đà Nẵng',
        status: 'proposed',
        province: 'Đà Nẵng',
        tickets: 12,
        burst: { observed: 12, hours: 1 },
      });
      expect(await ticketsOf(incident?.id ?? '')).toEqual(expect.arrayContaining(all));
      expect(await watchIncidents(at(1), never)).toBe(0);
    });

    it('count for each reader only what they see, and are nothing to who sees none of it', async () => {
      const [{ id } = { id: '' }] = await live();
      const [hanoi = '', danang = ''] = teams;
      expect(await findIncident(db, [hanoi], id)).toMatchObject({ tickets: 10, burst: null });
      expect(await findIncident(db, [danang], id)).toMatchObject({ tickets: 2, unsolved: 2 });
      const elsewhere = (await createTeam(db, { name: 'Cần Thơ', parent: null })).id;
      await expect(findIncident(db, [elsewhere], id)).rejects.toThrow('no such incident');
      await expect(dismissIncident(db, id, act(2, [hanoi]))).rejects.toThrow('beyond your teams');
    });

    it('take new complaints in while they last, but none that was taken off', async () => {
      const [{ id } = { id: '' }] = await live();
      await acceptIncident(db, id, act(2));
      await expect(acceptIncident(db, id, act(2))).rejects.toThrow('open can’t become open');
      const [number = 0] = await many(1, 3);
      await watchIncidents(at(4), never);
      expect(await ticketsOf(id)).toContain(number);
      expect((await ticketHistory(db, number)).at(-1)).toMatchObject({ kind: 'linked', actor: 'system' });
      await changeIncidentTickets(db, id, { attach: [], detach: [number] }, act(5));
      await watchIncidents(at(6), never);
      expect(await ticketsOf(id)).not.toContain(number);
      await changeIncidentTickets(db, id, { attach: [number], detach: [] }, act(7));
      expect(await ticketsOf(id)).toContain(number);
      const input = { title: 'Khác', topic: null, province: null, tickets: [number] };
      await expect(openIncident(db, input, act(8))).rejects.toThrow('another incident');
    });

    it('answer every ticket once, at the pace of its channel, however many processes send', async () => {
      const [{ id } = { id: '' }] = await live();
      const slow = await many(25, 9, { channel: 'facebook' });
      await watchIncidents(at(10), never);
      const numbers = await ticketsOf(id);
      const [closed = 0] = numbers;
      await broadcastAnswer(db, id, 'Đang sửa trạm', await person('Lan', 11));
      await change(db, closed, { status: 'closed' }, act(12));
      await Promise.all([sendBroadcasts(at(13), never), sendBroadcasts(at(13), never)]);
      const sent = async () => (await broadcastsOf(db, 'all', id)).at(-1);
      const first = (await sent())?.left ?? 0;
      expect(first).toBeGreaterThan(0);
      expect(first).toBeLessThanOrEqual(slow.length - 20);
      expect(await sendBroadcasts(at(13.5), never)).toBe(0);
      await sendBroadcasts(at(15), never);
      await sendBroadcasts(at(17), never);
      expect(await sent()).toMatchObject({ sent: numbers.length - 1, left: 0, failed: 1 });
      for (const number of numbers) expect(await texts(number)).toEqual(number === closed ? [] : ['Đang sửa trạm']);
      const last = numbers.at(-1) ?? 0;
      expect((await messagesOfTicket(db, last))[0]?.author.name).toBe('Lan');
      expect((await findTicket(db, 'all', last)).unansweredSince).toBeNull();
    });

    it('wait for a second person where a team wants it, and for each reply where it wants two', async () => {
      const [{ id } = { id: '' }] = await live();
      const [hanoi = '', danang = ''] = teams;
      await setApprovalLevels(db, hanoi, 1);
      await setApprovalLevels(db, danang, 2);
      const [author, second] = [await person('Lan', 20), await person('Minh', 21)];
      const held = await broadcastAnswer(db, id, 'Đã xong', author);
      expect(await sendBroadcasts(at(22), never)).toBe(0);
      const yes = { approved: true, reason: null };
      await expect(decideOnBroadcast(db, held, yes, author)).rejects.toThrow('their own');
      await expect(decideOnBroadcast(db, held, yes, await person('Mai', 21, 'agent'))).rejects.toThrow('manager');
      await expect(decideOnBroadcast(db, held, yes, { ...second, scope: [hanoi] })).rejects.toThrow('beyond');
      await decideOnBroadcast(db, held, yes, second);
      await expect(decideOnBroadcast(db, held, yes, second)).rejects.toThrow('sending already');
      for (const minutes of [23, 25, 27]) await sendBroadcasts(at(minutes), never);
      const of = async (team: string) =>
        (await listTickets(db, [team], { incident: id }, { limit: 1 })).items[0]?.number ?? 0;
      expect(await texts(await of(hanoi))).toContain('Đã xong');
      const twice = await of(danang);
      expect(await texts(twice)).not.toContain('Đã xong');
      expect(await heldRepliesOf(db, twice)).toMatchObject([{ text: 'Đã xong', status: 'pending' }]);
      for (const team of teams) await setApprovalLevels(db, team, 0);
    });

    it('are closed together, and reopen singly', async () => {
      const [{ id, tickets } = { id: '', tickets: 0 }] = await live();
      await endIncident(db, id, act(30));
      expect(await resolveWithIncidents(at(31), never)).toBe(tickets);
      expect(await findIncident(db, 'all', id)).toMatchObject({ status: 'closed', unsolved: 0 });
      const [, one = 0, other = 0] = await ticketsOf(id);
      await change(db, one, { status: 'open' }, act(32));
      expect((await findTicket(db, 'all', one)).status).toBe('open');
      expect((await findTicket(db, 'all', other)).status).toBe('resolved');
      expect(await resolveWithIncidents(at(33), never)).toBe(0);
      await addToConversation(db, one, { kind: 'note', text: 'x' }, act(34));
    });

    it('are not proposed again for a day once somebody said that it is none', async () => {
      await many(12, 500, { province: 'Huế', topic: 'internet' });
      expect(await watchIncidents(at(501), never)).toBe(1);
      const [{ id } = { id: '' }] = await live();
      await dismissIncident(db, id, act(502));
      await many(3, 503, { province: 'Huế', topic: 'internet' });
      const again = await live();
      await watchIncidents(at(504), never);
      expect((await live()).filter(({ province }) => province === 'Huế')).toEqual(again);
    });
  });
}
