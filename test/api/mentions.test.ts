import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analysePending } from '../../src/storage/mention-steps.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import { analysisOf } from '../support/samples.ts';

const UNKNOWN = 'a'.repeat(26);

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`mentions on ${skip ?? name}`, () => {
    let records: TestRecords;
    let api: TestApi;
    let source: string;

    beforeAll(async () => {
      records = await open();
      api = await openApi(records);
      source = (await api.ask('POST', '/api/sources', { body: { kind: 'import', name: 'Khảo sát' } })).body.id;
    });
    afterAll(async () => {
      await api.close();
      await records.close();
    });

    const handIn = (body: object) => api.ask('POST', '/api/mentions', { body });
    const list = async (query: string, as = 'administrator') =>
      (await api.ask('GET', `/api/mentions?${query}`, { as })).body.items as {
        id: string;
        text: string;
        author: { name: string };
        analysis: object;
      }[];
    const analyse = () =>
      analysePending(records.db, 100, API_NOW, (mentions) =>
        mentions.map(({ id, text }) => {
          const complaint = text.includes('chậm');
          const label = complaint ? ('negative' as const) : ('neutral' as const);
          const parts = {
            complaint: { label: complaint, score: complaint ? 0.9 : 0.1 },
            sentiment: { label, score: 0.9 },
          };
          return { id, analysis: analysisOf({ ...parts, evidence: [{ for: 'complaint', text: text.slice(0, 60) }] }) };
        }),
      );

    it('are handed in, one or many, and never twice', async () => {
      const one = { source, externalId: 'one', text: 'Mạng chậm, gọi 0912345678', author: { name: 'Lan' } };
      expect([(await handIn(one)).status, (await handIn(one)).body.new]).toEqual([202, 0]);
      const posts = Array.from({ length: 1000 }, (_, i) => ({ externalId: `many-${i}`, text: `Bài số ${i}` }));
      expect((await handIn({ source, posts: posts.slice(0, 8) })).body).toMatchObject({ found: 8, new: 8 });
      expect((await handIn({ source, posts: [...posts, posts[0]] })).status).toBe(422);
      expect(api.processQueue.added.map(({ job }) => job)).toContain('analyse');
      const [found] = await list('q=0912345678');
      const mention = (await api.ask('GET', `/api/mentions/${found?.id}`)).body;
      expect(mention).toMatchObject({ source: { id: source, kind: 'import' }, analysis: null, publishedAt: null });
      expect((await api.ask('GET', `/api/mentions/${UNKNOWN}`)).status).toBe(404);
    });

    it('that can’t be read are told apart, and stop none of the others', async () => {
      const posts = [
        {
          externalId: 'dirty',
          text: 'Mất sóng\0 cả ngày \ud83d',
          url: 'https://a.example/1',
          publishedAt: '2026-03-04T08:00:00+07:00',
        },
        { externalId: 'bad-url', text: 'a', url: 'javascript:alert(1)' },
        { text: 'no id' },
        'not even an object',
        { externalId: 'empty', text: ' \0 ' },
      ];
      const { body } = await handIn({ source, posts });
      expect(body).toMatchObject({ found: 5, new: 1, rejected: 4 });
      expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
        'posts.1',
        'posts.2',
        'posts.3',
        'posts.4',
      ]);
      const [kept] = await list('q=mat%20song');
      expect(kept).toMatchObject({ text: 'Mất sóng cả ngày', publishedAt: '2026-03-04T01:00:00.000Z' });
    });

    it('are matched by the queries of their source', async () => {
      const query = (await api.ask('POST', '/api/queries', { body: { name: 'Sóng', rule: 'sóng' } })).body.id;
      const input = { kind: 'import', name: 'With rule', queries: [query] };
      const matched = (await api.ask('POST', '/api/sources', { body: input })).body.id;
      const posts = [
        { externalId: 'm1', text: 'mat song roi' },
        { externalId: 'm2', text: 'trời đẹp' },
      ];
      expect((await handIn({ source: matched, posts })).body).toMatchObject({ found: 2, new: 1, unmatched: 1 });
    });

    it('are narrowed by words, labels, topic, source and time', async () => {
      await analyse();
      const texts = async (query: string) => (await list(query)).map(({ text }) => text);
      expect(await texts('q=mang%20cham')).toEqual(['Mạng chậm, gọi 0912345678']);
      expect(await texts(`q=${encodeURIComponent('"mạng chậm" NOT gọi')}`)).toEqual([]);
      expect((await texts('q=')).length).toBe((await texts('')).length);
      expect(await texts('complaint=true')).toEqual(['Mạng chậm, gọi 0912345678']);
      expect((await texts('complaint=false&sentiment=neutral&limit=200')).length).toBe(10);
      expect(await texts('topic=roaming')).toEqual([]);
      expect(await texts(`source=${source}&to=2026-03-04T12:00:00Z`)).toEqual(['Mất sóng cả ngày']);
      expect(await texts(`from=${encodeURIComponent('2026-03-05T09:00:01+07:00')}`)).toEqual([]);
      const ids: string[] = [];
      for (let cursor = ''; ; ) {
        const page = (await api.ask('GET', `/api/mentions?limit=3${cursor && `&cursor=${cursor}`}`)).body;
        ids.push(...page.items.map(({ id }: { id: string }) => id));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(ids).toEqual((await list('limit=200')).map(({ id }) => id));
    });

    it('show numbers to agents when they ask for them, which is noted', async () => {
      const [seen] = await list('complaint=true', 'agent');
      expect([seen?.text, seen?.author.name]).toEqual(['Mạng chậm, gọi •••', 'Lan']);
      expect((await list('complaint=true', 'manager'))[0]?.text).toBe('Mạng chậm, gọi 0912345678');
      const revealed = await api.ask('POST', `/api/mentions/${seen?.id}/reveal`, { as: 'agent' });
      expect([revealed.status, revealed.body.text]).toEqual([200, 'Mạng chậm, gọi 0912345678']);
      const { items } = (await api.ask('GET', '/api/audit?act=personal-data.revealed')).body;
      expect(items).toMatchObject([{ actor: { name: 'agent' }, subject: { kind: 'mention', id: seen?.id } }]);
    });

    it('show no personal data to marketing, which can’t look for authors either', async () => {
      const [seen] = await list('complaint=true', 'agent');
      expect((await api.ask('POST', `/api/mentions/${seen?.id}/reveal`, { as: 'marketing' })).status).toBe(403);
      const masked = await api.ask('GET', '/api/mentions?complaint=true', { as: 'marketing' });
      expect(masked.body.items).toMatchObject([{ text: 'Mạng chậm, gọi •••', author: { name: null } }]);
      expect(masked.text).not.toMatch(/0912|Lan/);
      const one = await api.ask('GET', `/api/mentions/${seen?.id}`, { as: 'marketing' });
      expect(one.text).not.toMatch(/0912|Lan/);
      const body = { topics: ['network'] };
      const corrected = await api.ask('POST', `/api/mentions/${seen?.id}/correction`, { as: 'marketing', body });
      expect(corrected.text).not.toMatch(/0912|Lan/);
      expect((await api.ask('GET', '/api/mentions?q=author%3Alan', { as: 'agent' })).body.items).toHaveLength(1);
      expect((await api.ask('GET', '/api/mentions?q=author%3Alan', { as: 'marketing' })).status).toBe(403);
    });

    it('are corrected, which lists follow, and which opens no ticket', async () => {
      const [mention] = await list('q=song');
      const correct = (body: object) => api.ask('POST', `/api/mentions/${mention?.id}/correction`, { body });
      const topics = ['network', 'service', 'network'];
      const { status, body } = await correct({ complaint: true, sentiment: 'negative', topics });
      expect(status).toBe(200);
      expect(body.analysis).toMatchObject({
        complaint: { label: true },
        sentiment: { label: 'negative' },
        topics: ['network', 'service'],
      });
      expect(body.ticketNumber).toBeNull();
      expect((await list('complaint=true&topic=service')).map(({ id }) => id)).toEqual([mention?.id]);
      const said = await api.ask('GET', `/api/mentions/${mention?.id}/corrections`, { as: 'agent' });
      expect(said.body.items).toMatchObject([{ labels: { complaint: true }, undoneAt: null }]);
      const undo = () => api.ask('POST', `/api/mentions/${mention?.id}/correction/undo`, { as: 'agent' });
      expect((await undo()).body.analysis).toEqual(mention?.analysis);
      expect((await undo()).status).toBe(409);
      expect((await list('complaint=true&topic=service')).map(({ id }) => id)).toEqual([]);
      expect((await correct({ complaint: true, sentiment: 'negative', topics })).status).toBe(200);
      const gold = await api.ask('GET', '/api/gold');
      expect(gold.text).toContain('"topics":["network","service"]');
      const { items: acts } = (await api.ask('GET', '/api/audit?subjectKind=mention')).body;
      expect(acts.map(({ act }: { act: string }) => act)).toEqual(
        expect.arrayContaining(['mention.corrected', 'mention.correction-undone']),
      );
      expect((await correct({})).status).toBe(422);
      expect((await correct({ topics: ['weather'] })).status).toBe(422);
      expect((await api.ask('POST', `/api/mentions/${UNKNOWN}/correction`, { body: { complaint: true } })).status).toBe(
        404,
      );
      await handIn({ source, externalId: 'unread', text: 'chưa đọc' });
      const [unread] = await list('q=chua%20doc');
      const early = await api.ask('POST', `/api/mentions/${unread?.id}/correction`, { body: { complaint: true } });
      expect(early.status).toBe(409);
    });

    it('get one ticket each, however often it is asked for', async () => {
      const [mention] = await list('complaint=true');
      const path = `/api/mentions/${mention?.id}/ticket`;
      const answers = await Promise.all([1, 2, 3, 4].map(() => api.ask('POST', path)));
      expect(new Set(answers.map(({ body }) => body.number)).size).toBe(1);
      expect((await api.ask('GET', `/api/mentions/${mention?.id}`)).body.ticketNumber).toBe(answers[0]?.body.number);
      expect((await api.ask('POST', `/api/mentions/${UNKNOWN}/ticket`)).status).toBe(404);
    });
  });
}
