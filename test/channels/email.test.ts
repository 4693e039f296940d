import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newText } from '../../src/channels/email/new-text.ts';
import { readMail } from '../../src/channels/email/read-mail.ts';
import { channel } from '../../src/channels/email.ts';

const OWN = 'cskh@example.vn';

const mailOf = (headers: Record<string, string>, body = 'Mạng chậm quá') => {
  const all = {
    From: 'Khách hàng A <Khach@Example.com>',
    To: OWN,
    Subject: 'Mạng chậm',
    Date: 'Thu, 05 Mar 2026 09:12:00 +0700',
    'Message-ID': '<first@example.com>',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}\r\n`);
};
const read = async (headers: Record<string, string>, body?: string) => readMail(OWN, mailOf(headers, body));
const postOf = async (headers: Record<string, string>, body?: string) => {
  const given = await read(headers, body);
  if ('ignored' in given) throw new Error(given.ignored);
  return { ...given.inbound.posts[0], tickets: given.inbound.tickets };
};

describe('reading a mail', () => {
  it('gives who wrote what, when, and in which thread', async () => {
    expect(await postOf({})).toEqual({
      externalId: 'first@example.com',
      kind: 'message',
      author: { id: 'khach@example.com', name: 'Khách hàng A' },
      title: 'Mạng chậm',
      text: 'Mạng chậm quá',
      publishedAt: '2026-03-05T02:12:00.000Z',
      threadId: 'first@example.com',
      tickets: undefined,
    });
  });

  it('finds the thread by its references, the first of them, or by what it answers', async () => {
    expect(await postOf({ References: '<a@x> <b@x>', 'In-Reply-To': '<b@x>' })).toMatchObject({ threadId: 'a@x' });
    expect(await postOf({ 'In-Reply-To': '<b@x>' })).toMatchObject({ threadId: 'b@x' });
  });

  it('takes the ticket that the subject names only where the thread is not known', async () => {
    expect(await postOf({ Subject: 'Re: Mạng chậm [#12]' })).toMatchObject({ tickets: { 'first@example.com': 12 } });
    expect(await postOf({ Subject: 'Re: x [#12]', References: '<a@x>' })).toMatchObject({ tickets: undefined });
  });

  it('names a mail without an id by its content', async () => {
    const [one, same] = [await postOf({ 'Message-ID': '' }), await postOf({ 'Message-ID': '' })];
    expect(one.externalId).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(same.externalId).toBe(one.externalId);
  });

  it('gives the files of a mail and the pictures in its text, and no logos of signatures', async () => {
    const part = (headers: string, content: string) => `--x\r\n${headers}\r\n\r\n${content}\r\n`;
    const inText = 'Content-Type: image/png\r\nContent-ID: <a>\r\nContent-Disposition: inline; filename="man-hinh.png"';
    const body = [
      part('Content-Type: text/html; charset=utf-8', '<p>Hoá đơn sai <img src="cid:a"><img src="cid:b"></p>'),
      part(inText, 'p'.repeat(20_000)),
      part(inText.replace('<a>', '<b>').replace('man-hinh', 'logo'), 'p'),
      part('Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="../bill.pdf"', '%PDF-1.4'),
      '--x--',
    ].join('');
    const given = await read({ 'Content-Type': 'multipart/related; boundary=x' }, body);
    if ('ignored' in given) throw new Error(given.ignored);
    const [files = []] = Object.values(given.inbound.files ?? {});
    expect(files.map((file) => [file.name, 'bytes' in file && file.bytes.length])).toEqual([
      ['man-hinh.png', 20_000],
      ['../bill.pdf', 8],
    ]);
    expect(given.inbound.posts[0]?.text).toBe('Hoá đơn sai\n[file: man-hinh.png]\n[file: ../bill.pdf]');
  });

  it('reads HTML as text, without what runs, hides or quotes', async () => {
    const html =
      '<style>p{color:red}</style><p>Sóng <b>yếu</b></p><script>alert(1)</script>' +
      '<div class="gmail_quote">Vào lúc 9:12 CSKH đã viết:<blockquote>câu cũ</blockquote></div>';
    expect(await postOf({ 'Content-Type': 'text/html; charset=utf-8' }, html)).toMatchObject({ text: 'Sóng yếu' });
  });

  it('reads old Vietnamese encodings and encoded headers', async () => {
    const headers = {
      Subject: '=?utf-8?B?TeG6oW5nIGNo4bqtbQ==?=',
      'Content-Transfer-Encoding': 'base64',
    };
    const body = Buffer.from('Mất sóng').toString('base64');
    expect(await postOf(headers, body)).toMatchObject({ title: 'Mạng chậm', text: 'Mất sóng' });
  });

  it('names files that came along', async () => {
    const body = [
      '--x',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Xem ảnh',
      '--x',
      'Content-Type: image/png; name="loi.png"',
      'Content-Disposition: attachment; filename="loi.png"',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '--x--',
    ].join('\r\n');
    const post = await postOf({ 'Content-Type': 'multipart/mixed; boundary=x' }, body);
    expect(post.text).toBe('Xem ảnh\n[file: loi.png]');
  });

  it.each([
    ['an automatic answer', { 'Auto-Submitted': 'auto-replied' }],
    ['a mail in bulk', { Precedence: 'bulk' }],
    ['a mailing list', { 'List-Id': '<tin.example.com>' }],
    ['its own mail', { From: 'CSKH <CSKH@example.vn>' }],
    ['a mail server', { From: 'Mail Delivery <MAILER-DAEMON@example.com>' }],
    ['nobody', { From: '' }],
  ])('passes over %s, which is never answered', async (_, headers) => {
    expect(await read(headers)).toHaveProperty('ignored');
  });

  it('takes a report of a mail that came back as the failure of that mail', async () => {
    const id = '4d1f9a52-6f9f-4a60-9a3f-0d3f6c1d2b3a@example.vn';
    const body = [
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.com',
      '',
      'Final-Recipient: rfc822; khach@example.com',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 no such user',
      '',
      '--r',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${id}>`,
      '--r--',
    ].join('\r\n');
    const headers = {
      From: 'postmaster@example.com',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=r',
    };
    expect(await read(headers, body)).toEqual({
      inbound: {
        posts: [],
        receipts: [{ externalId: id, state: 'failed', at: null, reason: 'smtp; 550 no such user' }],
      },
    });
    expect(await read(headers, body.replace('failed', 'delayed'))).toHaveProperty('ignored');
  });

  it('never throws, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        await readMail(OWN, Buffer.from(bytes));
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is new in a mail', () => {
  it.each([
    ['Vào 09:12, T.5, 5 thg 3, 2026 CSKH <cskh@example.vn> đã viết:\n> câu cũ'],
    ['Vào 09:12, Thứ Năm, 5 tháng 3, 2026 Chăm sóc khách hàng\n<cskh@example.vn> đã viết:\n\n> câu cũ'],
    ['On Thu, Mar 5, 2026 at 9:12 AM CSKH <cskh@example.vn> wrote:\n> old'],
    ['-----Original Message-----\nFrom: CSKH\nold'],
    ['________________________________\nTừ: CSKH <cskh@example.vn>\nĐã gửi: Thứ Năm\nold'],
    ['From: CSKH <cskh@example.vn>\nSent: Thursday\nTo: khach@example.com\nSubject: x\n\nold'],
    ['-- \nNguyễn Văn A\n0912 345 678'],
    ['Đã gửi từ iPhone của tôi'],
  ])('ends where the usual programs begin the old mail: %j', (rest) => {
    expect(newText(`Vẫn chưa được.\n\n${rest}`)).toBe('Vẫn chưa được.');
  });

  it('keeps answers between quoted lines, and sentences that only sound like an introduction', () => {
    expect(newText('> Anh dùng gói nào?\nGói ST120\n> Ở đâu?\nHà Nội')).toBe('Gói ST120\nHà Nội');
    expect(newText('On the phone your colleague wrote:\nwait two days')).toBe(
      'On the phone your colleague wrote:\nwait two days',
    );
  });

  it('keeps all where nothing else would be left', () => {
    expect(newText('> chỉ có trích dẫn')).toBe('> chỉ có trích dẫn');
  });

  it('is quick, whatever the text', () => {
    const long = `${'On a wrote '.repeat(20_000)}\n`.repeat(3) + 'Từ: '.repeat(50_000) + '\n'.repeat(50_000);
    const started = performance.now();
    newText(long);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('settings of a mailbox', () => {
  it.each([
    { imapUrl: 'https://mail.example.vn' },
    { imapUrl: 'imaps://user:pass@mail.example.vn' },
    { smtpUrl: 'smtps://mail.example.vn/path' },
    { smtpUrl: 'mail.example.vn' },
    { address: 'not an address' },
  ])('refuse %j', (wrong) => {
    const given = { ...(channel.example as object), ...wrong };
    expect(channel.settings.safeParse(given).success).toBe(false);
  });
});
