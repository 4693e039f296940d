import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/crawlers/support/browser-process.ts';
import { askCustomers } from '../../src/pipeline/csat.ts';
import { readQualitySettings, writeQualitySettings } from '../../src/storage/quality-settings.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { embeddedRecords, silent, type TestRecords } from '../support/databases.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BUILT = new URL('../../dist/widget/', import.meta.url);
const LIMIT_BYTES = 25_000;

describe('the widget’s files', () => {
  it('are under 25 kB together, compressed', () => {
    const files = readdirSync(BUILT).filter((name) => /^(?:loader|frame)-.*\.br$/.test(name));
    expect(files).toHaveLength(3);
    const bytes = files.map((name) => readFileSync(new URL(name, BUILT)).length);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(LIMIT_BYTES);
  });
});

describe.skipIf(findBrowser() === undefined)('a visitor of a page of another site with a strict policy', () => {
  let records: TestRecords;
  let desk: ChannelDesk;
  let host: Server;
  let browser: Browser;
  let page: Page;
  let channel: string;
  let ticket: number;
  const problems: string[] = [];

  beforeAll(async () => {
    records = await embeddedRecords();
    desk = await openChannelDesk(records, []);
    host = createServer((_request, response) => {
      const ours = desk.api.url;
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; script-src ${ours}; frame-src ${ours}; style-src 'self'`,
      });
      response.end(`<!doctype html><html lang="vi"><head><title>Trang</title>
        <script src="${ours}/chat/${channel}/widget.js" async></script></head><body><h1>Trang của hãng</h1></body></html>`);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => host.once('listening', resolve));
    const origins = [`http://localhost:${(host.address() as AddressInfo).port}`];
    const settings = { origins, hours: 'always', form: { name: 'required' } };
    channel = await desk.open('web-chat', 'Chat của trang', settings);
    browser = await puppeteer.launch({
      executablePath: findBrowser() ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
    page = await browser.newPage();
    page.on('console', (message) => {
      const text = message.text();
      // A refusal that the widget deals with is no mistake of it.
      if (message.type() === 'error' && !text.startsWith('Failed to load resource')) problems.push(text);
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(origins[0] ?? '');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    host?.close();
    await desk?.close();
    await records?.close();
  });

  /** The chat, opened by its button. */
  async function open(): Promise<Frame> {
    await page.waitForFunction(`document.getElementById('langnghe-chat')`);
    await page.evaluate(`document.getElementById('langnghe-chat').shadowRoot.querySelector('button').click()`);
    const frame = await page.waitForFrame((each) => each.url().includes('/frame'));
    await frame.waitForSelector('textarea, .details');
    return frame;
  }
  /** What waits goes out, and whoever follows the chat hears of it. */
  const deliver = async () => {
    await desk.deliver(channel);
    await desk.api.live.poll();
  };
  const shown = (frame: Frame) => frame.$$eval('.item .words', (items) => items.map(({ textContent }) => textContent));
  const until = (frame: Frame, condition: string) => frame.waitForFunction(condition, { timeout: 10_000 });
  const violations = async (frame: Frame): Promise<string[]> => {
    await frame.evaluate(AXE);
    const found = (await frame.evaluate(`axe.run(document).then(({ violations }) => violations)`)) as {
      impact: string;
      id: string;
    }[];
    return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
  };

  it('writes after saying who they are', async () => {
    const frame = await open();
    await frame.type('textarea', 'Mạng nhà tôi chậm <b>quá</b>');
    await frame.click('.send');
    await frame.waitForSelector('form.details');
    expect(await violations(frame)).toEqual([]);
    await frame.click('form.details .main');
    expect(await frame.$eval('.problem', ({ textContent }) => textContent)).not.toBe('');
    await frame.type('#f-name', 'Lan');
    await frame.click('form.details .main');
    await until(frame, `document.querySelector('.item.visitor time[datetime]')`);
    expect(await shown(frame)).toContain('Mạng nhà tôi chậm <b>quá</b>');
    await desk.work();
    const found = (await desk.tickets()).find(({ customer }) => customer?.name === 'Lan');
    expect(found?.mentions[0].text).toContain('<b>quá</b>');
    ticket = found?.number ?? 0;
  });

  it('sees the answer as it comes, and finds it again on another page', async () => {
    const frame = await page.waitForFrame((each) => each.url().includes('/frame'));
    expect((await desk.reply(ticket, 'Chào chị, em đang kiểm tra ạ.')).status).toBe(201);
    await deliver();
    await until(frame, `[...document.querySelectorAll('.item.desk')].length > 1`);
    await page.reload();
    const again = await open();
    await until(again, `[...document.querySelectorAll('.item')].length >= 3`);
    expect(await shown(again)).toContain('Chào chị, em đang kiểm tra ạ.');
    expect(await violations(again)).toEqual([]);
  });

  it('rates at the end, by keys alone', async () => {
    const { version } = (await desk.api.ask('GET', `/api/tickets/${ticket}`)).body;
    const headers = { 'if-match': `"${version}"` };
    expect(
      (await desk.api.ask('PATCH', `/api/tickets/${ticket}`, { body: { status: 'resolved' }, headers })).status,
    ).toBe(200);
    const quality = await readQualitySettings(records.db);
    const csat = { ...quality.csat, enabled: true, delayMinutes: 0, quietDays: 0 };
    await writeQualitySettings(records.db, { ...quality, csat }, desk.now());
    const asked = { db: records.db, clock: { now: desk.now }, logger: silent, publicUrl: 'https://cskh.example.vn/' };
    expect(await askCustomers(asked, new AbortController().signal)).toBe(1);
    await deliver();
    const frame = await page.waitForFrame((each) => each.url().includes('/frame'));
    const star = await frame.waitForSelector('.rating input');
    await star?.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight'] as const) await page.keyboard.press(key);
    await frame.focus('.rating .main');
    await page.keyboard.press('Enter');
    await until(frame, `document.querySelector('.rating [role=status]')`);
    const row = await records.db.selectFrom('csat_requests').select('rating').executeTakeFirst();
    expect(row?.rating).toBe(4);
    await page.keyboard.press('Escape');
    const isOpen = `document.getElementById('langnghe-chat').shadowRoot.querySelector('button').getAttribute('aria-expanded')`;
    await page.waitForFunction(`${isOpen} === 'false'`);
  });

  it('meets nothing that breaks the page’s policy or the scripts', () => expect(problems).toEqual([]));
});
