import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/forum.ts';
import { collectOnce } from '../support/collect.ts';
import { hostileContent } from '../support/hostile-forums/content.ts';
import { hostileWays } from '../support/hostile-forums/ways.ts';
import { startHostileForum } from '../support/stand-ins/hostile-forum.ts';

const rows = [...hostileContent, ...hostileWays];

it.each(rows)('$input: $outcome', async ({ wrong, settings = {}, texts = [], alone = false, ...want }) => {
  const site = await startHostileForum((path, host) =>
    path === '/robots.txt' ? (wrong(path, host) ?? { status: 404 }) : wrong(path, host),
  );
  const { board = '/f/x.1/', ...more } = settings as { board?: string };
  const outcome = await collectOnce(crawler, {
    url: `${site.origin}${board}`,
    software: 'auto',
    maxPages: 3,
    delaySeconds: 0,
    ...more,
  });
  await site.close();
  const sound = outcome.posts.filter(({ externalId }) => externalId.endsWith('/21'));
  const found = outcome.posts.filter((each) => !sound.includes(each));
  expect(found.map(({ text }) => text)).toEqual(texts);
  expect(sound).toHaveLength(alone ? 0 : 1);
  expect(String((outcome.thrown as Error | undefined)?.message ?? '')).toMatch(want.thrown ?? /^$/);
  expect(outcome.errors.join()).toMatch(want.errors ?? /^$/);
  expect(outcome.warnings.join()).toMatch(want.warnings ?? /^$/);
  const asked = site.requests.filter((path) => path !== '/robots.txt').length;
  expect(asked).toBeLessThanOrEqual(want.requests ?? 6);
  want.check?.({ ...outcome, posts: found });
});

it('says in the documentation what becomes of each', () => {
  const docs = readFileSync(new URL('../../docs/crawling.md', import.meta.url), 'utf8');
  expect(rows.length).toBeGreaterThanOrEqual(35);
  for (const { input, outcome } of rows) expect(docs).toContain(`| ${input} | ${outcome} |`);
});
