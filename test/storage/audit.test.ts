import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewAuditEntry } from '../../src/domain/audit.ts';
import { verifyAudit } from '../../src/pipeline/verify-audit.ts';
import { appendAudit, auditHead, listAudit, sealAudit } from '../../src/storage/audit.ts';
import { type Database, inTransaction } from '../../src/storage/database.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
const LAN = '00000000-0000-4000-8000-000000000001';

const entry = (id: number, more: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  at: new Date(NOW.getTime() + id * 1000),
  actor: { kind: 'user', id: LAN, name: 'Lan' },
  ip: '10.0.0.7',
  act: 'ticket.viewed',
  subject: { kind: 'ticket', id: String(id) },
  details: { z: id / 3, a: { nested: ['ấ', null, 1e21] } },
  ...more,
});

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`the audit trail on ${skip ?? name}`, () => {
    let records: TestRecords;
    let db: Database;
    beforeAll(async () => {
      records = await open();
      db = records.db;
    });
    afterAll(() => records?.close());

    const all = (filter: Parameters<typeof listAudit>[1] = {}) => listAudit(db, filter, { limit: 10_000 });

    it('is one chain without gaps when many write and several seal at once', async () => {
      const write = async (from: number) => {
        for (let id = from; id < from + 50; id += 1) {
          await inTransaction(db, async (tx) => {
            await appendAudit(tx, entry(id));
            if (id % 10 === 9) throw new Error('rolled back');
          }).catch(() => undefined);
          if (id % 7 === 0) await sealAudit(db);
        }
      };
      await Promise.all(Array.from({ length: 10 }, (_, writer) => write(writer * 50)));
      const { head, breaks } = await verifyAudit(db);
      expect([head.sequence, breaks]).toEqual([450, []]);
      const { items } = await all();
      expect(new Set(items.map(({ sequence }) => sequence)).size).toBe(450);
      expect(items.some(({ subject }) => Number(subject.id) % 10 === 9)).toBe(false);
    });

    it('is found by who, what, to what, from where and when', async () => {
      await appendAudit(
        db,
        entry(900, { act: 'session.started', ip: '2001:db8::1', details: { why: 'Kiểm Tra 100%' } }),
      );
      await appendAudit(
        db,
        entry(901, { act: 'session-note.made', actor: { kind: 'system', id: null, name: 'system' } }),
      );
      const ids = async (filter: Parameters<typeof listAudit>[1]) =>
        (await all(filter)).items.map(({ subject }) => subject.id);
      expect(await ids({ act: 'session.started' })).toEqual(['900']);
      expect(await ids({ act: 'session' })).toEqual(['900']);
      expect(await ids({ ip: '2001:db8::1', actor: LAN })).toEqual(['900']);
      expect(await ids({ contains: 'kiểm tra 100%' })).toEqual(['900']);
      expect(await ids({ contains: 'kiểm_tra' })).toEqual([]);
      expect(await ids({ subjectKind: 'ticket', subjectId: '901' })).toEqual(['901']);
      expect(await ids({ from: new Date(NOW.getTime() + 900_000), to: new Date(NOW.getTime() + 901_000) })).toEqual([
        '900',
      ]);
      const first = await listAudit(db, {}, { limit: 1 });
      expect(first.items[0]?.subject.id).toBe('901');
      const second = await listAudit(db, {}, { limit: 1, cursor: first.nextCursor ?? '' });
      expect(second.items[0]?.subject.id).toBe('900');
    });

    it('can neither be changed nor shortened through the database', async () => {
      await sealAudit(db);
      const attempts = [
        sql`update audit_log set actor_name = 'Mai' where id = 1`,
        sql`update audit_log set sequence = null, hash = null`,
        sql`delete from audit_log`,
        sql`truncate audit_log`,
      ];
      for (const attempt of attempts) await expect(attempt.execute(db)).rejects.toThrow(/never changed or removed/);
      await appendAudit(db, entry(902));
      const sneak = sql`update audit_log set sequence = 9999, hash = 'x', ip = null where sequence is null`;
      await expect(sneak.execute(db)).rejects.toThrow(/never changed or removed/);
    });

    it('tells where somebody got around that', async () => {
      await sealAudit(db);
      const head = await auditHead(db);
      expect(await verifyAudit(db, head)).toEqual({ head, breaks: [] });
      const tamper = (statement: string) =>
        inTransaction(db, async (tx) => {
          await sql`alter table audit_log disable trigger user`.execute(tx);
          await sql.raw(statement).execute(tx);
          await sql`alter table audit_log enable trigger user`.execute(tx);
        });
      await tamper(`update audit_log set details = '{}' where sequence = 100`);
      await tamper('delete from audit_log where sequence = 200');
      await tamper(`delete from audit_log where sequence = ${head.sequence}`);
      expect((await verifyAudit(db)).breaks).toEqual([
        { sequence: 100, reason: 'changed' },
        { sequence: 200, reason: 'missing' },
      ]);
      expect((await verifyAudit(db, head)).breaks).toContainEqual({ sequence: head.sequence, reason: 'missing' });
    });
  });
}
