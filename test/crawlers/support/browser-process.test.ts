import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../src/crawlers/support/browser-process.ts';
import { type LocalServer, startServer } from '../../../src/demo/stand-ins/http-server.ts';
import { type CompiledSources, compileSources } from '../../support/compiled.ts';

const none =
  process.platform !== 'linux' ? 'needs /proc' : findBrowser() === undefined ? 'no Chromium at the usual places' : null;

/** Parents by process id. */
function processes(): Map<number, number> {
  const found = new Map<number, number>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const [, state, parent] = /\) (\w) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      if (state !== 'Z') found.set(Number(pid), Number(parent));
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

function descendants(of: number): number[] {
  const parents = processes();
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === of || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow);
}

describe.skipIf(none !== null)(`the browser’s process ${none ?? ''}`, () => {
  let sources: CompiledSources;
  let server: LocalServer;
  let program: ChildProcess | undefined;
  beforeAll(async () => {
    sources = await compileSources();
    // The second page never ends, so that it is open when the program dies.
    server = await startServer(
      (request, response) => {
        if (request.url === '/open') response.writeHead(200, { 'content-type': 'text/html' }).write('<p>mở');
        else response.end('<p>xong');
      },
      { robots: true },
    );
  });
  afterAll(async () => {
    program?.kill('SIGKILL');
    await server?.close();
    sources?.remove();
  });

  const script = () => `
    import { createBrowse } from '${sources.url('crawlers/support/browser')}';
    import { createFetch } from '${sources.url('crawlers/support/safe-fetch')}';
    const allowPrivateHosts = ['${server.host}'];
    const { visits } = createFetch({ allowPrivateHosts, defaultDelaySeconds: 0 });
    const { browse } = createBrowse({ visits, allowPrivateHosts });
    await browse('${server.origin}/done');
    browse('${server.origin}/open').catch(() => {});
    console.log('up');
    await new Promise(() => setInterval(() => {}, 1000));`;

  it.each(['SIGTERM', 'SIGKILL', 'SIGINT'] as const)(
    'ends with a program that %s ends, within seconds',
    async (signal) => {
      program = spawn(process.execPath, ['--input-type=module', '-e', script()], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(program.stdout as NodeJS.ReadableStream, 'data');
      const browser = descendants(program.pid ?? 0);
      expect(browser.length).toBeGreaterThan(2);
      const exited = once(program, 'exit');
      program.kill(signal);
      await exited;
      const left = () => browser.filter((pid) => processes().has(pid));
      const deadline = Date.now() + 10_000;
      while (left().length > 0 && Date.now() < deadline) await delay(50);
      expect(left()).toEqual([]);
    },
    30_000,
  );
});
