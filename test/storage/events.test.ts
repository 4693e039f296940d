import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import {
  addEvent,
  eventsAfter,
  forgetEvents,
  latestEvents,
  latestPlace,
  placeEvents,
} from '../../src/storage/events.ts';
import { RECORDS, serverRecords, type TestRecords } from '../support/databases.ts';
import { postgresUnavailable } from '../support/postgres.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
const note = (db: Database, kind: string, now = NOW) => addEvent(db, { kind, data: {}, users: [] }, now);
const kindsAfter = async (db: Database, place: number) => (await eventsAfter(db, place, 1000)).map(({ kind }) => kind);

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`the feed of events on ${skip ?? name}`, () => {
    let records: TestRecords;
    beforeAll(async () => {
      records = await open();
    });
    afterAll(() => records.close());

    it('gives places from 1 on, without gaps, in the order of writing, and each once', async () => {
      const { db } = records;
      const start = await latestPlace(db);
      for (const kind of ['a.1', 'a.2', 'a.3']) await note(db, kind);
      expect(await kindsAfter(db, start)).toEqual([]);
      await placeEvents(db);
      await placeEvents(db);
      const events = await eventsAfter(db, start, 10);
      expect(events.map(({ kind, sequence }) => [kind, sequence])).toEqual([
        ['a.1', start + 1],
        ['a.2', start + 2],
        ['a.3', start + 3],
      ]);
      expect(await latestEvents(db, 2)).toEqual(events.slice(1));
      expect(await latestPlace(db)).toBe(start + 3);
    });

    it('tells nothing of what was taken back', async () => {
      const { db } = records;
      const start = await latestPlace(db);
      await expect(
        db.transaction().execute(async (tx) => {
          await note(tx, 'b.never');
          throw new Error('taken back');
        }),
      ).rejects.toThrow('taken back');
      await note(db, 'b.1');
      await placeEvents(db);
      expect(await kindsAfter(db, start)).toEqual(['b.1']);
    });

    it('forgets what is old, but nothing that a reader has yet to read, and goes on where it was', async () => {
      const { db } = records;
      await note(db, 'c.1', new Date('2026-01-01'));
      await note(db, 'c.2', new Date('2026-01-02'));
      await placeEvents(db);
      const last = await latestPlace(db);
      await db
        .insertInto('feed_cursors')
        .values({ name: 'slow', sequence: String(last - 2) })
        .execute();
      await forgetEvents(db, new Date('2026-02-01'));
      expect(await kindsAfter(db, last - 2)).toEqual(['c.1', 'c.2']);
      await db
        .updateTable('feed_cursors')
        .set({ sequence: String(last) })
        .execute();
      await forgetEvents(db, new Date('2027-01-01'));
      expect((await eventsAfter(db, 0, 10)).map(({ kind, sequence }) => [kind, sequence])).toEqual([['c.2', last]]);
      await note(db, 'c.3');
      await placeEvents(db);
      expect(await latestPlace(db)).toBe(last + 1);
    });
  });
}

// The embedded database runs one transaction at a time, so there two are never open.
describe.skipIf(postgresUnavailable() !== null)('the feed of events beside open transactions', () => {
  let records: TestRecords;
  beforeAll(async () => {
    records = await serverRecords();
  });
  afterAll(() => records.close());

  it('passes by no event of a transaction that is committed after a later one', async () => {
    const { db } = records;
    const start = await latestPlace(db);
    const slow = await db.startTransaction().execute();
    await note(slow, 'slow.1');
    const quick = await db.startTransaction().execute();
    await note(quick, 'quick.1');
    await quick.commit().execute();
    await placeEvents(db);
    expect(await kindsAfter(db, start)).toEqual(['quick.1']);
    const place = await latestPlace(db);
    await note(slow, 'slow.2');
    await slow.commit().execute();
    await placeEvents(db);
    expect(await kindsAfter(db, place)).toEqual(['slow.1', 'slow.2']);
  });

  it('gives each reader every event once, in one order, whoever writes, places and reads at once', async () => {
    const { db } = records;
    const start = await latestPlace(db);
    const written = 8 * 40;
    const write = async (writer: number) => {
      for (let each = 0; each < 40; each += 1)
        await db.transaction().execute(async (tx) => {
          await note(tx, `w${writer}.${each}`);
          if (each % 7 === 0) await latestPlace(tx); // some take longer than others
        });
    };
    const read = async () => {
      const seen: string[] = [];
      for (let place = start; seen.length < written; ) {
        await placeEvents(db);
        const events = await eventsAfter(db, place, 50);
        seen.push(...events.map(({ kind }) => kind));
        place = events.at(-1)?.sequence ?? place;
      }
      return seen;
    };
    const readers = [read(), read(), read()];
    await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
    const [one, two, three] = await Promise.all(readers);
    expect(new Set(one).size).toBe(written);
    expect(two).toEqual(one);
    expect(three).toEqual(one);
    for (let writer = 0; writer < 8; writer += 1) {
      const own = one?.filter((kind) => kind.startsWith(`w${writer}.`)) ?? [];
      expect(own).toEqual(Array.from({ length: 40 }, (_, each) => `w${writer}.${each}`));
    }
  });
});
