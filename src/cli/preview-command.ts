import type { Command } from 'commander';
import { openCrawling } from '../app.ts';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { findCrawler } from '../crawlers/crawlers.ts';
import { rawPost } from '../domain/raw-post.ts';
import { previewSource } from '../pipeline/preview.ts';
import type { Io } from './io.ts';

const MAX_POSTS = 1000;

/** `preview <kind> <url>…`: what a crawler yields from each address, one JSON line a post or failure. */
export function addPreviewCommand(program: Command, io: Io): void {
  program
    .command('preview <kind> <url...>')
    .description('fetch each address once and print what would be collected; stores nothing')
    .action(async (kind: string, urls: string[]) => {
      const crawler = findCrawler(kind);
      const crawling = openCrawling({ config: readConfig(io.env) }, systemClock);
      const deps = { clock: systemClock, fetch: crawling.fetch, browse: crawling.browse };
      const { signal } = new AbortController();
      try {
        for (const url of urls) {
          io.stderr.write(`${url}\n`);
          for await (const item of previewSource(deps, crawler, { url }, MAX_POSTS, signal)) {
            if ('recognised' in item) {
              io.stderr.write(`${item.recognised.name}\n`);
              continue;
            }
            const line = 'post' in item ? { url, post: rawPost.parse(item.post) } : { url, error: item.error };
            io.stdout.write(`${JSON.stringify(line)}\n`);
          }
        }
      } finally {
        await crawling.close();
      }
    });
}
