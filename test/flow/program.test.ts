import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppProcess, allItems, startAppProcess } from '../../bench/support/app-process.ts';
import { until } from '../../bench/support/figures.ts';
import { createSite, type RunningSite, serveSite } from '../../src/demo/site.ts';
import type { Mention } from '../../src/domain/mention.ts';
import { freePort } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The program as its user runs it: processes of their own, the compiled code, the embedded records. */

const LAUNCHER = fileURLToPath(new URL('../../bin/langnghe.mjs', import.meta.url));
const POSTS = 120;

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function run(args: string[], env: Record<string, string>, stdin = ''): Promise<Ended> {
  const child = spawn(process.execPath, [LAUNCHER, ...args], { env: { ...process.env, ...env } });
  const ended = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    ended.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ended.stderr += chunk;
  });
  child.stdin.end(stdin);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...ended })));
}

/** Complaints of so many authors in threads of ten posts. */
function complaints(count: number) {
  const threads = Array.from({ length: count / 10 }, (_, thread) => ({
    id: thread + 1,
    slug: 'chu-de',
    title: `Chủ đề ${thread + 1}`,
    posts: Array.from({ length: 10 }, (_, index) => {
      const id = thread * 10 + index + 1;
      const text = `Lần thứ ${id} mạng chậm không chịu nổi, gọi tổng đài không ai nghe máy, quá tệ!`;
      return {
        id,
        author: { id, name: `khách ${id}` },
        text,
        publishedAt: new Date(Date.now() - 1000 * (count - id)).toISOString(),
      };
    }),
  }));
  return { boards: [{ id: 1, slug: 'gop-y', title: 'Góp ý', threads }], feed: { title: 'Tin', items: [] } };
}

describe('the running program', () => {
  const folder = tempFolder();
  let site: RunningSite;
  let app: AppProcess;
  let env: Record<string, string>;
  let port: number;

  beforeAll(async () => {
    site = await serveSite(createSite(complaints(POSTS), { postsPerPage: 5 }));
    port = await freePort();
    env = { DATA_DIR: folder.path, PORT: String(port), ALLOW_PRIVATE_HOSTS: new URL(site.url).host };
    app = await startAppProcess({ dataDir: folder.path, port, env });
  }, 120_000);
  afterAll(async () => {
    await app?.kill('SIGKILL');
    await site?.close();
    folder.remove();
  });

  it('names itself to a second process that wants its records, which ends with 1', async () => {
    const second = await run(['start'], env);
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toContain(String(app.child.pid));
    expect(second.stderr).toContain('langnghe start');
  });

  it('carries out commands for other processes while it runs', async () => {
    const made = await run(['token', 'create', '--role', 'manager', '--name', 'test'], env);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const answer = await fetch(`${app.url}/api/session`, {
      headers: { authorization: `Bearer ${made.stdout.trim()}` },
    });
    expect(await answer.json()).toMatchObject({ role: 'manager', name: 'test' });
    const refused = await run(['token', 'revoke', 'nobody'], env);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('nobody');
  });

  it('has every post once and a ticket for each complaint, though it is killed while it collects', async () => {
    const source = { kind: 'forum', name: 'Forum', settings: { url: `${site.url}/f/gop-y.1/`, delaySeconds: 0 } };
    const { id } = await app.call<{ id: string }>('POST', '/api/sources', { ...source, everyMinutes: 60 });
    const mentions = () => allItems<Mention>(app.call, '/api/mentions');
    for (const share of [0.2, 0.6]) {
      await until(async () => (await mentions()).length >= POSTS * share, 60_000, 50);
      await app.kill('SIGKILL');
      app = await startAppProcess({ dataDir: folder.path, port, env });
      await app.call('POST', `/api/sources/${id}/collect`);
    }
    await until(async () => {
      const all = await mentions();
      return all.length >= POSTS && all.every(({ triage }) => triage !== null);
    }, 60_000);
    const all = await mentions();
    expect(all).toHaveLength(POSTS);
    expect(new Set(all.map(({ author }) => author.name)).size).toBe(POSTS);
    const complaints = all.filter(({ analysis }) => analysis?.complaint.label);
    expect(complaints.length).toBeGreaterThan(POSTS / 2);
    const tickets = await allItems<{ number: number }>(app.call, '/api/tickets');
    expect(new Set(complaints.map(({ ticketNumber }) => ticketNumber))).toEqual(
      new Set(tickets.map(({ number }) => number)),
    );
  }, 180_000);

  it('ends with 0 on SIGTERM, and its records are free', async () => {
    expect(await app.kill('SIGTERM')).toBe(0);
    const listed = await run(['token', 'list'], env);
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(listed.stdout).toContain('test\tmanager');
  });
});

describe('the command line', () => {
  const folder = tempFolder();
  const env = { DATA_DIR: folder.path };
  afterAll(() => folder.remove());

  it.each([
    [['no-such-command'], /unknown command/],
    [['preview', 'telegraph', 'https://example.com/'], /telegraph.*rss/s],
    [['token', 'create', '--role', 'king', '--name', 'x'], /administrator/],
    [['analyse', '--threshold', '7'], /between 0 and 1/],
  ])('%j is wrong usage: 2, with what to do on standard error alone', async (args, message) => {
    const ended = await run(args, env);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(message);
  });

  it('names every wrong variable at once', async () => {
    const ended = await run(['doctor'], { ...env, PORT: 'x', REDIS_URL: 'http://a', LOG_LEVEL: 'loud' });
    expect(ended.code).toBe(2);
    for (const name of ['PORT', 'REDIS_URL', 'LOG_LEVEL', '.env.example']) expect(ended.stderr).toContain(name);
  });

  it('analyses lines without a database, in order, each bad line alone', async () => {
    const lines = ['{"id":"a","text":"mạng chậm quá, bực mình"}', 'nonsense', '{"id":2,"text":"cảm ơn, rất tốt"}'];
    const { code, stdout } = await run(['analyse'], env, `${lines.join('\n')}\n`);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(rows.map(({ id }) => id)).toEqual(['a', null, 2]);
    expect(rows[0]).toMatchObject({ language: 'vi', complaint: { label: true } });
    expect(rows[1]).toMatchObject({ line: 2, error: expect.any(String) });
    expect(rows[2]).toMatchObject({ sentiment: { label: 'positive' } });
  });

  it('previews addresses one by one: posts, and an error for one that fails', async () => {
    const site = await serveSite(createSite(complaints(10)));
    const allow = { ...env, ALLOW_PRIVATE_HOSTS: new URL(site.url).host };
    const ended = await run(['preview', 'rss', `${site.url}/none.xml`, `${site.url}/feed.xml`], allow);
    const forum = await run(['preview', 'forum', `${site.url}/t/chu-de.1/`], allow);
    await site.close();
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout.split('\n')[0] ?? '')).toMatchObject({
      url: `${site.url}/none.xml`,
      error: expect.stringContaining('404'),
    });
    const posts = forum.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(posts).toHaveLength(10);
    expect(posts[0]).toMatchObject({
      url: `${site.url}/t/chu-de.1/`,
      post: { kind: 'post', author: { name: 'khách 1' } },
    });
  });

  it('says what is there and what is not', async () => {
    const { stdout } = await run(['doctor'], { ...env, PORT: '0' });
    expect(stdout).toMatch(/^ok {3}Node: v\d+/m);
    expect(stdout).toMatch(/^ok {3}Language models: version/m);
    expect(stdout).toMatch(/^ok {3}Data folder/m);
    const away = await run(['doctor'], { ...env, PORT: '0', DATABASE_URL: 'postgres://127.0.0.1:1/x' });
    expect(away.code).toBe(1);
    expect(away.stdout).toMatch(/^FAIL PostgreSQL.*\n.*DATABASE_URL/m);
  });
});
