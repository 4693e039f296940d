import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Browser } from 'puppeteer';
import { GiveUp } from '../../errors.ts';

const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser to start: the configured one, else the first at a usual place; undefined if there is none. */
export function findBrowser(configured?: string): string | undefined {
  if (configured !== undefined) return existsSync(configured) ? configured : undefined;
  return USUAL_PATHS.find((path) => existsSync(path));
}

/** Starts Chromium so that all it sends goes through the proxy, names included. */
export async function launchBrowser(executablePath: string, proxyHost: string): Promise<Browser> {
  const { default: puppeteer } = await import('puppeteer');
  try {
    return await puppeteer.launch({
      executablePath,
      args: [...ARGUMENTS, ...asRoot(), `--proxy-server=http://${proxyHost}`],
      // None of our secrets; SIGINT and SIGTERM are the program's, which closes the browser on its way out.
      env: { PATH: '/usr/bin:/bin', HOME: tmpdir(), LANG: 'C.UTF-8' },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      // Over a pipe, which closes however this process ends, and Chromium ends with it; nor does it listen on any port.
      pipe: true,
      timeout: 30_000,
      protocolTimeout: 60_000,
    });
  } catch (cause) {
    throw new GiveUp(`The browser ${executablePath} does not start: check PUPPETEER_EXECUTABLE_PATH.`, { cause });
  }
}

const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--block-new-web-contents',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  // Without it Chromium reaches this machine's own addresses directly.
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--js-flags=--max-old-space-size=256',
];

/** Chromium's sandbox refuses to run as root. */
const asRoot = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);
