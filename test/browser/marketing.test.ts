import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../bench/support/figures.ts';
import { SENTIMENT_COLOURS } from '../../console/src/pages/analytics/colours.ts';
import { findBrowser } from '../../src/crawlers/support/browser-process.ts';
import { type Desk, startDesk } from './desk.ts';
import { sees, seriousViolations } from './looks.ts';

const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;
type Counts = Record<(typeof SENTIMENTS)[number] | 'count', number>;

/** How many of each sentiment: the mentions themselves counted, not the figures of analytics. */
async function countMentions({ app }: Pick<Desk, 'app'>): Promise<Counts> {
  const counts: Counts = { negative: 0, neutral: 0, positive: 0, count: 0 };
  const { items } = await app.call<{ items: Mention[] }>('GET', '/api/mentions?limit=200');
  for (const { analysis } of items) {
    if (analysis === null || analysis.spam || analysis.language === 'other') continue;
    counts[analysis.sentiment.label] += 1;
    counts.count += 1;
  }
  return counts;
}

interface Mention {
  analysis: {
    language: string;
    spam: boolean;
    sentiment: { label: (typeof SENTIMENTS)[number] };
  } | null;
}

const PRAISE = 'Mạng Viettel ở Huế dạo này rất nhanh, nhân viên nhiệt tình, rất hài lòng!';

/** Posts of the last days, most of them content. */
async function write({ app }: Desk): Promise<void> {
  const input = { kind: 'import', name: 'Khen chê', everyMinutes: 60, settings: {} };
  const { id } = await app.call<{ id: string }>('POST', '/api/sources', input);
  const posts = Array.from({ length: 24 }, (_, index) => ({
    externalId: `khen-${index}`,
    text: index % 3 === 0 ? `Cho mình hỏi gói cước số ${index} đăng ký thế nào ạ?` : `${PRAISE} Lần ${index}.`,
    author: { id: `nguoi-${index}`, name: `Người ${index}` },
    publishedAt: new Date(Date.now() - (index % 6) * 86_400_000 - 60_000).toISOString(),
  }));
  await app.call('POST', '/api/mentions', { source: id, posts });
  await until(async () => (await countMentions({ app })).count >= 30, 60_000);
}

/** The first picture's surface in each sentiment's colour, below its legend, in pixels. */
async function paintedSurface(page: Page): Promise<number[]> {
  const colours = SENTIMENTS.map((each) => SENTIMENT_COLOURS[each].slice(1));
  const read = `(() => {
    const canvas = document.querySelector('canvas');
    const top = Math.ceil((32 * canvas.width) / canvas.clientWidth);
    const { data } = canvas.getContext('2d').getImageData(0, top, canvas.width, canvas.height - top);
    const found = {};
    for (let at = 0; at < data.length; at += 4) {
      const colour = ((1 << 24) | (data[at] << 16) | (data[at + 1] << 8) | data[at + 2]).toString(16).slice(1);
      found[colour] = (found[colour] ?? 0) + 1;
    }
    return ${JSON.stringify(colours)}.map((colour) => found[colour] ?? 0);
  })()`;
  return (await page.evaluate(read)) as number[];
}

describe.skipIf(findBrowser() === undefined)('marketing at the console', () => {
  let desk: Desk;
  let page: Page;
  let problems: string[];
  let counts: Counts;

  beforeAll(async () => {
    desk = await startDesk();
    await write(desk);
    counts = await countMentions(desk);
    ({ page, problems } = await desk.open('marketing', { path: '/analytics?days=7' }));
    // Days begin where the team is.
    await page.emulateTimezone('Asia/Ho_Chi_Minh');
    await page.reload();
  }, 120_000);
  afterAll(() => desk?.close());

  it('sees how many there are, as many as were written', async () => {
    await sees(page, 'Cảm xúc theo thời gian');
    const figures = await page.$$eval('main p', (found) => found.map(({ textContent }) => textContent));
    expect(figures[figures.indexOf('Lượt nhắc') + 1]).toBe(String(counts.count));
    expect(figures[figures.indexOf('Tiêu cực') + 1]).toBe(String(counts.negative));
    expect(counts.negative).toBeGreaterThan(0);
    expect(counts.positive).toBeGreaterThan(counts.negative);
  });

  it('sees what is drawn in the proportions of the figures', async () => {
    await page.waitForSelector('canvas');
    let painted: number[] = [];
    // Drawn to the end: bars grow at first.
    await until(async () => {
      const before = painted;
      painted = await paintedSurface(page);
      return painted.every((pixels, index) => pixels > 0 && pixels === before[index]);
    }, 15_000);
    const all = painted.reduce((sum, pixels) => sum + pixels, 0);
    for (const [index, each] of SENTIMENTS.entries())
      expect(Math.abs((painted[index] ?? 0) / all - counts[each] / counts.count), each).toBeLessThan(0.03);
  });

  it('reads the same figures as a table', async () => {
    const section = 'section[aria-label="Cảm xúc theo thời gian"]';
    await page.locator(`${section} button`).click();
    await page.waitForSelector(`${section} tbody`);
    const cells = await page.$$eval(`${section} tbody tr`, (rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => Number(textContent))),
    );
    expect(cells).toHaveLength(7);
    for (const [index, each] of SENTIMENTS.entries())
      expect(
        cells.reduce((sum, row) => sum + (row[index + 1] ?? 0), 0),
        each,
      ).toBe(counts[each]);
  });

  it('has nothing that axe finds serious, in light and dark, wide and narrow', async () => {
    expect(await seriousViolations(page)).toEqual([]);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await page.setViewport({ width: 390, height: 844 });
    expect(await seriousViolations(page)).toEqual([]);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    await page.setViewport({ width: 1440, height: 900 });
  });

  it('opens the mentions behind a bar: those that it counts', async () => {
    const canvas = await page.waitForSelector('section[aria-label="Nguồn"] canvas');
    const box = await canvas?.boundingBox();
    // The upper bar is the source with most mentions; its left end stands behind the names.
    await canvas?.click({ offset: { x: (box?.width ?? 0) / 2, y: 48 } });
    await page.waitForFunction('location.pathname === "/mentions"');
    // The router puts quotes around texts that would be read as something else.
    const asked = [...new URL(page.url()).searchParams].map(([name, value]): [string, string] => [
      name,
      value.replaceAll('"', ''),
    ]);
    const search = new URLSearchParams(asked);
    expect([search.get('counted'), search.get('complaint')]).toEqual(['true', 'false']);
    await sees(page, 'Khen chê');
    const shown = await page.waitForSelector('main article').then(() => page.$$('main article'));
    const { items } = await desk.app.call<{ items: unknown[] }>('GET', `/api/mentions?limit=200&${search}`);
    expect(shown).toHaveLength(items.length);
    expect(problems).toEqual([]);
  });
});
