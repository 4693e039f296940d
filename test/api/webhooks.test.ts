import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_WEBHOOK_BYTES } from '../../src/crawlers/graph/webhook.ts';
import { signWebhook } from '../../src/demo/stand-ins/graph-api.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';

const SECRET = 'app-secret-0123456789';
const T = 1_772_600_000;
const an = { id: '2001', name: 'Trần An' };

interface Told {
  id?: string;
  time?: number;
  verb?: string;
  message?: string;
  page?: string;
}
const entryOf = ({ id = '501_11', time = T, verb = 'add', message = 'Mạng chậm', page = '1000' }: Told) => ({
  id: page,
  time,
  changes: [
    {
      field: 'feed',
      value: { from: an, item: 'comment', verb, post_id: '1000_501', comment_id: id, message, created_time: T },
    },
  ],
});
const bodyOf = (...told: Told[]) => JSON.stringify({ object: 'page', entry: told.map(entryOf) });

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`Facebook’s webhook on ${skip ?? name}`, () => {
    let records: TestRecords;
    let api: TestApi;
    let source: string;

    const makeSource = async (pageId: string, more: object = {}): Promise<string> => {
      const settings = { pageId, token: 'EAAG-page-token', appSecret: SECRET, ...more };
      const input = { kind: 'facebook-page', name: `Trang ${pageId}`, settings };
      return (await api.ask('POST', '/api/sources', { body: input })).body.id;
    };
    beforeAll(async () => {
      records = await open();
      api = await openApi(records, { services: { publicUrl: 'https://nghe.example.vn/' } });
      source = await makeSource('1000', { appId: '77' });
    });
    afterAll(async () => {
      await api.close();
      await records.close();
    });

    const deliver = (body: string | Buffer, headers: Record<string, string> = {}, to = source) =>
      api.ask('POST', `/webhooks/facebook-page/${to}`, {
        as: 'nobody',
        body,
        headers: { 'x-hub-signature-256': signWebhook(body, SECRET), ...headers },
      });
    /** What is there for a reader, by outside id. */
    const standing = async (): Promise<Record<string, string>> => {
      const found = records.db.selectFrom('mentions').select(['external_id', 'text']).where('gone_at', 'is', null);
      return Object.fromEntries((await found.execute()).map((row) => [row.external_id, row.text]));
    };

    it('is set up with an address and a word that administrators are shown, and nobody else', async () => {
      const asked = await api.ask('GET', `/api/sources/${source}/webhook`);
      expect(asked.body).toEqual({
        url: `https://nghe.example.vn/webhooks/facebook-page/${source}`,
        verifyToken: expect.stringMatching(/^[\w-]{32}$/),
        ready: true,
      });
      expect((await api.ask('GET', `/api/sources/${source}/webhook`)).body).toEqual(asked.body);
      expect((await api.ask('GET', `/api/sources/${source}/webhook`, { as: 'manager' })).status).toBe(403);
      const challenge = (token: string) =>
        api.ask(
          'GET',
          `/webhooks/facebook-page/${source}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`,
          { as: 'nobody' },
        );
      const answer = await challenge(asked.body.verifyToken);
      expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([
        200,
        '1158201444',
        'text/plain; charset=utf-8',
      ]);
      expect((await challenge('guessed')).status).toBe(403);
      expect((await api.ask('GET', `/webhooks/facebook-page/${source}`, { as: 'nobody' })).status).toBe(403);
    });

    it('stores what is told before it answers, and has it read afterwards', async () => {
      const answer = await deliver(bodyOf({ id: '501_1', message: 'Mất mạng từ sáng' }));
      expect([answer.status, answer.body]).toEqual([200, { taken: 1 }]);
      expect((await standing())['501_1']).toBe('Mất mạng từ sáng');
      expect(api.processQueue.added.at(-1)).toMatchObject({ job: 'analyse' });
      const [mention] = (await api.ask('GET', `/api/mentions?source=${source}`)).body.items;
      expect(mention).toMatchObject({ kind: 'comment', author: { name: 'Trần An' }, source: { id: source } });
    });

    it('takes nothing that is forged, oversized, malformed or for somebody else', async () => {
      const before = await standing();
      const body = bodyOf({ id: '501_2', message: 'giả' });
      const rss = { kind: 'rss', name: `Tin ${name}`, url: 'https://tin.example/rss' };
      const [other, bare] = [(await api.ask('POST', '/api/sources', { body: rss })).body.id, await makeSource('1009')];
      await api.ask('PATCH', `/api/sources/${bare}`, { body: { settings: { pageId: '1009', appSecret: null } } });
      const large = `${' '.repeat(MAX_WEBHOOK_BYTES)}${body}`;
      const cases: [string, number, () => Promise<{ status: number }>][] = [
        ['no signature', 403, () => deliver(body, { 'x-hub-signature-256': '' })],
        ['of another secret', 403, () => deliver(body, { 'x-hub-signature-256': signWebhook(body, 'another') })],
        ['of another body', 403, () => deliver(body, { 'x-hub-signature-256': signWebhook(bodyOf({}), SECRET) })],
        ['no hex', 403, () => deliver(body, { 'x-hub-signature-256': `sha256=${'x'.repeat(64)}` })],
        ['a source without secret', 403, () => deliver(body, { 'x-hub-signature-256': signWebhook(body, '') }, bare)],
        ['too large', 413, () => deliver(large)],
        ['too large once inflated', 413, () => deliver(gzipSync(large), { 'content-encoding': 'gzip' })],
        ['no JSON', 422, () => deliver('{"object":')],
        ['of an account', 422, () => deliver(JSON.stringify({ object: 'instagram', entry: [] }))],
        ['another media type', 415, () => deliver(body, { 'content-type': 'text/plain' })],
        ['another kind', 404, () => deliver(body, {}, other)],
        ['no such source', 404, () => deliver(body, {}, '00000000-0000-4000-8000-000000000000')],
        ['no id', 422, () => deliver(body, {}, 'x')],
        ['of another page', 200, () => deliver(bodyOf({ id: '501_3', page: '666' }))],
      ];
      for (const [what, status, attempt] of cases) expect([what, (await attempt()).status]).toEqual([what, status]);
      expect(await standing()).toEqual(before);
    });

    it('ends where the last change left it, in whatever order and however often it is told', async () => {
      const change = fc.record({
        id: fc.constantFrom('1', '2', '3'),
        verb: fc.constantFrom('add', 'edited', 'remove'),
        repeats: fc.integer({ min: 1, max: 3 }),
      });
      let runs = 0;
      const property = fc.asyncProperty(
        fc.array(change, { maxLength: 7 }),
        fc.infiniteStream(fc.nat()),
        async (all, luck) => {
          runs += 1;
          const changes = all.map(({ id, verb }, at) => ({
            id: `${runs}_${id}`,
            verb,
            time: T + at,
            message: `lời ${at}`,
          }));
          const sent = all.flatMap(({ repeats }, at) => Array.from({ length: repeats }, () => changes[at] ?? {}));
          const shuffled = sent.map((each) => ({ each, key: luck.next().value ?? 0 })).sort((x, y) => x.key - y.key);
          for (const { each } of shuffled) expect((await deliver(bodyOf(each))).status).toBe(200);
          const wanted: Record<string, string> = {};
          for (const { id, verb, message } of changes) {
            if (verb === 'remove') delete wanted[id];
            else wanted[id] = message;
          }
          const found = Object.entries(await standing()).filter(([id]) => id.startsWith(`${runs}_`));
          expect(Object.fromEntries(found)).toEqual(wanted);
        },
      );
      await fc.assert(property, { numRuns: 15, seed: 1 });
    });

    it('serves all pages of one app, but no others, and none that are switched off', async () => {
      const second = await makeSource('1001', { appId: '77' });
      await makeSource('1002', { appId: '78' });
      const body = bodyOf({ id: '600_1', page: '1001' }, { id: '600_2', page: '1002' });
      expect((await deliver(body)).body).toEqual({ taken: 1 });
      expect(Object.keys(await standing())).toContain('600_1');
      await api.ask('PATCH', `/api/sources/${second}`, { body: { enabled: false } });
      expect((await deliver(bodyOf({ id: '600_3', page: '1001' }))).body).toEqual({ taken: 0 });
    });

    it('says neither secret nor token in any log line', () => {
      expect(api.log.length).toBeGreaterThan(20);
      expect(api.log.join('')).not.toMatch(new RegExp(`${SECRET}|EAAG|Trần An|Mạng chậm`));
    });
  });
}
