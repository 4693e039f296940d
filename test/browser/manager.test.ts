import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../bench/support/figures.ts';
import { findBrowser } from '../../src/crawlers/support/browser-process.ts';
import type { TeamBoard } from '../../src/domain/board.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { type Desk, startDesk } from './desk.ts';
import { fieldOf, sees, seriousViolations, settled } from './looks.ts';

const PAGES: Record<string, string> = { '/board': 'Bảng điều hành', '/incidents': 'Sự cố', '/approvals': 'Phê duyệt' };

/** What stands below a figure's name. */
const figure = async (page: Page, name: string): Promise<string | undefined> => {
  const texts = await page.$$eval('main p', (found) => found.map(({ textContent }) => textContent ?? ''));
  return texts[texts.indexOf(name) + 1];
};

describe.skipIf(findBrowser() === undefined)('a manager at the console', () => {
  let desk: Desk;
  let page: Page;
  let problems: string[];
  let tickets: Ticket[];
  const go = (link: string) => page.locator(`nav a ::-p-text(${link})`).click();
  const press = (name: string) => page.locator(`main button[aria-label="${name}"]`).click();

  /** Two replies that wait for the manager's word. */
  async function hold(): Promise<void> {
    const { items: teams } = await desk.app.call<{ items: { id: string }[] }>('GET', '/api/teams');
    for (const { id } of teams) await desk.app.call('PUT', `/api/teams/${id}/approval`, { levels: 1 });
    for (const [index, { number }] of tickets.slice(0, 2).entries())
      await desk.app.call('POST', `/api/tickets/${number}/messages`, {
        kind: 'reply',
        text: `<b>Xin lỗi</b> ${index}`,
      });
  }

  beforeAll(async () => {
    desk = await startDesk();
    ({ items: tickets } = await desk.app.call<{ items: Ticket[] }>('GET', '/api/tickets?status=new,open,pending'));
    await hold();
    ({ page, problems } = await desk.open('manager', { path: '/board' }));
  }, 180_000);
  afterAll(() => desk?.close());

  it('sees how the desk stands, as the tickets are', async () => {
    await sees(page, 'Bảng điều hành');
    await page.waitForSelector('main table');
    const { items } = await desk.app.call<{ items: TeamBoard[] }>('GET', '/api/board');
    const all = (field: 'unsolved' | 'waiting') => String(items.reduce((sum, each) => sum + each[field], 0));
    expect(await figure(page, 'Chưa giải quyết')).toBe(String(tickets.length));
    expect(await figure(page, 'Chưa giải quyết')).toBe(all('unsolved'));
    expect(await figure(page, 'Chưa ai nhận')).toBe(all('waiting'));
    // The manager is at the console, so is seen there.
    await sees(page, 'Hà');
  });

  it.each(Object.keys(PAGES))('finds nothing in the way with a disability at %s, wide and narrow', async (path) => {
    await go(PAGES[path] ?? '');
    await page.waitForFunction(`location.pathname === ${JSON.stringify(path)}`);
    await settled(page);
    expect(await seriousViolations(page)).toEqual([]);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await page.setViewport({ width: 390, height: 844 });
    expect(await seriousViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    await page.setViewport({ width: 1440, height: 900 });
  });

  it('lets one reply out and gives a reason for keeping the other back', async () => {
    const [first, second] = tickets as [Ticket, Ticket];
    await go('Phê duyệt');
    await sees(page, '<b>Xin lỗi</b> 0');
    await press(`Duyệt câu trả lời của phiếu ${first.number}`);
    await sees(page, `Câu trả lời của phiếu ${first.number} đang được gửi.`);
    await press(`Từ chối câu trả lời của phiếu ${second.number}`);
    await page.locator('form textarea').fill('Chưa nêu hướng xử lý.');
    await page.locator('form button[type=submit]').click();
    await sees(page, 'Không có câu trả lời nào đang chờ duyệt.');
    const detail = (number: number) =>
      desk.app.call<{ messages: { text: string }[]; heldReplies: { decisions: { reason: string | null }[] }[] }>(
        'GET',
        `/api/tickets/${number}`,
      );
    expect((await detail(first.number)).messages.map(({ text }) => text)).toContain('<b>Xin lỗi</b> 0');
    const refused = await detail(second.number);
    expect(refused.messages).toEqual([]);
    expect(refused.heldReplies[0]?.decisions[0]?.reason).toBe('Chưa nêu hướng xử lý.');
  });

  it('opens an incident, tells colleagues and customers once, and closes it with its tickets', async () => {
    const [, , third, fourth] = tickets as [Ticket, Ticket, Ticket, Ticket];
    const field = (label: string) => fieldOf(page, label);
    const submit = (words: string) => page.locator(`[role=dialog] button ::-p-text(${words})`).click();
    await go('Sự cố');
    await page.locator('main button ::-p-text(Mở sự cố)').click();
    await field('Tên sự cố').fill('Mất sóng <i>Thủ Đức</i>');
    await field('Số phiếu').fill(`${third.number}, #${fourth.number}`);
    await page.locator('[role=dialog] button[type=submit]').click();
    await sees(page, '2 phiếu, 2 chưa giải quyết');
    await field('Báo cho đồng nghiệp').fill('Trạm mất điện.');
    await submit('Cập nhật');
    await sees(page, 'Đã cập nhật tình hình.');
    await field('Câu trả lời chung').fill('Chúng tôi đang sửa, xong lúc 18 giờ.');
    await submit('Gửi cho mọi khách');
    await sees(page, 'Đã nhận câu trả lời chung.');
    await submit('Đóng sự cố');
    await page.locator('[data-autofocus]').click();
    await sees(page, 'Đã đóng sự cố');
    const { items } = await desk.app.call<{ items: Incident[] }>('GET', '/api/incidents');
    expect(items).toMatchObject([{ title: 'Mất sóng <i>Thủ Đức</i>', status: 'closed', tickets: 2 }]);
    const isSolved = async ({ number }: Ticket) =>
      (await desk.app.call<Ticket>('GET', `/api/tickets/${number}`)).status === 'resolved';
    await until(async () => (await isSolved(third)) && (await isSolved(fourth)), 15_000);
  });

  it('meets no mistake of the page', () => {
    expect(problems).toEqual([]);
  });
});
