import { describe, expect, it } from 'vitest';
import { FetchFailed } from '../../../src/crawlers/support/fetch-failed.ts';
import { createRobots } from '../../../src/crawlers/support/robots.ts';
import { GiveUp } from '../../../src/errors.ts';

const DAY = 24 * 3_600_000;

function setUp(answers: (string | undefined | Error)[]) {
  let time = 0;
  const loaded: string[] = [];
  const robots = createRobots({
    userAgent: 'LangNghe/1.0 (+https://nghe.example)',
    clock: { now: () => new Date(time) },
    async load(url) {
      loaded.push(url.href);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const check = (url: string) => robots.check(new URL(url));
  return { check, loaded, advance: (ms: number) => (time += ms) };
}

const CLOSED = 'User-agent: *\nDisallow: /';

describe('robots.txt', () => {
  it('is kept for a day, each host and port its own', async () => {
    const { check, loaded, advance } = setUp(['']);
    await check('https://a.example/1');
    await check('https://a.example/2');
    await check('http://a.example/');
    await check('https://a.example:8443/');
    advance(DAY - 1);
    await check('https://a.example/3');
    expect(loaded).toEqual([
      'https://a.example/robots.txt',
      'http://a.example/robots.txt',
      'https://a.example:8443/robots.txt',
    ]);
    advance(2);
    await check('https://a.example/4');
    expect(loaded).toHaveLength(4);
  });

  it('that is missing closes nothing', async () => {
    await expect(setUp([undefined]).check('https://a.example/x')).resolves.toEqual({ crawlDelaySeconds: 0 });
  });

  it('that can not be read closes everything, but a copy at hand holds on', async () => {
    const fresh = setUp([new FetchFailed('answered 500')]);
    await expect(fresh.check('https://a.example/')).rejects.toMatchObject({ name: 'RetryLater', delayMs: 600_000 });
    const known = setUp(['User-agent: *\nDisallow: /b', new FetchFailed('answered 500')]);
    await known.check('https://a.example/a');
    known.advance(DAY + 1);
    await expect(known.check('https://a.example/a')).resolves.toBeDefined();
    await expect(known.check('https://a.example/b')).rejects.toBeInstanceOf(GiveUp);
  });

  it.each([
    [CLOSED, false],
    ['User-agent: LangNghe\nDisallow: /f/', false],
    ['User-agent: langnghe/9\nDisallow: /f/*/page-', false],
    ['User-agent: OtherBot\nDisallow: /', true],
    [`${CLOSED}\n\nUser-agent: LangNghe\nAllow: /`, true],
    ['User-agent: *\nDisallow:', true],
    ['<html>not found</html>', true],
    ['Disallow: /', true],
    [`User-agent: *\nDisallow: /${'*a'.repeat(200_000)}`, true],
  ])('%.60s', async (text, allowed) => {
    const checked = setUp([text]).check('https://a.example/f/x.1/page-2?order=1');
    if (allowed) await expect(checked).resolves.toBeDefined();
    else await expect(checked).rejects.toBeInstanceOf(GiveUp);
  });
});
