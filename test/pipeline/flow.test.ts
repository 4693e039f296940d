import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteContent } from '../../src/demo/content.ts';
import { createSite, type RunningSite, serveSite } from '../../src/demo/site.ts';
import { systemActor } from '../../src/domain/person.ts';
import { GiveUp } from '../../src/errors.ts';
import { openForMention } from '../../src/pipeline/ticket-intake.ts';
import { listMentions, mentionsOfTicket } from '../../src/storage/mentions.ts';
import { createQuery } from '../../src/storage/queries.ts';
import { listRuns } from '../../src/storage/runs.ts';
import { readDeskSettings, writeDeskSettings } from '../../src/storage/settings.ts';
import { findSource } from '../../src/storage/sources.ts';
import { updateTicket } from '../../src/storage/ticket-writes.ts';
import { findTicket, listTickets } from '../../src/storage/tickets.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import { type Steps, steps } from '../support/pipeline.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
let ticks = 0;
/** A clock that moves on by a millisecond a look. */
const clock = {
  now: () => {
    ticks += 1;
    return new Date(NOW.getTime() + ticks);
  },
};

const ANGRY = 'Mạng 4G chậm kinh khủng, gọi tổng đài ba ngày rồi không ai xử lý, quá thất vọng!';
const ANGRIER = 'Vẫn chưa sửa xong, mạng chậm không thể chịu nổi, dịch vụ quá tệ.';
const ANNOYED = 'Tổng đài không ai nghe máy, bị trừ tiền vô lý, dịch vụ quá tệ, bực mình.';
const CHARGED = 'Tự ý trừ tiền trong tài khoản của tôi hai lần một tháng, hỏi thì đổ lỗi cho khách, quá tệ!';
const HAPPY = 'Mạng chạy rất tốt, nhân viên nhiệt tình, cảm ơn nhiều.';
const REPEATED =
  'Tự nhiên bị trừ 15 nghìn cho dịch vụ nhạc chờ mà tôi chưa bao giờ đăng ký, đề nghị hoàn tiền ngay lập tức';

let serial = 0;
function post(name: string, text: string) {
  serial += 1;
  return {
    id: serial,
    author: { id: name.length, name },
    text,
    publishedAt: new Date(NOW.getTime() - 3_600_000 + serial * 1000).toISOString(),
  };
}

function emptySite(): SiteContent {
  return { boards: [{ id: 1, slug: 'gop-y', title: 'Góp ý', threads: [] }], feed: { title: 'Tin', items: [] } };
}

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`from a forum and a feed to tickets, on ${skip ?? name}`, () => {
    let records: TestRecords;
    let site: RunningSite;
    let content: SiteContent;
    let flow: Steps;

    beforeAll(async () => {
      records = await open();
      content = emptySite();
      site = await serveSite(createSite(content, { postsPerPage: 3, threadsPerPage: 2 }));
      flow = steps(records.db, clock, site.url);
    });
    afterAll(async () => {
      await flow?.close();
      await site?.close();
      await records?.close();
    });

    const thread = (title: string, ...posts: ReturnType<typeof post>[]) => {
      serial += 1;
      const made = { id: serial, slug: 'chu-de', title, posts };
      content.boards[0]?.threads.push(made);
      return made;
    };
    const forum = (name: string) =>
      flow.listenTo({ kind: 'forum', name, settings: { url: `${site.url}/f/gop-y.1/`, delaySeconds: 0 } });
    const feed = (name: string, more = {}) =>
      flow.listenTo({ kind: 'rss', name, settings: { url: `${site.url}/feed.xml` }, ...more });
    const mentionsOf = async (source: string) => (await listMentions(records.db, { source }, { limit: 200 })).items;
    const mentionOf = async (source: string, text: string) =>
      (await mentionsOf(source)).find((each) => each.text === text);

    it('makes one ticket of one author in one thread, none of praise, and collects nothing twice', async () => {
      const complaints = thread(
        'Mạng chậm',
        post('Hoa', ANGRY),
        post('Tuấn', HAPPY),
        post('Hoa', ANGRIER),
        post('Bình', ANNOYED),
      );
      const source = await forum('Diễn đàn 1');
      await flow.collect(source);
      await flow.process();
      const hoa = await mentionOf(source, ANGRY);
      expect(hoa).toMatchObject({ url: expect.stringContaining('/post-'), author: { name: 'Hoa' } });
      expect(hoa?.ticketNumber).not.toBeNull();
      const mentions = await mentionsOf(source);
      const numberOf = (author: string, text: string) =>
        mentions.find((each) => each.author.name === author && each.text === text)?.ticketNumber;
      expect(numberOf('Hoa', ANGRIER)).toBe(hoa?.ticketNumber);
      expect(numberOf('Bình', ANNOYED)).not.toBeNull();
      expect(numberOf('Bình', ANNOYED)).not.toBe(hoa?.ticketNumber);
      expect(numberOf('Tuấn', HAPPY)).toBeNull();
      for (let again = 0; again < 3; again += 1) await flow.collect(source);
      expect(await mentionsOf(source)).toHaveLength(4);
      complaints.posts.push(post('Hoa', 'Lại mất mạng nữa rồi, không dùng được gì cả, bực mình thật sự!'));
      await flow.collect(source);
      await flow.process();
      expect(await mentionsOfTicket(records.db, hoa?.ticketNumber ?? 0)).toHaveLength(3);
      const { items } = await listRuns(records.db, source, { limit: 10 });
      expect(items.map((run) => run.new)).toEqual([1, 0, 0, 0, 4]);
      expect(items.every((run) => run.status === 'succeeded')).toBe(true);
    });

    it('reopens a resolved ticket for a new complaint, and opens another once it is closed', async () => {
      const complaints = thread('Trừ tiền', post('Lan', CHARGED));
      const source = await forum('Diễn đàn 2');
      await flow.collect(source);
      await flow.process();
      const number = (await mentionOf(source, CHARGED))?.ticketNumber ?? 0;
      const ticket = await findTicket(records.db, 'all', number);
      await updateTicket(records.db, number, ticket.version, { status: 'resolved', resolvedAt: NOW }, NOW);
      complaints.posts.push(post('Lan', 'Vẫn bị trừ tiền vô lý, làm ăn lừa đảo!'));
      await flow.collect(source);
      await flow.process();
      const reopened = await findTicket(records.db, 'all', number);
      expect(reopened).toMatchObject({ status: 'open', resolvedAt: null });
      await updateTicket(records.db, number, reopened.version, { status: 'closed' }, NOW);
      complaints.posts.push(post('Lan', 'Lần thứ ba bị trừ tiền oan, quá tệ, tôi sẽ bỏ mạng này!'));
      await flow.collect(source);
      await flow.process();
      const third = await mentionOf(source, 'Lần thứ ba bị trừ tiền oan, quá tệ, tôi sẽ bỏ mạng này!');
      expect(third?.ticketNumber).not.toBe(number);
      expect(third?.ticketNumber).not.toBeNull();
    });

    it('answers a longer text that is copied about only once', async () => {
      content.feed.items.push(
        { id: 'a', title: null, author: 'Mai', text: REPEATED, publishedAt: NOW.toISOString() },
        { id: 'b', title: null, author: 'Vy', text: `${REPEATED}!!`, publishedAt: NOW.toISOString() },
      );
      const source = await feed('Bản tin 1');
      await flow.collect(source);
      await flow.process();
      const [one, two] = await mentionsOf(source);
      expect(one?.ticketNumber).toBe(two?.ticketNumber);
      expect([one?.copyOf, two?.copyOf].filter((copy) => copy !== null)).toHaveLength(1);
      content.feed.items.length = 0;
    });

    it("passes over the brand's own account, and obeys the desk's threshold", async () => {
      const desk = await readDeskSettings(records.db);
      content.feed.items.push(
        { id: 'c', title: null, author: 'CSKH', text: ANGRY, publishedAt: NOW.toISOString() },
        { id: 'd', title: null, author: 'Khánh', text: 'Mạng hơi chậm', publishedAt: NOW.toISOString() },
      );
      await writeDeskSettings(records.db, { ...desk, brandAuthors: ['cskh'], complaintThreshold: 0.99 }, NOW);
      const source = await feed('Bản tin 2');
      await flow.collect(source);
      await flow.process();
      expect((await mentionOf(source, ANGRY))?.triage).toMatchObject({ outcome: 'ignored' });
      expect(await mentionOf(source, 'Mạng hơi chậm')).toMatchObject({
        ticketNumber: null,
        analysis: { complaint: { label: false } },
      });
      await writeDeskSettings(records.db, desk, NOW);
      content.feed.items.length = 0;
    });

    it('takes in only what the queries of its source match', async () => {
      const query = await createQuery(records.db, { name: 'mạng', rule: 'mang AND NOT "tuyển dụng"' }, NOW);
      content.feed.items.push(
        { id: 'e', title: null, author: null, text: 'Mạng lag quá trời', publishedAt: NOW.toISOString() },
        { id: 'f', title: null, author: null, text: 'Trời hôm nay đẹp', publishedAt: NOW.toISOString() },
        {
          id: 'g',
          title: null,
          author: null,
          text: 'Nhà mạng tuyển dụng 50 nhân viên',
          publishedAt: NOW.toISOString(),
        },
      );
      const source = await feed('Bản tin 3', { queries: [query.id] });
      await flow.collect(source);
      expect((await mentionsOf(source)).map(({ text }) => text)).toEqual(['Mạng lag quá trời']);
      expect((await listRuns(records.db, source, { limit: 1 })).items[0]).toMatchObject({
        found: 3,
        new: 1,
        unmatched: 2,
      });
    });

    it('keeps the reason when a source fails, and goes on from its cursor after the failure', async () => {
      const source = await flow.listenTo({ kind: 'rss', name: 'Không có', settings: { url: `${site.url}/none.xml` } });
      await expect(flow.collect(source)).rejects.toThrow(GiveUp);
      expect(await findSource(records.db, source, NOW)).toMatchObject({
        health: 'failing',
        problem: expect.stringContaining('404'),
      });
      const { items } = await listRuns(records.db, source, { limit: 1 });
      expect(items[0]).toMatchObject({ status: 'failed', errors: [{ message: expect.stringContaining('404') }] });
    });

    it('stops between two pages when asked to, and the next run brings the rest', async () => {
      for (let count = 0; count < 4; count += 1)
        thread(`Chủ đề ${count}`, post(`khách ${count}`, `Nội dung số ${count} của khách`));
      const source = await forum('Diễn đàn 3');
      const stop = new AbortController();
      stop.abort();
      await expect(flow.collect(source, stop.signal)).rejects.toThrow(/stops/);
      expect((await listRuns(records.db, source, { limit: 1 })).items[0]?.status).toBe('interrupted');
      await flow.collect(source);
      expect((await findSource(records.db, source, NOW)).health).toBe('healthy');
    });

    it('opens a ticket that a person wants, once', async () => {
      content.feed.items.push({ id: 'h', title: null, author: 'Minh', text: HAPPY, publishedAt: NOW.toISOString() });
      const source = await feed('Bản tin 4');
      await flow.collect(source);
      await flow.process();
      const mention = await mentionOf(source, HAPPY);
      expect(mention?.ticketNumber).toBeNull();
      const act = { actor: { ...systemActor, name: 'Lan' }, scope: 'all' as const, now: NOW };
      const opened = await openForMention(records.db, mention?.id ?? '', act);
      expect((await openForMention(records.db, mention?.id ?? '', act)).number).toBe(opened.number);
      const found = await listTickets(records.db, 'all', { folded: 'nhan vien nhiet tinh' }, { limit: 200 });
      expect(found.items.map(({ number }) => number)).toContain(opened.number);
    });
  });
}
