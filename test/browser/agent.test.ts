import type { HTTPRequest, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/crawlers/support/browser-process.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { type Desk, PASSWORD, startDesk } from './desk.ts';
import { sees, seriousViolations } from './looks.ts';

/** Takes back what was told last; what was told before may still be there. */
async function undoLast(page: Page): Promise<void> {
  const undo = (await page.$$('div[role=status] button ::-p-text(Hoàn tác)')).at(-1);
  await undo?.click();
}

const subjects = (page: Page) =>
  page.$$eval('li[aria-posinset] a', (links) => links.map((link) => link.getAttribute('href')));

describe.skipIf(findBrowser() === undefined)('an agent at the console', () => {
  let desk: Desk;
  let page: Page;
  let problems: string[];
  const ticket = (number: number) =>
    desk.app.call<Ticket & { messages: { kind: string; text: string }[] }>('GET', `/api/tickets/${number}`);
  const note = (number: number, text: string) =>
    desk.app.call('POST', `/api/tickets/${number}/messages`, { kind: 'note', text });
  const current = () => Number(new URL(page.url()).pathname.split('/').at(-1));
  const press = (key: string) => page.keyboard.press(key as 'j');

  beforeAll(async () => {
    desk = await startDesk();
    ({ page, problems } = await desk.open('agent'));
  }, 180_000);
  afterAll(() => desk?.close());

  it('is led to the queue, in the order of the clocks', async () => {
    await page.waitForSelector('li[aria-posinset]');
    expect(new URL(page.url()).pathname).toBe('/inbox');
    const { items } = await desk.app.call<{ items: Ticket[] }>('GET', '/api/tickets?status=new,open,pending');
    expect(await subjects(page)).toEqual(items.map(({ number }) => `/inbox/${number}`));
  });

  it('is there for the desk as long as the console is open', async () => {
    const { items } = await desk.app.call<{ items: { user: { name: string }; status: string }[] }>(
      'GET',
      '/api/presence',
    );
    expect(items.find(({ user }) => user.name === 'Lan')?.status).toBe('online');
  });

  it('answers and leaves a note by keys alone', async () => {
    await press('j');
    await page.waitForSelector('article textarea');
    const number = current();
    await press('r');
    await page.keyboard.type('Chào anh, bên em đang kiểm tra ạ.');
    await page.keyboard.down('Control');
    await press('Enter');
    await page.keyboard.up('Control');
    await sees(page, 'Đã lưu câu trả lời.');
    await press('n');
    await page.keyboard.type('Đã báo kỹ thuật.');
    await page.keyboard.down('Control');
    await press('Enter');
    await page.keyboard.up('Control');
    await sees(page, 'Đã lưu ghi chú.');
    expect((await ticket(number)).messages.map(({ kind, text }) => [kind, text])).toEqual([
      ['reply', 'Chào anh, bên em đang kiểm tra ạ.'],
      ['note', 'Đã báo kỹ thuật.'],
    ]);
  });

  it('answers with words at hand, calls a colleague, and runs a macro from the palette', async () => {
    const text = 'Chào {{customer.name|anh/chị}}, em là {{agent.name}} ({{ticket.code}}).';
    await desk.app.call('POST', '/api/canned-replies', { title: 'Xin lỗi vì mạng chậm', shortcut: 'xin-loi', text });
    await desk.app.call('POST', '/api/macros', { name: 'Gắn thẻ sóng', acts: [{ do: 'tag', tag: 'sóng' }] });
    const { items } = await desk.app.call<{ items: { id: string }[] }>('GET', '/api/teams');
    const colleague = { email: 'tu@example.vn', name: 'Tú', role: 'agent', team: items[0]?.id, password: PASSWORD };
    await desk.app.call('POST', '/api/agents', colleague);
    const number = current();
    const written = () => page.$eval('article textarea', (box) => (box as unknown as { value: string }).value);
    // What was there before is kept for a minute.
    await page.reload();
    await page.waitForSelector('article textarea');
    await press('r');
    await page.keyboard.type('Dạ /xin');
    await page.waitForSelector('[role=option][data-combobox-selected]');
    await press('Enter');
    await expect.poll(written).toMatch(new RegExp(`^Dạ Chào Khách \\d, em là Lan \\(#${number}\\)\\.$`));
    await page.keyboard.type(' Ạ');
    expect(await written()).toMatch(/\. Ạ$/);
    await press('Escape');
    await press('n');
    await page.locator('article textarea').fill('');
    await page.keyboard.type('@tu');
    await page.waitForSelector('[role=option][data-combobox-selected]');
    await press('Enter');
    await expect.poll(written).toBe('@Tú ');
    await page.keyboard.type('xem giúp em');
    await page.keyboard.down('Control');
    await press('Enter');
    await page.keyboard.up('Control');
    await sees(page, '@Tú xem giúp em');
    await page.keyboard.down('Control');
    await press('k');
    await page.keyboard.up('Control');
    await page.waitForSelector('[role=dialog] input');
    await page.keyboard.type('Gắn thẻ sóng');
    await sees(page, 'Gắn thẻ sóng');
    await press('Enter');
    await expect.poll(async () => (await ticket(number)).tags).toEqual(['sóng']);
    await page.waitForFunction(`!document.querySelector('[role=dialog]')`);
    await page.reload();
    await page.waitForSelector('article textarea');
  });

  it('takes a ticket, resolves it, and takes that back', async () => {
    const number = current();
    await press('i');
    await sees(page, 'Bạn đã nhận phiếu.');
    expect((await ticket(number)).assignee?.name).toBe('Lan');
    await press('e');
    await sees(page, 'Đã đánh dấu giải quyết xong.');
    expect((await ticket(number)).status).toBe('resolved');
    await undoLast(page);
    await sees(page, 'Đã hoàn tác.');
    expect((await ticket(number)).status).toBe('open');
  });

  it('is told when somebody else was faster, and sees the newest version', async () => {
    await press('j');
    const number = current();
    await page.waitForSelector(`article[aria-label="Phiếu #${number}"] textarea`);
    // In the very moment in which the agent's change is on its way.
    await page.setRequestInterception(true);
    const overtake = async (request: HTTPRequest) => {
      if (request.method() === 'PATCH') await note(number, 'Tôi đang xử lý phiếu này.');
      await request.continue();
    };
    page.on('request', overtake);
    await press('e');
    await sees(page, 'Vừa có người khác thay đổi phiếu này');
    await sees(page, 'Tôi đang xử lý phiếu này.');
    page.off('request', overtake);
    await page.setRequestInterception(false);
    expect((await ticket(number)).status).not.toBe('resolved');
  });

  it('changes many at once, and takes that back', async () => {
    const before = await desk.app.call<{ items: Ticket[] }>('GET', '/api/tickets');
    const [one, two] = before.items.filter(({ priority }) => priority !== 'low').slice(-2);
    for (const each of [one, two]) await page.locator(`input[aria-label="Chọn phiếu #${each?.number}"]`).click();
    await sees(page, 'Đã chọn 2 phiếu');
    await page.locator('section ::-p-text(Ưu tiên)').click();
    await page.locator('[role=menuitem] ::-p-text(Thấp)').click();
    await sees(page, 'Đã thay đổi 2 phiếu.');
    const priorities = () => Promise.all([one, two].map(async (each) => (await ticket(each?.number ?? 0)).priority));
    expect(await priorities()).toEqual(['low', 'low']);
    await undoLast(page);
    await sees(page, 'Đã hoàn tác 2 phiếu.');
    expect(await priorities()).toEqual([one?.priority, two?.priority]);
  });

  it('sees that a colleague is answering the same ticket', async () => {
    await desk.app.call('PUT', `/api/tickets/${current()}/onlookers`, { doing: 'answering' });
    await sees(page, 'đang trả lời phiếu này');
  });

  it('sees masked numbers, and shows them when needed, which is noted down', async () => {
    const { items } = await desk.app.call<{ items: Ticket[] }>('GET', '/api/tickets?q=0912345678');
    await page.goto(`${desk.app.url}/inbox/${items[0]?.number}`);
    await sees(page, '•••');
    expect(await page.evaluate(`document.body.textContent.includes('0912345678')`)).toBe(false);
    await page.locator('header button ::-p-text(Hiện dữ liệu cá nhân)').click();
    await sees(page, '0912345678');
    const audit = await desk.app.call<{ items: { act: string }[] }>('GET', '/api/audit?limit=5');
    expect(JSON.stringify(audit.items)).toContain('personal-data.revealed');
  });

  it('puts a wrong label right with one press', async () => {
    await page.locator('button[aria-label="Sửa nhãn"]').click();
    await page.locator('input[type=radio][value=neutral]').click();
    await sees(page, 'Đã sửa nhãn.');
    const { mentions } = await desk.app.call<{ mentions: { analysis: { sentiment: { label: string } } }[] }>(
      'GET',
      `/api/tickets/${current()}`,
    );
    expect(mentions[0]?.analysis.sentiment.label).toBe('neutral');
  });

  it('reads hostile texts as text', async () => {
    const { items } = await desk.app.call<{ items: { ticketNumber: number }[] }>('GET', '/api/mentions?q=kiện');
    await page.goto(`${desk.app.url}/inbox/${items[0]?.ticketNumber}`);
    await sees(page, '<script>document.title=2</script>');
    expect(await page.title()).toMatch(/Lắng nghe$/);
    expect(await page.$('article img')).toBeNull();
  });

  it('finds everything by ⌘K, in English as well', async () => {
    await page.keyboard.down('Control');
    await press('k');
    await page.keyboard.up('Control');
    await page.waitForSelector('[role=dialog] input');
    await page.keyboard.type('English');
    await press('Enter');
    await sees(page, 'To do');
    await press('?');
    await sees(page, 'Keyboard shortcuts');
    await press('Escape');
    expect(await page.$eval('html', (html) => html.lang)).toBe('en');
  });

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)('finds nothing in the way with a disability: %s, %i wide', async (scheme, width) => {
    await page.setViewport({ width, height: 844 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    for (const path of ['/inbox', `/inbox/${current()}`, '/mentions']) {
      await page.goto(desk.app.url + path);
      await page.waitForSelector('main article, main li[aria-posinset]');
      expect([path, await seriousViolations(page)]).toEqual([path, []]);
      const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect([path, tooWide]).toEqual([path, 0]);
    }
  });

  it('signs out; the way in is as open to everybody', async () => {
    await page.evaluate(() =>
      fetch('/api/session', { method: 'DELETE', headers: { 'content-type': 'application/json' } }),
    );
    await page.goto(`${desk.app.url}/inbox`);
    await page.waitForSelector('input[name=password]');
    expect(new URL(page.url()).search).toBe('?to=%2Finbox');
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('meets no mistake of the page, nor anything that its policy refuses', () => {
    expect(problems).toEqual([]);
  });
});
