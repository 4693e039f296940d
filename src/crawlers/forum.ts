import { z } from 'zod';
import type { Collected, Crawler } from './crawler.ts';
import type { ForumProfile } from './forums/profile.ts';
import { ForumRun } from './forums/run.ts';
import { xenforo2 } from './forums/xenforo2.ts';
import { sourceUrl } from './support/source-url.ts';

const profiles = { xenforo2 } satisfies Record<string, ForumProfile>;

const settings = z
  .strictObject({
    /** A board (`/f/slug.12/`) or one thread (`/t/slug.345/`). */
    url: sourceUrl,
    software: z.enum(['xenforo2']).default('xenforo2'),
    /** Pages read of a list of threads, and of each thread, in one run; the next run goes on from there. */
    maxPages: z.number().int().min(1).max(1000).default(10),
    /** Threads read in one run. */
    maxThreads: z.number().int().min(1).max(500).default(50),
    /** Pause between two requests instead of the usual one; a longer Crawl-delay in robots.txt wins. */
    delaySeconds: z.number().min(0).max(60).optional(),
  })
  .refine(({ url, software }) => !URL.canParse(url) || profiles[software].kindOf(new URL(url)) !== null, {
    path: ['url'],
    error: 'must be the address of a board (…/f/name.12/) or of a thread (…/t/name.345/)',
  });
type Settings = z.output<typeof settings>;

export const crawler: Crawler<Settings> = {
  kind: 'forum',
  summary: 'A board or a thread of a forum (XenForo 2): only new posts are collected.',
  settings,
  example: { url: 'https://dien-dan.example/f/gop-y.12/', delaySeconds: 0 },

  collect(given, context): AsyncIterable<Collected> {
    const run = new ForumRun(profiles[given.software], given, context);
    return profiles[given.software].kindOf(new URL(given.url)) === 'thread' ? run.readThread() : run.readBoard();
  },
};
