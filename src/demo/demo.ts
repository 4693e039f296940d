import { randomUUID } from 'node:crypto';
import { findChannel } from '../channels/channels.ts';
import type { Clock } from '../clock.ts';
import { findCrawler } from '../crawlers/crawlers.ts';
import { secretFields } from '../crawlers/support/secret.ts';
import { type Source, sourceInput } from '../domain/source.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { createChannel, listChannels } from '../storage/channels.ts';
import type { Database } from '../storage/database.ts';
import { sourceSeal } from '../storage/sealed-records.ts';
import type { Vault } from '../storage/secrets.ts';
import { readDeskSettings, writeDeskSettings } from '../storage/settings.ts';
import { changeSource, createSource, listSources } from '../storage/sources.ts';
import type { Post, SiteContent, Thread } from './content.ts';
import { type DemoSource, startPlaces } from './places.ts';
import { drip, feedItems, type SamplePost, threads } from './samples.ts';
import { createSite, type RunningSite, serveSite } from './site.ts';

/** Always the same where it is free, so that a second start meets the same posts under the same addresses. */
const PORT = 3900;
const DRIP_MS = 20_000;
const MINUTE = 60_000;

/**
 * The demo site with its samples, posted over the last hours; a new post comes every twenty seconds. Beside it stand-ins of
 * a Page, app stores and a video channel.
 */
export interface Demo extends RunningSite {
  /** What is served on this machine: "127.0.0.1:<port>" of each. */
  hosts: readonly string[];
  /** Makes the demo's sources, if they are not there yet, and has them collected; gives a line for the user. */
  listenTo(db: Database, pipeline: Pipeline, vault: Vault): Promise<string>;
}

const memberIds = new Map<string, number>();
const memberId = (name: string) => {
  if (!memberIds.has(name)) memberIds.set(name, 100 + memberIds.size);
  return memberIds.get(name) ?? 0;
};

function makePost(id: number, [name, text, quotes]: SamplePost, earlier: readonly Post[], at: Date): Post {
  const quoted = earlier.findLast((post) => post.author.name === quotes);
  return {
    id,
    author: { id: memberId(name), name },
    text,
    ...(quoted ? { quote: { author: quoted.author.name, text: quoted.text } } : {}),
    publishedAt: at.toISOString(),
  };
}

/** The samples as a site's content; the newest post is a minute old. */
export function sampleContent(now: Date): SiteContent {
  const total = threads.reduce((sum, { posts }) => sum + posts.length, 0);
  let serial = 0;
  const board: Thread[] = threads.map(({ title, posts }, index) => {
    const thread: Thread = { id: index + 1, slug: 'chu-de', title, posts: [] };
    for (const sample of posts) {
      serial += 1;
      const at = new Date(now.getTime() - (total - serial + 1) * 4 * MINUTE);
      thread.posts.push(makePost(serial, sample, thread.posts, at));
    }
    return thread;
  });
  const items = feedItems.map(([author, title, text], index) => ({
    id: `item-${index + 1}`,
    author,
    title,
    text,
    publishedAt: new Date(now.getTime() - (feedItems.length - index) * 15 * MINUTE).toISOString(),
  }));
  return {
    boards: [{ id: 1, slug: 'mang-sao', title: 'Mạng Sao: hỏi đáp, góp ý', threads: board }],
    feed: { title: 'Bạn đọc viết về Mạng Sao', items },
  };
}

/** Adds the drip's posts one by one to a thread of their own; the returned function stops it. */
function startDrip(content: SiteContent, clock: Clock): () => void {
  const day = clock.now().toISOString().slice(0, 10);
  const first = Math.floor(clock.now().getTime() / 1000);
  const thread: Thread = { id: first, slug: 'hom-nay', title: `Mạng Sao hôm nay (${day})`, posts: [] };
  let next = 0;
  const add = () => {
    const sample = drip[next % drip.length];
    if (sample === undefined) return;
    thread.posts.push(makePost(first * 10 + next, sample, thread.posts, clock.now()));
    next += 1;
  };
  add();
  content.boards[0]?.threads.push(thread);
  const timer = setInterval(add, DRIP_MS);
  return () => clearInterval(timer);
}

async function serveSamples(content: SiteContent): Promise<RunningSite> {
  const site = createSite(content);
  try {
    return await serveSite(site, PORT);
  } catch {
    return serveSite(site);
  }
}

/** Stores a source of the demo, or where it is found at this start; its secrets are encrypted like everybody's. */
async function keep(
  db: Database,
  vault: Vault,
  wanted: DemoSource,
  known: Source | undefined,
  now: Date,
): Promise<void> {
  const crawler = findCrawler(wanted.kind);
  const id = known?.id ?? randomUUID();
  const settings = { ...(crawler.settings.parse(wanted.settings) as Record<string, unknown>) };
  const { shown, sealed } = vault.encryptFields(settings, secretFields(crawler.settings), sourceSeal(id));
  if (known !== undefined) await changeSource(db, id, { settings: shown, secrets: sealed }, now);
  else {
    const { kind, name } = wanted;
    await createSource(
      db,
      { ...sourceInput.parse({ kind, name, everyMinutes: 1 }), id, settings: shown, secrets: sealed },
      now,
    );
  }
}

async function listen(
  { db, vault, pipeline }: { db: Database; vault: Vault; pipeline: Pipeline },
  sources: readonly DemoSource[],
  now: Date,
): Promise<void> {
  const present = (await listSources(db, { limit: 200 }, now)).items;
  for (const wanted of sources)
    await keep(
      db,
      vault,
      wanted,
      present.find(({ name }) => name === wanted.name),
      now,
    );
  const settings = await readDeskSettings(db);
  const brandAuthors = new Set([...settings.brandAuthors, 'CSKH Mạng Sao']);
  await writeDeskSettings(db, { ...settings, brandAuthors: [...brandAuthors] }, now);
  await pipeline.syncSchedules();
}

const CHAT = 'Demo: chat';

/** Makes the demo's web chat, if it is not there yet; gives the path of the page to try it on. */
async function openChat(db: Database, now: Date): Promise<string> {
  const known = (await listChannels(db)).find(({ name }) => name === CHAT);
  const settings = findChannel('web-chat').settings.parse({ title: { vi: 'CSKH Mạng Sao', en: 'Mạng Sao care' } });
  const chat = {
    kind: 'web-chat',
    name: CHAT,
    settings: settings as Record<string, unknown>,
    enabled: true,
    team: null,
  };
  const { id } = known ?? (await createChannel(db, { ...chat, id: randomUUID(), secrets: {} }, null, now));
  return `/chat/${id}/demo`;
}

/** Serves the samples. */
export async function startDemo({ clock }: { clock: Clock }): Promise<Demo> {
  const content = sampleContent(clock.now());
  const stopDrip = startDrip(content, clock);
  const [running, places] = await Promise.all([serveSamples(content), startPlaces(clock)]);
  const { url } = running;
  const own: readonly DemoSource[] = [
    { kind: 'forum', name: 'Demo: diễn đàn', settings: { url: `${url}/f/mang-sao.1/`, delaySeconds: 0 } },
    { kind: 'rss', name: 'Demo: bạn đọc viết', settings: { url: `${url}/feed.xml` } },
  ];
  return {
    url,
    hosts: [new URL(url).host, ...places.hosts],
    async listenTo(db, pipeline, vault) {
      await listen({ db, vault, pipeline }, [...own, ...places.sources], clock.now());
      const chat = await openChat(db, clock.now());
      return `Demo: listening to a sample forum and feed at ${url}, a Page, app stores and videos; tickets appear within a minute. A page with the web chat: ${chat}`;
    },
    async close() {
      stopDrip();
      await Promise.all([running.close(), places.close()]);
    },
  };
}
