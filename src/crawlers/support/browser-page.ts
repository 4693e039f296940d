import type { Browser, HTTPRequest, Page } from 'puppeteer';
import { GiveUp, PublicError } from '../../errors.ts';
import type { BrowseOptions, RenderedPage } from './browse.ts';
import { FetchFailed } from './fetch-failed.ts';
import { redactUrl } from './redact-url.ts';
import type { Visits } from './safe-fetch.ts';

/** What one rendered page may cost. */
export interface PageLimits {
  totalMs: number;
  /** For the page to become quiet, or the awaited selector to appear. */
  readyMs: number;
  /** Of all that the page loads, decompressed; and of its HTML in characters. */
  maxBytes: number;
}

export const DEFAULT_PAGE_LIMITS: PageLimits = { totalMs: 45_000, readyMs: 10_000, maxBytes: 20_000_000 };

const UNNEEDED = new Set(['image', 'font', 'media', 'texttrack', 'ping', 'prefetch', 'manifest', 'cspviolationreport']);
const MAX_SCREENSHOT_HEIGHT = 8000;
const CLOSE_MS = 3000;

/**
 * Renders one page in a context of its own, which is closed whatever happens; a page that won't close ends the browser.
 * `enter` has the context let through the proxy.
 */
export async function renderPage(
  browser: Browser,
  visits: Visits,
  address: string,
  options: BrowseOptions,
  limits: PageLimits,
  enter: (page: Page) => Promise<void>,
): Promise<RenderedPage> {
  if (!URL.canParse(address)) throw new GiveUp('The address is not a URL. Give it with http:// or https://.');
  const url = new URL(address);
  return visits.run(url, options, async () => {
    const context = await browser.createBrowserContext({ downloadBehavior: { policy: 'deny' } }).catch(crashed(url));
    const visit = new PageVisit(url, visits, options, limits);
    try {
      return await visit.within(async () => {
        const page = await context.newPage();
        await enter(page);
        return visit.render(page);
      });
    } finally {
      const kill = setTimeout(() => browser.process()?.kill('SIGKILL'), CLOSE_MS);
      await context.close().catch(() => undefined);
      clearTimeout(kill);
    }
  });
}

const crashed = (url: URL) => (cause: unknown) => {
  throw new FetchFailed(`The browser broke down at ${redactUrl(url)}.`, { cause });
};

class PageVisit {
  #stop: (reason: unknown) => void = () => undefined;
  #bytes = 0;

  constructor(
    private readonly url: URL,
    private readonly visits: Visits,
    private readonly options: BrowseOptions,
    private readonly limits: PageLimits,
  ) {}

  /** Runs until the work is done, the time is over, the caller aborts, or the page breaks a rule. */
  async within<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.options;
    const stopped = new Promise<never>((_, reject) => {
      this.#stop = reject;
    });
    const late = new FetchFailed(`${redactUrl(this.url)} was not rendered within ${this.limits.totalMs / 1000} s.`);
    const timer = setTimeout(() => this.#stop(late), this.limits.totalMs);
    const abort = () => this.#stop(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    const working = work();
    working.catch(() => undefined);
    try {
      return await Promise.race([working, stopped]);
    } catch (error) {
      if (error instanceof PublicError || signal?.aborted) throw error;
      throw new FetchFailed(`${redactUrl(this.url)} could not be rendered.`, { cause: error });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  async render(page: Page): Promise<RenderedPage> {
    await this.#prepare(page);
    const response = await page.goto(this.url.href, { waitUntil: 'domcontentloaded', timeout: 0 });
    const at = new URL(page.url());
    if (response) await this.visits.judge(at, response.status(), (name) => response.headers()[name]);
    await this.#settle(page);
    for (let scroll = 0; scroll < (this.options.scrolls ?? 0); scroll += 1) {
      await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
      await this.#quiet(page);
    }
    const html = await page.evaluate(htmlUpTo(this.limits.maxBytes));
    if (typeof html !== 'string') throw this.#tooLarge();
    return { url: page.url(), html, screenshot: this.options.screenshot ? await picture(page) : undefined };
  }

  async #prepare(page: Page): Promise<void> {
    const { hostname } = this.url;
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
    page.on('popup', (popup) => void popup?.close().catch(() => undefined));
    page.on('error', (error) => this.#stop(error));
    const session = await page.createCDPSession();
    session.on('Network.dataReceived', ({ dataLength }) => {
      this.#bytes += dataLength;
      if (this.#bytes > this.limits.maxBytes) this.#stop(this.#tooLarge());
    });
    await session.send('Network.enable');
    await page.setBypassServiceWorker(true);
    await page.evaluateOnNewDocument('delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection');
    await page.setExtraHTTPHeaders({ 'accept-language': 'vi,en;q=0.5' });
    const cookies = (this.options.cookies ?? []).map((cookie) => ({
      ...cookie,
      domain: hostname,
      path: '/',
      secure: this.url.protocol === 'https:',
    }));
    if (cookies.length > 0) await page.browserContext().setCookie(...cookies);
    await page.setRequestInterception(true);
    page.on('request', (request) => void this.#judgeRequest(page, request).catch(() => undefined));
  }

  async #judgeRequest(page: Page, request: HTTPRequest): Promise<void> {
    const type = request.resourceType();
    if (UNNEEDED.has(type) && !(type === 'image' && this.options.screenshot)) return request.abort();
    const top = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (top && request.url() !== this.url.href) {
      try {
        await this.visits.admit(new URL(request.url()), this.options.signal);
      } catch (error) {
        this.#stop(error);
        return request.abort();
      }
    }
    return request.continue();
  }

  /** What has not appeared by then is the crawler's to judge. */
  async #settle(page: Page): Promise<void> {
    const { waitFor } = this.options;
    if (waitFor === undefined) return this.#quiet(page);
    await page.waitForSelector(waitFor, { timeout: this.limits.readyMs }).catch(() => undefined);
  }

  async #quiet(page: Page): Promise<void> {
    await page.waitForNetworkIdle({ idleTime: 300, timeout: this.limits.readyMs }).catch(() => undefined);
  }

  #tooLarge(): GiveUp {
    return new GiveUp(
      `${redactUrl(this.url)} loads more than ${this.limits.maxBytes / 1e6} MB, which is not rendered.`,
    );
  }
}

/** The page's HTML, or null if it is longer. Text, because it runs in the page. */
const htmlUpTo = (max: number) =>
  `(() => { const html = document.documentElement?.outerHTML ?? ''; return html.length > ${max} ? null : html; })()`;

async function picture(page: Page): Promise<Uint8Array> {
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const clip = { x: 0, y: 0, width: 1280, height: Math.max(1, Math.min(height, MAX_SCREENSHOT_HEIGHT)) };
  await page.setViewport({ width: 1280, height: 900 });
  return page.screenshot({ type: 'png', clip, captureBeyondViewport: true });
}
