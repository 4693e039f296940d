import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceInput } from '../../src/domain/source.ts';
import { emptyOldTickets, forgetMentions } from '../../src/pipeline/retention.ts';
import { listAudit } from '../../src/storage/audit.ts';
import { insertMentions, saveTriage } from '../../src/storage/mention-steps.ts';
import { readDeskSettings, writeDeskSettings } from '../../src/storage/settings.ts';
import { createSource } from '../../src/storage/sources.ts';
import { openTicket } from '../../src/storage/ticket-writes.ts';
import { RECORDS, silent, type TestRecords } from '../support/databases.ts';
import { newTicketOf } from '../support/new-tickets.ts';

const DAY_MS = 86_400_000;

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`old mentions, on ${skip ?? name}`, () => {
    let records: TestRecords;
    let source: string;
    let now = new Date('2026-03-05T02:00:00.000Z');
    beforeAll(async () => {
      records = await open();
      source = (await createSource(records.db, sourceInput.parse({ kind: 'rss', name: 'Tin' }), now)).id;
    });
    afterAll(() => records?.close());

    async function store(id: string, publishedAt: string, ticketNumber: number | null = null): Promise<void> {
      const { db } = records;
      const nothing = {
        url: null,
        authorId: null,
        authorName: null,
        threadId: null,
        title: null,
        bands: null,
        copyOf: null,
      };
      const mention = { id, sourceId: source, sourceKind: 'rss', externalId: id, kind: 'post' as const, ...nothing };
      const collectedAt = now.toISOString();
      await insertMentions(db, [{ ...mention, text: id, exactHash: id, queryIds: [], publishedAt, collectedAt }]);
      await saveTriage(
        db,
        [{ id, outcome: ticketNumber === null ? 'ignored' : 'ticket', reason: '', ticketNumber }],
        now,
      );
    }
    const left = async () =>
      (await records.db.selectFrom('mentions').select('id').orderBy('id').execute()).map(({ id }) => id);
    const forget = () => forgetMentions({ db: records.db, clock: { now: () => now }, logger: silent, index: null });
    const keep = async (mentionMonths: number | null) =>
      writeDeskSettings(records.db, { ...(await readDeskSettings(records.db)), mentionMonths }, now);

    it('are kept for ever unless the desk says for how long', async () => {
      await store('old', '2025-01-01T00:00:00Z');
      expect(await forget()).toBe(0);
    });

    it('go at the midnight of the team’s zone after their time, but never those of a ticket', async () => {
      const { number } = await openTicket(records.db, await newTicketOf(records.db, 'case', now));
      await store('of a ticket', '2025-01-01T00:00:00Z', number);
      await store('just in time', '2025-12-04T17:00:00Z'); // 5 December, midnight in Vietnam
      await store('just too old', '2025-12-04T16:59:59Z');
      await keep(3);
      expect(await forget()).toBe(2);
      expect(await left()).toEqual(['just in time', 'of a ticket']);
      expect(await forget()).toBe(0);
      now = new Date(now.getTime() + DAY_MS);
      expect(await forget()).toBe(1);
      const { items } = await listAudit(records.db, {}, { limit: 10 });
      expect(items).toMatchObject([{ act: 'mentions.forgotten', details: { count: 1 } }, { details: { count: 2 } }]);
    });

    it('go in several looks when there are many, and none is left', async () => {
      const before = await left();
      const many = 10_001; // one more than one look takes
      const ids = Array.from({ length: many }, (_, index) => `more ${index}`);
      await sql`insert into mentions (id, source_id, source_kind, external_id, kind, text, search, exact_hash, published_at,
          collected_at, triaged_at)
        select id, ${source}, 'rss', id, 'post', id, '', id, '2025-02-01', ${now}, ${now} from unnest(${ids}::text[]) id`.execute(
        records.db,
      );
      now = new Date(now.getTime() + DAY_MS);
      expect(await forget()).toBe(10_000);
      expect(await forget()).toBe(1);
      expect(await left()).toEqual(before);
    });

    it('keep the words of a closed ticket for as long as the desk says, and its figures for ever', async () => {
      const { db } = records;
      const empty = () => emptyOldTickets({ db, clock: { now: () => now }, logger: silent });
      const { number } = await openTicket(db, await newTicketOf(db, 'closed long ago', now));
      const { number: other } = await openTicket(db, await newTicketOf(db, 'still open', now));
      await store('words of a ticket', '2026-01-01T00:00:00Z', number);
      await sql`insert into messages (ticket_number, kind, text, author_name, created_at)
        values (${number}, 'reply', 'Chào anh Nam', 'Lan', ${now})`.execute(db);
      await sql`update tickets set status = 'closed' where number = ${number}`.execute(db);
      expect(await empty()).toBe(0);
      await writeDeskSettings(db, { ...(await readDeskSettings(db)), ticketMonths: 12 }, now);
      expect(await empty()).toBe(0);
      now = new Date(now.getTime() + 400 * DAY_MS);
      expect(await empty()).toBe(1);
      expect(await empty()).toBe(0);
      const left = await db
        .selectFrom('tickets')
        .select(['number', 'subject', 'status'])
        .where('number', '>=', number)
        .execute();
      expect(left).toEqual(expect.arrayContaining([{ number, subject: '[erased]', status: 'closed' }]));
      expect(left.find((each) => each.number === other)?.subject).not.toBe('[erased]');
      const messages = await db.selectFrom('messages').select('text').where('ticket_number', '=', number).execute();
      expect(messages).toEqual([{ text: '' }]);
      const mention = await db
        .selectFrom('mentions')
        .select(['text', 'erased_at'])
        .where('ticket_number', '=', number)
        .execute();
      expect(mention).toEqual([{ text: '', erased_at: now }]);
      expect((await listAudit(db, {}, { limit: 1 })).items).toMatchObject([{ act: 'tickets.forgotten' }]);
    });
  });
}
