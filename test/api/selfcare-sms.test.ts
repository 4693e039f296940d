import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';
import { OTT_SECRETS, ottMessage, signedOtt } from '../support/ott-webhook.ts';
import { SelfcareCustomer } from '../support/selfcare-customer.ts';
import { type OttState, startOtt } from '../support/stand-ins/ott.ts';

describe('a customer with nothing but a phone number', () => {
  const state: OttState = { apiSecret: OTT_SECRETS.apiSecret, contact: '1800', messages: [] };
  let records: TestRecords;
  let gateway: Awaited<ReturnType<typeof startOtt>>;
  let desk: ChannelDesk;
  let sms: string;
  const tell = (...events: object[]) => desk.tell('sms', sms, signedOtt(events, desk.now()));

  beforeAll(async () => {
    records = await embeddedRecords();
    gateway = await startOtt(state);
    const { host } = new URL(gateway.origin);
    desk = await openChannelDesk(records, [host], {
      allow: [host],
      services: { publicUrl: 'http://cskh.example.vn' },
    });
    sms = await desk.open('sms', 'Tin nhắn', { apiUrl: gateway.origin, sender: '1800', marks: false, ...OTT_SECRETS });
    await desk.open('selfcare', 'Trang khách hàng', { brand: 'Mạng Xanh', colour: '#ee0033', smsChannel: sms });
  });
  afterAll(async () => {
    await desk?.close();
    await gateway?.close();
    await records?.close();
  });

  it('writes a text message, and is answered by one, without marks, once', async () => {
    const told = ottMessage('m-1', '0912345678', 'Mạng chậm quá, gọi mãi không được!', desk.now());
    for (let times = 0; times < 2; times += 1) expect((await tell(told)).status).toBe(200);
    await desk.work();
    const [ticket, ...others] = await desk.tickets();
    expect(others).toEqual([]);
    await desk.reply(ticket.number, 'Chào anh, bên em đang sửa ạ.');
    await desk.deliver(sms);
    await desk.deliver(sms);
    expect(state.messages).toMatchObject([{ to: '84912345678', text: 'Chao anh, ben em dang sua a.' }]);
    await tell({ type: 'delivered', messageId: state.messages[0]?.id, at: desk.now() });
    await desk.work();
    const [{ messages }] = await desk.tickets();
    expect(messages.at(-1)).toMatchObject({ delivery: 'delivered' });
  });

  it('signs in to the website by a code to that number, however it is typed, and finds the complaint there', async () => {
    const customer = new SelfcareCustomer(desk.api.url);
    await customer.get();
    expect(await customer.post('/sign-in', { identity: '+84 912 345 678' })).toMatchObject({
      status: 303,
      to: '/code',
    });
    await customer.get('/code');
    await expect.poll(() => state.messages.length).toBe(2);
    const { to, text } = state.messages[1] ?? { to: '', text: '' };
    expect(to).toBe('84912345678');
    const code = /\b\d{6}\b/.exec(text)?.[0] ?? '';
    expect(await customer.post('/code', { code })).toMatchObject({ status: 303, to: '' });
    expect((await customer.get()).text).toContain('Mạng chậm quá');
  });
});
