import { load } from 'cheerio';
import { z } from 'zod';
import type { RawPostInput } from '../domain/raw-post.ts';
import { GiveUp, PublicError, RetryLater } from '../errors.ts';
import type { CollectContext, Collected, Crawler } from './crawler.ts';
import { listArticles } from './sites/listing.ts';
import { SiteProgress } from './sites/progress.ts';
import { type Article, readArticle } from './support/article.ts';
import { hash } from './support/hash.ts';
import { tidyLine, tidyText } from './support/html.ts';
import { parseDocument } from './support/html-document.ts';
import { parseLocalInstant } from './support/local-dates.ts';
import { redactUrl } from './support/redact-url.ts';
import { sourceUrl } from './support/source-url.ts';
import { timeZone } from './support/time-zone.ts';

const selector = z
  .string()
  .max(300)
  .refine((text) => isSelector(text), { error: 'must be a CSS selector' });

const settings = z.strictObject({
  /** A sitemap, an index of sitemaps, or a section's page. */
  url: sourceUrl,
  /** Links to articles on a section's page; without it those that look like one. */
  links: selector.optional(),
  /** How comments below an article are found; without it they are not read. */
  comments: z
    .strictObject({ item: selector, text: selector, author: selector.optional(), date: selector.optional() })
    .optional(),
  /** Renders articles and section pages in a browser first. */
  browser: z.boolean().default(false),
  timeZone: timeZone.default('Asia/Ho_Chi_Minh'),
  /** Articles read in one run. */
  maxArticles: z.number().int().min(1).max(200).default(30),
  delaySeconds: z.number().min(0).max(60).optional(),
});
type Settings = z.output<typeof settings>;

const FAILURES_IN_A_ROW = 3;

export const crawler: Crawler<Settings> = {
  kind: 'site',
  summary: 'Articles of a news site or blog, by its sitemap or a section’s page, with their comments if described.',
  settings,
  example: {
    url: 'https://bao.example/tin/',
    comments: { item: '.binh-luan', text: '.loi', author: '.ten', date: 'time' },
    delaySeconds: 0,
  },

  async *collect(given, context): AsyncIterable<Collected> {
    context.signal.throwIfAborted();
    const progress = new SiteProgress(context.cursor);
    let failures = 0;
    for (const url of await dueArticles(given, context, progress)) {
      context.signal.throwIfAborted();
      try {
        yield* article(url, given, context, progress);
        failures = 0;
      } catch (error) {
        if (context.signal.aborted || error instanceof RetryLater || !(error instanceof PublicError)) throw error;
        failures += 1;
        if (failures >= FAILURES_IN_A_ROW) throw error;
        // What is gone or closed stays so.
        if (error instanceof GiveUp) progress.read(url, '', context.now());
        yield { error: { url: redactUrl(url), message: error.message } };
      }
      yield { checkpoint: progress.toCursor() };
    }
    yield { checkpoint: progress.toCursor() };
  },
};

async function dueArticles(given: Settings, context: CollectContext, progress: SiteProgress): Promise<string[]> {
  const { delaySeconds } = given;
  const open = (url: string) => context.fetch(url, { delaySeconds, signal: context.signal });
  const start = await open(given.url);
  const listed = await listArticles(
    given.browser && start.mediaType.includes('html')
      ? { ...start, ...(await rendered(given.url, given, context)) }
      : start,
    given.links,
    open,
  );
  const due = listed.flatMap((url) => {
    const as = progress.dueAs(url, context.now());
    return as === undefined ? [] : [{ url, as }];
  });
  return due
    .sort((a, b) => a.as - b.as)
    .slice(0, given.maxArticles)
    .map(({ url }) => url);
}

async function rendered(url: string, { delaySeconds }: Settings, { browse, signal }: CollectContext) {
  const page = await browse(url, { delaySeconds, signal });
  return { url: page.url, mediaType: 'text/html', body: Buffer.from(page.html), text: () => page.html };
}

async function* article(
  url: string,
  given: Settings,
  context: CollectContext,
  progress: SiteProgress,
): AsyncIterable<Collected> {
  const { delaySeconds, timeZone: zone } = given;
  const asked = { accept: 'text/html, */*;q=0.5', delaySeconds, signal: context.signal };
  const page = given.browser ? await rendered(url, given, context) : await context.fetch(url, asked);
  if (!isPage(page.mediaType)) return yield warning(url, `No article is on the page: it is ${page.mediaType}.`);
  const html = page.text();
  const found = readArticle(html, page.url, context.now(), zone);
  const isNews = progress.read(url, `${found.title}\n${found.text}`, context.now());
  if (found.text === '')
    return yield warning(url, `No article is on the page.${found.paywalled ? ' It is for subscribers.' : ''}`);
  if (found.paywalled) yield warning(url, 'The article is for subscribers: only its beginning is read.');
  if (isNews) yield { post: toPost(found) };
  for (const post of commentsOf(html, found, given, context.now())) {
    context.signal.throwIfAborted();
    if (progress.isNewComment(post.externalId)) yield { post };
  }
}

/** Some servers name no type, or a wrong one: what is surely none of a page is passed over. */
const isPage = (mediaType: string) => !/^(?:image|audio|video|font)\/|pdf|zip|officedocument|msword/.test(mediaType);

const toPost = ({ url, title, author, text, publishedAt }: Article): RawPostInput => ({
  externalId: url,
  kind: 'post',
  url,
  author: { id: null, name: author },
  title,
  text,
  publishedAt,
  threadId: url,
});

function* commentsOf(html: string, { url }: Article, given: Settings, now: Date): Iterable<RawPostInput> {
  if (given.comments === undefined) return;
  const { item, text: words, author, date } = given.comments;
  const page = parseDocument(html);
  for (const element of page(item).toArray().slice(0, 1000)) {
    const inside = (each?: string) => (each === undefined ? '' : page(element).find(each).first().text());
    const text = tidyText(inside(words));
    if (text === '') continue;
    const name = tidyLine(inside(author), 200);
    const own = page(element).attr('data-id') ?? page(element).attr('id');
    const time = date === undefined ? undefined : page(element).find(date).first().attr('datetime');
    yield {
      externalId: `${url}#${own?.slice(0, 80) ?? hash(`${name}\n${text}`, 16)}`.slice(-500),
      kind: 'comment',
      url,
      author: { id: null, name },
      text,
      publishedAt: parseLocalInstant(time ?? inside(date), now, { zone: given.timeZone, order: 'dmy' }),
      threadId: url,
    };
  }
}

const warning = (url: string, message: string): Collected => ({ warning: { url: redactUrl(url), message } });

function isSelector(text: string): boolean {
  try {
    load('')(text);
    return text.trim() !== '';
  } catch {
    return false;
  }
}
