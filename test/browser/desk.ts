import puppeteer, { type Browser, type Page } from 'puppeteer';
import { type AppProcess, startAppProcess } from '../../bench/support/app-process.ts';
import { until } from '../../bench/support/figures.ts';
import { findBrowser } from '../../src/crawlers/support/browser-process.ts';
import { type Role, role } from '../../src/domain/person.ts';
import { freePort } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';

export const PASSWORD = 'correct horse battery';

/** Complaints, each by another customer, of which one tries to be more than text. */
const COMPLAINTS = [
  'Mạng 4G ở Bình Thạnh chậm không chịu nổi từ sáng, gọi tổng đài không ai nghe máy, quá tệ!',
  'Tự nhiên bị trừ 30.000đ tiền dịch vụ không đăng ký, gọi 3 lần không ai giải quyết, số tôi 0912345678.',
  'Mất sóng cả buổi chiều ở Thủ Đức, không gọi được cho ai, bực mình quá!',
  'Internet rớt liên tục ba hôm nay mà kỹ thuật hẹn rồi không đến, quá thất vọng!',
  'SIM bị khóa một chiều vô lý, ra cửa hàng thì bị đuổi về, phục vụ quá tệ!',
  '<img src=x onerror="document.title=1"><b>Mạng quá tệ</b>, chậm không chịu nổi, <script>document.title=2</script> tôi sẽ kiện!',
];

/** The program with some tickets, its people, and a browser. */
export interface Desk {
  app: AppProcess;
  browser: Browser;
  /** A page that is signed in as that role's user; what it complained about is in `problems`. */
  open(role: Role, options?: OpenOptions): Promise<{ page: Page; problems: string[] }>;
  close(): Promise<void>;
}

export interface OpenOptions {
  width?: number;
  height?: number;
  scheme?: 'light' | 'dark';
  path?: string;
}

export interface DeskOptions {
  /** The program as it is first started: nobody but an administrator, and nothing collected. */
  isNew?: boolean;
  env?: Record<string, string>;
}

export async function startDesk({ isNew = false, env = {} }: DeskOptions = {}): Promise<Desk> {
  const folder = tempFolder();
  const app = await startAppProcess({ dataDir: folder.path, port: await freePort(), env });
  if (!isNew) await complain(app);
  const emails = await makePeople(app, isNew ? ['administrator'] : role.options);
  const executablePath = findBrowser(undefined);
  if (executablePath === undefined) throw new Error('There is no Chromium: `npm test` installs it where it can.');
  const browser = await puppeteer.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  return {
    app,
    browser,
    open: (role, options) => signedIn(browser, app.url, emails[role], options),
    async close() {
      await browser.close();
      await app.kill('SIGKILL');
      folder.remove();
    },
  };
}

/** Hands the complaints in and waits for their tickets. */
async function complain({ call }: AppProcess): Promise<void> {
  const input = { kind: 'import', name: 'Góp ý', everyMinutes: 60, settings: {} };
  const source = await call<{ id: string }>('POST', '/api/sources', input);
  const posts = COMPLAINTS.map((text, index) => ({
    externalId: `post-${index}`,
    text,
    title: `Góp ý số ${index + 1}`,
    url: `https://example.vn/t/${index}`,
    author: { id: `khach-${index}`, name: `Khách ${index + 1}` },
    publishedAt: new Date(Date.now() - (index + 1) * 60_000).toISOString(),
  }));
  await call('POST', '/api/mentions', { source: source.id, posts });
  await until(async () => {
    const { items } = await call<{ items: unknown[] }>('GET', '/api/tickets');
    return items.length === COMPLAINTS.length;
  }, 60_000);
}

/** One of each role; the agent works in the first team, the others are above all teams. */
async function makePeople({ call }: AppProcess, roles: readonly Role[]): Promise<Record<Role, string>> {
  const { items } = await call<{ items: { id: string }[] }>('GET', '/api/teams');
  const names = { agent: 'Lan', manager: 'Hà', marketing: 'Vy', administrator: 'Minh' };
  const emails = await Promise.all(
    roles.map(async (each) => {
      const email = `${each}@example.vn`;
      const team = each === 'agent' ? (items[0]?.id ?? null) : null;
      await call('POST', '/api/agents', { email, name: names[each], role: each, team, password: PASSWORD });
      return [each, email] as const;
    }),
  );
  return Object.fromEntries(emails) as Record<Role, string>;
}

async function signedIn(browser: Browser, url: string, email: string, options: OpenOptions = {}) {
  const { width = 1440, height = 900, scheme = 'light', path = '/' } = options;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const problems: string[] = [];
  // A refusal that the page deals with is no mistake of the page.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url + path);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav a');
  return { page, problems };
}
