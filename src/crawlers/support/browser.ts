import type { Browser, Page } from 'puppeteer';
import { allowedHosts, type Resolve } from './address-guard.ts';
import type { Browse } from './browse.ts';
import { noBrowser } from './browse.ts';
import { DEFAULT_PAGE_LIMITS, type PageLimits, renderPage } from './browser-page.ts';
import { findBrowser, launchBrowser } from './browser-process.ts';
import { type GuardProxy, PROXY_DOOR, startGuardProxy } from './guard-proxy.ts';
import { printPage } from './print-page.ts';
import type { Visits } from './safe-fetch.ts';

export interface BrowserOptions {
  visits: Visits;
  /** Path of Chromium; the usual places are looked at if not given. */
  executablePath?: string | undefined;
  allowPrivateHosts?: readonly string[];
  /** Pages open at once. */
  maxOpen?: number;
  /** Pages after which the browser is started anew, because Chromium's memory grows. */
  maxPages?: number;
  /** The browser is closed after so long without a page. */
  idleMs?: number;
  limits?: Partial<PageLimits>;
  resolve?: Resolve;
}

/** A page of ours as a PDF; `footer` is HTML that stands below each page, beside its number. */
export type Print = (html: string, footer: string) => Promise<Uint8Array>;

interface Running {
  browser: Browser;
  proxy: GuardProxy;
  pages: number;
  open: number;
  ended: boolean;
}

/** One shared browser: started by the first page, closed when idle, started anew when it has died or served long enough. */
export function createBrowse(options: BrowserOptions): { browse: Browse; print: Print | null; close(): Promise<void> } {
  const path = findBrowser(options.executablePath);
  if (path === undefined) return { browse: noBrowser, print: null, close: async () => undefined };
  const pool = new BrowserPool(path, options);
  const limits = { ...DEFAULT_PAGE_LIMITS, ...options.limits };
  return {
    browse: (address, request = {}) =>
      pool.use(
        ({ browser, proxy }) =>
          renderPage(browser, options.visits, address, request, limits, (page) => enterProxy(page, proxy)),
        request.signal,
      ),
    print: (html, footer) => pool.use(({ browser }) => printPage(browser, html, footer)),
    close: () => pool.close(),
  };
}

/**
 * Shows the proxy's credentials once, at an address that the proxy itself answers; the page's context then goes on showing
 * them to the proxy alone. Left set, they would also be shown to any site that asks for a password.
 */
async function enterProxy(page: Page, { credentials }: GuardProxy): Promise<void> {
  await page.authenticate(credentials);
  // Not by going there, which would cost a process of its own.
  await page.evaluate(`window.fetch('${PROXY_DOOR}', { mode: 'no-cors' })`);
  // Without any, a site that asks for a password would leave the page waiting for somebody to type one.
  await page.authenticate({ username: '', password: '' });
}

class BrowserPool {
  readonly #path: string;
  readonly #options: BrowserOptions;
  #running: Promise<Running> | undefined;
  readonly #waiting: (() => void)[] = [];
  #open = 0;
  #idle: NodeJS.Timeout | undefined;
  readonly #closing = new Set<Promise<void>>();

  constructor(path: string, options: BrowserOptions) {
    this.#path = path;
    this.#options = options;
  }

  async use<T>(task: (running: Running) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { maxOpen = 2, idleMs = 60_000 } = this.#options;
    clearTimeout(this.#idle);
    if (this.#open >= maxOpen) await new Promise<void>((turn) => this.#waiting.push(turn));
    else this.#open += 1;
    try {
      signal?.throwIfAborted();
      const running = await this.#take();
      try {
        return await task(running);
      } finally {
        running.open -= 1;
        this.#retireIfWorn(running);
      }
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#open -= 1;
      if (this.#open === 0) this.#idle = setTimeout(() => void this.close(), idleMs).unref();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const running = this.#running;
    this.#running = undefined;
    const started = await running?.catch(() => undefined);
    if (started) this.#end(started);
    await Promise.all(this.#closing);
  }

  /** The browser to use; a dead or worn one is left, and ended once nobody uses it. */
  async #take(): Promise<Running> {
    const { maxPages = 100 } = this.#options;
    for (;;) {
      const starting = this.#running ?? this.#start();
      this.#running = starting;
      try {
        const running = await starting;
        if (running.browser.connected && running.pages < maxPages) {
          running.pages += 1;
          running.open += 1;
          return running;
        }
        if (running.open === 0) this.#end(running);
        if (this.#running === starting) this.#running = undefined;
      } catch (error) {
        if (this.#running === starting) this.#running = undefined;
        throw error;
      }
    }
  }

  async #start(): Promise<Running> {
    const { allowPrivateHosts = [], resolve } = this.#options;
    const maxBytes = this.#options.limits?.maxBytes ?? DEFAULT_PAGE_LIMITS.maxBytes;
    const proxy = await startGuardProxy({ allowed: allowedHosts(allowPrivateHosts), maxBytes, resolve });
    try {
      return { browser: await launchBrowser(this.#path, proxy.host), proxy, pages: 0, open: 0, ended: false };
    } catch (error) {
      await proxy.close();
      throw error;
    }
  }

  #retireIfWorn(running: Running): void {
    const { maxPages = 100 } = this.#options;
    if (running.open === 0 && (running.pages >= maxPages || !running.browser.connected)) this.#end(running);
  }

  #end(running: Running): void {
    if (running.ended) return;
    running.ended = true;
    const ending = stop(running).finally(() => this.#closing.delete(ending));
    this.#closing.add(ending);
  }
}

const CLOSE_MS = 5000;

async function stop({ browser, proxy }: Running): Promise<void> {
  const kill = setTimeout(() => browser.process()?.kill('SIGKILL'), CLOSE_MS);
  await browser.close().catch(() => browser.process()?.kill('SIGKILL'));
  clearTimeout(kill);
  await proxy.close().catch(() => undefined);
}
