import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ScannerAway, type ScanVerdict } from '../../src/channels/support/clamd.ts';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { forgetUnsent } from '../../src/storage/attachment-work.ts';
import { inTransaction } from '../../src/storage/database.ts';
import { erasePerson } from '../../src/storage/erasure.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';
import { OTT_SECRETS, ottMessage, signedOtt } from '../support/ott-webhook.ts';
import { jpeg, PDF, SECRET } from '../support/pictures.ts';
import { type OttState, startOtt } from '../support/stand-ins/ott.ts';

const CONTACT = 'CSKH Viettel';
const pdf = Buffer.from(PDF).toString();

describe('files of a conversation', () => {
  let records: TestRecords;
  let desk: ChannelDesk;
  let network: StandIn;
  let channel: string;
  let customers = 0;
  let scanner: (bytes: Uint8Array) => ScanVerdict;
  const state: OttState = { apiSecret: OTT_SECRETS.apiSecret, contact: CONTACT, messages: [] };

  beforeAll(async () => {
    records = await embeddedRecords();
    network = await startOtt(state);
    desk = await openChannelDesk(records, [network.host], { scanFile: async (bytes) => scanner(bytes) });
    const settings = { network: 'mocha', apiUrl: network.origin, contact: CONTACT, files: true, ...OTT_SECRETS };
    channel = await desk.open('ott', 'Mocha', settings);
  });
  afterAll(async () => {
    await desk.close();
    await network.close();
    await records.close();
  });
  beforeEach(() => {
    scanner = () => ({ virus: null });
    delete state.instead;
    desk.pass(60_000);
  });

  const served = (name: string) => ({ kind: 'file', name, url: `${network.origin}/files/${name}` });
  /** A new customer writes with files; gives their ticket. */
  const write = async (...attachments: object[]) => {
    customers += 1;
    const message = { ...ottMessage(`m-${customers}`, `849${customers}`, 'Hoá đơn sai', desk.now()), attachments };
    await desk.tell('ott', channel, signedOtt([message], desk.now()));
    await desk.work();
    return (await desk.tickets()).at(-1);
  };
  const shown = async (ticket: number) => (await desk.api.ask('GET', `/api/tickets/${ticket}`)).body;
  const upload = (ticket: number, bytes: Uint8Array, name: string, as = 'administrator') =>
    desk.api.ask('POST', `/api/tickets/${ticket}/attachments?name=${encodeURIComponent(name)}`, {
      as,
      body: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });
  const send = (ticket: number, attachments: string[], text = '') =>
    desk.api.ask('POST', `/api/tickets/${ticket}/messages`, { body: { kind: 'reply', text, attachments } });
  const serveFiles = () => {
    state.instead = ({ method, path }) => (method === 'GET' && path === '/files/bill.pdf' ? { text: pdf } : undefined);
  };

  it('fetches what a customer sent, keeps it as what it is, and shows it to who sees the ticket', async () => {
    serveFiles();
    const { number, attachments, mentions } = await write(served('bill.pdf'), served('gone.jpg'), { kind: 'sticker' });
    expect(attachments).toMatchObject([
      { mention: mentions[0].id, name: 'bill.pdf', mediaType: 'application/pdf', size: PDF.length, state: 'ready' },
      { name: 'gone.jpg', state: 'failed', problem: expect.stringContaining('could not be fetched') },
    ]);
    const [{ id }, failed] = attachments;
    const answer = await desk.api.ask('GET', `/api/attachments/${id}`);
    expect(answer.text).toBe(pdf);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="bill.pdf"; filename*=UTF-8''bill.pdf`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect((await desk.api.ask('GET', `/api/attachments/${failed.id}`)).status).toBe(409);
    expect((await desk.api.ask('GET', `/api/attachments/${id}`, { as: 'marketing' })).status).toBe(403);
    expect((await shown(number)).attachments).toHaveLength(2);
  });

  it('tries again later what could not be fetched for a while, and names files once however often they are told', async () => {
    state.instead = ({ method }) => (method === 'GET' ? { status: 500, text: '' } : undefined);
    const { number, attachments } = await write(served('bill.pdf'));
    expect(attachments).toMatchObject([{ state: 'fetching', problem: expect.any(String) }]);
    serveFiles();
    await desk.work();
    expect((await shown(number)).attachments).toMatchObject([{ state: 'fetching' }]);
    desk.pass(10_000);
    await desk.work();
    expect((await shown(number)).attachments).toMatchObject([{ state: 'ready' }]);
  });

  it('refuses what is no file to keep, without losing the message', async () => {
    state.instead = ({ method }) => (method === 'GET' ? { text: '<html><script>alert(1)</script>' } : undefined);
    const { mentions, attachments } = await write(served('anh.jpg'), ...Array(10).fill(served('bill.pdf')));
    expect(mentions).toHaveLength(1);
    expect(attachments[0]).toMatchObject({ state: 'refused', problem: expect.stringContaining('not taken') });
    expect(attachments[10]).toMatchObject({ state: 'refused', problem: 'A message takes 10 files at most.' });
    const chunks = records.db.selectFrom('attachment_chunks').select('part');
    expect(await chunks.where('attachment_id', '=', attachments[0].id).execute()).toEqual([]);
  });

  it('sends an agent’s files with the words, pictures without their places', async () => {
    const { number } = await write();
    const picture = await upload(number, jpeg(), 'C:\\ảnh trạm.jpg');
    expect(picture).toMatchObject({ status: 201, body: { name: 'ảnh trạm.jpg', state: 'ready', message: null } });
    const bill = await upload(number, PDF, 'hoá đơn.pdf');
    const sent = await send(number, [picture.body.id, bill.body.id], 'Gửi chị ạ');
    expect(sent.status, sent.text).toBe(201);
    expect(sent.body.attachments).toMatchObject([{ message: sent.body.messages.at(-1).id }, { name: 'hoá đơn.pdf' }]);
    await desk.deliver(channel);
    const body = JSON.parse(network.calls.at(-1)?.body ?? '');
    expect(body).toMatchObject({
      text: 'Gửi chị ạ',
      attachments: [
        { name: 'ảnh trạm.jpg', mediaType: 'image/jpeg' },
        { name: 'hoá đơn.pdf', content: Buffer.from(PDF).toString('base64') },
      ],
    });
    expect(Buffer.from(body.attachments[0].content, 'base64').toString('latin1')).not.toContain(SECRET);
    expect((await send(number, [bill.body.id])).status).toBe(422);
  });

  it('sends files without words, and none that are somebody else’s, of another ticket, or forgotten', async () => {
    const [{ number }, { number: other }] = [await write(), await write()];
    const own = (await upload(number, PDF, 'a.pdf')).body.id;
    const foreign = (await upload(number, PDF, 'b.pdf', 'manager')).body.id;
    expect((await desk.api.ask('GET', `/api/attachments/${foreign}`)).status).toBe(404);
    expect((await send(number, [foreign])).status).toBe(422);
    expect((await send(other, [own])).status).toBe(422);
    expect((await send(number, [])).status).toBe(422);
    expect((await send(number, [own])).body.messages.at(-1)).toMatchObject({ text: '', delivery: 'queued' });
    await desk.deliver(channel);
    expect(JSON.parse(network.calls.at(-1)?.body ?? '').attachments).toHaveLength(1);
    desk.pass(1);
    await forgetUnsent(records.db, desk.now());
    expect((await desk.api.ask('GET', `/api/attachments/${foreign}`, { as: 'manager' })).status).toBe(404);
    expect((await desk.api.ask('GET', `/api/attachments/${own}`)).status).toBe(200);
  });

  it('keeps the files of a reply with it while it waits for an approval', async () => {
    const { number, team } = await write();
    const levels = (count: number) =>
      desk.api.ask('PUT', `/api/teams/${team.id}/approval`, { body: { levels: count } });
    await levels(1);
    const id = (await upload(number, PDF, 'a.pdf')).body.id;
    const held = await send(number, [id], 'Đây ạ');
    await levels(0);
    expect(held).toMatchObject({
      status: 202,
      body: { attachments: [{ id, heldReply: held.body.heldReplies[0].id }] },
    });
    const approved = await desk.api.ask('POST', `/api/approvals/${held.body.heldReplies[0].id}/approve`, {
      as: 'manager',
    });
    expect(approved.status, approved.text).toBe(200);
    const after = await shown(number);
    expect(after.attachments).toMatchObject([{ id, message: after.messages.at(-1).id, heldReply: null }]);
    await desk.deliver(channel);
    expect(JSON.parse(network.calls.at(-1)?.body ?? '').attachments).toHaveLength(1);
  });

  it('refuses files where the channel takes none, also of a reply that would have to wait', async () => {
    const settings = { network: 'khac', apiUrl: network.origin, contact: CONTACT, ...OTT_SECRETS };
    const plain = await desk.open('ott', 'Khác', settings);
    await desk.tell('ott', plain, signedOtt([ottMessage('plain-1', '777', 'Hoá đơn sai', desk.now())], desk.now()));
    await desk.work();
    const { number, team } = (await desk.tickets()).at(-1);
    const id = (await upload(number, PDF, 'a.pdf')).body.id;
    for (const levels of [0, 1]) {
      await desk.api.ask('PUT', `/api/teams/${team.id}/approval`, { body: { levels } });
      const refused = await send(number, [id], 'Đây ạ');
      expect(refused).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'attachments', message: 'Khác takes no files: send the words alone.' }] },
      });
    }
    await desk.api.ask('PUT', `/api/teams/${team.id}/approval`, { body: { levels: 0 } });
    const note = { kind: 'note', text: '', attachments: [id] };
    expect((await desk.api.ask('POST', `/api/tickets/${number}/messages`, { body: note })).status).toBe(201);
  });

  it('refuses viruses, and keeps files back while the scanner is away', async () => {
    serveFiles();
    scanner = (bytes) => ({ virus: bytes.length === PDF.length ? 'Eicar-Test' : null });
    const infected = await write(served('bill.pdf'));
    expect(infected.attachments).toMatchObject([{ state: 'refused', problem: 'A virus was found: Eicar-Test.' }]);
    expect(await upload(infected.number, PDF, 'a.pdf')).toMatchObject({ status: 422 });
    scanner = () => {
      throw new ScannerAway('The virus scanner can’t be reached.');
    };
    const { number, attachments } = await write(served('bill.pdf'));
    expect(attachments).toMatchObject([{ state: 'checking', problem: 'The virus scanner can’t be reached.' }]);
    expect((await desk.api.ask('GET', `/api/attachments/${attachments[0].id}`)).status).toBe(409);
    const kept = await upload(number, PDF, 'a.pdf');
    expect(kept.body).toMatchObject({ state: 'checking' });
    expect((await send(number, [kept.body.id])).status).toBe(409);
    scanner = () => ({ virus: null });
    desk.pass(30_000);
    await desk.work();
    expect((await shown(number)).attachments).toMatchObject([{ state: 'ready', problem: null }]);
    expect((await send(number, [kept.body.id])).status).toBe(201);
  });

  it('takes no more from one customer than a day allows', async () => {
    serveFiles();
    customers += 1;
    const attachments = Array(10).fill(served('bill.pdf'));
    for (let message = 0; message < 6; message += 1) {
      const said = { ...ottMessage(`many-${message}`, 'greedy', 'nữa này', desk.now()), attachments };
      await desk.tell('ott', channel, signedOtt([said], desk.now()));
    }
    await desk.work();
    const { attachments: kept } = (await desk.tickets()).at(-1);
    expect(kept.filter(({ state: at }: { state: string }) => at === 'ready')).toHaveLength(50);
    const refused = kept.filter(({ problem }: { problem: string | null }) =>
      problem?.includes('too many files within a day'),
    );
    expect(refused).toHaveLength(10);
  });

  it('takes files out with the person who sent them and was sent them', async () => {
    serveFiles();
    const { number, customer } = await write(served('bill.pdf'));
    const answer = (await upload(number, PDF, 'a.pdf')).body.id;
    await send(number, [answer]);
    const chosen = (await upload(number, PDF, 'b.pdf')).body.id;
    const { attachments } = await shown(number);
    const counts = await inTransaction(records.db, (tx) => erasePerson(tx, customer.id, desk.now()));
    expect(counts.attachments).toBe(3);
    for (const id of [chosen, ...attachments.map((each: { id: string }) => each.id)])
      expect((await desk.api.ask('GET', `/api/attachments/${id}`)).status).toBe(404);
    // Told again, it does not come back.
    const told = {
      ...ottMessage(`m-${customers}`, `849${customers}`, 'Hoá đơn sai', desk.now()),
      attachments: [served('bill.pdf')],
    };
    await desk.tell('ott', channel, signedOtt([told], desk.now()));
    await desk.work();
    expect((await shown(number)).attachments).toEqual([]);
  });
});
