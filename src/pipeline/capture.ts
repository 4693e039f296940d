import type { Clock } from '../clock.ts';
import { RefusedAddress } from '../crawlers/support/address-guard.ts';
import { readArticle } from '../crawlers/support/article.ts';
import { type Browse, noBrowser } from '../crawlers/support/browse.ts';
import { hash } from '../crawlers/support/hash.ts';
import type { Fetch } from '../crawlers/support/safe-fetch.ts';
import { sanitiseHtml } from '../crawlers/support/sanitise.ts';
import type { Capture } from '../domain/capture.ts';
import { mentionId, scopedId } from '../domain/mention.ts';
import type { RawPostInput } from '../domain/raw-post.ts';
import { Conflict, InvalidInput, NotFound, PublicError } from '../errors.ts';
import { insertCapture } from '../storage/captures.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { createSource, findSourceByName } from '../storage/sources.ts';
import { findTeam } from '../storage/teams.ts';
import { takeIn } from './intake.ts';

export interface CaptureDeps {
  db: Database;
  clock: Clock;
  fetch: Fetch;
  browse: Browse;
  /** Tells the language stage that a mention waits. */
  wake(): Promise<void>;
}

/** A link, a text, or both: the text is then what counts, and the page what shows it. */
export interface CaptureRequest {
  url: string | null;
  text: string | null;
  author: string | null;
  publishedAt: string | null;
  by: { userId: string | null; name: string; team: string | null };
  signal: AbortSignal;
}

/** Pictures beyond this are not kept. */
const MAX_SCREENSHOT = 5_000_000;
/** Dates on pages that name no zone. */
const ZONE = 'Asia/Ho_Chi_Minh';

interface SeenPage {
  url: string | null;
  html: string | null;
  screenshot: Uint8Array | null;
  problem: string | null;
}

/**
 * Makes a mention of what somebody found, with who and when, and the page as it looked if it can be opened. Throws
 * InvalidInput for private addresses, and for a page without a text that can be read when none was given.
 */
export async function capturePost(deps: CaptureDeps, request: CaptureRequest): Promise<Capture> {
  const { db, clock } = deps;
  const page = request.url === null ? null : await see(deps, request.url, request.signal);
  const post = toPost(request, page, clock.now());
  const source = await sourceFor(db, request.by.team, clock.now());
  const captured = await inTransaction(db, async (tx) => {
    const now = clock.now();
    const intake = { id: source.id, kind: source.kind, name: source.name, queries: [] };
    const taken = await takeIn(tx, intake, [{ post, collectedAt: now.toISOString() }], now);
    if (taken.rejected > 0) throw new InvalidInput('The text has nothing that can be read.');
    const { url: pageUrl = null, html = null, screenshot = null, problem = null } = page ?? {};
    const id = mentionId(source.kind, scopedId(source, post.externalId));
    const { by, url } = request;
    return insertCapture(
      tx,
      { mentionId: id, by, url, pageUrl, html: html && sanitiseHtml(html), screenshot, problem },
      now,
    );
  });
  await deps.wake();
  return captured;
}

/** The page in a browser with its picture, else as it is sent; what went wrong is told in `problem`. */
async function see({ fetch, browse }: CaptureDeps, address: string, signal: AbortSignal): Promise<SeenPage> {
  try {
    if (browse === noBrowser) {
      const page = await fetch(address, { accept: 'text/html, */*;q=0.5', signal });
      return {
        url: page.url,
        html: page.text(),
        screenshot: null,
        problem: 'There is no browser: no picture was taken.',
      };
    }
    const page = await browse(address, { screenshot: true, signal });
    const screenshot = page.screenshot ?? null;
    if (screenshot === null || screenshot.length <= MAX_SCREENSHOT) return { ...page, screenshot, problem: null };
    return { ...page, screenshot: null, problem: `The picture is larger than ${MAX_SCREENSHOT / 1e6} MB.` };
  } catch (error) {
    if (signal.aborted || !(error instanceof PublicError)) throw error;
    if (error instanceof RefusedAddress) throw unfit('url', error.message, error);
    return { url: null, html: null, screenshot: null, problem: error.message };
  }
}

const unfit = (path: string, message: string, cause?: unknown) =>
  new InvalidInput(message, [{ path, message }], { cause });

function toPost(request: CaptureRequest, page: SeenPage | null, now: Date): RawPostInput & { externalId: string } {
  const { url, text, author, publishedAt } = request;
  if (text !== null) {
    const externalId = `text-${hash(JSON.stringify([url, author, text]), 22)}`;
    return { externalId, kind: 'post', url, author: { id: null, name: author }, text, publishedAt };
  }
  const article = page?.html ? readArticle(page.html, page.url ?? '', now, ZONE) : undefined;
  if (article === undefined || (article.text === '' && article.title === null)) {
    throw unfit('text', `${page?.problem ?? 'The page has no text that can be read.'} Give the text too.`);
  }
  return {
    externalId: `page-${hash(url === null ? '' : new URL(url).href, 22)}`,
    kind: 'post',
    url,
    author: { id: null, name: author ?? article.author },
    title: article.title,
    text: article.text || (article.title ?? ''),
    publishedAt: publishedAt ?? article.publishedAt,
  };
}

const SOURCE_NAME = 'Ghi nhận thủ công';

/** The source of what a team captures, made by the first capture: its tickets are the team's. */
async function sourceFor(db: Database, team: string | null, now: Date) {
  const name = team === null ? SOURCE_NAME : `${SOURCE_NAME}: ${(await findTeam(db, team)).name}`.slice(0, 200);
  const existing = await findImport(db, name, now);
  if (existing !== undefined) return existing;
  const input = { kind: 'import', name, settings: {}, everyMinutes: 15, enabled: false, queries: [], team };
  try {
    return await createSource(db, input, now);
  } catch (error) {
    // Another capture was quicker.
    const made = error instanceof Conflict ? await findImport(db, name, now) : undefined;
    if (made === undefined) throw error;
    return made;
  }
}

async function findImport(db: Database, name: string, now: Date) {
  try {
    const source = await findSourceByName(db, name, now);
    if (source.kind === 'import') return source;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
  throw new Conflict(`The source “${name}” is of another kind: rename it, so that captures can be kept.`);
}
