import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceInput } from '../../src/domain/source.ts';
import { forgetMentions } from '../../src/pipeline/retention.ts';
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
  });
}
