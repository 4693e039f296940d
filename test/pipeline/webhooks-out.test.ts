import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPostOut } from '../../src/crawlers/support/post-out.ts';
import { takeUpEvents } from '../../src/pipeline/webhook-events.ts';
import { sendWebhooks, startWebhookSender, type WebhookDeps } from '../../src/pipeline/webhook-sender.ts';
import { addEvent, eventsAfter, forgetEvents, latestPlace, placeEvents } from '../../src/storage/events.ts';
import { createUser } from '../../src/storage/people.ts';
import { createTeam } from '../../src/storage/teams.ts';
import {
  askForDelivery,
  askForFailed,
  findWebhookDelivery,
  forgetDeliveries,
  listWebhookDeliveries,
} from '../../src/storage/webhook-log.ts';
import {
  changeWebhook,
  changeWebhookSecret,
  createWebhook,
  deleteWebhook,
  findWebhook,
  listWebhooks,
} from '../../src/storage/webhooks.ts';
import { RECORDS, type TestRecords, testVault as vault } from '../support/databases.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const START = Date.parse('2026-03-05T02:00:00.000Z');
const SECOND = 1000;
const HOUR = 3_600_000;
const never = new AbortController().signal;
const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const NEXT_SECRET = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`webhooks out on ${skip ?? name}`, () => {
    let records: TestRecords;
    let receiver: WebhookReceiver;
    let deps: WebhookDeps;
    let root: string;
    let child: string;
    let beside: string;
    let time = START;
    const log: string[] = [];
    const clock = { now: () => new Date(time) };

    beforeAll(async () => {
      records = await open();
      receiver = await startReceiver();
      const logger = pino({}, { write: (line: string) => void log.push(line) });
      const limits = { totalMs: 300 };
      const postOut = createPostOut({ userAgent: 'test', allowPrivateHosts: [receiver.host], clock, limits });
      deps = { db: records.db, vault, clock, logger, postOut, chance: () => 0.5 };
      const { db } = records;
      root = (await createTeam(db, { name: 'Gốc', parent: null })).id;
      child = (await createTeam(db, { name: 'Con', parent: root })).id;
      beside = (await createTeam(db, { name: 'Khác', parent: null })).id;
    });
    beforeEach(() => {
      receiver.secrets = [SECRET, NEXT_SECRET];
      receiver.messages = [];
      receiver.reactions = [];
      receiver.always = undefined;
    });
    afterEach(async () => {
      for (const { id } of await listWebhooks(records.db)) await deleteWebhook(records.db, id);
      await takeUpEvents(deps);
    });
    afterAll(async () => {
      await deps.postOut.close();
      await receiver.close();
      await records.close();
    });

    const subscribe = async (more: { kinds?: string[]; team?: string; url?: string } = {}) => {
      await placeEvents(records.db);
      const { kinds = ['ticket.opened', 'ticket.changed'], team = null, url = receiver.url } = more;
      const input = { name: 'CRM', url, kinds: kinds as 'ticket.opened'[], team, secret: SECRET };
      return (await createWebhook(records.db, vault, input, clock.now())).id;
    };
    const happen = (ticket: number, kind = 'ticket.changed', team = child) =>
      addEvent(records.db, { kind, teams: [team], data: { ticket, team } }, clock.now());
    const turn = async () => {
      await takeUpEvents(deps);
      return sendWebhooks(deps, never);
    };
    const tickets = () => receiver.messages.map(({ body }) => body.data.ticket);
    const deliveriesOf = async (id: string) =>
      (await listWebhookDeliveries(records.db, id, undefined, { limit: 100 })).items;

    it('sends what happens from then on, of the kinds and teams that are wanted, each once and signed', async () => {
      await happen(1);
      const id = await subscribe({ team: root });
      for (const ticket of [2, 3]) await happen(ticket);
      await happen(4, 'ticket.warned');
      await happen(5, 'ticket.opened', beside);
      await addEvent(records.db, { kind: 'ticket.changed', users: [], data: { ticket: 6 } }, clock.now());
      expect(await turn()).toBe(2);
      expect(await turn()).toBe(0);
      expect(tickets().sort()).toEqual([2, 3]);
      const [first] = receiver.messages;
      expect(first).toMatchObject({ signedWith: [0], timestamp: time / SECOND, path: '/hook' });
      expect(first?.body).toMatchObject({ type: 'ticket.changed', timestamp: clock.now().toISOString() });
      const deliveries = await deliveriesOf(id);
      expect(deliveries.map(({ status, attempts }) => [status, attempts])).toEqual([
        ['delivered', 1],
        ['delivered', 1],
      ]);
      expect(deliveries.map(({ messageId }) => messageId)).toContain(first?.id);
      expect(await findWebhook(records.db, id)).toMatchObject({ waiting: 0, lastSuccessAt: clock.now().toISOString() });
    });

    it('makes each delivery once, however many processes look, and sends each once', async () => {
      await subscribe();
      for (let ticket = 1; ticket <= 60; ticket += 1) await happen(ticket);
      await Promise.all([takeUpEvents(deps), takeUpEvents(deps), takeUpEvents(deps)]);
      await takeUpEvents(deps);
      await Promise.all([sendWebhooks(deps, never), sendWebhooks(deps, never)]);
      expect(tickets().sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    });

    it('tries again with growing pauses, under the same id, with the same bytes and a new time', async () => {
      const id = await subscribe();
      await happen(1);
      receiver.reactions = [500, { status: 503, headers: { 'retry-after': '40' }, body: 'bận' }, 'hang'];
      await turn();
      expect(await turn()).toBe(0);
      time += 5 * SECOND;
      expect(await turn()).toBe(1);
      time += 30 * SECOND;
      expect(await turn()).toBe(0); // it asked for 40 s
      time += 10 * SECOND;
      expect(await turn()).toBe(1);
      time += 120 * SECOND;
      expect(await turn()).toBe(1);
      const { messages } = receiver;
      expect(new Set(messages.map((each) => each.id)).size).toBe(1);
      expect(new Set(messages.map((each) => each.text)).size).toBe(1);
      expect(new Set(messages.map((each) => each.timestamp)).size).toBe(4);
      expect(messages.every(({ signedWith }) => signedWith[0] === 0)).toBe(true);
      const [delivery] = await deliveriesOf(id);
      const { tries, status } = await findWebhookDelivery(records.db, id, delivery?.id ?? '');
      expect(status).toBe('delivered');
      expect(tries).toMatchObject([
        { number: 1, status: 500, problem: 'It answered 500.' },
        { number: 2, status: 503, answer: 'bận' },
        { number: 3, status: null, problem: expect.stringContaining('did not answer') },
        { number: 4, status: 204, problem: null },
      ]);
    });

    it('gives a delivery up after a day, and sends it again when asked', async () => {
      const id = await subscribe();
      await happen(1);
      receiver.always = 500;
      const begun = time;
      for (let tried = await turn(); tried > 0 || time - begun < 30 * HOUR; tried = await turn()) time += HOUR / 2;
      const [failed] = await deliveriesOf(id);
      expect(failed).toMatchObject({ status: 'failed', attempts: 11, dueAt: null });
      expect((await findWebhook(records.db, id)).setAsideAt).toBeNull();
      receiver.always = undefined;
      const asked = await askForDelivery(records.db, id, failed?.id ?? '', clock.now());
      expect(asked.status).toBe('waiting');
      await expect(askForDelivery(records.db, id, failed?.id ?? '', clock.now())).rejects.toThrow('waits to be sent');
      expect(await turn()).toBe(1);
      expect(receiver.messages.at(-1)?.id).toBe(failed?.messageId);
      expect((await deliveriesOf(id))[0]).toMatchObject({ status: 'delivered', attempts: 12 });
    });

    it('keeps the order of each ticket, and lets no ticket wait for another', async () => {
      await subscribe();
      receiver.reactions = [500];
      await happen(1, 'ticket.opened');
      await turn();
      await happen(1, 'ticket.changed');
      for (const ticket of [2, 3]) await happen(ticket);
      time += 3 * SECOND; // the address may be tried again, ticket 1 not yet
      await turn();
      expect(tickets()).toEqual([1, 2, 3]);
      time += 3 * SECOND;
      await turn();
      const ofOne = receiver.messages.filter(({ body }) => body.data.ticket === 1);
      expect(ofOne.map(({ body }) => body.type)).toEqual(['ticket.opened', 'ticket.opened', 'ticket.changed']);
    });

    it('tries an address that fails with one delivery at a time, and sends all once it is back', async () => {
      await subscribe();
      receiver.always = 500;
      for (let ticket = 1; ticket <= 30; ticket += 1) await happen(ticket);
      await turn();
      const first = receiver.messages.length;
      expect(first).toBeLessThanOrEqual(10);
      for (let each = 0; each < 10; each += 1) {
        time += 600 * SECOND;
        await turn();
      }
      expect(receiver.messages.length).toBe(first + 10);
      receiver.always = undefined;
      time += 2 * HOUR;
      await turn();
      time += 2 * HOUR;
      await turn();
      const arrived = new Set(tickets());
      expect(arrived.size).toBe(30);
      expect((await listWebhooks(records.db))[0]).toMatchObject({ waiting: 0, failingSince: null, problem: null });
    });

    it('sets aside who fails for three days, with an alarm, and loses nothing of what happens meanwhile', async () => {
      const admin = await createUser(
        records.db,
        { email: `a${time}@example.vn`, name: 'Quản trị', role: 'administrator', team: null, passwordHash: '' },
        clock.now(),
      );
      const id = await subscribe();
      receiver.always = 500;
      const from = await latestPlace(records.db);
      for (let hour = 0; hour <= 78; hour += 6) {
        await happen(100 + hour);
        await turn();
        time += 6 * HOUR;
      }
      expect(await findWebhook(records.db, id)).toMatchObject({ enabled: true, problem: 'It answered 500.' });
      expect((await findWebhook(records.db, id)).setAsideAt).not.toBeNull();
      expect(log.filter((line) => line.includes('set aside')).join()).toContain(id);
      await placeEvents(records.db);
      const alarms = (await eventsAfter(records.db, from, 1000)).filter(({ kind }) => kind.startsWith('notification.'));
      expect(alarms).toMatchObject([{ kind: 'notification.webhook-set-aside', data: { webhook: id } }]);
      expect(alarms[0]?.users).toContain(admin.id);
      const sent = receiver.messages.length;
      receiver.always = undefined;
      await happen(500);
      expect(await turn()).toBe(0);
      expect(receiver.messages.length).toBe(sent);
      await changeWebhook(records.db, id, { enabled: true });
      await askForFailed(records.db, id, new Date(0), clock.now());
      await turn();
      time += HOUR;
      await turn();
      const arrived = new Set(receiver.messages.slice(sent).map(({ body }) => body.data.ticket));
      expect(arrived.size).toBe(15);
      expect((await findWebhook(records.db, id)).waiting).toBe(0);
    });

    it('sets aside at once who answers 410, and takes a redirect for a failure', async () => {
      const gone = await subscribe();
      receiver.reactions = [410];
      await happen(1);
      await turn();
      expect((await findWebhook(records.db, gone)).setAsideAt).not.toBeNull();
      await deleteWebhook(records.db, gone);
      const moved = await subscribe();
      receiver.messages = [];
      receiver.reactions = [{ status: 307, headers: { location: receiver.url } }];
      await happen(2);
      await turn();
      expect(receiver.messages).toHaveLength(1);
      expect((await findWebhook(records.db, moved)).problem).toContain('redirect');
    });

    it('signs with both secrets for a while after a change, then with the new one alone', async () => {
      const id = await subscribe();
      const until = new Date(time + 24 * HOUR);
      await changeWebhookSecret(records.db, vault, id, NEXT_SECRET, until);
      await happen(1);
      await turn();
      time += 24 * HOUR;
      await happen(2);
      await turn();
      expect(receiver.messages.map(({ signedWith }) => signedWith)).toEqual([[0, 1], [1]]);
      const { secrets } = await records.db.selectFrom('webhooks').select('secrets').executeTakeFirstOrThrow();
      expect(JSON.stringify(secrets)).not.toContain('AQEB'); // the bytes of the secret
      expect(Object.keys(secrets).sort()).toEqual(['current', 'previous']);
    });

    it('sends nothing of what happened while it was switched off, and needs a secret to sign with', async () => {
      const id = await subscribe();
      await changeWebhook(records.db, id, { enabled: false });
      await happen(1);
      await turn();
      await changeWebhook(records.db, id, { enabled: true });
      await happen(2);
      await turn();
      expect(tickets()).toEqual([2]);
      await records.db.updateTable('webhooks').set({ secrets: '{}' }).execute();
      await happen(3);
      await turn();
      expect(tickets()).toEqual([2]);
      expect((await findWebhook(records.db, id)).problem).toContain('no secret');
    });

    it('refuses private addresses when it sends, too', async () => {
      const id = await subscribe({ url: 'http://127.0.0.1:8080/' });
      await happen(1);
      await turn();
      expect((await findWebhook(records.db, id)).problem).toContain('private, local or reserved');
    });

    it('forgets old deliveries, and no event that is yet to be taken up', async () => {
      const id = await subscribe();
      await happen(1);
      await turn();
      await happen(2);
      await placeEvents(records.db);
      time += 20 * 24 * HOUR;
      await forgetEvents(records.db, clock.now());
      await forgetDeliveries(records.db, clock.now());
      expect(await deliveriesOf(id)).toEqual([]);
      await turn();
      expect(tickets()).toEqual([1, 2]);
    });

    it('goes on by itself in a worker, and stops without losing what is under way', async () => {
      await subscribe();
      const sender = startWebhookSender(deps, 5);
      try {
        await happen(1);
        await expect.poll(() => tickets(), { timeout: 5000, interval: 5 }).toEqual([1]);
      } finally {
        await sender.stop();
      }
      await happen(2);
      expect(tickets()).toEqual([1]);
      await turn();
      expect(tickets()).toEqual([1, 2]);
    });
  });
}
