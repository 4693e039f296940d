import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';
import { messengerMessage, signedMessaging } from '../support/messenger-webhook.ts';
import { OTT_SECRETS, ottMessage, signedOtt } from '../support/ott-webhook.ts';
import { GRAPH_PAGE, type GraphSending, startGraphSending } from '../support/stand-ins/graph-sending.ts';
import { type OttState, startOtt } from '../support/stand-ins/ott.ts';

const CONTACT = 'CSKH Viettel';
const DAY = 86_400_000;

describe('the way back to a customer', () => {
  let records: TestRecords;
  let desk: ChannelDesk;
  let graph: GraphSending;
  let network: StandIn;
  let messenger: string;
  let ott: string;
  const state: OttState = { apiSecret: OTT_SECRETS.apiSecret, contact: CONTACT, messages: [] };

  beforeAll(async () => {
    records = await embeddedRecords();
    [graph, network] = [await startGraphSending(), await startOtt(state)];
    desk = await openChannelDesk(records, [graph.server.host, network.host]);
    const page = { ...GRAPH_PAGE, apiUrl: graph.server.origin, verifyToken: 'a word of ours' };
    messenger = await desk.open('messenger', 'Messenger', page);
    const mocha = { network: 'mocha', apiUrl: network.origin, contact: CONTACT, ...OTT_SECRETS };
    ott = await desk.open('ott', 'Mocha', mocha);
  });
  afterAll(async () => {
    await desk.close();
    await Promise.all([graph.server.close(), network.close()]);
    await records.close();
  });

  const routes = async (ticket: number) =>
    (await desk.api.ask('GET', `/api/tickets/${ticket}/reply-routes`)).body.items;

  it('is where they wrote last; once that is closed, the next one is named', async () => {
    await desk.tell('ott', ott, signedOtt([ottMessage('o1', '849', 'Cho hỏi giá', desk.now())], desk.now()));
    desk.pass(1000);
    await desk.tell(
      'messenger',
      messenger,
      signedMessaging([messengerMessage('m1', '4001', 'Chậm', desk.now())], desk.now()),
    );
    await desk.work();
    const ticket = (await desk.tickets()).find(({ channel }) => channel === 'messenger');
    expect(await routes(ticket.number)).toHaveLength(1);
    // Somebody finds out that both are one person.
    const same = { customer_id: ticket.customer.id };
    await records.db.updateTable('identities').set(same).where('channel', '=', 'ott').execute();
    expect(await routes(ticket.number)).toMatchObject([
      { channel: { id: messenger }, usual: true, refusal: null, windowEndsAt: expect.any(String) },
      { channel: { id: ott }, usual: false, refusal: null, windowEndsAt: null },
    ]);
    desk.pass(8 * DAY);
    const late = await desk.reply(ticket.number, 'Chào chị');
    expect(late.status).toBe(409);
    expect(late.body.detail).toContain(`Answer on Mocha instead (channel ${ott})`);
    expect((await desk.reply(ticket.number, 'Chào chị', ott)).status).toBe(201);
    await Promise.all([desk.deliver(ott), desk.deliver(messenger)]);
    expect(state.messages.map(({ to, text }) => [to, text])).toEqual([['849', 'Chào chị']]);
    expect(graph.sent).toEqual([]);
  });

  it('is none where they last wrote in a place that can only be read: the words are kept', async () => {
    const source = (await desk.api.ask('POST', '/api/sources', { body: { kind: 'import', name: 'Diễn đàn' } })).body.id;
    await desk.api.ask('POST', '/api/mentions', { body: { source, externalId: '1', text: 'Mạng chậm' } });
    const { items } = (await desk.api.ask('GET', `/api/mentions?source=${source}`)).body;
    const ticket = (await desk.api.ask('POST', `/api/mentions/${items[0].id}/ticket`)).body.number;
    expect(await routes(ticket)).toEqual([]);
    const { messages } = (await desk.reply(ticket, 'Đã trả lời ở diễn đàn')).body;
    expect(messages.at(-1)).toMatchObject({ delivery: 'recorded', channel: null });
  });

  it('shows nobody the ways to a customer of another team', async () => {
    const [ticket] = await desk.tickets();
    const team = (await desk.api.ask('POST', '/api/teams', { body: { name: 'Khác', parent: null } })).body.id;
    const { session } = await desk.api.person('khach-la', 'agent', team);
    const asked = await desk.api.ask('GET', `/api/tickets/${ticket.number}/reply-routes`, { as: session });
    expect(asked.status).toBe(404);
  });
});
