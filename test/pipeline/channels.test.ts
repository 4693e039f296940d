import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import { OTT_SECRETS, ottMessage, signedOtt } from '../support/ott-webhook.ts';
import { type OttState, startOtt } from '../support/stand-ins/ott.ts';

const CONTACT = 'CSKH Viettel';

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`a conversation on a channel, on ${skip ?? name}`, () => {
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
      desk.pass(60_000);
    });

    const tell = (...events: object[]) => desk.tell('ott', channel, signedOtt(events, desk.now()));
    /** A customer whom nobody knows yet writes; gives their name on the network and the number of their ticket. */
    const newCustomer = async (text = 'Mạng chậm quá') => {
      customers += 1;
      const who = `849${customers}`;
      await tell(ottMessage(`hello-${customers}`, who, text, desk.now()));
      await desk.work();
      return { who, ticket: (await ticketsOf(who))[0]?.number as number };
    };
    const ticketsOf = async (who: string) =>
      (await desk.tickets()).filter((each) => each.customer?.name === `Khách ${who}`);
    const sentTo = (who: string) => state.messages.filter(({ to }) => to === who).map(({ text }) => text);
    const lastMessage = async (ticket: number) =>
      (await desk.api.ask('GET', `/api/tickets/${ticket}`)).body.messages.at(-1);
    const deliver = () => desk.deliver(channel);

    it('opens a ticket for whatever is written to the brand, and the answer goes back', async () => {
      const { who, ticket } = await newCustomer('cho mình hỏi gói 5G với');
      const answered = await desk.reply(ticket, 'Chào anh, gói 5G90 ạ.');
      expect(answered.status).toBe(201);
      expect(answered.body.messages.at(-1)).toMatchObject({
        delivery: 'queued',
        channel: { id: channel, kind: 'ott', name: 'Mocha' },
      });
      expect(sentTo(who)).toEqual([]);
      expect(await deliver()).toBeNull();
      expect(state.messages.at(-1)).toMatchObject({ text: 'Chào anh, gói 5G90 ạ.', replyTo: `hello-${customers}` });
      expect(await lastMessage(ticket)).toMatchObject({ delivery: 'sent', deliveryProblem: null });
    });

    it('joins what the customer writes next to their open ticket, and opens a new one once it is closed', async () => {
      const { who, ticket } = await newCustomer();
      desk.pass(1000);
      await tell(ottMessage(`more-${who}`, who, 'Mạng chậm quá', desk.now()));
      await desk.work();
      expect(await ticketsOf(who)).toHaveLength(1);
      expect((await ticketsOf(who))[0].mentions).toHaveLength(2);
      for (const status of ['resolved', 'closed']) {
        const { version } = (await desk.api.ask('GET', `/api/tickets/${ticket}`)).body;
        const headers = { 'if-match': `"${version}"` };
        await desk.api.ask('PATCH', `/api/tickets/${ticket}`, { body: { status }, headers });
      }
      await tell(ottMessage(`again-${who}`, who, 'Vẫn chậm', desk.now()));
      await desk.work();
      expect((await ticketsOf(who)).map(({ status }) => status)).toEqual(['closed', 'new']);
    });

    it('keeps two customers apart who write the same words', async () => {
      const text = 'Mình bị trừ tiền hai lần trong tháng này mà không ai giải thích cho mình cả';
      const [a, b] = [await newCustomer(text), await newCustomer(text)];
      expect(a.ticket).not.toBe(b.ticket);
      await desk.reply(b.ticket, 'Chào chị B');
      await deliver();
      expect([sentTo(a.who), sentTo(b.who)]).toEqual([[], ['Chào chị B']]);
    });

    it('takes repeated, reordered and late requests once', async () => {
      customers += 1;
      const who = `849${customers}`;
      const at = (seconds: number) => new Date(desk.now().getTime() + seconds * 1000);
      const [first, second] = [ottMessage(`a-${who}`, who, 'một', at(-9)), ottMessage(`b-${who}`, who, 'hai', at(-5))];
      for (const events of [[second], [first], [second], [first, second]])
        expect(await tell(...events)).toMatchObject({ status: 200, text: 'ok' });
      await desk.work();
      desk.pass(10_000);
      await tell(second);
      await desk.work();
      const [ticket, ...others] = await ticketsOf(who);
      expect(others).toEqual([]);
      expect(ticket.mentions.map(({ text }: { text: string }) => text).sort()).toEqual(['hai', 'một']);
    });

    it('refuses what is forged, too large, for another kind, or for a channel that is switched off', async () => {
      const genuine = signedOtt([ottMessage('x', '1', 'x', desk.now())], desk.now());
      const forged = { ...genuine, headers: { ...genuine.headers, 'x-ott-signature': 'v1=00' } };
      expect((await desk.tell('ott', channel, forged)).status).toBe(403);
      const large = { ...genuine, body: new Uint8Array(1_000_001) };
      expect((await desk.tell('ott', channel, large)).status).toBe(413);
      expect((await desk.tell('zalo', channel, genuine)).status).toBe(404);
      expect((await desk.tell('ott', '00000000-0000-4000-8000-000000000000', genuine)).status).toBe(404);
      await desk.api.ask('PATCH', `/api/channels/${channel}`, { body: { enabled: false } });
      expect((await desk.tell('ott', channel, genuine)).status).toBe(404);
      await desk.api.ask('PATCH', `/api/channels/${channel}`, { body: { enabled: true } });
      expect((await desk.tell('ott', channel, genuine)).status).toBe(200);
    });

    it('sets aside what it can’t read, visibly, and tries again when asked', async () => {
      const odd = { ...signedOtt([], desk.now()) };
      const body = Buffer.from('{"events": 7}');
      const { headers } = signedOtt([], desk.now());
      const { ottSignature } = await import('../../src/channels/ott/signed.ts');
      const signature = ottSignature(OTT_SECRETS.webhookSecret, headers['x-ott-timestamp'] ?? '', body);
      const signed = { ...odd, body, headers: { ...headers, 'x-ott-signature': signature } };
      expect((await desk.tell('ott', channel, signed)).status).toBe(200);
      await desk.work();
      const shown = async () => (await desk.api.ask('GET', `/api/channels/${channel}/inbox`)).body.items;
      expect(await shown()).toMatchObject([{ attempts: 1, problem: expect.stringContaining('no list of events') }]);
      const retried = await desk.api.ask('POST', `/api/channels/${channel}/inbox/retry`);
      expect(retried).toMatchObject({ status: 202, body: { requests: 1 } });
      await desk.work();
      expect(await shown()).toHaveLength(1);
    });

    it('follows what the other side tells of a message, in whatever order', async () => {
      const { ticket } = await newCustomer();
      await desk.reply(ticket, 'Chào anh');
      await deliver();
      const id = state.messages.at(-1)?.id;
      const at = desk.now();
      await tell({ type: 'read', messageId: id, at });
      await tell({ type: 'delivered', messageId: id, at });
      await desk.work();
      expect(await lastMessage(ticket)).toMatchObject({ delivery: 'read' });
    });

    it('takes a receipt that comes before the answer to the request that it is about', async () => {
      const { ticket } = await newCustomer();
      await desk.reply(ticket, 'Chào chị');
      await tell({ type: 'delivered', messageId: `out-${state.messages.length + 1}`, at: desk.now() });
      await desk.work();
      expect(await lastMessage(ticket)).toMatchObject({ delivery: 'queued' });
      await deliver();
      expect(await lastMessage(ticket)).toMatchObject({ delivery: 'delivered' });
    });

    it('cuts long replies into messages that the channel takes, in their order', async () => {
      const { who, ticket } = await newCustomer();
      const words = Array.from({ length: 900 }, (_, n) => `từ${n}`).join(' ');
      await desk.reply(ticket, words);
      while ((await deliver()) !== null) desk.pass(1000);
      expect(sentTo(who).length).toBeGreaterThan(2);
      expect(sentTo(who).join(' ')).toBe(words);
      expect(Math.max(...sentTo(who).map((text) => text.length))).toBeLessThanOrEqual(2000);
    });

    it('sends nothing of a reply that waits for an approval', async () => {
      const { who, ticket } = await newCustomer();
      const { team } = (await desk.api.ask('GET', `/api/tickets/${ticket}`)).body;
      await desk.api.ask('PUT', `/api/teams/${team.id}/approval`, { body: { levels: 1 } });
      expect((await desk.reply(ticket, 'Chờ duyệt')).status).toBe(202);
      expect(await deliver()).toBeNull();
      expect(sentTo(who)).toEqual([]);
      const held = (await desk.api.ask('GET', '/api/approvals')).body.items[0];
      const lead = await desk.api.person('lead', 'manager');
      const approved = await desk.api.ask('POST', `/api/approvals/${held.id}/approve`, { as: lead.session });
      expect(approved.status, approved.text).toBe(200);
      await desk.api.ask('PUT', `/api/teams/${team.id}/approval`, { body: { levels: 0 } });
      await deliver();
      expect(sentTo(who)).toEqual(['Chờ duyệt']);
    });
  });
}
