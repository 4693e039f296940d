import { GiveUp } from '../../errors.ts';

export interface BrowseOptions {
  /** A selector that must be there before the page counts as ready; without one the page is ready when it is quiet. */
  waitFor?: string;
  /** Cookies of the operator's own session, for the address's host. */
  cookies?: readonly { name: string; value: string }[];
  /** How often the page is scrolled to its end, for lists that grow that way. */
  scrolls?: number;
  /** Also take a picture of the whole page (PNG). */
  screenshot?: boolean;
  delaySeconds?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** A page as a person would see it once its scripts have run. */
export interface RenderedPage {
  /** The address after redirects. */
  url: string;
  html: string;
  screenshot: Uint8Array | undefined;
}

/**
 * Opens a page in a browser, under the same rules as `Fetch`: guarded addresses, robots.txt, per-host delay, limits of
 * time and size. Throws as `Fetch` does, and GiveUp where there is no browser.
 */
export type Browse = (url: string, options?: BrowseOptions) => Promise<RenderedPage>;

/** Where there is no browser. */
export const noBrowser: Browse = async () => {
  throw new GiveUp('This source needs a browser: install Chromium and set PUPPETEER_EXECUTABLE_PATH.');
};
