import type { Browser } from 'puppeteer';

const PRINT_MS = 30_000;

const SMALL = 'font:8px sans-serif;color:#5c6470;width:100%;padding:0 12mm;display:flex;justify-content:space-between';

/** Our own page as a PDF on A4. Nothing in it runs, and nothing can be loaded: a text that slipped through reaches nobody. */
export async function printPage(browser: Browser, html: string, footer: string): Promise<Uint8Array> {
  const context = await browser.createBrowserContext({ downloadBehavior: { policy: 'deny' } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PRINT_MS);
    await page.setJavaScriptEnabled(false);
    await page.setRequestInterception(true);
    page.on('request', (request) => void request.abort().catch(() => undefined));
    await page.setContent(html, { waitUntil: 'load' });
    return await page.pdf({
      format: 'A4',
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: `<div style="${SMALL}"><span>${footer}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`,
      margin: { top: '14mm', bottom: '16mm', left: '12mm', right: '12mm' },
      timeout: PRINT_MS,
    });
  } finally {
    await context.close().catch(() => undefined);
  }
}
