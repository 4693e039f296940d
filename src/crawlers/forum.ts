import { z } from 'zod';
import { GiveUp } from '../errors.ts';
import type { CollectContext, Collected, Crawler, Recognised } from './crawler.ts';
import { genericForum, selectorsShape } from './forums/generic.ts';
import type { ForumProfile } from './forums/profile.ts';
import { ForumRun } from './forums/run.ts';
import { recognise, type Software, softwareNames, softwares } from './forums/softwares.ts';
import { redactUrl } from './support/redact-url.ts';
import type { FetchedPage } from './support/safe-fetch.ts';
import { sourceUrl } from './support/source-url.ts';
import { timeZone } from './support/time-zone.ts';

const settings = z
  .strictObject({
    /** A board (`/f/slug.12/`) or one thread (`/t/slug.345/`). */
    url: sourceUrl,
    /** `auto` recognises it by the page; `generic` reads any forum by `selectors`. */
    software: z.enum(['auto', ...softwareNames, 'generic']).default('auto'),
    selectors: selectorsShape.optional(),
    /** Pages read of a list of threads, and of each thread, in one run; the next run goes on from there. */
    maxPages: z.number().int().min(1).max(1000).default(10),
    /** Threads read in one run. */
    maxThreads: z.number().int().min(1).max(500).default(50),
    /** Older pages of a long thread that are read in all, the newest first. */
    historyPages: z.number().int().min(0).max(5000).default(50),
    /** Pause between two requests instead of the usual one; a longer Crawl-delay in robots.txt wins. */
    delaySeconds: z.number().min(0).max(60).optional(),
    /** Whose clock the forum's dates follow where they name no zone; pages in Vietnamese follow Vietnam's. */
    timeZone: timeZone.optional(),
    /** Whether 11/12/2026 is in December (dmy) or November (mdy), where the forum's pages don't show it. */
    dateOrder: z.enum(['dmy', 'mdy']).optional(),
  })
  .refine(({ software, selectors }) => (software === 'generic') === (selectors !== undefined), {
    path: ['selectors'],
    error: 'must be given for the software "generic", and for no other',
  })
  .refine(({ url, software }) => !URL.canParse(url) || !(software in softwares) || isOf(software as Software, url), {
    path: ['url'],
    error:
      'must be the address of a board or of a thread as this software writes them (XenForo 2: …/f/name.12/ or …/t/name.345/)',
  });
type Settings = z.output<typeof settings>;

const isOf = (software: Software, url: string) => softwares[software].kindOf(new URL(url)) !== null;

const cursorShape = z.object({ software: z.enum(softwareNames) });

export const crawler: Crawler<Settings> = {
  kind: 'forum',
  summary:
    'A board or a thread of a forum (XenForo 2, vBulletin, phpBB, MyBB, SMF, Discourse, NodeBB, Flarum, or any by selectors): only new posts are collected.',
  settings,
  example: { url: 'https://dien-dan.example/f/gop-y.12/', delaySeconds: 0 },

  async *collect(given, context): AsyncIterable<Collected> {
    const { software, fetched } = await softwareOf(given, context);
    const profile = profileOf(software, given);
    const kind = profile.kindOf(new URL(given.url));
    if (kind === null)
      throw new GiveUp(
        `${redactUrl(given.url)} is a page of ${profile.name}, but neither a board nor a thread: give the address of one.`,
      );
    const kept = given.software === 'auto' ? { software } : {};
    const run = new ForumRun(profile, given, context, { kept, fetched });
    yield* kind === 'thread' ? run.readThread() : run.readBoard();
  },

  async recognise(given, context): Promise<Recognised | undefined> {
    if (given.software === 'generic') return undefined;
    const software = recognise((await fetchPage(given, context)).text());
    if (software === undefined) return undefined;
    const { name, kindOf } = softwares[software];
    return { software, name, page: kindOf(new URL(given.url)) };
  },
};

function profileOf(software: Software | 'generic', { selectors }: Settings): ForumProfile {
  if (software !== 'generic') return softwares[software];
  if (selectors === undefined) throw new GiveUp('The software "generic" needs selectors.');
  return genericForum(selectors);
}

/** The software that the settings name, or that an earlier run recognised, or that the page shows. */
async function softwareOf(
  given: Settings,
  context: CollectContext,
): Promise<{ software: Software | 'generic'; fetched?: FetchedPage }> {
  if (given.software !== 'auto') return { software: given.software };
  const known = cursorShape.safeParse(context.cursor).data;
  if (known) return known;
  const fetched = await fetchPage(given, context);
  const software = recognise(fetched.text());
  if (software === undefined)
    throw new GiveUp(
      `${redactUrl(given.url)} shows no forum software that is known. Name it in "software", or describe its pages by "selectors" for the software "generic".`,
    );
  return { software, fetched };
}

const fetchPage = ({ url, delaySeconds }: Settings, { fetch, signal }: Pick<CollectContext, 'fetch' | 'signal'>) =>
  fetch(url, { accept: 'text/html, */*;q=0.5', delaySeconds, signal });
