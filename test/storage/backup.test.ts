import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, InvalidInput } from '../../src/errors.ts';
import { backUp } from '../../src/storage/backup.ts';
import { restore } from '../../src/storage/restore.ts';
import { embeddedRecords, serverRecords, type TestRecords } from '../support/databases.ts';
import { allRows, fillRecords, shapeOf } from '../support/full-records.ts';
import { postgresUnavailable } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
const MENTIONS = 1234;
const folder = tempFolder();
const path = (name: string) => join(folder.path, name);
const keep = { replace: false };
const replace = { replace: true };

let original: TestRecords;
let rows: Record<string, string[]>;
let whole: Buffer;
beforeAll(async () => {
  original = await embeddedRecords();
  await fillRecords(original.db, MENTIONS);
  rows = await allRows(original.db);
  await backUp(original.db, path('whole'), { now: NOW });
  whole = readFileSync(path('whole'));
});
afterAll(async () => {
  await original?.close();
  folder.remove();
});

describe('a backup', () => {
  it('can be read by its owner only, and never overwrites', async () => {
    expect(statSync(path('whole')).mode & 0o777).toBe(0o600);
    await expect(backUp(original.db, path('whole'), { now: NOW })).rejects.toThrow(InvalidInput);
    expect(readFileSync(path('whole')).equals(whole)).toBe(true);
  });

  it('leaves nothing behind when it breaks off', async () => {
    const onProgress = () => {
      throw new Error('disk full');
    };
    await expect(backUp(original.db, path('broken'), { now: NOW, onProgress })).rejects.toThrow('disk full');
    for (const name of ['broken', 'broken.part']) expect(() => statSync(path(name))).toThrow('ENOENT');
    expect((await sql<{ n: number }>`select 1 as n`.execute(original.db)).rows).toEqual([{ n: 1 }]);
  });

  it('covers every table, each of them with rows', () => {
    expect(Object.keys(rows).length).toBeGreaterThanOrEqual(15);
    for (const [table, all] of Object.entries(rows)) expect(all.length, table).toBeGreaterThan(0);
  });

  const reason = postgresUnavailable();
  it.skipIf(reason)(`comes back on PostgreSQL, and from there embedded, row by row ${reason ?? ''}`, async () => {
    const server = await serverRecords();
    const embedded = await embeddedRecords();
    const shapes = [await shapeOf(server.db), await shapeOf(embedded.db)];
    const counts = await restore(server.db, path('whole'), keep);
    expect(counts.mentions).toBe(MENTIONS);
    expect(await allRows(server.db)).toEqual(rows);
    await backUp(server.db, path('from-server'), { now: NOW });
    await restore(embedded.db, path('from-server'), keep);
    expect(await allRows(embedded.db)).toEqual(rows);
    expect([await shapeOf(server.db), await shapeOf(embedded.db)]).toEqual(shapes);

    // Numbers go on after those that are taken.
    const { rows: next } = await sql<{ number: number }>`
      insert into tickets (case_key, priority, subject, channel, team_id, opened_at, first_response_due_at, resolution_due_at, updated_at)
      select 'new', priority, subject, channel, team_id, now(), now(), now(), now() from tickets limit 1 returning number`.execute(
      embedded.db,
    );
    expect(next[0]?.number).toBe(19);
    await server.close();
    await embedded.close();
  });

  it.skipIf(reason)(`is of one instant while others write ${reason ?? ''}`, async () => {
    const server = await serverRecords();
    await restore(server.db, path('whole'), keep);
    let written = Promise.resolve();
    const write = async () => {
      await sql`update mentions set text = 'sau', title = 'sau'`.execute(server.db);
      await sql`delete from ticket_events`.execute(server.db);
      await sql`insert into teams (name) values ('sau')`.execute(server.db);
    };
    let writing = false;
    const onProgress = () => {
      if (!writing) written = write();
      writing = true;
    };
    // The tables still to come are changed for good before they are read.
    await backUp(server.db, path('during'), { now: NOW, onProgress });
    await written;
    expect(await allRows(server.db)).not.toEqual(rows);
    await restore(server.db, path('during'), replace);
    expect(await allRows(server.db)).toEqual(rows);
    await server.close();
  });
});

describe('restore', () => {
  let records: TestRecords;
  let before: Record<string, string[]>;
  beforeAll(async () => {
    records = await embeddedRecords();
    before = await allRows(records.db);
  });
  afterAll(() => records?.close());

  const refused = async (name: string, bytes: Buffer, why: RegExp) => {
    writeFileSync(path(name), bytes);
    const error = await restore(records.db, path(name), replace).catch((thrown: unknown) => thrown);
    expect(error, name).toBeInstanceOf(InvalidInput);
    expect((error as Error).message).toMatch(why);
  };
  const edited = (edit: (text: string) => string) => gzipSync(edit(gunzipSync(whole).toString()));
  const unchanged = async () => expect(await allRows(records.db)).toEqual(before);

  it('refuses a file that was cut off, wherever', async () => {
    for (let time = 0; time < 40; time += 1) {
      const at = Math.floor(Math.random() * whole.length);
      await refused(`cut at ${at}`, whole.subarray(0, at), /damaged|empty/);
    }
    const text = gunzipSync(whole).toString();
    const lines = text.trimEnd().split('\n');
    await refused('without its end', gzipSync(`${lines.slice(0, -1).join('\n')}\n`), /ends too early/);
    await refused('without a row', gzipSync(`${lines.toSpliced(40, 1).join('\n')}\n`), /rows|understood|belongs/);
    await unchanged();
  });

  it('refuses a file of which a byte was changed, wherever', async () => {
    // The first ten are gzip's own: time and operating system.
    for (let time = 0; time < 40; time += 1) {
      const at = 10 + Math.floor(Math.random() * (whole.length - 10));
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(Math.random() * 8));
      await refused(`changed at ${at}`, bytes, /damaged|format|version/);
    }
    await refused(
      'edited',
      edited((text) => text.replace('mạng chậm', 'mạng nhanh')),
      /checksum/,
    );
    await refused(
      'continued',
      edited((text) => `${text}{"row":[]}\n`),
      /follows its end/,
    );
    await refused('no gzip', Buffer.from('{"backup":{}}\n'), /damaged/);
    await unchanged();
  });

  it('refuses what another version made, and what is not there', async () => {
    await refused(
      'other format',
      edited((text) => text.replace('"format":1', '"format":2')),
      /format 2/,
    );
    await refused(
      'newer',
      edited((text) => text.replace('"0001-first"', '"0001-first","0001-second"')),
      /another version/,
    );
    await expect(restore(records.db, path('nowhere'), replace)).rejects.toThrow(InvalidInput);
    await unchanged();
  });

  it('replaces records only when told to', async () => {
    await restore(records.db, path('whole'), keep);
    await sql`delete from messages`.execute(records.db);
    const error = await restore(records.db, path('whole'), keep).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Conflict);
    expect((await allRows(records.db)).messages).toEqual([]);
    await restore(records.db, path('whole'), replace);
    expect(await allRows(records.db)).toEqual(rows);
  });
});
