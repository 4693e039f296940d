import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAnalyser } from '../../src/analysis/analyser.ts';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { qualitySettings } from '../../src/domain/quality-settings.ts';
import { askCustomers, csatWaits } from '../../src/pipeline/csat.ts';
import { checkReviews, drawReviews, qualityWaits } from '../../src/pipeline/quality-work.ts';
import { verifyAudit } from '../../src/pipeline/verify-audit.ts';
import { createSession } from '../../src/storage/people.ts';
import { writeQualitySettings } from '../../src/storage/quality-settings.ts';
import { createTeam } from '../../src/storage/teams.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { RECORDS, silent, type TestRecords } from '../support/databases.ts';
import { allRows } from '../support/full-records.ts';
import { OTT_SECRETS, ottMessage, signedOtt } from '../support/ott-webhook.ts';
import { type OttState, startOtt } from '../support/stand-ins/ott.ts';

const HOUR = 3_600_000;
const CONTACT = 'CSKH Viettel';
const analyser = loadAnalyser();
const never = new AbortController().signal;

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`quality from the solution to the figures, on ${skip ?? name}`, () => {
    let records: TestRecords;
    let desk: ChannelDesk;
    let network: StandIn;
    let channel: string;
    let team: string;
    const ids: Record<string, string> = {};
    const state: OttState = { apiSecret: OTT_SECRETS.apiSecret, contact: CONTACT, messages: [] };
    let sessions = 0;

    /** Asks as somebody of the desk, who signs in for it. */
    const ask = async (who: string, method: string, path: string, body?: object, headers = {}) => {
      sessions += 1;
      const session = `${name}-${sessions}`;
      const now = desk.now();
      await createSession(records.db, ids[who] ?? '', session, now, new Date(now.getTime() + HOUR));
      return desk.api.ask(method, path, { as: session, headers, ...(body === undefined ? {} : { body }) });
    };
    const finish = async (who: string, ticket: number, status: 'resolved' | 'closed') => {
      const path = `/api/tickets/${ticket}`;
      const { version } = (await ask(who, 'GET', path)).body;
      expect((await ask(who, 'PATCH', path, { status }, { 'if-match': `"${version}"` })).body.status).toBe(status);
    };
    const work = () => ({ db: records.db, clock: { now: desk.now }, logger: silent, analyser });
    const csat = () => ({ ...work(), publicUrl: 'https://cskh.example/' });
    const reviews = async (who: string) => (await ask(who, 'GET', '/api/quality-reviews')).body.items;
    const newTicket = async (who: string): Promise<number> => {
      const message = ottMessage(`m-${desk.now().getTime()}`, who, 'Mạng chậm quá, không vào được', desk.now());
      await desk.tell('ott', channel, signedOtt([message], desk.now()));
      await desk.work();
      return (await desk.tickets()).at(-1)?.number;
    };
    const rate = (token: string, body: string) =>
      desk.api.ask('POST', `/csat/${token}`, {
        as: 'nobody',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });

    beforeAll(async () => {
      records = await open();
      network = await startOtt(state);
      desk = await openChannelDesk(records, [network.host]);
      const settings = { network: 'mocha', apiUrl: network.origin, contact: CONTACT, ...OTT_SECRETS };
      team = (await createTeam(records.db, { name: 'Miền Bắc', parent: null })).id;
      channel = await desk.open('ott', 'Mocha', settings, { team });
      ids.lan = (await desk.api.person('lan', 'agent', team)).id;
      ids.minh = (await desk.api.person('minh', 'agent', team)).id;
      ids.lead = (await desk.api.person('lead', 'manager', team)).id;
      ids.head = (await desk.api.person('head', 'manager')).id;
      const other = (await createTeam(records.db, { name: 'Miền Nam', parent: null })).id;
      ids.south = (await desk.api.person('south', 'manager', other)).id;
      const enabled = { sampling: { atLeastPerAgent: 1 }, csat: { enabled: true } };
      await writeQualitySettings(records.db, qualitySettings.parse(enabled), desk.now());
    });
    afterAll(async () => {
      await desk.close();
      await network.close();
      await records.close();
    });

    let solved: number;
    let token: string;

    it('asks the customer once the ticket is solved a while ago, by a link of which a hash is kept', async () => {
      solved = await newTicket('84911');
      await ask('lead', 'POST', `/api/tickets/${solved}/assign`, { assignee: ids.lan });
      const text = 'Dạ em chào chị, em rất xin lỗi chị. Bên em sẽ xử lý trong vòng 2 giờ ạ. Em cảm ơn chị!';
      expect((await ask('lan', 'POST', `/api/tickets/${solved}/messages`, { kind: 'reply', text })).status).toBe(201);
      await finish('lan', solved, 'resolved');
      expect(await csatWaits(csat())).toBe(false);
      desk.pass(HOUR);
      expect(await csatWaits({ ...csat(), publicUrl: undefined })).toBe(false);
      expect(await csatWaits(csat())).toBe(true);
      const asked = await Promise.all([askCustomers(csat(), never), askCustomers(csat(), never)]);
      expect(asked.sort()).toEqual([0, 1]);
      await desk.deliver(channel);
      desk.pass(60_000);
      await desk.deliver(channel);
      const sent = state.messages.at(-1)?.text ?? '';
      token = /https:\/\/cskh\.example\/csat\/([\w-]{32})(?![\w-])/.exec(sent)?.[1] ?? '';
      expect(token, sent).toHaveLength(32);
      const { csat_requests: kept } = await allRows(records.db);
      expect(kept?.join()).not.toContain(token);
      const shown = await ask('lan', 'GET', `/api/tickets/${solved}`);
      expect(shown.body.status).toBe('resolved');
      expect(shown.body.messages.at(-1).text).toContain('/csat/•••');
      expect(shown.text).not.toContain(token);
    });

    it('takes one rating from the page, which names nobody and stands in no frame', async () => {
      const page = await desk.api.ask('GET', `/csat/${token}`, { as: 'nobody' });
      expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(page.text).toContain('Rất hài lòng');
      expect(page.text).not.toMatch(new RegExp(`84911|Khách|#${solved}|<script|style=`));
      expect((await rate(token, 'rating=6')).status).toBe(422);
      expect((await rate(token, 'comment=x')).status).toBe(422);
      const comment = encodeURIComponent('Chờ lâu <b>quá</b>\0');
      const taken = await Promise.all([1, 2].map(() => rate(token, `rating=2&comment=${comment}`)));
      expect(taken.map(({ text }) => /<h1>(Cảm ơn)?/.exec(text)?.[1]).filter(Boolean)).toHaveLength(1);
      expect((await desk.api.ask('GET', `/csat/${token}`, { as: 'nobody' })).text).toContain('đã đánh giá');
      const unknown = await desk.api.ask('GET', `/csat/${'x'.repeat(32)}`, { as: 'nobody' });
      expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      desk.pass(1000);
      const { body } = await ask('lead', 'GET', '/api/analytics/csat?by=team');
      expect(body.total).toEqual({ asked: 1, answered: 1, average: 2, satisfied: 0, ratings: [0, 1, 0, 0, 0] });
      expect(body.items).toMatchObject([{ key: team, name: 'Miền Bắc', asked: 1, answered: 1 }]);
      expect((await ask('south', 'GET', '/api/analytics/csat')).body.total.asked).toBe(0);
      const marketing = await desk.api.ask('GET', '/api/analytics/csat?by=agent', { as: 'marketing' });
      expect(marketing.status).toBe(403);
    });

    it('asks nobody twice within the quiet days, nor when the time to be asked is over', async () => {
      // What the customer writes to a resolved ticket would open that one again.
      await finish('lan', solved, 'closed');
      const second = await newTicket('84911');
      await ask('lead', 'POST', `/api/tickets/${second}/assign`, { assignee: ids.minh });
      await finish('minh', second, 'closed');
      desk.pass(HOUR);
      expect(await askCustomers(csat(), never)).toBe(0);
    });

    it('draws the day once it is over and there is a scorecard, and never twice', async () => {
      desk.pass(24 * HOUR);
      expect(await drawReviews(work(), never)).toBe(0);
      const criteria = [
        { key: 'greeting', name: 'Chào hỏi', check: 'greeting' },
        { key: 'promise', name: 'Giữ lời', check: 'promises', weight: 2 },
        { key: 'solution', name: 'Giải quyết', weight: 2, points: 4 },
        { key: 'privacy', name: 'Bảo mật', fatal: true },
      ];
      const card = { name: 'CSKH', criteria };
      expect((await desk.api.ask('POST', '/api/scorecards', { body: card })).status).toBe(201);
      expect((await desk.api.ask('POST', '/api/scorecards', { body: card })).status).toBe(409);
      expect(await qualityWaits(work())).toBe(true);
      const drawn = await Promise.all([drawReviews(work(), never), drawReviews(work(), never)]);
      expect(drawn.sort()).toEqual([0, 2]);
      expect(await checkReviews(work(), never)).toBe(2);
      expect(await qualityWaits(work())).toBe(false);
      const found = await reviews('lead');
      const reasons = found.map(({ agent, reason }: { agent: { name: string }; reason: string }) => [
        agent.name,
        reason,
      ]);
      expect(Object.fromEntries(reasons)).toEqual({ lan: 'low-csat', minh: 'by-agent' });
      expect(await reviews('south')).toEqual([]);
      expect(await reviews('lan')).toEqual([]);
    });

    it('is reviewed, appealed and decided by three people, each in their turn, and counted', async () => {
      const all = await reviews('lead');
      const { id } = all.find((each: { ticketNumber: number }) => each.ticketNumber === solved);
      const path = `/api/quality-reviews/${id}`;
      const taken = await ask('lead', 'POST', `${path}/take`);
      expect(taken.body.proposedAnswers).toMatchObject([
        { criterion: 'greeting', points: 1 },
        { criterion: 'promise', points: 1 },
      ]);
      expect(taken.body.rating).toMatchObject({ rating: 2, comment: 'Chờ lâu <b>quá</b>' });
      expect((await ask('lan', 'GET', path)).status).toBe(404);
      expect((await ask('head', 'POST', `${path}/take`)).status).toBe(409);
      const answers = (solution: number) => [
        { criterion: 'greeting', points: 1 },
        { criterion: 'promise', points: null },
        { criterion: 'solution', points: solution },
        { criterion: 'privacy', points: 1 },
      ];
      expect((await ask('lead', 'POST', `${path}/submit`, { answers: answers(9) })).status).toBe(422);
      const made = await ask('lead', 'POST', `${path}/submit`, { answers: answers(1), comment: 'Gọi 0912345678' });
      // (1 + 2 × 1/4 + 1) of 4.
      expect(made.body).toMatchObject({ status: 'submitted', score: 62.5, passed: false, fatal: false });
      await ask('lead', 'POST', `${path}/coaching`, { text: 'Nhắc lại thời hạn đã hứa.' });
      const seen = await ask('lan', 'GET', path);
      expect(seen.body.comment).toBe('Gọi •••');
      expect(seen.body.coaching).toMatchObject([{ text: 'Nhắc lại thời hạn đã hứa.', author: 'lead' }]);
      expect((await ask('minh', 'GET', path)).status).toBe(404);
      const appeal = { text: 'Mạng đã thông trong giờ hẹn.' };
      expect((await ask('head', 'POST', `${path}/appeal`, appeal)).status).toBe(403);
      expect((await ask('lan', 'POST', `${path}/appeal`, appeal)).body.status).toBe('appealed');
      expect((await ask('lan', 'POST', `${path}/appeal`, appeal)).status).toBe(409);
      const decision = { granted: true, reason: 'Đúng vậy.', answers: answers(4) };
      expect((await ask('lead', 'POST', `${path}/decide`, decision)).status).toBe(403);
      const decided = await ask('head', 'POST', `${path}/decide`, decision);
      expect(decided.body).toMatchObject({
        status: 'decided',
        score: 100,
        passed: true,
        decision: { scoreBefore: 62.5 },
      });

      desk.pass(1000);
      const figures = { reviews: 1, averageScore: 100, passed: 1, failed: 0, fatal: 0, appeals: 1, granted: 1 };
      for (const by of ['agent', 'team', 'day']) {
        const { body } = await ask('lead', 'GET', `/api/analytics/quality?by=${by}`);
        expect([by, body.total, body.items.length]).toEqual([by, figures, 1]);
        expect(body.items[0]).toMatchObject(figures);
      }
      const { items } = (await ask('lead', 'GET', '/api/analytics/quality/criteria')).body;
      const promise = items.find(({ key }: { key: string }) => key === 'promise');
      expect(promise).toMatchObject({ answers: 0, notApplicable: 1, averageScore: null });
      expect((await ask('south', 'GET', '/api/analytics/quality')).body.total.reviews).toBe(0);
    });

    it('has every act in the audit chain', async () => {
      const { audit_log: log } = await allRows(records.db);
      for (const act of ['quality.drawn', 'ticket.rated', 'scorecard.created'])
        expect(log?.filter((row) => row.includes(act))).toHaveLength(1);
      for (const act of ['taken', 'submitted', 'coached', 'appealed', 'decided'])
        expect(
          log?.filter((row) => row.includes(`quality-review.${act}`)),
          act,
        ).toHaveLength(1);
      expect(await verifyAudit(records.db)).toMatchObject({ breaks: [] });
    });
  });
}
