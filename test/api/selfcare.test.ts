import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { phoneKey } from '../../src/analysis/customer-keys.ts';
import { brandStyle, contrast, GROUNDS } from '../../src/api/selfcare/colours.ts';
import { selfcareRoutes } from '../../src/api/selfcare/routes.ts';
import { codeWords, identityOf, masked, readIdentity, selfcareId } from '../../src/care/selfcare.ts';
import { askCustomers } from '../../src/pipeline/csat.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { embeddedRecords, silent, type TestRecords } from '../support/databases.ts';
import { jpeg, SECRET } from '../support/pictures.ts';
import { SelfcareCustomer } from '../support/selfcare-customer.ts';
import { type SmtpStandIn, startSmtp } from '../support/stand-ins/smtp.ts';

const MINUTE = 60_000;
const PUBLIC_URL = 'http://cskh.example.vn';

describe('the customers’ website', () => {
  let records: TestRecords;
  let desk: ChannelDesk;
  let smtp: SmtpStandIn;
  let portal: string;
  let people = 0;

  beforeAll(async () => {
    records = await embeddedRecords();
    smtp = await startSmtp();
    desk = await openChannelDesk(records, [smtp.host], {
      allow: [smtp.host],
      services: { publicUrl: PUBLIC_URL },
    });
    const mailbox = {
      address: 'cskh@example.vn',
      name: 'CSKH',
      password: 'secret',
      imapUrl: 'imap://127.0.0.1:1',
      smtpUrl: smtp.url,
      unencrypted: true,
    };
    const emailChannel = await desk.open('email', 'Thư', mailbox);
    portal = await desk.open('selfcare', 'Trang khách hàng', {
      brand: 'Mạng Xanh <b>',
      colour: '#ee0033',
      emailChannel,
    });
  });
  afterAll(async () => {
    await desk.close();
    await smtp.close();
    await records.close();
  });
  beforeEach(() => desk.pass(20 * MINUTE));

  const newAddress = () => {
    people += 1;
    return `khach${people}@example.vn`;
  };
  const until = async <T>(look: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const mailsTo = (address: string) => smtp.mails.filter(({ to }) => to === address);
  const codesTo = (address: string) =>
    mailsTo(address).flatMap(({ subject }) => /^\d{6}(?=:)/.exec(subject)?.[0] ?? []);
  /** The n-th code that was sent to an address. */
  const codeTo = (address: string, count = 1) => until(() => codesTo(address)[count - 1]);

  const askForCode = async (typed: string) => {
    const address = typed.toLowerCase();
    const customer = new SelfcareCustomer(desk.api.url);
    await customer.get();
    const sent = codesTo(address).length;
    expect(await customer.post('/sign-in', { identity: typed })).toMatchObject({ status: 303, to: '/code' });
    await customer.get('/code');
    return { customer, code: await codeTo(address, sent + 1) };
  };
  const signIn = async (address = newAddress()) => {
    const { customer, code } = await askForCode(address);
    expect(await customer.post('/code', { code })).toMatchObject({ status: 303, to: '' });
    return customer;
  };
  /** A customer with a complaint and its number. */
  const complain = async (text = 'Mạng chậm quá', files: File[] = [], address = newAddress()) => {
    const customer = await signIn(address);
    await customer.get('/new');
    expect(await customer.send('/new', { text, name: 'Lan' }, files)).toMatchObject({ status: 303, to: '?told=sent' });
    await desk.work();
    const number = Number(/\/selfcare\/tickets\/(\d+)/.exec((await customer.get()).text)?.[1]);
    return { customer, number, address };
  };
  const answer = async (number: number, text: string, body: object = {}) => {
    const sent = await desk.api.ask('POST', `/api/tickets/${number}/messages`, {
      body: { kind: 'reply', text, ...body },
    });
    expect(sent.status, sent.text).toBe(201);
    await desk.deliver(portal);
    return sent.body;
  };
  const change = async (number: number, body: object) => {
    const { version } = (await desk.api.ask('GET', `/api/tickets/${number}`)).body;
    await desk.api.ask('PATCH', `/api/tickets/${number}`, { body, headers: { 'if-match': `"${version}"` } });
  };

  describe('signing in', () => {
    it('takes a code that was sent to the address, once', async () => {
      const address = newAddress();
      const { customer, code } = await askForCode(address.toUpperCase());
      expect(smtp.mails.at(-1)).toMatchObject({ to: address, headers: expect.not.stringContaining('In-Reply-To') });
      expect((await customer.get('/code')).text).toContain(masked({ kind: 'email', value: address }));
      expect(await customer.post('/code', { code })).toMatchObject({ status: 303 });
      expect((await customer.get()).text).toContain('Quý khách chưa có phản ánh nào');
      const other = new SelfcareCustomer(desk.api.url);
      for (const [name, value] of customer.cookies) other.cookies.set(name, value);
      expect((await other.post('/sign-out', {})).status).toBe(403);
      await customer.post('/sign-out');
      expect((await other.get()).text).toContain('name="identity"');
    });

    it('answers alike whether the address is known, and sends no more than five codes an hour', async () => {
      const known = newAddress();
      await complain('Alo', [], known);
      const answers = [];
      for (const address of [known, newAddress()]) {
        const { customer } = await askForCode(address);
        const page = (await customer.get('/code')).text.replaceAll(masked({ kind: 'email', value: address }), '…');
        answers.push(page.replace(/name="form" value="[^"]+"/g, ''));
      }
      expect(answers[0]).toBe(answers[1]);
      for (let more = 0; more < 3; more += 1) await askForCode(known);
      const customer = new SelfcareCustomer(desk.api.url);
      await customer.get();
      expect(await customer.post('/sign-in', { identity: known })).toMatchObject({ status: 303, to: '/code' });
      expect((await customer.get('/code')).text).toContain(masked({ kind: 'email', value: known }));
      expect(codesTo(known)).toHaveLength(5);
    });

    it('refuses wrong, late and much-tried codes, and those of another browser', async () => {
      const address = newAddress();
      const { customer, code } = await askForCode(address);
      const wrong = code === '000000' ? '000001' : '000000';
      for (let tries = 0; tries < 5; tries += 1)
        expect((await customer.post('/code', { code: wrong })).status).toBe(422);
      expect((await customer.post('/code', { code })).status).toBe(422);
      const late = await askForCode(address);
      desk.pass(10 * MINUTE);
      expect((await late.customer.post('/code', { code: late.code })).status).toBe(422);
      const [own, thief] = [await askForCode(address), await askForCode(newAddress())];
      expect((await thief.customer.post('/code', { code: own.code })).status).toBe(own.code === thief.code ? 303 : 422);
      const codes = await records.db.selectFrom('selfcare_codes').select('code_hash').execute();
      expect(codes.every(({ code_hash }) => !/^\d{6}$/.test(code_hash))).toBe(true);
      const eraseCode = { code: own.code };
      expect((await (await signIn()).post('/data/erase/confirm', eraseCode)).status).toBe(403);
    });

    it('shows the administrator that codes can’t be sent, and the customer nothing else', async () => {
      const { settings } = (await desk.api.ask('GET', `/api/channels/${portal}`)).body;
      const elsewhere = { ...settings, emailChannel: '00000000-0000-4000-8000-000000000000' };
      await desk.api.ask('PATCH', `/api/channels/${portal}`, { body: { settings: elsewhere } });
      const customer = new SelfcareCustomer(desk.api.url);
      await customer.get();
      expect(await customer.post('/sign-in', { identity: newAddress() })).toMatchObject({ status: 303, to: '/code' });
      const look = async () => (await desk.api.ask('GET', `/api/channels/${portal}`)).body.problem;
      for (let asked = 0; asked < 100 && (await look()) === null; asked += 1);
      expect(await look()).toBe('A code could not be sent: There is no such channel.');
      await desk.api.ask('PATCH', `/api/channels/${portal}`, { body: { settings } });
    });

    it('refuses what is no address, and numbers where no SMS can be sent', async () => {
      const customer = new SelfcareCustomer(desk.api.url);
      await customer.get();
      for (const identity of ['', 'x', 'a@b', '"><script>@x.vn', '0912345678', 'a@x.vn\nBcc: b@x.vn'])
        expect((await customer.post('/sign-in', { identity })).status, identity).toBe(422);
      expect((await customer.post('/sign-in', { identity: '"><script>alert(1)</script>' })).text).not.toContain(
        '<script>alert',
      );
    });

    it('keeps sessions in cookies that scripts and other sites don’t get', async () => {
      const { customer, code } = await askForCode(newAddress());
      const { headers } = await customer.post('/code', { code });
      const session = headers.getSetCookie().find((each) => each.includes('customer-session')) ?? '';
      for (const rule of ['HttpOnly', 'SameSite=Lax', 'Path=/selfcare', 'Max-Age=604800'])
        expect(session).toContain(rule);
      desk.pass(7 * 24 * 60 * MINUTE);
      expect((await customer.get('/data')).to).toBe('');
    });
  });

  it('takes a complaint with pictures once, shows what becomes of it, takes an answer back and a rating', async () => {
    const picture = new File([jpeg() as Uint8Array<ArrayBuffer>], 'trạm.jpg', { type: 'text/html' });
    const address = newAddress();
    const customer = await signIn(address);
    await customer.get('/new');
    const once = crypto.randomUUID();
    for (let sent = 0; sent < 2; sent += 1)
      await customer.send('/new', { text: 'Sóng yếu ở <Cầu Giấy>', once, name: 'Lan' }, [picture]);
    expect((await customer.get()).text).toContain('data-waits');
    await desk.work();
    const tickets = (await desk.tickets()).filter(
      (each) => each.customer?.name === 'Lan' && each.subject.includes('Sóng'),
    );
    expect(tickets).toHaveLength(1);
    const { number, attachments, channel } = tickets[0];
    expect([channel, attachments[0].name, attachments[0].state]).toEqual(['selfcare', 'trạm.jpg', 'ready']);
    const page = await customer.get(`/tickets/${number}`);
    expect(page.text).toContain('Sóng yếu ở &lt;Cầu Giấy&gt;');
    expect(page.text).toContain('Đã tiếp nhận');
    const file = await customer.get(`/files/${attachments[0].id}`);
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(file.text).not.toContain(SECRET);

    await desk.api.ask('POST', `/api/tickets/${number}/messages`, { body: { kind: 'note', text: 'ghi chú nội bộ' } });
    desk.pass(1000);
    await answer(number, 'Bên em đang kiểm tra ạ', {});
    expect((await customer.get()).text).toContain('Có trả lời mới');
    const told = await customer.get(`/tickets/${number}?lang=en`);
    expect(told.text).toContain('Bên em đang kiểm tra ạ');
    expect(told.text).toContain('In work');
    expect(told.text).not.toMatch(/ghi chú nội bộ|token-administrator/);
    const { messages } = (await desk.api.ask('GET', `/api/tickets/${number}`)).body;
    expect(messages.at(-1)).toMatchObject({ delivery: 'read', text: 'Bên em đang kiểm tra ạ' });
    expect(told.text).not.toContain(messages.at(-1).author.name);
    expect((await customer.get('?lang=vi')).text).not.toContain('Có trả lời mới');

    expect(await customer.send(`/tickets/${number}/answer`, { text: 'Vẫn yếu lắm' })).toMatchObject({
      to: `/tickets/${number}?told=answered`,
    });
    desk.pass(1000);
    await desk.work();
    const after = (await desk.api.ask('GET', `/api/tickets/${number}`)).body;
    expect(after.mentions.map(({ text }: { text: string }) => text)).toContain('Vẫn yếu lắm');

    await desk.api.ask('PUT', '/api/settings/quality', { body: { csat: { enabled: true, delayMinutes: 0 } } });
    await change(number, { status: 'resolved' });
    desk.pass(MINUTE);
    const never = new AbortController().signal;
    const clock = { now: () => desk.now() };
    await askCustomers({ db: records.db, clock, logger: silent, publicUrl: PUBLIC_URL }, never);
    await desk.deliver(portal);
    const asked = await customer.get(`/tickets/${number}`);
    expect(asked.text).toContain('Đã giải quyết');
    expect(asked.text).toContain('name="rating"');
    expect(asked.text).not.toContain('/csat/');
    expect((await customer.post(`/tickets/${number}/rate`, {})).status).toBe(422);
    expect(await customer.post(`/tickets/${number}/rate`, { rating: '5', comment: 'Nhanh' })).toMatchObject({
      status: 303,
    });
    const rated = await records.db
      .selectFrom('csat_requests')
      .selectAll()
      .where('ticket_number', '=', number)
      .execute();
    expect(rated).toMatchObject([{ rating: 5, comment: 'Nhanh' }]);
    expect((await customer.get(`/tickets/${number}`)).text).not.toContain('name="rating"');
  });

  it('tells a customer once that there is an answer, not what it says, until they open it', async () => {
    const { customer, number, address } = await complain();
    const notices = () => mailsTo(address).filter(({ subject }) => subject === `Phản ánh số ${number} có trả lời mới`);
    await answer(number, 'Bí mật thứ nhất');
    desk.pass(1000);
    await answer(number, 'Bí mật thứ hai');
    expect(notices()).toHaveLength(1);
    expect(notices()[0]?.text).toContain(`${PUBLIC_URL}/selfcare/tickets/${number}`);
    expect(notices()[0]?.text).not.toContain('Bí mật');
    await customer.get(`/tickets/${number}`);
    desk.pass(1000);
    await answer(number, 'Bí mật thứ ba');
    expect(notices()).toHaveLength(2);
  });

  it('shows nobody what is another’s, on any page, and lets nobody write there', async () => {
    const [a, b] = [await complain('Bí mật của Alpha'), await complain('Bí mật của Bravo')];
    const upload = await desk.api.ask('POST', `/api/tickets/${b.number}/attachments?name=b.txt`, {
      body: Buffer.from('tệp của Bravo'),
      headers: { 'content-type': 'application/octet-stream' },
    });
    await answer(b.number, 'Trả lời riêng cho Bravo', { attachments: [upload.body.id] });
    // Both on one ticket: each still sees their own words only.
    const merged = await complain('Bí mật của Charlie');
    await answer(merged.number, 'Trả lời riêng cho Charlie');
    const into = await desk.api.ask('POST', `/api/tickets/${merged.number}/merge`, { body: { into: a.number } });
    expect(into.status, into.text).toBe(200);
    expect((await merged.customer.get(`/tickets/${a.number}`)).text).toContain('Bí mật của Charlie');
    const paths: Record<string, string[]> = {
      ':number': [`${b.number}`, `${a.number}`, '999999', '0', 'x', '-1'],
      ':id': [upload.body.id, '00000000-0000-4000-8000-000000000000', 'x'],
    };
    const asked = selfcareRoutes.flatMap((route) => {
      const parameter = /:\w+/.exec(route.path)?.[0];
      const values = parameter === undefined ? [''] : (paths[parameter] ?? []);
      return values.map((value) => ({ ...route, path: route.path.replace(/:\w+/, value) }));
    });
    expect(asked.length).toBeGreaterThan(30);
    const secrets = new RegExp(`Bravo|Charlie|${b.address}|${merged.address}`);
    const before = (await desk.api.ask('GET', `/api/tickets/${b.number}`)).body;
    const strangers = { nobody: new SelfcareCustomer(desk.api.url), a: a.customer };
    for (const [who, stranger] of Object.entries(strangers))
      for (const { method, path, withFiles, signedIn } of asked) {
        await stranger.get('/data');
        if (who === 'a' && ['/sign-out', '/data/erase'].includes(path)) continue;
        const fields = { text: 'xâm nhập', rating: '1', code: '000000', identity: 'x' };
        const page = await (method === 'get'
          ? stranger.get(path)
          : withFiles
            ? stranger.send(path, fields)
            : stranger.post(path, fields));
        expect(page.text, `${who} ${method} ${path}`).not.toMatch(secrets);
        if (who === 'nobody' && signedIn) expect([path, page.status, page.to]).toEqual([path, 303, '']);
        if (who === 'a' && path.includes(String(b.number))) expect([path, page.status]).toEqual([path, 404]);
      }
    await desk.work();
    expect((await desk.api.ask('GET', `/api/tickets/${b.number}`)).body).toEqual(before);
    expect((await b.customer.get(`/tickets/${b.number}`)).text).toContain('Trả lời riêng cho Bravo');
    expect((await b.customer.get(`/files/${upload.body.id}`)).text).toBe('tệp của Bravo');
  });

  it('shows mails from the proved address too, and leaves the answer to the mailbox', async () => {
    const address = newAddress();
    const customer = await signIn(address);
    const source = await desk.api.ask('POST', '/api/sources', { body: { kind: 'import', name: `Thư cũ ${people}` } });
    await desk.api.ask('POST', '/api/mentions', {
      body: { source: source.body.id, externalId: 'm1', text: 'Thư gửi trước' },
    });
    await records.db
      .updateTable('mentions')
      .set({ source_kind: 'email', author_id: address, kind: 'message' })
      .where('text', '=', 'Thư gửi trước')
      .execute();
    expect((await customer.get()).text).not.toContain('Thư gửi trước');
    const [mail] = (await desk.api.ask('GET', '/api/mentions?q="Thư gửi trước"')).body.items;
    const { number } = (await desk.api.ask('POST', `/api/mentions/${mail.id}/ticket`)).body;
    const page = await customer.get(`/tickets/${number}`);
    expect(page.text).toContain('xin trả lời tại đó');
    expect((await customer.send(`/tickets/${number}/answer`, { text: 'x' })).status).toBe(200);
  });

  it('takes forms of its own pages only', async () => {
    const { customer, number } = await complain();
    for (const [path, withFiles] of [
      ['/new', true],
      [`/tickets/${number}/rate`, false],
      ['/data/erase', false],
    ] as const) {
      const send = (form: string) =>
        withFiles ? customer.send(path, { form, text: 'x' }) : customer.post(path, { form });
      for (const form of ['', 'x'.repeat(43)]) expect((await send(form)).status, path).toBe(403);
    }
    await customer.get('/data');
    expect((await customer.post('/data/erase', {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await customer.post('/data/erase', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await customer.get('/nothing')).status).toBe(404);
    expect((await customer.post('/nothing')).status).toBe(404);
  });

  it('refuses a message without words or with too much, and keeps what is no file out of it', async () => {
    const { customer, number } = await complain();
    await customer.get('/new');
    for (const text of ['', ' \n', 'x'.repeat(5001)]) expect((await customer.send('/new', { text })).status).toBe(422);
    const large = new File([new Uint8Array(9_000_000)], 'a.bin');
    expect((await customer.send('/new', { text: 'ba tệp' }, [large, large, large])).status).toBe(413);
    const page = new File(['<script>alert(1)</script>'], 'a.jpg');
    await customer.send(`/tickets/${number}/answer`, { text: 'đây' }, [page]);
    await desk.work();
    expect((await customer.get(`/tickets/${number}`)).text).toContain('a.jpg: không nhận được');
  });

  it('hands a customer what is kept of them, without what is the desk’s own', async () => {
    const { customer, number, address } = await complain('Trừ tiền sai, gọi 0912 345 678');
    await desk.api.ask('POST', `/api/tickets/${number}/messages`, { body: { kind: 'note', text: 'khách khó tính' } });
    await answer(number, 'Đã hoàn tiền ạ');
    const { text, headers } = await customer.get('/data.json');
    expect(headers.get('content-disposition')).toContain('attachment');
    const data = JSON.parse(text);
    expect(data).toMatchObject({ identity: address, complaints: [{ number, status: 'open' }] });
    expect(
      data.complaints[0].conversation.map(({ from, text: said }: { from: string; text: string }) => [from, said]),
    ).toEqual([
      ['customer', 'Trừ tiền sai, gọi 0912 345 678'],
      ['desk', 'Đã hoàn tiền ạ'],
    ]);
    expect(text).not.toMatch(/khó tính|administrator|sentiment/);
    expect((await customer.get('/data')).text).toContain(`#${number}`);
  });

  describe('erasing', () => {
    const askToErase = async (customer: SelfcareCustomer, address: string) => {
      const sent = codesTo(address).length;
      await customer.get('/data');
      expect(await customer.post('/data/erase')).toMatchObject({ status: 303, to: '/data/erase' });
      await customer.get('/data/erase');
      expect((await customer.post('/data/erase/confirm', { code: 'xxxxxx' })).status).toBe(422);
      return customer.post('/data/erase/confirm', { code: await codeTo(address, sent + 1) });
    };
    const requests = async () => (await desk.api.ask('GET', '/api/erasure-requests')).body.items;

    it('waits for an authorised person, who refuses with a reason or carries it out', async () => {
      const { customer, number, address } = await complain('Xin xoá hết của tôi');
      expect(await askToErase(customer, address)).toMatchObject({ to: '/data' });
      expect((await customer.get('/data')).text).toContain('đã được ghi nhận');
      const [open] = await requests();
      expect(open).toMatchObject({
        status: 'open',
        identity: selfcareId({ kind: 'email', value: address }),
        customers: [expect.any(String)],
      });
      for (const role of ['agent', 'marketing'])
        expect((await desk.api.ask('GET', '/api/erasure-requests', { as: role })).status).toBe(403);
      const refuse = { body: { reason: 'Còn khiếu nại đang xử lý' } };
      expect((await desk.api.ask('POST', `/api/erasure-requests/${open.id}/refuse`, refuse)).status).toBe(200);
      expect((await desk.api.ask('POST', `/api/erasure-requests/${open.id}/carry-out`)).status).toBe(404);
      expect((await customer.get('/data')).text).toContain('Còn khiếu nại đang xử lý');

      await askToErase(customer, address);
      const [again] = await requests();
      const done = await desk.api.ask('POST', `/api/erasure-requests/${again.id}/carry-out`);
      expect(done.body, done.text).toMatchObject({ status: 'done', identity: null });
      expect((await customer.get('/data')).to).toBe('');
      const after = await desk.api.ask('GET', `/api/tickets/${number}`);
      expect(after.text).not.toMatch(/Xin xoá|khach\d/);
      expect((await (await signIn(address)).get()).text).toContain('chưa có phản ánh nào');
    });

    it('is done at once where that is set, unless other accounts are the same person’s', async () => {
      const { settings } = (await desk.api.ask('GET', `/api/channels/${portal}`)).body;
      await desk.api.ask('PATCH', `/api/channels/${portal}`, {
        body: { settings: { ...settings, erasure: 'automatic' } },
      });
      const { customer, number, address } = await complain('Xoá ngay giúp tôi');
      expect(await askToErase(customer, address)).toMatchObject({ to: '?told=erased' });
      expect((await customer.get('?told=erased')).text).toContain('đã được xoá');
      expect((await desk.api.ask('GET', `/api/tickets/${number}`)).text).not.toContain('Xoá ngay');
      const both = await complain('Hai tài khoản');
      const { customer: person } = (await desk.api.ask('GET', `/api/tickets/${both.number}`)).body;
      await records.db
        .insertInto('identities')
        .values({ channel: 'zalo', external_id: '778899', customer_id: person.id })
        .execute();
      expect(await askToErase(both.customer, both.address)).toMatchObject({ to: '/data' });
      expect((await requests())[0]).toMatchObject({ status: 'open', customers: [person.id] });
    });
  });

  it('is not there while its channel is switched off', async () => {
    await desk.api.ask('PATCH', `/api/channels/${portal}`, { body: { enabled: false } });
    for (const path of ['', '/style.css', '/data'])
      expect((await new SelfcareCustomer(desk.api.url).get(path)).status).toBe(404);
    await desk.api.ask('PATCH', `/api/channels/${portal}`, { body: { enabled: true } });
  });
});

describe('who a customer is', () => {
  it('is an address or a number, however it was typed', () => {
    const read = (typed: string) => readIdentity(typed, phoneKey);
    expect(read(' Lan.Nguyen@Example.VN ')).toEqual({ kind: 'email', value: 'lan.nguyen@example.vn' });
    for (const typed of ['0912345678', '+84 912 345 678', '(84) 912.345-678', '0912 345 678'])
      expect(read(typed)).toEqual({ kind: 'phone', value: '84912345678' });
    for (const typed of ['', '@', 'a@b', 'a b@x.vn', 'a@x.vn, b@x.vn', 'a@x.vn>', '113', 'gọi 0912345678'])
      expect(read(typed), typed).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (typed) => {
        const identity = read(typed);
        if (identity !== undefined) expect(identityOf(selfcareId(identity))).toEqual(identity);
      }),
    );
    expect(masked({ kind: 'phone', value: '84912345678' })).toBe('•••••678');
  });

  it('is sent few plain words by phone, and more by mail', () => {
    const words = { brand: 'Mạng Xanh', code: '012345', purpose: 'sign-in' } as const;
    const { text } = codeWords({ kind: 'phone', value: '84912345678' }, words);
    expect(text).toMatch(/^012345 la ma dang nhap cua Quy khach tai Mang Xanh/);
    expect(text.length).toBeLessThanOrEqual(160);
    expect(codeWords({ kind: 'email', value: 'a@x.vn' }, words).text).toContain('your code');
  });
});

describe('the operator’s colour', () => {
  it('can be read on every ground, whatever it is', () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((each) => `#${each.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colour, (brand) => {
        const found = [...brandStyle(brand).matchAll(/--([a-z-]+):(#[0-9a-f]{6})/g)].map(([, name, value]) => [
          name,
          value,
        ]);
        const [ground = '', words = '', light = '', dark = ''] = found.map(([, value]) => value);
        expect(found.map(([name]) => name)).toEqual(['brand', 'on-brand', 'brand-text', 'brand-text']);
        expect(contrast(ground, words)).toBeGreaterThanOrEqual(4.5);
        for (const [text, on] of [
          [light, GROUNDS.light],
          [light, '#ffffff'],
          [dark, GROUNDS.dark],
          [dark, '#1e2229'],
        ] as const)
          expect(contrast(text, on)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
