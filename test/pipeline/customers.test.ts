import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { readCustomers } from '../../src/pipeline/customers.ts';
import { insertCapture } from '../../src/storage/captures.ts';
import { keepRequests } from '../../src/storage/channel-inbox.ts';
import { recentTicketsOf } from '../../src/storage/ticket-contents.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import { allRows } from '../support/full-records.ts';
import { OTT_SECRETS, ottMessage, signedOtt } from '../support/ott-webhook.ts';
import { type OttState, startOtt } from '../support/stand-ins/ott.ts';

const CONTACT = 'CSKH Viettel';
const never = new AbortController().signal;

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`who is who, on ${skip ?? name}`, () => {
    let records: TestRecords;
    let desk: ChannelDesk;
    let network: StandIn;
    let channel: string;
    let forum: string;
    const state: OttState = { apiSecret: OTT_SECRETS.apiSecret, contact: CONTACT, messages: [] };

    beforeAll(async () => {
      records = await open();
      network = await startOtt(state);
      desk = await openChannelDesk(records, [network.host]);
      const settings = { network: 'mocha', apiUrl: network.origin, contact: CONTACT, ...OTT_SECRETS };
      channel = await desk.open('ott', 'Mocha', settings);
      forum = (await desk.api.ask('POST', '/api/sources', { body: { kind: 'import', name: 'Diễn đàn' } })).body.id;
    });
    afterAll(async () => {
      await desk?.close();
      await network?.close();
      await records?.close();
    });

    const ask = async (method: string, path: string, body?: object) =>
      (await desk.api.ask(method, path, body === undefined ? {} : { body })).body;
    const work = async () => {
      await desk.work();
      await readCustomers({ db: records.db, clock: { now: desk.now } }, never);
    };
    let posts = 0;
    const post = (author: string, text: string) => {
      posts += 1;
      const given = {
        externalId: `post-${posts}`,
        author: { id: null, name: author },
        text,
        threadId: `thread-${posts}`,
      };
      return ask('POST', '/api/mentions', { source: forum, posts: [given] });
    };
    let messages = 0;
    const write = (who: string, text: string) => {
      messages += 1;
      return desk.tell('ott', channel, signedOtt([ottMessage(`m-${messages}`, who, text, desk.now())], desk.now()));
    };
    const customerOf = async (words: string) => {
      const ticket = (await desk.tickets()).find((each) => JSON.stringify(each.mentions).includes(words));
      return { id: String(ticket?.customer?.id), ticket: Number(ticket?.number) };
    };
    const matches = async (status = 'proposed') => (await ask('GET', `/api/customer-matches?status=${status}`)).items;
    const texts = async (id: string): Promise<string[]> =>
      (await ask('GET', `/api/customers/${id}/history`)).items
        .filter(({ kind }: { kind: string }) => kind === 'mention')
        .map(({ text }: { text: string }) => text)
        .sort();

    const ON_FORUM = 'Mạng chậm quá, không chịu nổi, gọi tôi số 0912 345 678';
    const ON_OTT = 'Tôi đã phản ánh mạng chậm, số của tôi là 0912.345.678';

    it('proposes two customers of one phone number, with what speaks for it', async () => {
      await post('thợ săn sóng', ON_FORUM);
      await post('người khác', 'Mất sóng cả ngày, quá thất vọng, gọi lại 0987 654 321');
      await write('84912345678', ON_OTT);
      await work();
      const proposed = await matches();
      expect(proposed).toHaveLength(1);
      expect(proposed[0].confidence).toBeGreaterThan(0.5);
      expect(proposed[0].evidence[0]).toMatchObject({ kind: 'phone', value: '84912345678', holders: 2 });
    });

    it('makes them one with one history, and takes that back without a loss', async () => {
      const [{ id }] = await matches();
      const [one, two] = [await customerOf('thợ săn'), await customerOf('phản ánh')];
      expect(one.id).not.toBe(two.id);
      await ask('POST', `/api/customer-matches/${id}/make`);
      for (const each of [one, two]) expect(await texts(each.id)).toEqual([ON_FORUM, ON_OTT].sort());
      expect(await ask('GET', `/api/customers/${two.id}`)).toMatchObject({ tickets: 2 });
      expect(await ask('GET', '/api/customers?q=0912345678')).toMatchObject({ items: [{ tickets: 2 }] });
      const recent = () => recentTicketsOf(records.db, [one.id, two.id], desk.now());
      const counts = (each: number) => new Map([one.id, two.id].map((customer) => [customer, each]));
      expect(await recent()).toEqual(counts(2));
      await ask('POST', `/api/customer-matches/${id}/undo`);
      expect(await recent()).toEqual(counts(1));
      expect(await texts(one.id)).toEqual([ON_FORUM]);
      expect(await texts(two.id)).toEqual([ON_OTT]);
    });

    it('does not propose again what was refused', async () => {
      const [{ id }] = await matches();
      await ask('POST', `/api/customer-matches/${id}/refuse`);
      await write('84912345678', 'Vẫn chưa ai gọi vào 0912345678');
      await work();
      expect(await matches()).toEqual([]);
      expect(await matches('refused')).toHaveLength(1);
      const made = await desk.api.ask('POST', `/api/customer-matches/${id}/make`);
      expect(made.status).toBe(409);
      await ask('POST', `/api/customer-matches/${id}/undo`);
      await ask('POST', `/api/customer-matches/${id}/make`);
    });

    it('erases a person wherever they are in the records, and nobody else', async () => {
      const planted = ['0912', '345678', '345.678', 'thợ săn', 'phản ánh', 'BÍ MẬT'];
      const { id, ticket } = await customerOf('phản ánh');
      expect((await desk.reply(ticket, 'Chào chị, BÍ MẬT')).status).toBe(201);
      await desk.deliver(channel);
      expect((await desk.reply(ticket, 'Chưa gửi đi BÍ MẬT')).status).toBe(201);
      await ask('POST', `/api/tickets/${ticket}/messages`, { kind: 'note', text: 'Khách BÍ MẬT' });
      await ask('POST', `/api/customers/${id}/notes`, { text: 'Thích BÍ MẬT' });
      const { version } = await ask('GET', `/api/tickets/${ticket}`);
      await desk.api.ask('PATCH', `/api/tickets/${ticket}`, {
        body: { subject: 'Vụ BÍ MẬT', tags: ['BÍ MẬT'] },
        headers: { 'if-match': `"${version}"` },
      });
      const mention = (await desk.tickets()).find((each) => each.number === ticket).mentions[0].id;
      const page = { url: null, pageUrl: null, html: '<p>BÍ MẬT</p>', screenshot: null, problem: null };
      await insertCapture(records.db, { mentionId: mention, by: { userId: null, name: 'Lan' }, ...page }, desk.now());
      const holders = async () =>
        Object.entries(await allRows(records.db)).flatMap(([table, rows]) =>
          rows.some((row) => planted.some((word) => row.includes(word))) ? [table] : [],
        );
      expect((await holders()).length).toBeGreaterThan(8);
      const others = await customerOf('Mất sóng');

      const exported = await ask('POST', `/api/customers/${id}/export`);
      expect(JSON.stringify(exported.mentions)).toContain('0912.345.678');
      expect(JSON.stringify(exported.messages)).toContain('Chưa gửi đi');
      expect(Object.values(exported).every((rows) => Array.isArray(rows))).toBe(true);

      const unread = (key: string, words: string) => ({
        ...{ channelId: channel, key, query: {}, contentType: 'text/plain', body: Buffer.from(words) },
      });
      const waiting = [unread('theirs', 'từ 84912345678'), unread('of another', 'bạn thợ săn sóng nói đúng')];
      await keepRequests(records.db, waiting, desk.now());

      const done = await desk.api.ask('POST', `/api/customers/${id}/erase`, { body: { reason: 'theo yêu cầu' } });
      expect(done.status, done.text).toBe(200);
      expect(done.body.counts).toMatchObject({ mentions: 3, tickets: 2, messages: 3, notes: 1, captures: 1 });
      expect(await holders()).toEqual([]);
      const kept = await records.db.selectFrom('channel_inbox').select('body').execute();
      expect(kept.flatMap(({ body }) => planted.filter((word) => body.includes(word)))).toEqual(['thợ săn']);
      await records.db.deleteFrom('channel_inbox').where('key', '=', 'of another').execute();
      expect((await desk.api.ask('GET', `/api/customers/${id}`)).status).toBe(404);
      expect(await ask('GET', `/api/tickets/${ticket}`)).toMatchObject({ subject: '[erased]' });
      expect((await customerOf('Mất sóng')).id).toBe(others.id);
      expect(await ask('GET', '/api/audit?limit=2')).toMatchObject({
        items: [
          { act: 'customer.erased', details: { reason: 'theo yêu cầu' } },
          { act: 'customer.exported', subject: { kind: 'customer', id: expect.any(String) } },
        ],
      });
    });

    it('does not collect an erased post anew, and sends nothing to an erased person', async () => {
      posts = 0;
      await post('thợ săn sóng', `${ON_FORUM} (sửa)`);
      await work();
      await desk.deliver(channel);
      const rows = JSON.stringify(await allRows(records.db));
      expect(rows).not.toContain('0912 345 678');
      expect(state.messages.map(({ text }) => text)).not.toContain('Chưa gửi đi BÍ MẬT');
    });
  });
}
