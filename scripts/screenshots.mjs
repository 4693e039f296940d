import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer';
import { ROOT } from './build.mjs';

/**
 * `node scripts/screenshots.mjs [name…]`: starts the program with its demo in a folder of its own and takes the pictures of
 * docs/screenshots, all or some. The demo's posts are as old as the program, so pictures of another day differ in times only.
 */

const TO = join(ROOT, 'docs', 'screenshots');
const EMAIL = 'lan@example.vn';
const PASSWORD = 'correct horse battery';

/** @typedef {import('puppeteer').Page} Page */
/** @typedef {{ path: string, width?: number, height?: number, scheme?: 'light' | 'dark', act?: (page: Page) => Promise<void> }} Shot */

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @param {Page} page
 * @param {string} key
 */
async function withControl(page, key) {
  await page.keyboard.down('Control');
  await page.keyboard.press(/** @type {'k'} */ (key));
  await page.keyboard.up('Control');
}

/**
 * Opens the ticket whose clock ends first.
 * @param {Page} page
 */
async function openFirst(page) {
  await page.keyboard.press('j');
  await page.waitForSelector('article textarea');
  await wait(900);
}

/**
 * Opens it, and does something there.
 * @param {(page: Page) => Promise<void>} act
 * @returns {(page: Page) => Promise<void>}
 */
const onFirst = (act) => async (page) => {
  await openFirst(page);
  await act(page);
};

/**
 * Answers the first ticket, leaves a note and takes it.
 * @param {Page} page
 */
async function work(page) {
  await openFirst(page);
  await page.keyboard.press('r');
  await page.keyboard.type(
    'Chào anh chị, bên em rất xin lỗi. Em đã mở phiếu ưu tiên và kỹ thuật sẽ gọi lại trong 30 phút tới ạ.',
  );
  await withControl(page, 'Enter');
  await wait(900);
  await page.keyboard.press('n');
  await page.keyboard.type('Đã báo kỹ thuật khu vực, chờ xác nhận tình trạng SIM.');
  await withControl(page, 'Enter');
  await wait(900);
  await page.keyboard.press('i');
  await wait(5000);
}

/** @type {Record<string, Shot>} */
const SHOTS = {
  'sign-in': { path: '/sign-in' },
  inbox: { path: '/inbox', act: work },
  'inbox-dark': { path: '/inbox', scheme: 'dark', act: openFirst },
  'inbox-bulk': {
    path: '/inbox',
    async act(page) {
      for (const key of /** @type {const} */ (['j', 'x', 'j', 'x', 'j', 'x'])) await page.keyboard.press(key);
    },
  },
  'inbox-correction': { path: '/inbox', act: onFirst((page) => page.locator('button[aria-label="Sửa nhãn"]').click()) },
  'inbox-phone': { path: '/inbox', width: 390, height: 844 },
  'ticket-phone': { path: '/inbox', width: 390, height: 844, act: openFirst },
  palette: { path: '/inbox', act: onFirst((page) => withControl(page, 'k')) },
  shortcuts: { path: '/inbox', act: onFirst((page) => page.keyboard.type('?')) },
  mentions: { path: '/mentions' },
  board: { path: '/board', act: () => wait(1500) },
  analytics: { path: '/analytics?days=7', act: () => wait(1500) },
  start: { path: '/start' },
  queries: {
    path: '/queries',
    async act(page) {
      await page.locator('main button ::-p-text(Thêm truy vấn)').click();
      await wait(600);
      await page.keyboard.type('Mạng chậm');
      await page.locator('textarea[name=rule]').fill('(mạng OR wifi OR 4g) chậm NOT tuyển dụng');
      await wait(1200);
    },
  },
  sources: { path: '/sources' },
  channels: {
    path: '/channels',
    async act(page) {
      await page.locator('main button ::-p-text(Thêm kênh)').click();
      await wait(800);
      await page.locator('[role=dialog] button ::-p-text(Zalo OA)').click();
      await wait(800);
    },
  },
  'service-levels': {
    path: '/service-levels',
    act: (page) => page.locator('button[aria-label="Sửa Cao"]').click(),
  },
  'service-levels-phone': { path: '/service-levels', width: 390, height: 844, scheme: 'dark' },
  roles: { path: '/people', act: (page) => page.locator('[role=tab] ::-p-text(Vai trò)').click() },
  audit: { path: '/audit', act: (page) => page.locator('main button ::-p-text(Kiểm tra)').click() },
  system: { path: '/system' },
  'system-dark': { path: '/system', scheme: 'dark' },
};

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * Waits until the demo's posts have become tickets.
 * @param {string} url
 */
async function ready(url) {
  const body = JSON.stringify({ email: EMAIL, password: PASSWORD });
  for (let tries = 0; tries < 240; tries += 1, await wait(500)) {
    const headers = { 'content-type': 'application/json' };
    const session = await fetch(`${url}/api/session`, { method: 'POST', headers, body }).catch(() => undefined);
    if (!session?.ok) continue;
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const tickets = /** @type {{ items: unknown[] }} */ (
      await (await fetch(`${url}/api/tickets?limit=50`, { headers: { cookie } })).json()
    );
    if (tickets.items.length >= 30) return;
  }
  throw new Error('The demo made no tickets within two minutes.');
}

/**
 * @param {import('puppeteer').Browser} browser
 * @param {string} url
 * @param {string} name
 * @param {Shot} shot
 */
async function take(browser, url, name, { path, width = 1440, height = 900, scheme = 'light', act }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url + path);
  await page.waitForSelector('input[name=email]');
  if (path !== '/sign-in') {
    await page.locator('input[name=email]').fill(EMAIL);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForSelector('main article, main li[aria-posinset], main h1');
  }
  await wait(800);
  await act?.(page);
  await wait(600);
  await page.screenshot({ path: join(TO, `${name}.png`) });
  await context.close();
}

const only = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'langnghe-screenshots-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const program = spawn(process.execPath, [join(ROOT, 'bin/langnghe.mjs'), 'start', '--demo'], {
  env: {
    ...process.env,
    DATA_DIR: folder,
    PORT: String(port),
    ADMIN_EMAIL: EMAIL,
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const browser = await puppeteer.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  await ready(url);
  mkdirSync(TO, { recursive: true });
  for (const [name, shot] of Object.entries(SHOTS))
    if (only.length === 0 || only.includes(name)) await take(browser, url, name, shot);
} finally {
  await browser.close();
  program.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
