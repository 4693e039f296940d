import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/crawlers/support/browser-process.ts';
import { askCustomers } from '../../src/pipeline/csat.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { embeddedRecords, silent, type TestRecords } from '../support/databases.ts';
import { type SmtpStandIn, startSmtp } from '../support/stand-ins/smtp.ts';
import { tempFolder } from '../support/temp-folder.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PUBLIC_URL = 'http://cskh.example.vn';
const ADDRESS = 'lan@example.vn';

/** What axe finds on the page that is serious or worse. */
async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) => violations)`,
  )) as { impact: string; id: string; nodes: { html: string }[] }[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

describe.skipIf(findBrowser() === undefined)('a customer on the website, with a phone', () => {
  let records: TestRecords;
  let desk: ChannelDesk;
  let smtp: SmtpStandIn;
  let browser: Browser;
  let page: Page;
  let portal: string;
  let number: number;
  const folder = tempFolder();
  const problems: string[] = [];
  const violations: string[] = [];

  beforeAll(async () => {
    records = await embeddedRecords();
    smtp = await startSmtp();
    desk = await openChannelDesk(records, [smtp.host], {
      allow: [smtp.host],
      services: { publicUrl: PUBLIC_URL },
    });
    const servers = { imapUrl: 'imap://127.0.0.1:1', smtpUrl: smtp.url, unencrypted: true };
    const mailbox = { address: 'cskh@example.vn', name: 'CSKH', password: 'secret', ...servers };
    const emailChannel = await desk.open('email', 'Thư', mailbox);
    const settings = {
      brand: 'Mạng Xanh',
      colour: '#ee0033',
      hotline: '1800 8098',
      erasure: 'automatic',
      emailChannel,
    };
    portal = await desk.open('selfcare', 'Trang khách hàng', settings);
    browser = await puppeteer.launch({
      executablePath: findBrowser() ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.setViewport({ width: 390, height: 844 });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
    await smtp?.close();
    await records?.close();
    folder.remove();
  });

  const go = (path: string) => page.goto(`${desk.api.url}/selfcare${path}`);
  const text = () => page.$eval('main', (main) => main.textContent ?? '');
  /** Presses a button or link and waits for the page that it leads to. */
  const press = async (words: string) => {
    await Promise.all([page.waitForNavigation(), page.locator(`::-p-text(${words})`).click()]);
    violations.push(...(await seriousViolations(page)));
  };
  /** Sends the last form of the page. */
  const submit = async () => {
    const button = (await page.$$('main form button')).at(-1);
    await Promise.all([page.waitForNavigation(), button?.click()]);
    violations.push(...(await seriousViolations(page)));
  };
  const shoot = async (name: string) => {
    const to = process.env.PICTURES;
    if (to === undefined) return;
    for (const [width, height] of [
      [390, 844],
      [1280, 800],
    ] as const) {
      await page.setViewport({ width, height });
      writeFileSync(join(to, `${name}-${width}.png`), await page.screenshot());
    }
    await page.setViewport({ width: 390, height: 844 });
  };
  const code = () => smtp.mails.flatMap(({ subject }) => /^\d{6}(?=:)/.exec(subject)?.[0] ?? []).at(-1) ?? '';

  it('signs in by a code', async () => {
    await go('');
    violations.push(...(await seriousViolations(page)));
    await shoot('1-sign-in');
    await page.locator('#identity').fill(ADDRESS);
    await press('Nhận mã');
    await shoot('2-code');
    await page.locator('#code').fill(code());
    await press('Đăng nhập');
    expect(await text()).toContain('Quý khách chưa có phản ánh nào');
    await shoot('3-empty');
  });

  it('complains with a picture, which is shown', async () => {
    const picture = join(folder.path, 'trạm.jpg');
    writeFileSync(picture, await page.screenshot({ type: 'jpeg' }));
    await press('Gửi phản ánh');
    await page.locator('#text').fill('Mạng 4G ở Cầu Giấy chậm từ sáng, gọi tổng đài không ai nghe máy.');
    const input = await page.$('input[type=file]');
    if (input === null) throw new Error('There is no field for files.');
    await input.uploadFile(picture);
    await shoot('4-new');
    await submit();
    expect(await text()).toContain('Chúng tôi đã nhận được phản ánh');
    await desk.work();
    await go('');
    number = Number(await page.$eval('a.ticket', (link) => link.getAttribute('href')?.split('/').at(-1)));
    await press(`#${number}`);
    await page.waitForFunction('document.querySelector(".files img")?.naturalWidth === 390');
  });

  it('reads the answer, answers, and rates', async () => {
    await desk.reply(number, 'Chào chị, trạm phát sóng đang được sửa, xong trước 17 giờ hôm nay ạ.');
    await desk.deliver(portal);
    await go('');
    await shoot('5-list');
    await press(`#${number}`);
    expect(await text()).toContain('xong trước 17 giờ hôm nay');
    await shoot('6-ticket');
    await page.locator('#text').fill('Cảm ơn, tôi chờ.');
    await submit();
    await desk.work();
    const { version } = (await desk.api.ask('GET', `/api/tickets/${number}`)).body;
    const headers = { 'if-match': `"${version}"` };
    await desk.api.ask('PATCH', `/api/tickets/${number}`, { body: { status: 'resolved' }, headers });
    await desk.api.ask('PUT', '/api/settings/quality', { body: { csat: { enabled: true, delayMinutes: 0 } } });
    desk.pass(60_000);
    const asking = { db: records.db, clock: { now: () => desk.now() }, logger: silent, publicUrl: PUBLIC_URL };
    await askCustomers(asking, new AbortController().signal);
    await desk.deliver(portal);
    await go(`/tickets/${number}`);
    violations.push(...(await seriousViolations(page)));
    await page.locator('::-p-text(Rất hài lòng)').click();
    await shoot('7-rate');
    const form = await page.$('form[action$="/rate"]');
    await Promise.all([page.waitForNavigation(), form?.$eval('button', (button) => button.click())]);
    expect(await text()).toContain('Cảm ơn Quý khách đã đánh giá');
  });

  it('looks at their data, and has it erased', async () => {
    await press('Dữ liệu của tôi');
    expect(await text()).toContain(ADDRESS);
    await shoot('8-data');
    await press('Gửi mã xác nhận xoá');
    await page.locator('#code').fill(code());
    await press('Xoá vĩnh viễn');
    expect(await text()).toContain('Dữ liệu của Quý khách đã được xoá');
    expect((await desk.api.ask('GET', `/api/tickets/${number}`)).text).not.toMatch(/Cầu Giấy|lan@/);
  });

  it('meets no page that somebody can’t use, and nothing that the browser refuses', () => {
    expect(violations).toEqual([]);
    expect(problems).toEqual([]);
  });
});
