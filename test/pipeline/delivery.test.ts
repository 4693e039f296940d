import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { claimDelivery, type Delivery } from '../../src/storage/deliveries.ts';
import { noteSent } from '../../src/storage/delivery-outcomes.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import { OTT_SECRETS, ottMessage, signedOtt } from '../support/ott-webhook.ts';
import { type OttState, startOtt } from '../support/stand-ins/ott.ts';

const CONTACT = 'CSKH Viettel';
const MINUTE = 60_000;

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`what goes wrong on the way to a customer, on ${skip ?? name}`, () => {
    let records: TestRecords;
    let desk: ChannelDesk;
    let network: StandIn;
    let channel: string;
    let customers = 0;
    const state: OttState = { apiSecret: OTT_SECRETS.apiSecret, contact: CONTACT, messages: [] };

    beforeAll(async () => {
      records = await open();
      network = await startOtt(state);
      desk = await openChannelDesk(records, [network.host]);
      const settings = { network: 'mocha', apiUrl: network.origin, contact: CONTACT, ...OTT_SECRETS };
      channel = await desk.open('ott', 'Mocha', settings);
    });
    afterAll(async () => {
      await desk.close();
      await network.close();
      await records.close();
    });
    beforeEach(() => {
      delete state.instead;
      desk.pass(10 * MINUTE);
    });

    const newTicket = async (): Promise<{ who: string; ticket: number }> => {
      customers += 1;
      const who = `849${customers}`;
      const message = ottMessage(`hello-${customers}`, who, 'Mạng chậm quá', desk.now());
      await desk.tell('ott', channel, signedOtt([message], desk.now()));
      await desk.work();
      return { who, ticket: (await desk.tickets()).at(-1)?.number };
    };
    /** What a process does up to the moment at which it is killed: the try is noted, its end is not. */
    const dieWhileSending = async (id: string): Promise<Delivery> => {
      const now = desk.now();
      const until = new Date(now.getTime() + 20_000);
      const claim = await claimDelivery(records.db, id, { perSecond: 1000, burst: 10 }, { now, until });
      if ('lookAgainAt' in claim) throw new Error('nothing to send');
      return claim;
    };
    const sentTo = (who: string) => state.messages.filter(({ to }) => to === who).map(({ text }) => text);
    const deliver = () => desk.deliver(channel);
    const messagesOf = async (ticket: number) => (await desk.api.ask('GET', `/api/tickets/${ticket}`)).body.messages;
    const setAside = async () => (await desk.api.ask('GET', '/api/messages/set-aside')).body.items;
    const health = async () => (await desk.api.ask('GET', `/api/channels/${channel}`)).body;
    const asked = () => network.calls.length;

    it('keeps the pause that the other side asks for, then goes on in order', async () => {
      const [a, b] = [await newTicket(), await newTicket()];
      state.instead = () => ({ status: 429, headers: { 'retry-after': '30' }, json: {} });
      await desk.reply(a.ticket, 'một');
      await desk.reply(b.ticket, 'hai');
      const again = await deliver();
      expect(again?.getTime()).toBe(desk.now().getTime() + 30_000);
      delete state.instead;
      const before = asked();
      desk.pass(29_000);
      await deliver();
      expect(asked()).toBe(before);
      desk.pass(1000);
      await deliver();
      expect([sentTo(a.who), sentTo(b.who)]).toEqual([['một'], ['hai']]);
    });

    it('keeps the channel’s pace, however many ask', async () => {
      const settings = { network: 'slow', apiUrl: network.origin, contact: CONTACT, perSecond: 2, ...OTT_SECRETS };
      const slow = await desk.open('ott', 'Slow', settings);
      const made = Array.from({ length: 6 }, (_, n) => ottMessage(`s${n}`, `slow-${n}`, 'Chậm', desk.now()));
      await desk.tell('ott', slow, signedOtt(made, desk.now()));
      await desk.work();
      const mine = (await desk.tickets()).filter((each) => each.customer?.name?.startsWith('Khách slow'));
      for (const { number } of mine) await desk.reply(number, 'chậm mà chắc');
      const sent = () => state.messages.filter(({ to }) => to.startsWith('slow-')).length;
      const rounds: number[] = [];
      for (let second = 0; second < 4; second += 1) {
        await Promise.all([desk.deliver(slow), desk.deliver(slow), desk.deliver(slow)]);
        rounds.push(sent());
        desk.pass(1000);
      }
      // A burst of two, then two a second.
      expect(rounds).toEqual([2, 4, 6, 6]);
    });

    it('sets a refused message aside for a person, who sends it again; the others go on', async () => {
      const [a, b] = [await newTicket(), await newTicket()];
      const error = { code: 'blocked', message: 'người nhận đã chặn' };
      state.instead = (call) => (call.body.includes('độc') ? { status: 422, json: { error } } : undefined);
      await desk.reply(a.ticket, 'tin độc');
      await desk.reply(a.ticket, 'tin sau');
      await desk.reply(b.ticket, 'tin khác');
      await deliver();
      expect([sentTo(a.who), sentTo(b.who)]).toEqual([['tin sau'], ['tin khác']]);
      const [aside, ...more] = await setAside();
      expect(more).toEqual([]);
      expect(aside).toMatchObject({ status: 'failed', ticketNumber: a.ticket, text: 'tin độc', attempts: 1 });
      expect(aside.reason).toContain('người nhận đã chặn');
      delete state.instead;
      expect((await desk.api.ask('POST', `/api/messages/${aside.messageId}/resend`)).status).toBe(202);
      await deliver();
      expect(sentTo(a.who)).toEqual(['tin sau', 'tin độc']);
      expect(await setAside()).toEqual([]);
      expect((await desk.api.ask('POST', `/api/messages/${aside.messageId}/resend`)).status).toBe(409);
    });

    it('holds the rest of a reply back when a part of it was refused', async () => {
      const { who, ticket } = await newTicket();
      const text = `${'a'.repeat(1990)} ${'b'.repeat(1990)} ${'c'.repeat(100)}`;
      state.instead = (call) => (call.body.includes('bbb') ? { status: 422, json: {} } : undefined);
      await desk.reply(ticket, text);
      await desk.reply(ticket, 'câu sau');
      await deliver();
      expect(sentTo(who)).toEqual(['a'.repeat(1990), 'câu sau']);
      delete state.instead;
      const [aside] = await setAside();
      await desk.api.ask('POST', `/api/messages/${aside.messageId}/sent`);
      await deliver();
      expect(sentTo(who)).toEqual(['a'.repeat(1990), 'câu sau', 'c'.repeat(100)]);
      expect((await messagesOf(ticket)).map(({ delivery }: { delivery: string }) => delivery)).toEqual([
        'sent',
        'sent',
      ]);
    });

    it('tries again what is of unknown outcome, with the same key, and sends it once', async () => {
      const { who, ticket } = await newTicket();
      let lost = 2;
      state.instead = (call) => {
        lost -= 1;
        if (lost < 0) return undefined;
        // Taken, but the answer gets lost on the way.
        const { key, to, text } = { key: String(call.headers['idempotency-key']), ...JSON.parse(call.body) };
        if (!state.messages.some((message) => message.key === key))
          state.messages.push({ id: 'out-lost', key, to, text, replyTo: '' });
        return { status: 502, text: '<html>Bad Gateway</html>' };
      };
      await desk.reply(ticket, 'một lần thôi');
      for (let tries = 0; tries < 4; tries += 1) {
        await deliver();
        desk.pass(MINUTE);
      }
      expect(sentTo(who)).toEqual(['một lần thôi']);
      expect((await messagesOf(ticket)).at(-1)).toMatchObject({ delivery: 'sent' });
    });

    it('sends again what a process left half sent when it died, once', async () => {
      const { who, ticket } = await newTicket();
      await desk.reply(ticket, 'nửa chừng');
      await desk.reply(ticket, 'sau đó');
      await dieWhileSending(channel);
      // The network may have got it.
      expect(await deliver()).toBeNull();
      expect(sentTo(who)).toEqual([]);
      desk.pass(20_001);
      await deliver();
      expect(sentTo(who)).toEqual(['nửa chừng', 'sau đó']);
    });

    it('asks a person about it where a repeated key is of no use', async () => {
      const base = { apiUrl: network.origin, contact: CONTACT, repeatable: false, ...OTT_SECRETS };
      const once = await desk.open('ott', 'Once', { network: 'once', ...base });
      const told = (from: string) => ottMessage(`hello-${from}`, from, 'Chậm', desk.now());
      await desk.tell('ott', once, signedOtt([told('once-1'), told('once-2')], desk.now()));
      await desk.work();
      const [one, two] = (await desk.tickets())
        .slice(-2)
        .sort((a, b) => a.customer.name.localeCompare(b.customer.name));
      for (const { number } of [one, two]) await desk.reply(number, 'có tới không?');
      await desk.reply(one.number, 'tin sau');
      await dieWhileSending(once);
      await dieWhileSending(once);
      desk.pass(20_001);
      await desk.deliver(once);
      expect([sentTo('once-1'), sentTo('once-2')]).toEqual([['tin sau'], []]);
      const aside = (await setAside()).filter(({ status }: { status: string }) => status === 'doubtful');
      expect(aside.map(({ text }: { text: string }) => text)).toEqual(['có tới không?', 'có tới không?']);
      const [second, first] = aside;
      await desk.api.ask('POST', `/api/messages/${first.messageId}/sent`);
      await desk.api.ask('POST', `/api/messages/${second.messageId}/resend`);
      await desk.deliver(once);
      expect([sentTo('once-1'), sentTo('once-2')]).toEqual([['tin sau'], ['có tới không?']]);
      expect((await messagesOf(one.number))[0]).toMatchObject({ delivery: 'sent' });
    });

    it('takes the word of a process that was only thought dead', async () => {
      const { who, ticket } = await newTicket();
      await desk.reply(ticket, 'chậm mà tới');
      const slow = await dieWhileSending(channel);
      desk.pass(20_001);
      await noteSent(records.db, slow, 'mocha/late', desk.now());
      await deliver();
      expect(sentTo(who)).toEqual([]);
      expect((await messagesOf(ticket)).at(-1)).toMatchObject({ delivery: 'sent' });
    });

    it('gives up after some tries, and says so', async () => {
      const { who, ticket } = await newTicket();
      state.instead = () => ({ status: 503, json: {} });
      await desk.reply(ticket, 'không qua được');
      for (let tries = 0; tries < 6; tries += 1) {
        await deliver();
        desk.pass(10 * MINUTE);
      }
      expect(sentTo(who)).toEqual([]);
      const [aside] = await setAside();
      expect(aside).toMatchObject({ status: 'failed', attempts: 5, reason: expect.stringContaining('Tried 5 times') });
      await desk.api.ask('POST', `/api/messages/${aside.messageId}/sent`);
    });

    it('waits with everything while the channel is down, tells an administrator why, and goes on once it is mended', async () => {
      const { who, ticket } = await newTicket();
      await desk.api.ask('PATCH', `/api/channels/${channel}`, {
        body: { settings: { ...(await health()).settings, apiSecret: 'some other secret, wrong' } },
      });
      await desk.reply(ticket, 'đợi');
      await deliver();
      expect(await health()).toMatchObject({ health: 'down', problem: expect.stringContaining('check apiSecret') });
      expect((await messagesOf(ticket)).at(-1)).toMatchObject({ delivery: 'queued' });
      await desk.api.ask('PATCH', `/api/channels/${channel}`, {
        body: { settings: { ...(await health()).settings, apiSecret: OTT_SECRETS.apiSecret } },
      });
      desk.pass(5 * MINUTE);
      await deliver();
      expect(sentTo(who)).toEqual(['đợi']);
      expect(await health()).toMatchObject({ health: 'healthy', problem: null });
    });

    it('never tells a secret in what it keeps', async () => {
      const { ticket } = await newTicket();
      const error = { code: 'bad', message: `your ${OTT_SECRETS.apiSecret} is known` };
      state.instead = () => ({ status: 400, json: { error } });
      await desk.reply(ticket, 'bí mật');
      await deliver();
      const [aside] = await setAside();
      expect(aside.reason).toContain('your … is known');
      expect(JSON.stringify([await health(), aside])).not.toContain(OTT_SECRETS.apiSecret);
    });

    it('offers the ways to a customer, and goes no other way', async () => {
      const { ticket } = await newTicket();
      const routes = (await desk.api.ask('GET', `/api/tickets/${ticket}/reply-routes`)).body.items;
      expect(routes).toMatchObject([{ channel: { id: channel, kind: 'ott' }, usual: true, refusal: null }]);
      const other = await desk.reply(ticket, 'lạc', '00000000-0000-4000-8000-000000000000');
      expect(other).toMatchObject({ status: 422, body: { errors: [{ path: 'channel' }] } });
      await desk.api.ask('PATCH', `/api/channels/${channel}`, { body: { enabled: false } });
      const refused = await desk.reply(ticket, 'tắt');
      expect(refused.status).toBe(409);
      expect(refused.body.detail).toContain('switched off');
      await desk.api.ask('PATCH', `/api/channels/${channel}`, { body: { enabled: true } });
    });
  });
}
