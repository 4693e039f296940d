import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChannelDown, Unsent } from '../../src/channels/channel.ts';
import { createSystemMailer, type SystemMail } from '../../src/channels/email/system-mail.ts';
import { type ReportMailRule, reportMailSettings } from '../../src/domain/report-mail.ts';
import { type ReportMailDeps, reportMailsWait, sendReportMails } from '../../src/pipeline/report-mail.ts';
import { listReportMails, resendReportMail } from '../../src/storage/report-mails.ts';
import { writeReportMailSettings } from '../../src/storage/settings.ts';
import { createTeam } from '../../src/storage/teams.ts';
import { openTicket } from '../../src/storage/ticket-writes.ts';
import { RECORDS, silent, type TestRecords } from '../support/databases.ts';
import { type MailServer, mailServerUnavailable, startMailServer } from '../support/mail-server.ts';
import { newTicketOf } from '../support/new-tickets.ts';

/** 07:00 on a Thursday in Vietnam. */
const SEVEN = new Date('2026-03-05T00:00:00.000Z');
const never = new AbortController().signal;
const RULE = { key: 'lanh-dao', time: '07:30', to: ['sep@example.vn', 'pho@example.vn'] };

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`the daily report by mail, on ${skip ?? name}`, () => {
    let records: TestRecords;
    let now: Date;
    let sent: SystemMail[];
    let team: string;
    const at = (minutes: number) => {
      now = new Date(SEVEN.getTime() + minutes * 60_000);
    };
    const deps = (sendMail: ReportMailDeps['sendMail'], print: ReportMailDeps['print'] = null): ReportMailDeps => ({
      db: records.db,
      clock: { now: () => now },
      logger: silent,
      print,
      sendMail,
    });
    const collecting: ReportMailDeps['sendMail'] = async (mail) => void sent.push(mail);
    /** What the sweep and the job do. */
    const round = async (sendMail: ReportMailDeps['sendMail'] = collecting) =>
      (await reportMailsWait(deps(sendMail))) ? sendReportMails(deps(sendMail), never) : 0;
    const rules = (...mails: (Partial<ReportMailRule> & { key: string; time: string; to: string[] })[]) =>
      writeReportMailSettings(
        records.db,
        reportMailSettings.parse({ from: { name: 'Lắng nghe', address: 'bao-cao@example.vn' }, mails }),
        now,
      );
    const state = async () =>
      (await listReportMails(records.db)).map(({ date, status, tries }) => ({ date, status, tries }));

    beforeAll(async () => {
      records = await open();
      const north = await createTeam(records.db, { name: 'Bắc', parent: null });
      team = (await createTeam(records.db, { name: 'Hà Nội', parent: north.id })).id;
      const yesterday = new Date(SEVEN.getTime() - 12 * 3_600_000);
      for (const [index, teamId] of [team, north.id, north.id].entries())
        await openTicket(records.db, await newTicketOf(records.db, `case-${index}`, yesterday, { teamId }));
    });
    beforeEach(async () => {
      sent = [];
      at(0);
      await records.db.deleteFrom('report_mails').execute();
      await rules(RULE);
    });
    afterAll(() => records?.close());

    it('goes out once, at its time, though many ask at once and again', async () => {
      expect(await round()).toBe(0);
      at(29);
      expect(await round()).toBe(0);
      at(31);
      const rounds = await Promise.all([round(), round(), round()]);
      expect(rounds.reduce((sum, each) => sum + each, 0)).toBe(1);
      at(200);
      expect(await round()).toBe(0);
      expect(sent).toHaveLength(1);
      expect(sent[0]).toMatchObject({ to: RULE.to, subject: expect.stringContaining('Báo cáo phản ánh trong ngày') });
      expect(await state()).toEqual([{ date: '2026-03-04', status: 'sent', tries: 1 }]);
      at(31 + 24 * 60);
      expect(await round()).toBe(1);
      expect((await state()).map(({ date }) => date)).toEqual(['2026-03-05', '2026-03-04']);
    });

    it('comes late rather than never when nobody was there at its time', async () => {
      at(16 * 60);
      expect(await round()).toBe(1);
    });

    it('counts what the team and those below it have, and nothing of others', async () => {
      await rules({ ...RULE, team }, { ...RULE, key: 'tat-ca', language: 'en' });
      at(31);
      expect(await round()).toBe(2);
      expect(sent.map(({ text }) => text.split('\n').at(-1))).toEqual(['Phiếu mới mở: 1', 'Tickets opened: 3']);
    });

    it('tries again, ever later, while the server is away or refuses us, and says why', async () => {
      at(31);
      const away = async () => {
        throw new Unsent('away');
      };
      expect(await round(away)).toBe(0);
      expect(await listReportMails(records.db)).toMatchObject([{ status: 'waiting', problem: 'away', tries: 1 }]);
      expect(await round()).toBe(0);
      at(34);
      await round(async () => {
        throw new ChannelDown('wrong password');
      });
      expect(await state()).toMatchObject([{ status: 'waiting', tries: 2 }]);
      at(36);
      expect(await round()).toBe(0);
      at(39);
      expect(await round()).toBe(1);
      expect(sent).toHaveLength(1);
    });

    it('waits for a mail server to be set', async () => {
      at(31);
      await round(null);
      expect(await listReportMails(records.db)).toMatchObject([
        { status: 'waiting', problem: expect.stringContaining('SMTP_URL') },
      ]);
    });

    it('makes a report anew whose maker was killed, and doubts one whose sender was, until a person decides', async () => {
      at(31);
      const dead = new Promise<never>(() => {});
      // Killed while it made the PDF.
      await reportMailsWait(deps(collecting));
      void sendReportMails(
        deps(collecting, () => dead),
        never,
      );
      await expect.poll(async () => (await state())[0]?.status).toBe('preparing');
      expect(await round()).toBe(0);
      at(42);
      // Killed while it sent.
      await reportMailsWait(deps(collecting));
      void sendReportMails(
        deps(() => dead),
        never,
      );
      await expect.poll(async () => (await state())[0]?.status).toBe('sending');
      expect(await round()).toBe(0);
      at(53);
      expect(await round()).toBe(0);
      expect(await state()).toEqual([{ date: '2026-03-04', status: 'doubtful', tries: 2 }]);
      const [mail] = await listReportMails(records.db);
      await resendReportMail(records.db, mail?.id ?? '', now);
      expect(await round()).toBe(1);
      await expect(resendReportMail(records.db, mail?.id ?? '', now)).rejects.toThrow('failed or is in doubt');
      expect(sent).toHaveLength(1);
    });
  });
}

const reason = mailServerUnavailable();
describe.skipIf(reason !== null)(`the program's own mails${reason === null ? '' : `, ${reason}`}`, () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer({ 'sep@example.vn': 'mat-khau' });
  }, 60_000);
  afterAll(() => server?.stop());

  const mail: SystemMail = {
    from: { name: 'Lắng nghe', address: 'bao-cao@example.vn' },
    to: ['sep@example.vn'],
    subject: 'Báo cáo\r\nBcc: la@example.com',
    html: '<p>Phản ánh: <b>3</b></p>',
    text: 'Phản ánh: 3',
    files: [{ name: 'bao-cao.xlsx', mediaType: 'application/zip', bytes: new Uint8Array([1, 2, 3]) }],
    messageId: 'report-1@example.vn',
  };

  it('arrive on a real mail server as they were written, with one header a header', async () => {
    await createSystemMailer(server.smtpUrl)(mail);
    const port = Number(new URL(server.imapUrl).port);
    const auth = { user: 'sep@example.vn', pass: 'mat-khau' };
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false });
    await client.connect();
    await client.mailboxOpen('INBOX');
    const { source } = (await client.fetchOne('*', { source: true })) as { source: Buffer };
    await client.logout();
    const read = await simpleParser(source);
    expect(read).toMatchObject({ subject: 'Báo cáo Bcc: la@example.com', messageId: '<report-1@example.vn>' });
    expect(read.bcc).toBeUndefined();
    expect(read.headers.get('auto-submitted')).toBe('auto-generated');
    expect(read.html).toContain('<b>3</b>');
    expect(read.attachments.map(({ filename, content }) => [filename, content.length])).toEqual([['bao-cao.xlsx', 3]]);
  });

  it('are surely not sent where no server answers', async () => {
    const { smtpUrl, stop, start } = server;
    await stop();
    await expect(createSystemMailer(smtpUrl)(mail)).rejects.toBeInstanceOf(Unsent);
    await start();
  });
});
