import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { guardServers } from '../../src/crawlers/support/server-address.ts';
import { startChannelListeners } from '../../src/pipeline/channel-listeners.ts';
import type { QueueWorker } from '../../src/queue/queue.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { RECORDS, silent, type TestRecords, testVault as vault } from '../support/databases.ts';
import { type MailServer, mailServerUnavailable, startMailServer } from '../support/mail-server.ts';
import { MemoryQueue } from '../support/memory-queue.ts';
import { PDF } from '../support/pictures.ts';

const OWN = 'cskh@example.vn';
const CUSTOMER = 'khach@example.com';
const STRANGER = 'nguoi.la@example.com';
const PASSWORD = 'mat-khau-cua-bai-thu';
const SOON = { timeout: 20_000, interval: 50 };
const reason = mailServerUnavailable();
const serverOf = (url: string) => ({ host: '127.0.0.1', port: Number(new URL(url).port), secure: false });

for (const { name, skip, open } of RECORDS) {
  describe.skipIf((skip ?? reason) !== null)(`a mailbox on a real mail server, on ${skip ?? reason ?? name}`, () => {
    let server: MailServer;
    let records: TestRecords;
    let desk: ChannelDesk;
    let listening: QueueWorker | undefined;
    let id: string;
    let settings: object;

    beforeAll(async () => {
      server = await startMailServer({ [OWN]: PASSWORD, [CUSTOMER]: PASSWORD, [STRANGER]: PASSWORD });
      records = await open();
      desk = await openChannelDesk(records, []);
      const servers = { imapUrl: server.imapUrl, smtpUrl: server.smtpUrl, unencrypted: true };
      settings = {
        address: OWN,
        name: 'CSKH',
        password: PASSWORD,
        perSecond: 100,
        ...servers,
      };
      id = await desk.open('email', 'Thư', settings);
    }, 60_000);
    afterEach(async () => {
      await listening?.stop();
      listening = undefined;
    });
    afterAll(async () => {
      await desk?.close();
      await records?.close();
      await server?.stop();
    });

    const listen = () => {
      listening = startChannelListeners({
        db: records.db,
        clock: { now: () => desk.now() },
        vault,
        logger: silent,
        addressOf: guardServers(['127.0.0.1']),
        processQueue: new MemoryQueue(),
        channelQueue: new MemoryQueue(),
      });
    };
    const write = async (mail: {
      from?: string;
      subject: string;
      text: string;
      headers?: Record<string, string>;
      attachments?: { filename: string; content: Buffer }[];
    }) => {
      const transport = createTransport({ ...serverOf(server.smtpUrl), ignoreTLS: true });
      const { messageId } = await transport.sendMail({ from: CUSTOMER, to: OWN, ...mail });
      transport.close();
      return messageId;
    };
    /** The mails in the customer's own mailbox. */
    const received = async () => {
      const client = new ImapFlow({
        ...serverOf(server.imapUrl),
        doSTARTTLS: false,
        auth: { user: CUSTOMER, pass: PASSWORD },
        logger: false,
      });
      await client.connect();
      await client.mailboxOpen('INBOX', { readOnly: true });
      const mails = await client.fetchAll('1:*', {
        envelope: true,
        headers: ['references', 'in-reply-to'],
        bodyParts: ['text'],
      });
      await client.logout();
      return mails.map(({ envelope, headers, bodyParts }) => ({
        ...envelope,
        headers: String(headers).replace(/\r\n\s+/g, ' '),
        text: String(bodyParts?.get('text')),
      }));
    };
    const tickets = async () => {
      await desk.work();
      return desk.tickets();
    };
    const texts = (ticket: { mentions: { text: string }[] }) => ticket.mentions.map(({ text }) => text).sort();

    it('brings what customers write, answers in the thread, and keeps a conversation together', async () => {
      listen();
      const first = await write({ subject: 'Mạng chậm', text: 'Mạng nhà tôi chậm cả tuần nay' });
      await expect.poll(async () => (await tickets()).length, SOON).toBe(1);
      const [ticket] = await tickets();
      expect(ticket).toMatchObject({ subject: 'Mạng chậm', channel: 'email' });
      expect((await desk.reply(ticket.number, 'Chào anh,\nkỹ thuật viên sẽ đến chiều nay.')).status).toBe(201);
      await desk.deliver(id);
      const [answer] = await received();
      expect(answer?.subject).toBe(`Re: Mạng chậm [#${ticket.number}]`);
      expect(answer?.headers).toMatch(new RegExp(`in-reply-to: ${first}`, 'i'));
      expect(answer?.headers).toMatch(new RegExp(`references: ${first}`, 'i'));
      expect(answer?.from?.[0]).toMatchObject({ name: 'CSKH', address: OWN });

      // One whose program keeps the thread, one whose program knows only the subject, and somebody else who tries it.
      const own = answer?.messageId ?? '';
      await write({
        subject: 'Re: Mạng chậm',
        text: 'Cảm ơn',
        headers: { references: `${first} ${own}`, 'in-reply-to': own },
      });
      await write({ subject: `Re: Mạng chậm [#${ticket.number}]`, text: 'Mấy giờ vậy ạ' });
      await write({ from: STRANGER, subject: `[#${ticket.number}]`, text: 'Cho tôi xem với' });
      await expect.poll(async () => (await tickets()).length, SOON).toBe(2);
      await expect
        .poll(async () => texts((await tickets())[0]), SOON)
        .toEqual(['Cảm ơn', 'Mạng nhà tôi chậm cả tuần nay', 'Mấy giờ vậy ạ']);
      expect(texts((await tickets())[1])).toEqual(['Cho tôi xem với']);
    }, 60_000);

    it('carries files both ways', async () => {
      listen();
      const before = (await tickets()).length;
      const attachments = [{ filename: 'hoá đơn.pdf', content: Buffer.from(PDF) }];
      await write({ subject: 'Hoá đơn sai', text: 'Xem giúp tôi', attachments });
      await expect.poll(async () => (await tickets()).length, SOON).toBe(before + 1);
      const { number, attachments: kept } = (await tickets()).at(-1);
      expect(kept).toMatchObject([{ name: 'hoá đơn.pdf', mediaType: 'application/pdf', state: 'ready' }]);
      const upload = await desk.api.ask(
        'POST',
        `/api/tickets/${number}/attachments?name=${encodeURIComponent('biên nhận.pdf')}`,
        {
          body: PDF,
          headers: { 'content-type': 'application/octet-stream' },
        },
      );
      const reply = { kind: 'reply', text: 'Gửi anh ạ', attachments: [upload.body.id] };
      await desk.api.ask('POST', `/api/tickets/${number}/messages`, { body: reply });
      desk.pass(1000);
      await desk.deliver(id);
      const mail = (await received()).find(({ subject }) => subject === `Re: Hoá đơn sai [#${number}]`);
      expect(mail?.text).toContain(Buffer.from(PDF).toString('base64').slice(0, 60));
      expect(mail?.text).toMatch(/Content-Type: application\/pdf/i);
    }, 60_000);

    it('goes on where it was after a restart of either side, and takes nothing twice', async () => {
      const before = (await tickets()).length;
      await write({ from: STRANGER, subject: 'Lúc nghỉ', text: 'Gửi khi không ai nghe' });
      listen();
      await expect.poll(async () => (await tickets()).length, SOON).toBe(before + 1);
      await server.stop();
      await server.start();
      await write({ from: STRANGER, subject: 'Sau đó', text: 'Máy chủ thư chạy lại' });
      await expect.poll(async () => (await tickets()).length, { ...SOON, timeout: 40_000 }).toBe(before + 2);
      const all = (await tickets()).flatMap(texts);
      expect(new Set(all).size).toBe(all.length);
    }, 90_000);

    it('says that the password is wrong, and works again once it is right', async () => {
      await desk.api.ask('PATCH', `/api/channels/${id}`, { body: { settings: { ...settings, password: 'sai' } } });
      listen();
      const health = async () => (await desk.api.ask('GET', `/api/channels/${id}`)).body;
      await expect.poll(health, SOON).toMatchObject({ health: 'down', problem: expect.stringContaining('password') });
      expect(JSON.stringify(await health())).not.toContain('sai');
      await desk.api.ask('PATCH', `/api/channels/${id}`, { body: { settings } });
      await listening?.stop();
      listen();
      await write({ from: STRANGER, subject: 'Mật khẩu', text: 'Đã đúng lại' });
      await expect.poll(async () => (await tickets()).flatMap(texts), SOON).toContain('Đã đúng lại');
      expect(await health()).toMatchObject({ health: 'healthy' });
    }, 60_000);
  });
}
