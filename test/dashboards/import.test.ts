import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importDashboards } from '../../dashboards/import.mjs';
import { type LocalServer, startServer } from '../../src/demo/stand-ins/http-server.ts';
import { tempFolder } from '../support/temp-folder.ts';

const SCRIPT = fileURLToPath(new URL('../../dashboards/import.mjs', import.meta.url));
const VIEW = '{"type":"index-pattern","id":"mentions","attributes":{"title":"langnghe-mentions"},"references":[]}';
const BOARD = '{"type":"dashboard","id":"khiếu-nại","attributes":{"title":"Khiếu nại"},"references":[]}';

interface SavedObject {
  type: string;
  id: string;
  attributes: { title: string };
  references: { type: string; id: string; name: string }[];
}

/** What a request to import brought, read with the platform's own parser of forms. */
async function uploaded(request: IncomingMessage): Promise<{ name: string; content: string } | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(Buffer.concat(chunks), { headers }).formData();
  const file = form.get('file');
  return file instanceof File ? { name: file.name, content: await file.text() } : undefined;
}

/**
 * A Kibana as its API describes it: 503 until it is ready, 400 without kbn-xsrf, 401 for unknown users, and answers to
 * imports with `success`, `successCount` and `errors`.
 */
class StandInKibana {
  notReady = 0;
  stored = new Map<string, SavedObject>();
  uploads: string[] = [];
  user: string | undefined;
  private server: LocalServer | undefined;

  async start(): Promise<string> {
    this.server = await startServer((request, response) => void this.answer(request, response));
    return this.server.origin;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const refuse = (statusCode: number, error: string, message: string) =>
      send(statusCode, { statusCode, error, message });
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://kibana');
    if (this.notReady > 0) {
      this.notReady -= 1;
      return void response.writeHead(503).end('Kibana server is not ready yet');
    }
    if (pathname === '/api/status') return void send(200, { status: { overall: { level: 'available' } } });
    const authorised = this.user === undefined || request.headers.authorization === this.user;
    if (!authorised) return void refuse(401, 'Unauthorized', 'unable to authenticate user');
    if (request.headers['kbn-xsrf'] === undefined)
      return void refuse(400, 'Bad Request', 'Request must contain a kbn-xsrf header.');
    if (pathname !== '/api/saved_objects/_import' || request.method !== 'POST')
      return void refuse(404, 'Not Found', 'Not Found');
    const file = await uploaded(request);
    if (!file?.name.endsWith('.ndjson')) return void refuse(400, 'Bad Request', 'Invalid file extension');
    this.uploads.push(file.name);
    try {
      send(200, this.import(file.content, searchParams.get('overwrite') === 'true'));
    } catch (error) {
      refuse(400, 'Bad Request', (error as Error).message);
    }
  }

  private import(content: string, overwrite: boolean): object {
    const lines = content.split('\n').filter((line) => line.trim() !== '');
    const objects = lines.map((line) => JSON.parse(line) as SavedObject);
    const here = new Set([...this.stored.keys(), ...objects.map(({ type, id }) => `${type}:${id}`)]);
    const errors = objects.flatMap(({ type, id, attributes: { title }, references }) => {
      const missing = references.filter((reference) => !here.has(`${reference.type}:${reference.id}`));
      const conflict = !overwrite && this.stored.has(`${type}:${id}`);
      const error =
        missing.length > 0
          ? {
              type: 'missing_references',
              references: missing.map((reference) => ({ type: reference.type, id: reference.id })),
            }
          : { type: 'conflict' };
      return missing.length > 0 || conflict ? [{ id, type, title, meta: { title, icon: 'dashboardApp' }, error }] : [];
    });
    const good = objects.filter(({ type, id }) => !errors.some((error) => error.type === type && error.id === id));
    for (const object of good) this.stored.set(`${object.type}:${object.id}`, object);
    const successResults = good.map(({ type, id, attributes: { title } }) => ({ type, id, meta: { title } }));
    const outcome = { successCount: good.length, success: errors.length === 0, warnings: [], successResults };
    return errors.length > 0 ? { ...outcome, errors } : outcome;
  }
}

let kibana: StandInKibana;
let url: string;
let folder: ReturnType<typeof tempFolder>;
let waited: number;
let reports: string[];

beforeEach(async () => {
  kibana = new StandInKibana();
  url = await kibana.start();
  folder = tempFolder();
  waited = 0;
  reports = [];
});
afterEach(async () => {
  await kibana.close();
  folder.remove();
});

function file(name: string, ...lines: string[]): string {
  const path = join(folder.path, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
}

/** Waits without sleeping: each pause only moves its clock. */
const patience = (waitMs = 60_000) => ({
  waitMs,
  report: (line: string) => void reports.push(line),
  now: () => waited,
  sleep: async (ms: number) => {
    waited += ms;
  },
});
const bring = (files: string[], target = {}) => importDashboards(files, { url, ...target }, patience());

describe('importing dashboards', () => {
  it('sends each file, and replaces what is there on the next time', async () => {
    const files = [file('a.ndjson', VIEW, BOARD), file('b.ndjson', BOARD.replace('khiếu-nại', 'b'))];
    expect(await bring(files)).toEqual([]);
    expect(await bring(files)).toEqual([]);
    expect(kibana.uploads).toEqual(['a.ndjson', 'b.ndjson', 'a.ndjson', 'b.ndjson']);
    expect([...kibana.stored.keys()]).toEqual(['index-pattern:mentions', 'dashboard:khiếu-nại', 'dashboard:b']);
    expect(kibana.stored.get('dashboard:khiếu-nại')?.attributes.title).toBe('Khiếu nại');
    expect(reports.slice(0, 2)).toEqual(['a.ndjson: 2 objects imported', 'b.ndjson: 1 objects imported']);
  });

  it('waits until Kibana is ready, and says once what for', async () => {
    kibana.notReady = 4;
    expect(await bring([file('a.ndjson', VIEW)])).toEqual([]);
    expect(reports).toEqual([
      `Waiting for ${url}: it answers 503 Kibana server is not ready yet`,
      'a.ndjson: 1 objects imported',
    ]);
    expect(waited).toBe(8000);
  });

  it('gives up when it is not ready in time, or nobody is there', async () => {
    kibana.notReady = Number.POSITIVE_INFINITY;
    const files = [file('a.ndjson', VIEW)];
    await expect(importDashboards(files, { url }, patience(10_000))).rejects.toThrow(
      /not ready within 10 s: it answers 503 Kibana server is not ready yet/,
    );
    await kibana.close();
    waited = 0;
    await expect(importDashboards(files, { url }, patience(10_000))).rejects.toThrow(
      /not ready within 10 s: .*ECONNREFUSED/,
    );
    expect(waited).toBeLessThanOrEqual(10_000);
  });

  it('names each object that Kibana refused, with what it lacks, and goes on with the next file', async () => {
    const lacking = BOARD.replace('"references":[]', '"references":[{"type":"lens","id":"heat-map","name":"panel"}]');
    const problems = await bring([file('a.ndjson', VIEW, lacking), file('b.ndjson', BOARD)]);
    expect(problems).toEqual([
      'a.ndjson: dashboard "Khiếu nại" (khiếu-nại): missing_references: needs lens heat-map, not in the file nor in Kibana',
    ]);
    expect([...kibana.stored.keys()]).toEqual(['index-pattern:mentions', 'dashboard:khiếu-nại']);
  });

  it('passes on why a file was refused as a whole', async () => {
    const problems = await bring([file('a.ndjson', '{"type":'), file('b.txt', VIEW), file('c.ndjson')]);
    expect(problems).toEqual([
      expect.stringMatching(/^a\.ndjson: Kibana answers 400: .*JSON/),
      'b.txt: Kibana answers 400: Invalid file extension',
      'c.ndjson: it holds no objects',
    ]);
  });

  it('signs in, and says so when Kibana does not know the user', async () => {
    kibana.user = `Basic ${Buffer.from('elastic:mật khẩu').toString('base64')}`;
    const files = [file('a.ndjson', VIEW)];
    expect(await bring(files, { username: 'elastic', password: 'mật khẩu' })).toEqual([]);
    expect(await bring(files, { username: 'elastic', password: 'wrong' })).toEqual([
      'a.ndjson: Kibana does not accept the user: check KIBANA_USERNAME and KIBANA_PASSWORD',
    ]);
  });
});

describe('the command', () => {
  async function run(...args: string[]) {
    const env = { PATH: process.env.PATH, KIBANA_URL: `${url}/` };
    const child = spawn(process.execPath, [SCRIPT, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [stdout, stderr, [code]] = await Promise.all([
      readText(child.stdout),
      readText(child.stderr),
      once(child, 'exit'),
    ]);
    return { code, stdout, stderr };
  }

  it('ends with 0 when all is there, and with 1 and the reasons when not', async () => {
    const good = file('a.ndjson', VIEW, BOARD);
    expect(await run(good)).toEqual({ code: 0, stdout: 'a.ndjson: 2 objects imported\n', stderr: '' });
    const bad = await run(good, file('b.ndjson', 'no JSON'));
    expect(bad).toMatchObject({ code: 1, stdout: expect.stringContaining('a.ndjson: 2') });
    expect(bad.stderr).toMatch(/^b\.ndjson: Kibana answers 400: /);
  });
});
