import { crawler } from '../src/crawlers/forum.ts';
import { noBrowser } from '../src/crawlers/support/browse.ts';
import { createFetch, type Fetch } from '../src/crawlers/support/safe-fetch.ts';
import type { RawPostInput } from '../src/domain/raw-post.ts';
import { type Figure, printFigures } from './support/figures.ts';
import { type NodebbServer, startNodebbServer } from './support/nodebb-server.ts';

/** The topic that a new NodeBB begins with. */
const WELCOME = 1;
const REPLIES = 300;
const SHORT_TOPICS = 30;
const MAX_RUNS = 20;
const HOURS = 3_600_000;

/** What was written into the forum. */
interface Written {
  /** Number of the topic with many replies. */
  long: number;
  /** Posts in it, the first included, in their order. */
  posts: number[];
  /** A topic that is to be purged. */
  purged: number;
  count: number;
}

async function fill({ write }: NodebbServer): Promise<Written> {
  const topic = async (title: string, content: string) => {
    const made = (await write('POST', '/topics', { cid: 2, title, content })) as { tid: number; mainPid: number };
    return { tid: Number(made.tid), first: Number(made.mainPid) };
  };
  for (let n = 1; n < SHORT_TOPICS; n += 1) await topic(`Gói cước số ${n} bị trừ tiền`, `Câu chuyện thứ ${n} của tôi`);
  const purged = await topic('Chủ đề sẽ bị xóa', 'Chủ đề này rồi sẽ bị xóa hẳn');
  const { tid, first } = await topic('Mạng rớt buổi tối', 'Cứ **20h** là rớt mạng, gọi tổng đài không ai nghe.');
  const posts = [first];
  for (let n = 1; n <= REPLIES; n += 1) {
    const quote = n === 1 ? `@quantri said in [Mạng rớt](/post/${first}):\n> Cứ 20h là rớt mạng\n\n` : '';
    const made = await write('POST', `/topics/${tid}`, { content: `${quote}Trả lời số ${n}: vẫn chậm lắm` });
    posts.push(Number(made.pid));
  }
  return { long: tid, posts, purged: purged.tid, count: WELCOME + SHORT_TOPICS + 1 + REPLIES };
}

/** Runs of one source, each from where the last ended. */
function sourceOf(url: string, fetch: Fetch) {
  let cursor: unknown;
  return async (now: Date) => {
    const found: { posts: RawPostInput[]; gone: string[]; problems: string[] } = { posts: [], gone: [], problems: [] };
    const context = { fetch, browse: noBrowser, cursor, signal: new AbortController().signal, now: () => now };
    const settings = crawler.settings.parse({ url, delaySeconds: 0, maxPages: 5 });
    for await (const item of crawler.collect(settings, context)) {
      if ('post' in item) found.posts.push(item.post);
      else if ('gone' in item) found.gone.push(item.gone.externalId);
      else if ('checkpoint' in item) cursor = JSON.parse(JSON.stringify(item.checkpoint));
      else found.problems.push('error' in item ? item.error.message : item.warning.message);
    }
    return found;
  };
}

/** Runs until two in a row bring nothing; how often a post came again is told. */
async function readAll(collect: ReturnType<typeof sourceOf>, now: Date) {
  const seen = new Map<string, RawPostInput>();
  let repeated = 0;
  let runs = 0;
  const gone: string[] = [];
  const problems: string[] = [];
  for (let silent = 0; silent < 2 && runs < MAX_RUNS; runs += 1) {
    const found = await collect(now);
    silent = found.posts.length === 0 ? silent + 1 : 0;
    gone.push(...found.gone);
    problems.push(...found.problems);
    for (const post of found.posts) {
      if (seen.has(post.externalId)) repeated += 1;
      seen.set(post.externalId, post);
    }
  }
  return { seen, repeated, runs, gone, problems };
}

const row = (name: string, value: number | string, expected: number | string): Figure => ({
  name,
  value,
  limit: String(value) === String(expected) ? `as expected` : `EXPECTED ${expected}`,
});

async function check(server: NodebbServer, fetch: Fetch): Promise<Figure[]> {
  const written = await fill(server);
  const url = `${server.url}/category/2`;
  const recognised = await crawler.recognise?.(crawler.settings.parse({ url }), {
    fetch,
    signal: new AbortController().signal,
  });
  const now = new Date();
  const collect = sourceOf(url, fetch);
  const started = performance.now();
  const all = await readAll(collect, now);
  const seconds = (performance.now() - started) / 1000;
  const quoting = [...all.seen.values()].find(({ text }) => text.startsWith('Trả lời số 1:'));

  const edited = written.posts.at(-1) ?? 0;
  const deleted = written.posts.at(-2) ?? 0;
  await server.write('PUT', `/posts/${edited}`, { content: 'Đã sửa: mạng ổn rồi' });
  await server.write('DELETE', `/posts/${deleted}/state`);
  await server.write('POST', `/topics/${written.long}`, { content: 'Bài mới nhất đây' });
  const later = await readAll(collect, new Date(now.getTime() + 7 * HOURS));
  const texts = [...later.seen.values()].map(({ text }) => text).sort();
  await server.write('DELETE', `/topics/${written.purged}`);
  const gone = (await collect(new Date(now.getTime() + 14 * HOURS))).gone.length;

  return [
    row('recognised as', `${recognised?.name}, ${recognised?.page}`, 'NodeBB, board'),
    row('posts written and found', all.seen.size, written.count),
    row('posts that came twice', all.repeated, 0),
    row('warnings and errors', all.problems.length + later.problems.length, 0),
    row('reply without the words it quotes', quoting?.text ?? 'missing', 'Trả lời số 1: vẫn chậm lắm'),
    row('after an edit and a new post', texts.join(' | '), 'Bài mới nhất đây | Đã sửa: mạng ổn rồi'),
    row('its deleted post noticed', later.gone.map((id) => id.split('/').at(-1)).join(' '), deleted),
    row('posts of a purged topic noticed', gone, 1),
    { name: 'posts a second, no pause between requests', value: all.seen.size / seconds },
    { name: 'runs of at most 5 pages', value: all.runs },
  ];
}

/** Crawls a real NodeBB, whose folder is the argument: finds all that was written, edits and deletions included. */
export async function run([folder]: readonly string[]): Promise<void> {
  if (folder === undefined) {
    throw new Error('Name the folder of a NodeBB with its packages: npm run bench -- nodebb ../NodeBB');
  }
  const server = await startNodebbServer(folder);
  const { fetch, close } = createFetch({ allowPrivateHosts: ['127.0.0.1'], defaultDelaySeconds: 0 });
  try {
    const figures = await check(server, fetch);
    printFigures(`A real NodeBB ${server.version}`, figures);
    if (figures.some(({ limit }) => limit?.startsWith('EXPECTED'))) process.exitCode = 1;
  } finally {
    await close();
    await server.close();
  }
}
