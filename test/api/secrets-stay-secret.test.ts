import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findCrawler } from '../../src/crawlers/crawlers.ts';
import { noBrowser } from '../../src/crawlers/support/browse.ts';
import { secretFields } from '../../src/crawlers/support/secret.ts';
import { type LocalServer, startServer } from '../../src/demo/stand-ins/http-server.ts';
import { collectSource } from '../../src/pipeline/collect.ts';
import { backUp } from '../../src/storage/backup.ts';
import { type Answer, openApi, type TestApi } from '../support/api.ts';
import { createTestFetch } from '../support/collect.ts';
import { embeddedRecords, type TestRecords, testVault } from '../support/databases.ts';
import { tempFolder } from '../support/temp-folder.ts';

let records: TestRecords;
let api: TestApi;
let echo: LocalServer;
const folder = tempFolder();

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

beforeAll(async () => {
  records = await embeddedRecords();
  // An API that says back all that it was sent, in the words of its error.
  echo = await startServer(async (request, response) => {
    const { url, rawHeaders } = request;
    const message = `Wrong: ${decodeURIComponent(url ?? '')} ${url} ${rawHeaders.join(' ')} ${await bodyOf(request)}`;
    const error = { message, type: message, code: 190, status: message, errors: [{ reason: message, message }] };
    const json = { error, ok: false, description: message, error_code: 400, error_description: message };
    response.writeHead(400, { 'content-type': 'application/json', 'www-authenticate': 'x' }).end(JSON.stringify(json));
  });
  api = await openApi(records, { allow: [echo.host] });
});
afterAll(async () => {
  await api?.close();
  await echo?.close();
  await records?.close();
  folder.remove();
});

/** Settings of each kind that has secrets, around these. */
const KINDS: Record<string, (secrets: readonly [string, string]) => Record<string, unknown>> = {
  'facebook-page': ([token, appSecret]) => ({ pageId: '1000', apiUrl: echo.origin, token, appSecret, appId: '77' }),
  instagram: ([token, appSecret]) => ({ accountId: '2000', apiUrl: echo.origin, token, appSecret, appId: '77' }),
  youtube: ([key]) => ({ channelId: 'UC1234567890123456789012', apiUrl: echo.origin, key }),
  telegram: ([token]) => ({
    apiUrl: echo.origin,
    token: `123456:${Buffer.from(token).toString('base64url').slice(0, 35).padEnd(35, 'A')}`,
  }),
  'facebook-group': ([cookies]) => ({ url: 'https://www.facebook.com/groups/a', cookies }),
};

/** A secret in the forms that addresses, JSON, headers and dumps give it. */
const formsOf = (secret: string) => {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(bytes.toString()),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('hex'),
  ];
};

async function collect(sourceId: string): Promise<string> {
  const lines: string[] = [];
  const http = createTestFetch({ allowPrivateHosts: [echo.host], defaultDelaySeconds: 0 });
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const deps = { db: records.db, vault: testVault, clock: { now: () => new Date('2026-11-23T00:00:00Z') }, logger };
  const more = { fetch: http.fetch, browse: noBrowser, findCrawler, wake: async () => undefined };
  const thrown = await collectSource({ ...deps, ...more }, sourceId, new AbortController().signal).catch(
    (error: unknown) => error,
  );
  await http.close();
  logger.error({ err: thrown }, 'what a worker says of it');
  return lines.join('');
}

async function everythingSaidOf(kind: string, settings: Record<string, unknown>, run: number): Promise<string> {
  const said: Answer[] = [];
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await api.ask(method, path, body === undefined ? {} : { body });
    said.push(answer);
    return answer;
  };
  const name = `${kind} ${run}`;
  await ask('POST', '/api/sources/preview', { kind, settings });
  await ask('POST', '/api/sources', { kind, name, settings: { ...settings, unknown: 1 } });
  const { body: made } = await ask('POST', '/api/sources', { kind, name, settings });
  expect(made.secretsSet.length).toBeGreaterThan(0);
  const wrong = Object.fromEntries(Object.entries(settings).map(([field, value]) => [field, { is: value }]));
  await ask('PATCH', `/api/sources/${made.id}`, { settings: wrong });
  await ask('PATCH', `/api/sources/${made.id}`, { settings: { ...settings, apiUrl: 'not an address' } });
  await ask('POST', '/api/sources', { kind, name, settings });
  const logged = await collect(made.id);
  for (const path of [`/${made.id}`, `/${made.id}/runs`, '?limit=200', `/${made.id}/webhook`])
    await ask('GET', `/api/sources${path}`);
  await ask('GET', '/api/audit?limit=200');
  return [...said.map(({ text, headers }) => `${text}${JSON.stringify([...headers])}`), logged].join('\n');
}

it.each(Object.keys(KINDS))('no secret of a %s source is in an answer, a log line, a run or a backup', async (kind) => {
  expect(secretFields(findCrawler(kind).settings).length).toBeGreaterThan(0);
  // What a header can carry: whatever else is in a token never leaves.
  const unit = fc.constantFrom(...'abcXYZ0189-_.~+/=:;,!$%&"\'\\<>{}[]()@?#* ');
  const secret = fc.string({ unit, minLength: 14, maxLength: 60 }).filter((text) => /^\S.*\S$/.test(text));
  let runs = 0;
  const property = fc.asyncProperty(secret, secret, async (first, second) => {
    runs += 1;
    const settings = KINDS[kind]?.([first, second]) ?? {};
    const fields = secretFields(findCrawler(kind).settings).flatMap((field) => settings[field] ?? []);
    const file = join(folder.path, `${kind}-${runs}.gz`);
    const said = await everythingSaidOf(kind, settings, runs);
    await backUp(records.db, file, { now: new Date() });
    const written = gunzipSync(readFileSync(file)).toString();
    for (const form of fields.flatMap((field) => formsOf(String(field)))) {
      expect(said.includes(form), `said: ${form}`).toBe(false);
      expect(written.includes(form), `in the backup: ${form}`).toBe(false);
    }
  });
  await fc.assert(property, { numRuns: 4, seed: 7 });
});

it('is put to the test: the API does say back what it was sent', async () => {
  const body = { kind: 'telegram', settings: KINDS.telegram?.(['x'.repeat(30), '']) };
  const { text } = await api.ask('POST', '/api/sources/preview', { body });
  expect(text).toContain('Wrong: /bot…/');
});
