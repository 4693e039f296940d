import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { HTTPRequest, Page } from 'puppeteer';
import { ROOT } from '../scripts/build.mjs';
import type { Ticket } from '../src/domain/ticket.ts';
import { type Desk, startDesk } from '../test/browser/desk.ts';
import { type Figure, printFigures, quantile } from './support/figures.ts';

const BUILT = join(ROOT, 'dist', 'console');
const PAGE_SIZE = 200;

/**
 * The console in Chromium: the size of each page's first load, and how long an interaction takes with so many tickets in
 * the queue. The queue's pages are answered by the bench; an interaction lasts from the key or press to the next picture,
 * as the browser's Event Timing counts it. `npm run bench -- console [tickets]`.
 */
export async function run([count = '10000']: string[]): Promise<void> {
  printFigures('First load, compressed script', sizes());
  const desk = await startDesk();
  try {
    const size = Number(count);
    printFigures(`Interactions with ${size.toLocaleString('en')} tickets in the queue`, await interactions(desk, size));
  } finally {
    await desk.close();
  }
}

interface Chunk {
  file: string;
  imports?: string[];
  isEntry?: boolean;
}

function sizes(): Figure[] {
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync(join(BUILT, '.vite/manifest.json'), 'utf8'));
  const scripts = (name: string, seen: Set<string>): Set<string> => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(chunk.file)) return seen;
    seen.add(chunk.file);
    for (const each of chunk.imports ?? []) scripts(each, seen);
    return seen;
  };
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? '';
  const pages = Object.keys(manifest).filter((name) => name.endsWith('-page.tsx'));
  return pages.map((name) => {
    const files = [...scripts(name, scripts(entry, new Set()))];
    const bytes = files.reduce((sum, file) => sum + statSync(join(BUILT, `${file}.br`)).size, 0);
    return { name: name.replace(/^.*\/|-page\.tsx$/g, ''), value: bytes / 1000, unit: 'kB', limit: '< 250 kB' };
  });
}

async function interactions(desk: Desk, size: number): Promise<Figure[]> {
  const { items } = await desk.app.call<{ items: Ticket[] }>('GET', '/api/tickets?limit=1');
  const [template] = items;
  if (template === undefined) throw new Error('The program has no ticket');
  const { page } = await desk.open('administrator', { path: '/mentions' });
  await page.setRequestInterception(true);
  page.on('request', (request) => void answer(request, template, size));
  /** The queue, loaded to its end. */
  const open = async (): Promise<number> => {
    const started = performance.now();
    await page.goto(`${desk.app.url}/inbox`);
    await page.waitForSelector('li[aria-posinset]');
    const shown = performance.now() - started;
    await loadAll(page, size);
    return shown;
  };
  const shown = await open();
  const rows = await page.$$eval('li[aria-posinset]', (found) => found.length);
  const figures: Figure[] = [
    { name: 'page opened until the queue is seen', value: shown, unit: 'ms' },
    { name: 'rows drawn', value: rows },
    ...(await timed(page, 'next ticket (j)', 60, () => page.keyboard.press('j'))),
    ...(await timed(page, 'typing in the reply', 40, typeInReply(page))),
  ];
  await open();
  await page.keyboard.press('j');
  return [...figures, ...(await timed(page, 'tick (x)', 40, () => page.keyboard.press('x')))];
}

function typeInReply(page: Page): (time: number) => Promise<void> {
  return async (time) => {
    if (time === 0) await page.waitForSelector('article textarea').then((box) => box?.focus());
    await page.keyboard.press('a');
  };
}

/** The queue and whatever belongs to one of its tickets; all else is asked of the program. */
async function answer(request: HTTPRequest, template: Ticket, size: number): Promise<void> {
  const { pathname, searchParams } = new URL(request.url());
  const json = (body: unknown) => request.respond({ contentType: 'application/json', body: JSON.stringify(body) });
  const ticket = (number: number) => ({ ...template, number, subject: `Phản ánh số ${number}: mạng chậm cả ngày` });
  const one = /^\/api\/tickets\/(\d+)$/.exec(pathname);
  if (one !== null)
    await json({ ...ticket(Number(one[1])), mentions: [], messages: [], heldReplies: [], attachments: [] });
  else if (pathname.endsWith('/suggestions')) await json({ cannedReplies: [], articles: [], tickets: [] });
  else if (/^\/api\/tickets\/\d+\//.test(pathname)) await json({ items: [] });
  else if (pathname === '/api/tickets') {
    const from = Number(searchParams.get('cursor') ?? 0);
    const to = Math.min(size, from + PAGE_SIZE);
    const items = Array.from({ length: to - from }, (_, index) => ticket(from + index + 1));
    await json({ items, nextCursor: to < size ? String(to) : null });
  } else await request.continue();
}

/** Goes to the end of the queue until there is no more. */
async function loadAll(page: Page, size: number): Promise<void> {
  for (let last = 0; last < size; ) {
    const scroll = `(() => { const list = document.querySelector('li[aria-posinset]').closest('section'); list.scrollTop = list.scrollHeight; })()`;
    await page.evaluate(scroll);
    const seen = `Math.max(...[...document.querySelectorAll('li[aria-posinset]')].map((row) => Number(row.ariaSetSize)))`;
    await page.waitForFunction(`${seen} > ${last} || ${seen} >= ${size}`, { timeout: 30_000 });
    last = Number(await page.evaluate(seen));
  }
  await page.evaluate(`document.querySelector('li[aria-posinset]').closest('section').scrollTop = 0`);
}

/** Does something so many times, and reads from the browser how long each took until the picture changed. */
async function timed(page: Page, name: string, times: number, act: (time: number) => Promise<void>): Promise<Figure[]> {
  await page.evaluate(`
    window.measured = [];
    window.observer?.disconnect();
    window.observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.interactionId > 0) window.measured.push(entry.duration);
    });
    window.observer.observe({ type: 'event', durationThreshold: 16 });`);
  for (let time = 0; time < times; time += 1) {
    await act(time);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  // What was faster than the threshold leaves no entry: it counts as the threshold.
  const slow = (await page.evaluate('window.measured')) as number[];
  const all = [...slow, ...Array.from({ length: Math.max(0, times - slow.length) }, () => 16)];
  return [
    { name: `${name}, half of them`, value: quantile(all, 0.5), unit: 'ms' },
    { name: `${name}, 95 of 100`, value: quantile(all, 0.95), unit: 'ms', limit: '< 100 ms' },
    { name: `${name}, the slowest of ${times}`, value: Math.max(...all), unit: 'ms' },
  ];
}
