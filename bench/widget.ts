import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { ROOT } from '../scripts/build.mjs';
import { findBrowser } from '../src/crawlers/support/browser-process.ts';
import { freePort } from '../test/support/postgres.ts';
import { tempFolder } from '../test/support/temp-folder.ts';
import { startAppProcess } from './support/app-process.ts';
import { type Figure, printFigures, quantile } from './support/figures.ts';

const ROUNDS = 15;
/** A cheap phone: its processor beside ours, and slow 4G as Chromium's own tools have it. */
const CPU = 6;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 };

/** From the finger on the button until the open box with its field has been painted. */
const OPENING = `new Promise((resolve) => {
  const root = document.getElementById('langnghe-chat').shadowRoot;
  const begun = performance.now();
  root.querySelector('button').click();
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun), 0));
})`;

async function phone(browser: Browser): Promise<Page> {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
  await page.emulateCPUThrottling(CPU);
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  return page;
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

async function rounds(browser: Browser, url: string) {
  const found = { button: [] as number[], opening: [] as number[], frame: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await phone(browser);
    found.button.push(
      await timed(async () => {
        await page.goto(url, { waitUntil: 'domcontentloaded' });
        await page.waitForFunction(`document.getElementById('langnghe-chat')`);
      }),
    );
    found.frame.push(
      await timed(async () => {
        const frame = await page.waitForFrame((each) => each.url().includes('/frame'));
        await frame.waitForSelector('textarea');
      }),
    );
    found.opening.push((await page.evaluate(OPENING)) as number);
    await page.browserContext().close();
  }
  return found;
}

function sizes(): Figure[] {
  const folder = join(ROOT, 'dist', 'widget');
  const files = readdirSync(folder).filter((name) => /^(?:loader|frame)-.*\.br$/.test(name));
  const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  return [{ name: 'script and style, compressed', value: bytes / 1000, unit: 'kB', limit: '< 25 kB' }];
}

/** The chat widget on a slow phone in Chromium: its size, when its button is there, how long it takes to open. */
export async function run(): Promise<void> {
  const executablePath = findBrowser(undefined);
  if (executablePath === undefined) throw new Error('There is no Chromium: set PUPPETEER_EXECUTABLE_PATH.');
  const folder = tempFolder();
  const app = await startAppProcess({ dataDir: folder.path, port: await freePort() });
  const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    const channel = { kind: 'web-chat', name: 'Chat', settings: { hours: 'always' } };
    const { id } = await app.call<{ id: string }>('POST', '/api/channels', channel);
    const { button, opening, frame } = await rounds(browser, `${app.url}/chat/${id}/demo`);
    const middle = (values: number[]) => quantile(values, 0.5);
    printFigures(`The widget on a phone with a ${CPU} times slower processor and slow 4G, ${ROUNDS} rounds`, [
      ...sizes(),
      { name: 'the page begins to load until the button is there: median', value: middle(button), unit: 'ms' },
      { name: 'from there until the chat is ready behind it: median', value: middle(frame), unit: 'ms' },
      { name: 'press until the open box is painted: median', value: middle(opening), unit: 'ms', limit: '< 200' },
      { name: 'press until the open box is painted: worst', value: Math.max(...opening), unit: 'ms', limit: '< 200' },
    ]);
  } finally {
    await browser.close();
    await app.kill('SIGTERM');
    folder.remove();
  }
}
