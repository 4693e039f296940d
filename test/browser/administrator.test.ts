import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../bench/support/figures.ts';
import { findBrowser } from '../../src/crawlers/support/browser-process.ts';
import { createSite, type RunningSite, serveSite } from '../../src/demo/site.ts';
import { type Desk, startDesk } from './desk.ts';
import { fieldOf, sees, seriousViolations, settled } from './looks.ts';

const TEXTS = [
  'Mạng Sao ở Thủ Đức chậm không chịu nổi, gọi tổng đài không ai nghe máy, quá tệ!',
  'Mạng Sao tự nhiên trừ tiền dịch vụ không đăng ký, gọi 3 lần không ai giải quyết, bực mình quá!',
  'Quán cà phê mới mở ở quận 3, không gian đẹp.',
];

const content = {
  boards: [],
  feed: {
    title: 'Bạn đọc viết',
    items: TEXTS.map((text, index) => ({
      id: `thu-${index}`,
      title: null,
      author: `Bạn đọc ${index}`,
      text,
      publishedAt: new Date(Date.now() - index * 60_000).toISOString(),
    })),
  },
};

describe.skipIf(findBrowser() === undefined)('an administrator at the console', () => {
  let site: RunningSite;
  let desk: Desk;
  let page: Page;
  let problems: string[];
  let began = 0;

  /** The first field of the open form that goes by that label. */
  const field = (label: string) => fieldOf(page, label);
  const press = (words: string, within = 'main') => page.locator(`${within} button ::-p-text(${words})`).click();
  /** Sends the open form off; it is shut when the page is free again. */
  const submit = async () => {
    await page.locator('[role=dialog] button[type=submit]').click();
    await page.waitForSelector('[role=dialog]', { hidden: true });
  };
  const go = (path: string) => page.goto(desk.app.url + path);

  beforeAll(async () => {
    site = await serveSite(createSite(content));
    desk = await startDesk({ isNew: true, env: { ALLOW_PRIVATE_HOSTS: new URL(site.url).host } });
    began = performance.now();
    ({ page, problems } = await desk.open('administrator'));
  }, 120_000);
  afterAll(async () => {
    await desk?.close();
    await site?.close();
  });

  it('is led to the first steps while there is nothing, and makes the first query', async () => {
    await sees(page, 'Đã xong 0 trong 5 bước');
    expect(new URL(page.url()).pathname).toBe('/start');
    await page.locator('input[name=brand]').fill('Mạng Sao');
    await press('Tạo truy vấn');
    await sees(page, 'Đã xong 1 trong 5 bước');
    const { items } = await desk.app.call<{ items: { rule: string }[] }>('GET', '/api/queries');
    expect(items.map(({ rule }) => rule)).toEqual(['"Mạng Sao"']);
  });

  it('adds a source after seeing what it would yield', async () => {
    await press('Thêm nguồn');
    await field('Loại nguồn').click();
    await page.locator('[role=option] ::-p-text(RSS)').click();
    await field('Tên').fill('Bạn đọc viết');
    await field('Địa chỉ').fill(`${site.url}/feed.xml`);
    await press('Xem thử', '[role=dialog]');
    await sees(page, 'Quán cà phê mới mở');
    await field('Nghe theo truy vấn').click();
    await page.locator('[role=option] ::-p-text(Mạng Sao)').click();
    await submit();
    await sees(page, 'Đã thêm Bạn đọc viết');
    await sees(page, 'Đang nghe 1 nguồn.');
  });

  it('gives somebody a team and a way in', async () => {
    await press('Thêm đội');
    await field('Tên đội').fill('Miền Nam');
    await submit();
    await sees(page, 'Đã lưu Miền Nam.');
    await press('Thêm người');
    await field('Tên').fill('Lan');
    await field('E-mail').fill('lan@example.vn');
    await field('Mật khẩu').fill('mat khau dai hon muoi');
    await field('Đội').click();
    await page.locator('[role=option] ::-p-text(Miền Nam)').click();
    await submit();
    await sees(page, 'Đã có 1 người ngoài quản trị viên.');
  });

  it('opens a channel with its guide, and sees the first ticket within five minutes', async () => {
    await press('Thêm kênh');
    await page.locator('[role=dialog] button ::-p-text(Chat trên trang web)').click();
    await sees(page, 'Cách thiết lập');
    await submit();
    await sees(page, 'Đã có 1 kênh.');
    await sees(page, 'Xong cả rồi.');
    expect(performance.now() - began).toBeLessThan(300_000);
    const { items } = await desk.app.call<{ items: { subject: string }[] }>('GET', '/api/tickets');
    expect(items.length).toBe(2);
  });

  it('tries a rule on what was collected, and is shown where it can’t be read', async () => {
    await go('/queries');
    await press('Thêm truy vấn');
    await field('Luật').fill('"trừ tiền" OR wifi');
    await sees(page, 'Khớp 1 trong 2 lượt nhắc gần nhất');
    expect(await page.$$eval('[role=dialog] mark', (marks) => marks.map((mark) => mark.textContent))).toEqual([
      'trừ tiền',
    ]);
    await field('Luật').fill('mạng AND )');
    await sees(page, 'Chưa đọc được luật, từ ký tự thứ 10');
  });

  it('sees by what a ticket would be due before saving other hours', async () => {
    await go('/service-levels');
    await sees(page, 'Áp dụng chính sách Bình thường.');
    await press('Bỏ');
    await sees(page, 'Bỏ thay đổi');
    const { policies } = await desk.app.call<{ policies: unknown[] }>('GET', '/api/settings/sla');
    expect(policies).toHaveLength(4);
  });

  it('says who gets the daily report by mail', async () => {
    await go('/system?tab=reports');
    await press('Thêm thư');
    const input = (label: string) => page.locator(`main ::-p-aria(${label})`);
    await input('Địa chỉ người gửi').fill('bao-cao@example.vn');
    await input('Người nhận').fill('sep@example.vn,');
    await page.locator('main form button[type=submit]').click();
    await sees(page, 'Chưa có thư nào được gửi.');
    await until(async () => {
      const { from, mails } = await desk.app.call<{ from: object; mails: object[] }>(
        'GET',
        '/api/settings/report-mails',
      );
      if (mails.length === 0) return false;
      expect(from).toEqual({ name: 'Lắng nghe', address: 'bao-cao@example.vn' });
      expect(mails).toMatchObject([
        { key: 'bao-cao-1', time: '07:30', to: ['sep@example.vn'], files: ['pdf', 'xlsx'] },
      ]);
      return true;
    }, 10_000);
  });

  it('finds all of it in the audit trail, which is whole', async () => {
    await go('/audit');
    await sees(page, 'Thêm người dùng');
    for (const act of ['Thêm nguồn', 'Thêm đội', 'Thêm kênh', 'Đăng nhập']) await sees(page, act);
    await press('Kiểm tra');
    await sees(page, 'Nhật ký còn nguyên vẹn');
  });

  // A page each: axe takes seconds for each on a busy machine.
  const paths = ['/start', '/queries', '/sources', '/channels', '/service-levels', '/people', '/audit', '/system'];
  it.each(paths.map((path, index) => ({ path, isWide: index % 2 === 0 })))(
    'finds nothing in the way with a disability at $path, wide in light or narrow in dark',
    async ({ path, isWide }) => {
      await page.setViewport({ width: isWide ? 1440 : 390, height: 844 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: isWide ? 'light' : 'dark' }]);
      await go(path);
      await settled(page);
      expect(await seriousViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    },
  );

  it('meets no mistake of the page, nor anything that its policy refuses', () => {
    expect(problems).toEqual([]);
  });
});
