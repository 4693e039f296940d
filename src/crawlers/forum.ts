import { z } from 'zod';
import type { Collected, Crawler } from './crawler.ts';
import { mybb } from './forums/mybb.ts';
import { phpbb } from './forums/phpbb.ts';
import type { ForumProfile } from './forums/profile.ts';
import { ForumRun } from './forums/run.ts';
import { smf } from './forums/smf.ts';
import { vbulletin3, vbulletin4 } from './forums/vbulletin.ts';
import { xenforo2 } from './forums/xenforo2.ts';
import { sourceUrl } from './support/source-url.ts';
import { timeZone } from './support/time-zone.ts';

const profiles = { xenforo2, vbulletin3, vbulletin4, phpbb, mybb, smf } satisfies Record<string, ForumProfile>;

const settings = z
  .strictObject({
    /** A board (`/f/slug.12/`) or one thread (`/t/slug.345/`). */
    url: sourceUrl,
    software: z.enum(['xenforo2', 'vbulletin3', 'vbulletin4', 'phpbb', 'mybb', 'smf']).default('xenforo2'),
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
  .refine(({ url, software }) => !URL.canParse(url) || profiles[software].kindOf(new URL(url)) !== null, {
    path: ['url'],
    error:
      'must be the address of a board or of a thread as this software writes them (XenForo 2: …/f/name.12/ or …/t/name.345/)',
  });
type Settings = z.output<typeof settings>;

export const crawler: Crawler<Settings> = {
  kind: 'forum',
  summary:
    'A board or a thread of a forum (XenForo 2, vBulletin 3 and 4, phpBB, MyBB, SMF): only new posts are collected.',
  settings,
  example: { url: 'https://dien-dan.example/f/gop-y.12/', delaySeconds: 0 },

  collect(given, context): AsyncIterable<Collected> {
    const run = new ForumRun(profiles[given.software], given, context);
    return profiles[given.software].kindOf(new URL(given.url)) === 'thread' ? run.readThread() : run.readBoard();
  },
};
