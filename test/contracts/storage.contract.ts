import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/analysis/query/parse.ts';
import { caseKey } from '../../src/care/triage.ts';
import { type Analysis, analysis, type Labels } from '../../src/domain/analysis.ts';
import { mentionId } from '../../src/domain/mention.ts';
import { sourceInput } from '../../src/domain/source.ts';
import { Conflict, InvalidInput, NotFound } from '../../src/errors.ts';
import { correctMention } from '../../src/storage/corrections.ts';
import { type Database, inTransaction, migrate } from '../../src/storage/database.ts';
import { customersOf } from '../../src/storage/identities.ts';
import {
  analysePending,
  findCopyCandidates,
  insertMentions,
  type NewMention,
  pendingSteps,
  saveTriage,
  takeUntriaged,
} from '../../src/storage/mention-steps.ts';
import { findMention, listMentions } from '../../src/storage/mentions.ts';
import { firstTeam } from '../../src/storage/people.ts';
import { changeQuery, createQuery, deleteQuery, listQueries } from '../../src/storage/queries.ts';
import { addToRun, finishRun, interruptAllRuns, listRuns, startRun } from '../../src/storage/runs.ts';
import {
  changeSource,
  createSource,
  deleteSource,
  findSource,
  listSources,
  saveCursor,
  sourceCursor,
} from '../../src/storage/sources.ts';
import { openTicket, updateTicket } from '../../src/storage/ticket-writes.ts';
import { findTicket, listTickets } from '../../src/storage/tickets.ts';
import type { TestRecords } from '../support/databases.ts';
import { newTicketOf } from '../support/new-tickets.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

const analysisOf = (complaint: boolean): Analysis =>
  analysis.parse({
    language: 'vi',
    sentiment: { label: complaint ? 'negative' : 'neutral', score: 0.9 },
    complaint: { label: complaint, score: complaint ? 0.9 : 0.1 },
    topics: ['network'],
    urgency: 'normal',
    spam: false,
    evidence: [],
    version: 'test',
  });

let serial = 0;
const unique = (name: string) => {
  serial += 1;
  return `${name} ${serial}`;
};

const newSource = (db: Database, everyMinutes = 15) =>
  createSource(db, sourceInput.parse({ kind: 'rss', name: unique('source'), everyMinutes }), NOW);

function mentionOf(sourceId: string, text: string, more: Partial<NewMention> = {}): NewMention {
  const externalId = unique('post');
  return {
    id: mentionId('rss', externalId),
    sourceId,
    sourceKind: 'rss',
    externalId,
    kind: 'post',
    url: null,
    authorId: null,
    authorName: null,
    threadId: null,
    title: null,
    text,
    exactHash: text,
    bands: null,
    copyOf: null,
    queryIds: [],
    publishedAt: null,
    collectedAt: NOW.toISOString(),
    ...more,
  };
}

const analyseAll = (db: Database, complaint = true) =>
  analysePending(db, 1000, NOW, (mentions) => mentions.map(({ id }) => ({ id, analysis: analysisOf(complaint) })));

const newTicket = (db: Database, key: string, firstResponseDueAt = later(60)) =>
  newTicketOf(db, key, NOW, { times: { firstResponseDueAt } });

/** What the queries promise, on whichever database. */
export function storageContract(name: string, open: () => Promise<TestRecords>): void {
  describe(`records on ${name}`, () => {
    let records: TestRecords;
    let db: Database;
    beforeAll(async () => {
      records = await open();
      db = records.db;
    });
    afterAll(() => records?.close());

    it('migrates again without harm, also from several at once', async () => {
      await Promise.all([migrate(db), migrate(db)]);
    });

    describe('sources', () => {
      it('keeps name, settings and cursor, and forgets the cursor with new settings', async () => {
        const source = await newSource(db);
        await saveCursor(db, source.id, { seen: ['a'] });
        expect(await sourceCursor(db, source.id)).toEqual({ seen: ['a'] });
        const renamed = await changeSource(db, source.id, { name: unique('renamed') }, NOW);
        expect(await sourceCursor(db, source.id)).toEqual({ seen: ['a'] });
        expect(renamed.settings).toEqual(source.settings);
        await changeSource(db, source.id, { settings: { url: 'https://example.com/' } }, NOW);
        expect(await sourceCursor(db, source.id)).toBeUndefined();
      });

      it('refuses a second source of the same name, by creating and by renaming', async () => {
        const [first, second] = [await newSource(db), await newSource(db)];
        await expect(createSource(db, sourceInput.parse({ kind: 'rss', name: first.name }), NOW)).rejects.toThrow(
          Conflict,
        );
        await expect(changeSource(db, second.id, { name: first.name }, NOW)).rejects.toThrow(Conflict);
      });

      it('is gone after deleting, and its name free', async () => {
        const source = await newSource(db);
        await deleteSource(db, source.id, NOW);
        await expect(findSource(db, source.id, NOW)).rejects.toThrow(NotFound);
        await createSource(db, sourceInput.parse({ kind: 'rss', name: source.name }), NOW);
      });

      it('pages through all of them once', async () => {
        for (let count = 0; count < 7; count += 1) await newSource(db);
        const names: string[] = [];
        let cursor: string | null | undefined;
        do {
          const page = await listSources(db, { limit: 3, cursor: cursor ?? undefined }, NOW);
          names.push(...page.items.map((source) => source.name));
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(new Set(names).size).toBe(names.length);
        expect(names.length).toBeGreaterThanOrEqual(7);
      });

      it.each([
        'nonsense',
        'e30',
        Buffer.from('["x","y"]').toString('base64url'),
        Buffer.from('[1]').toString('base64url'),
      ])('refuses the cursor %s', async (cursor) => {
        await expect(listSources(db, { limit: 3, cursor }, NOW)).rejects.toThrow(InvalidInput);
      });
    });

    describe('runs', () => {
      it('lets one run of a source go on at a time, and tells its health', async () => {
        const source = await newSource(db);
        const id = await startRun(db, source.id, NOW);
        expect(await startRun(db, source.id, NOW)).toBeNull();
        const progress = {
          found: 3,
          new: 2,
          unmatched: 1,
          rejected: 0,
          errors: [{ url: 'u', message: 'm' }],
          warnings: [],
        };
        await addToRun(db, id ?? '', progress, later(1));
        await addToRun(db, id ?? '', progress, later(1));
        await finishRun(db, { id: id ?? '', sourceId: source.id, status: 'failed', problem: 'no such feed' }, later(2));
        const { items } = await listRuns(db, source.id, { limit: 10 });
        expect(items).toHaveLength(1);
        expect(items[0]).toMatchObject({ status: 'failed', found: 6, new: 4, unmatched: 2, durationMs: 120_000 });
        expect(items[0]?.errors).toHaveLength(2);
        expect(await findSource(db, source.id, later(2))).toMatchObject({ health: 'failing', problem: 'no such feed' });
      });

      it('takes a silent run for dead, and not a living one', async () => {
        const source = await newSource(db);
        const first = await startRun(db, source.id, NOW);
        expect(await startRun(db, source.id, later(1))).toBeNull();
        const second = await startRun(db, source.id, later(3));
        expect(second).not.toBeNull();
        expect(second).not.toBe(first);
        expect(await interruptAllRuns(db, later(3))).toBe(1);
      });

      it('becomes late after two intervals, and is healthy after a success', async () => {
        const source = await newSource(db, 10);
        expect((await findSource(db, source.id, later(5))).health).toBe('new');
        expect((await findSource(db, source.id, later(22))).health).toBe('late');
        const id = (await startRun(db, source.id, later(22))) ?? '';
        await finishRun(db, { id, sourceId: source.id, status: 'succeeded', problem: null }, later(22));
        expect((await findSource(db, source.id, later(23))).health).toBe('healthy');
        expect((await findSource(db, source.id, later(44))).health).toBe('late');
        await changeSource(db, source.id, { enabled: false }, NOW);
        expect((await findSource(db, source.id, later(44))).health).toBe('paused');
      });
    });

    describe('queries', () => {
      it('takes a deleted query off its sources', async () => {
        const query = await createQuery(db, { name: unique('query'), rule: 'mạng' }, NOW);
        const other = await createQuery(db, { name: unique('query'), rule: 'cước' }, NOW);
        const source = await newSource(db);
        await changeSource(db, source.id, { queries: [query.id, other.id] }, NOW);
        expect((await changeQuery(db, query.id, { rule: 'cước' })).rule).toBe('cước');
        expect((await listQueries(db, { limit: 100 })).items.map(({ id }) => id)).toContain(query.id);
        await deleteQuery(db, query.id);
        expect((await findSource(db, source.id, NOW)).queries).toEqual([other.id]);
        await expect(deleteQuery(db, query.id)).rejects.toThrow(NotFound);
      });

      it('stays while it is all that a source listens by', async () => {
        const query = await createQuery(db, { name: unique('query'), rule: 'mạng' }, NOW);
        const source = await newSource(db);
        await changeSource(db, source.id, { queries: [query.id] }, NOW);
        await expect(deleteQuery(db, query.id)).rejects.toThrow(source.name);
        expect((await findSource(db, source.id, NOW)).queries).toEqual([query.id]);
        await deleteSource(db, source.id, NOW);
        await deleteQuery(db, query.id);
      });
    });

    describe('mentions', () => {
      it('makes one of a post that comes twice, and reads an edited one again', async () => {
        const source = await newSource(db);
        const mention = mentionOf(source.id, 'mạng chậm');
        expect(await insertMentions(db, [mention])).toEqual([mention.id]);
        expect(await insertMentions(db, [mention])).toEqual([]);
        await analyseAll(db);
        expect((await findMention(db, mention.id)).analysis?.complaint.label).toBe(true);
        const edited = { ...mention, text: 'mạng nhanh', exactHash: 'mạng nhanh' };
        expect(await insertMentions(db, [edited])).toEqual([]);
        expect((await pendingSteps(db)).analyse).toBe(1);
        await analyseAll(db);
        expect((await findMention(db, mention.id)).text).toBe('mạng nhanh');
      });

      it('keeps hostile text as it is', async () => {
        const source = await newSource(db);
        const text = `'; drop table mentions; -- \\ "{$1}" \u{1F621} <script>alert(1)</script> %s $1`;
        const mention = mentionOf(source.id, text, { authorName: "O'Brien\\" });
        await insertMentions(db, [mention]);
        expect((await findMention(db, mention.id)).text).toBe(text);
      });

      it('never hands a row to two workers', async () => {
        const source = await newSource(db);
        await analyseAll(db);
        await insertMentions(
          db,
          Array.from({ length: 60 }, (_, index) => mentionOf(source.id, `text ${index}`)),
        );
        const seen: string[] = [];
        const work = async () => {
          for (;;) {
            const taken = await analysePending(db, 7, NOW, (mentions) => {
              seen.push(...mentions.map(({ id }) => id));
              return mentions.map(({ id }) => ({ id, analysis: analysisOf(false) }));
            });
            if (taken === 0) return;
          }
        };
        await Promise.all([work(), work(), work(), work()]);
        expect(seen).toHaveLength(60);
        expect(new Set(seen).size).toBe(60);
      });

      it('stores neither result nor mark when the step breaks', async () => {
        const source = await newSource(db);
        await analyseAll(db);
        await insertMentions(db, [mentionOf(source.id, 'x')]);
        const broken = analysePending(db, 10, NOW, () => {
          throw new Error('broken');
        });
        await expect(broken).rejects.toThrow('broken');
        expect((await pendingSteps(db)).analyse).toBe(1);
      });

      it('sets a text aside that the language stage cannot read', async () => {
        const source = await newSource(db);
        await analyseAll(db);
        const mention = mentionOf(source.id, 'poison');
        await insertMentions(db, [mention]);
        await analysePending(db, 10, NOW, (mentions) => mentions.map(({ id }) => ({ id, error: 'broken' })));
        expect((await findMention(db, mention.id)).analysis).toBeNull();
        expect((await pendingSteps(db)).analyse).toBe(0);
      });

      it('finds copy candidates by hash and by any band', async () => {
        const source = await newSource(db);
        const stored = mentionOf(source.id, 'một bài dài', {
          exactHash: unique('hash'),
          bands: [-32768, 11, 12, 32767],
        });
        await insertMentions(db, [stored]);
        const look = async (exactHash: string, bands: [number, number, number, number] | null) =>
          (await findCopyCandidates(db, [{ exactHash, bands }], later(-1))).map(({ id }) => id);
        expect(await look(stored.exactHash, null)).toContain(stored.id);
        expect(await look('other', [0, 0, 0, 32767])).toContain(stored.id);
        expect(await look('other', [0, 0, 0, 0])).not.toContain(stored.id);
        expect(await findCopyCandidates(db, [{ exactHash: stored.exactHash, bands: null }], later(1))).toEqual([]);
      });

      it('filters, searches and pages, newest first', async () => {
        const source = await newSource(db);
        const mentions = Array.from({ length: 9 }, (_, index) =>
          mentionOf(source.id, `cuoc internet thang ${index}`, { publishedAt: later(index).toISOString() }),
        );
        await insertMentions(db, mentions);
        await analyseAll(db);
        const filter = {
          source: source.id,
          rule: parseQuery('cuoc thang'),
          complaint: true,
          sentiment: 'negative',
          topic: 'network',
        };
        const first = await listMentions(db, filter, { limit: 4 });
        const second = await listMentions(db, filter, { limit: 9, cursor: first.nextCursor ?? undefined });
        const texts = [...first.items, ...second.items].map(({ text }) => text);
        expect(texts).toEqual(mentions.map(({ text }) => text).reverse());
        expect(second.nextCursor).toBeNull();
        const window = { ...filter, from: later(2).toISOString(), to: later(5).toISOString() };
        expect((await listMentions(db, window, { limit: 9 })).items).toHaveLength(3);
        expect((await listMentions(db, { ...filter, topic: 'tv' }, { limit: 9 })).items).toEqual([]);
        expect((await listMentions(db, { ...filter, rule: parseQuery('cuoc -thang') }, { limit: 9 })).items).toEqual(
          [],
        );
      });

      it('keeps a correction beside the analysis and shows the right labels', async () => {
        const source = await newSource(db);
        const mention = mentionOf(source.id, 'corrected');
        await insertMentions(db, [mention]);
        await analyseAll(db);
        const labels: Labels = { complaint: false, sentiment: 'positive', topics: ['tv'] };
        await correctMention(db, { mentionId: mention.id, userId: null, byName: 'Lan', labels }, NOW);
        const shown = await findMention(db, mention.id);
        expect(shown.analysis).toMatchObject({
          complaint: { label: false },
          sentiment: { label: 'positive' },
          topics: ['tv'],
        });
        const filter = { source: source.id, complaint: false, sentiment: 'positive', topic: 'tv' };
        expect((await listMentions(db, filter, { limit: 9 })).items).toHaveLength(1);
      });

      it('keeps what people said last of each label when the text is edited and read anew', async () => {
        const source = await newSource(db);
        const mention = mentionOf(source.id, 'corrected-edited');
        await insertMentions(db, [mention]);
        await analyseAll(db);
        const before = (await findMention(db, mention.id)).analysis;
        const by = { mentionId: mention.id, userId: null, byName: 'Lan' };
        await correctMention(db, { ...by, labels: { complaint: !before?.complaint.label, topics: ['app'] } }, NOW);
        await correctMention(db, { ...by, labels: { topics: ['tv', 'sim'] } }, later(1));
        await insertMentions(db, [{ ...mention, text: `${mention.text} (đã sửa)` }]);
        await analyseAll(db);
        const shown = await findMention(db, mention.id);
        expect(shown.text).toContain('(đã sửa)');
        expect(shown.analysis).toEqual({
          ...before,
          complaint: { label: !before?.complaint.label, score: before?.complaint.label ? 0 : 1 },
          topics: ['tv', 'sim'],
          corrected: { complaint: before?.complaint, topics: before?.topics },
        });
        const filter = { source: source.id, complaint: !before?.complaint.label, topic: 'sim' };
        expect((await listMentions(db, filter, { limit: 9 })).items).toHaveLength(1);
      });
    });

    describe('tickets', () => {
      it('opens one ticket a case, also when workers open it at once, and another after closing', async () => {
        const key = unique('case');
        const ticket = await newTicket(db, key);
        const opened = await Promise.all(
          Array.from({ length: 8 }, () => inTransaction(db, (tx) => openTicket(tx, ticket))),
        );
        expect(new Set(opened.map(({ number }) => number)).size).toBe(1);
        expect(opened.filter(({ opened }) => opened)).toHaveLength(1);
        const number = opened[0]?.number ?? 0;
        await updateTicket(db, number, 1, { status: 'closed' }, NOW);
        expect((await openTicket(db, ticket)).opened).toBe(true);
      });

      it('refuses a change of an old version', async () => {
        const { number } = await openTicket(db, await newTicket(db, unique('case')));
        await updateTicket(db, number, 1, { priority: 'high' }, NOW);
        await expect(updateTicket(db, number, 1, { priority: 'low' }, NOW)).rejects.toThrow(Conflict);
        expect(await findTicket(db, 'all', number)).toMatchObject({ version: 2, priority: 'high' });
      });

      it('shows only the teams in scope, in lists and by number', async () => {
        const { number } = await openTicket(db, await newTicket(db, unique('case')));
        const team = await firstTeam(db);
        const other = '00000000-0000-4000-8000-000000000000';
        expect((await findTicket(db, [team], number)).number).toBe(number);
        await expect(findTicket(db, [other], number)).rejects.toThrow(NotFound);
        await expect(findTicket(db, [], number)).rejects.toThrow(NotFound);
        expect((await listTickets(db, [other], {}, { limit: 100 })).items).toEqual([]);
        expect((await listTickets(db, [team], {}, { limit: 1 })).items).toHaveLength(1);
      });

      it('lists by the clock that ends first', async () => {
        for (const minutes of [30, 10, 20]) {
          await openTicket(db, await newTicket(db, unique('case'), later(minutes)));
        }
        const { items } = await listTickets(db, 'all', { dueBefore: later(31) }, { limit: 100 });
        const due = items.map(({ firstResponseDueAt }) => firstResponseDueAt);
        expect(due).toEqual([...due].sort());
        expect(due).toHaveLength(3);
      });

      it('makes one customer of one author, also at once', async () => {
        const [hoa, nam] = ['Hoa', 'Nam'].map((name) => ({ channel: 'forum', externalId: unique('user'), name }));
        if (hoa === undefined || nam === undefined) throw new Error('two are expected');
        const ids = await Promise.all(
          Array.from({ length: 6 }, (_, at) =>
            inTransaction(db, (tx) => customersOf(tx, at % 2 === 0 ? [hoa, nam, hoa] : [nam, hoa])),
          ),
        );
        const [first = [], second = []] = ids;
        expect(first).toHaveLength(3);
        expect([first[0], first[2], second[0]]).toEqual([second[1], second[1], first[1]]);
        expect(new Set(ids.flat()).size).toBe(2);
        const names = await db.selectFrom('customers').select('name').where('id', 'in', ids.flat()).execute();
        expect(names.map(({ name }) => name).sort()).toEqual(['Hoa', 'Nam']);
      });

      it('hands triage what it needs, and keeps its decision', async () => {
        const source = await newSource(db);
        await analyseAll(db);
        await inTransaction(db, async (tx) => {
          const left = await takeUntriaged(tx, 1000);
          await saveTriage(
            tx,
            left.map(({ id }) => ({ id, outcome: 'ignored', reason: 'r', ticketNumber: null })),
            NOW,
          );
        });
        const original = mentionOf(source.id, 'original', { authorId: 'u1', threadId: 't1' });
        await insertMentions(db, [original]);
        await analyseAll(db);
        const [taken] = await inTransaction(db, (tx) => takeUntriaged(tx, 10));
        expect(taken).toMatchObject({ id: original.id, authorId: 'u1', originalTicket: null, ticketNumber: null });
        const { number } = await openTicket(db, await newTicket(db, caseKey(taken ?? original)));
        await saveTriage(db, [{ id: original.id, outcome: 'ticket', reason: 'r', ticketNumber: number }], NOW);
        const copy = mentionOf(source.id, 'copy', { copyOf: original.id });
        await insertMentions(db, [copy]);
        await analyseAll(db);
        expect(await inTransaction(db, (tx) => takeUntriaged(tx, 10))).toMatchObject([
          { id: copy.id, originalTicket: number },
        ]);
      });
    });
  });
}
