import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  impact: string;
  id: string;
  nodes: { html: string }[];
}

/** What axe finds on the page that is serious or worse, one line each. */
export async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const run = `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) => violations)`;
  const found = (await page.evaluate(run)) as Violation[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

/** Waits until the page shows some words. */
export const sees = (page: Page, words: string) =>
  page.waitForFunction(`document.body.textContent.includes(${JSON.stringify(words)})`, { timeout: 15_000 });

/** The field of an open form by the beginning of its label. */
export const fieldOf = (page: Page, label: string) =>
  page.locator(
    `::-p-xpath(//*[@role="dialog"]//label[starts-with(normalize-space(.), "${label}")]/following::*[self::input or self::textarea][1])`,
  );

/** Waits until a page of the console shows what it reads: its live stream stays open, so its network is never idle. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForSelector('main h1');
  await page.waitForFunction(`document.querySelector('main [role=status][aria-label="Đang tải"]') === null`);
};
