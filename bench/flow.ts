import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSite, serveSite } from '../src/demo/site.ts';
import type { Mention } from '../src/domain/mention.ts';
import type { Ticket } from '../src/domain/ticket.ts';
import { type AppProcess, allItems, startAppProcess } from './support/app-process.ts';
import { type Figure, printFigures, quantile, until } from './support/figures.ts';
import { type Row, readRows, rowOf, siteOf } from './support/served-texts.ts';

/**
 * From a fetched page to a ticket: real texts, half as a feed and half as forum threads, through the whole embedded
 * program. Needs a labelled file: `npm run bench -- flow <file of JSON lines {text, label}> [count]`.
 */
export async function run([file, count = '500']: string[]): Promise<void> {
  if (file === undefined) throw new Error('Name a file of JSON lines {text, label: complaint or non-complaint}.');
  const rows = readRows(file, Number(count));
  const site = await serveSite(createSite(siteOf(rows, new Date())));
  const dataDir = mkdtempSync(join(tmpdir(), 'langnghe-bench-'));
  const env = { ALLOW_PRIVATE_HOSTS: new URL(site.url).host };
  const app = await startAppProcess({ dataDir, port: 3999, env });
  try {
    printFigures(`${rows.length} texts from page to ticket`, await measure(app, site.url, rows));
  } finally {
    await app.kill('SIGTERM');
    await site.close();
    rmSync(dataDir, { recursive: true });
  }
}

async function measure(app: AppProcess, siteUrl: string, rows: readonly Row[]): Promise<Figure[]> {
  // Reading the metrics starts a new window of the event loop's delay.
  await metric(app, 'nodejs_eventloop_lag_p99_seconds');
  const started = performance.now();
  const sources = await addSources(app, siteUrl);
  await until(async () => (await processed(app)) >= rows.length, 300_000);
  const seconds = (performance.now() - started) / 1000;
  const lag = await metric(app, 'nodejs_eventloop_lag_p99_seconds');
  await collectAgain(app, sources, 3);
  const mentions = await allItems<Mention>(app.call, '/api/mentions');
  const tickets = await allItems<Ticket>(app.call, '/api/tickets');
  const opened = new Map(tickets.map((ticket) => [ticket.number, Date.parse(ticket.openedAt)]));
  const waits = mentions.flatMap((mention) => {
    const at = mention.ticketNumber === null || mention.copyOf !== null ? undefined : opened.get(mention.ticketNumber);
    return at === undefined ? [] : [at - Date.parse(mention.collectedAt)];
  });
  const unlinked = mentions.filter((mention) => mention.ticketNumber !== null && mention.url === null).length;
  return [
    { name: 'mentions after four runs', value: mentions.length, limit: `= ${rows.length}` },
    {
      name: 'collected twice',
      value: mentions.length - new Set(mentions.map(({ author }) => author.name)).size,
      limit: '= 0',
    },
    { name: 'tickets', value: tickets.length },
    { name: 'ticketed mentions without a link to their post', value: unlinked, limit: '= 0' },
    { name: 'complaint F1 over the tickets', value: 100 * f1(mentions, rows), unit: '%' },
    { name: 'from fetch to ticket, median', value: quantile(waits, 0.5), unit: 'ms', limit: '< 2,000' },
    { name: 'from fetch to ticket, p99', value: quantile(waits, 0.99), unit: 'ms' },
    { name: 'all collected and decided on after', value: seconds, unit: 's' },
    { name: 'event-loop delay p99 meanwhile', value: 1000 * lag, unit: 'ms', limit: '< 50' },
  ];
}

async function addSources(app: AppProcess, siteUrl: string): Promise<string[]> {
  const forum = { kind: 'forum', name: 'Forum', settings: { url: `${siteUrl}/f/gop-y.1/`, delaySeconds: 0 } };
  const feed = { kind: 'rss', name: 'Feed', settings: { url: `${siteUrl}/feed.xml` } };
  const ids: string[] = [];
  for (const source of [forum, feed]) {
    ids.push((await app.call<{ id: string }>('POST', '/api/sources', { ...source, everyMinutes: 1000 })).id);
  }
  return ids;
}

/** Mentions that triage has decided on. */
async function processed(app: AppProcess): Promise<number> {
  const mentions = await allItems<Mention>(app.call, '/api/mentions');
  return mentions.filter((mention) => mention.triage !== null).length;
}

async function collectAgain(app: AppProcess, sources: readonly string[], times: number): Promise<void> {
  for (const id of sources) {
    const runs = async () =>
      (await allItems<{ status: string }>(app.call, `/api/sources/${id}/runs`)).filter(
        ({ status }) => status === 'succeeded',
      ).length;
    for (let time = 0; time < times; time += 1) {
      const before = await runs();
      await app.call('POST', `/api/sources/${id}/collect`);
      await until(async () => (await runs()) > before, 120_000);
    }
  }
}

/** F1 of "has a ticket" against the label "complaint". */
function f1(mentions: readonly Mention[], rows: readonly Row[]): number {
  const ticketed = new Set(
    mentions.filter((mention) => mention.ticketNumber !== null).map((mention) => rowOf(mention.author.name)),
  );
  const isComplaint = (index: number) => rows[index]?.label === 'complaint';
  const right = [...ticketed].filter(isComplaint).length;
  const complaints = rows.filter((_, index) => isComplaint(index)).length;
  return (2 * right) / (ticketed.size + complaints);
}

/** The value of a metric without labels. */
async function metric(app: AppProcess, name: string): Promise<number> {
  const text = await app.text('/metrics');
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`/metrics has no ${name}:\n${text.slice(0, 500)}`);
  return Number(value);
}
