import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SiteContent } from '../src/demo/content.ts';
import { createSite, serveSite } from '../src/demo/site.ts';
import type { Mention } from '../src/domain/mention.ts';
import type { Ticket } from '../src/domain/ticket.ts';
import { type AppProcess, allItems, startAppProcess } from './support/app-process.ts';
import { printFigures, until } from './support/figures.ts';
import { readRows, siteOf } from './support/served-texts.ts';

const MAX_DELAY_MS = 10_000;

/**
 * The whole embedded program killed at random moments while it works, then started once more: is everything there once?
 * `npm run bench -- crash <file of JSON lines {text, label}> [kills] [texts]`.
 */
export async function run([file, kills = '20', count = '500']: string[]): Promise<void> {
  if (file === undefined) throw new Error('Name a file of JSON lines {text, label}.');
  const rows = readRows(file, Number(count));
  const all = siteOf(rows, new Date());
  const served = structuredClone(all);
  show(served, all, 0);
  const site = await serveSite(createSite(served, { postsPerPage: 5 }));
  const dataDir = mkdtempSync(join(tmpdir(), 'langnghe-bench-'));
  const options = { dataDir, port: 3998, env: { ALLOW_PRIVATE_HOSTS: new URL(site.url).host } };
  const start = () => startAppProcess(options);
  try {
    await addSources(await start(), site.url, async (app) => app.kill('SIGKILL'));
    let processed = 0;
    for (let kill = 1; kill <= Number(kills); kill += 1) {
      show(served, all, kill / Number(kills));
      const app = await start();
      processed = (await allItems<Mention>(app.call, '/api/mentions')).length;
      for (const source of await allItems<{ id: string }>(app.call, '/api/sources')) {
        await app.call('POST', `/api/sources/${source.id}/collect`);
      }
      // Long enough to meet the work that the killed one left, which is taken up after some seconds.
      const delay = Math.random() * MAX_DELAY_MS;
      await new Promise((resolve) => setTimeout(resolve, delay));
      await app.kill('SIGKILL');
      process.stderr.write(`kill ${kill} after ${Math.round(delay)} ms, ${processed} mentions at its start\n`);
    }
    await judge(await start(), rows.length, Number(kills));
  } finally {
    await site.close();
    rmSync(dataDir, { recursive: true });
  }
}

/** Lets the site show the first part of its feed and of each thread, so that every start meets new posts. */
function show(served: SiteContent, all: SiteContent, share: number): void {
  served.feed.items = all.feed.items.slice(0, Math.ceil(share * all.feed.items.length));
  for (const [index, board] of all.boards.entries()) {
    const threads = board.threads.map((thread) => ({
      ...thread,
      posts: thread.posts.slice(0, Math.ceil(share * thread.posts.length)),
    }));
    const shown = served.boards[index];
    if (shown) shown.threads = threads.filter(({ posts }) => posts.length > 0);
  }
}

async function addSources(
  app: AppProcess,
  siteUrl: string,
  then: (app: AppProcess) => Promise<unknown>,
): Promise<void> {
  const forum = {
    kind: 'forum',
    name: 'Forum',
    settings: { url: `${siteUrl}/f/gop-y.1/`, delaySeconds: 0, maxThreads: 100 },
  };
  const feed = { kind: 'rss', name: 'Feed', settings: { url: `${siteUrl}/feed.xml` } };
  for (const source of [forum, feed]) await app.call('POST', '/api/sources', { ...source, everyMinutes: 1 });
  await then(app);
}

/** Every post there once, every complaint with exactly one ticket, no ticket without a mention. */
async function judge(app: AppProcess, expected: number, kills: number): Promise<void> {
  const mentions = () => allItems<Mention>(app.call, '/api/mentions');
  const done = async () => {
    const all = await mentions();
    return all.length >= expected && all.every((mention) => mention.triage !== null);
  };
  await until(done, 180_000, 1000);
  const all = await mentions();
  const tickets = await allItems<Ticket>(app.call, '/api/tickets');
  const numbers = new Set(tickets.map(({ number }) => number));
  const complaints = all.filter((mention) => mention.triage?.outcome === 'ticket');
  const histories = await Promise.all(
    tickets.map(
      async ({ number }) =>
        (await app.call<{ items: { kind: string }[] }>('GET', `/api/tickets/${number}/history`)).items,
    ),
  );
  await app.kill('SIGTERM');
  printFigures(`${expected} texts, ${kills} times killed`, [
    { name: 'mentions', value: all.length, limit: `= ${expected}` },
    {
      name: 'authors seen twice',
      value: all.length - new Set(all.map(({ author }) => author.name)).size,
      limit: '= 0',
    },
    { name: 'complaints', value: complaints.length },
    {
      name: 'complaints without a ticket',
      value: complaints.filter(({ ticketNumber }) => !numbers.has(ticketNumber ?? 0)).length,
      limit: '= 0',
    },
    { name: 'tickets', value: tickets.length },
    {
      name: 'tickets without a mention',
      value: [...numbers].filter((number) => !all.some(({ ticketNumber }) => ticketNumber === number)).length,
      limit: '= 0',
    },
    {
      name: 'tickets opened more than once',
      value: histories.filter((events) => events.filter(({ kind }) => kind === 'opened').length !== 1).length,
      limit: '= 0',
    },
  ]);
}
