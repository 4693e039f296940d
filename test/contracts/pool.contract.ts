import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Pool } from '../../src/storage/pool.ts';

/** Opens a pool on the kept database of that name, which is made if missing. One pool a database at a time. */
export interface PoolSubject {
  open(database: string): Promise<Pool>;
}

/** What every caller may rely on, whichever database stands behind the pool. */
export function poolContract(name: string, subject: () => PoolSubject): void {
  describe(`a pool on ${name}`, () => {
    let pool: Pool;
    beforeAll(async () => {
      pool = await subject().open('main');
      await pool.query('CREATE TABLE account (id integer PRIMARY KEY, label text UNIQUE, balance bigint NOT NULL)');
    });
    beforeEach(async () => {
      await pool.query("TRUNCATE account; INSERT INTO account VALUES (1, 'one', 0)");
    });
    afterAll(async () => {
      await pool.end();
    });

    const rows = async (sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows;
    const balance = async () => (await rows('SELECT balance FROM account WHERE id = 1'))[0]?.balance;

    typeTests(rows);

    it('counts rows', async () => {
      expect(
        (await pool.query('INSERT INTO account SELECT i, $1 || i, 0 FROM generate_series(2, 9) i', ['x'])).rowCount,
      ).toBe(8);
      expect((await pool.query({ text: 'SELECT id FROM account WHERE id > $1', values: [7] })).rowCount).toBe(2);
      expect((await pool.query('DELETE FROM account WHERE id = 777')).rowCount).toBe(0);
    });

    it('runs several commands without parameters and answers each', async () => {
      const results: unknown = await pool.query("SELECT 1 AS a; SELECT 2 AS b; UPDATE account SET label = 'z'");
      expect(results).toMatchObject([{ rows: [{ a: 1 }] }, { rows: [{ b: 2 }] }, { rowCount: 1 }]);
    });

    it('takes callbacks', async () => {
      const sum = await new Promise((resolve, reject) =>
        pool.query('SELECT 1 + 1 AS sum', (error, result) => (error ? reject(error) : resolve(result.rows[0]?.sum))),
      );
      expect(sum).toBe(2);
    });

    it('names the broken rule', async () => {
      const insert = pool.query('INSERT INTO account VALUES (2, $1, 0)', ['one']);
      await expect(insert).rejects.toMatchObject({
        code: '23505',
        constraint: 'account_label_key',
        table: 'account',
        detail: expect.stringContaining('already exists'),
      });
      await expect(pool.query('INSERT INTO account VALUES (3, NULL, NULL)')).rejects.toMatchObject({
        code: '23502',
        column: 'balance',
      });
      await expect(pool.query('SELEC 1')).rejects.toMatchObject({ code: '42601' });
      await expect(pool.query('SELECT $1::int', ['x'])).rejects.toMatchObject({ code: '22P02' });
      expect(await rows('SELECT 1 AS still')).toEqual([{ still: 1 }]);
    });

    it('keeps hostile strings as they are', async () => {
      const hostile = [
        "'; DROP TABLE account; --",
        '$1 $2 \\ \\x00 \\u0000 % _',
        '\u202e<script>alert(1)</script>\r\n\t"',
        'tiếng Việt 🇻🇳 e\u0323\u0302',
        'x'.repeat(2_000_000),
      ];
      const back = await rows('SELECT * FROM unnest($1::text[]) WITH ORDINALITY AS t(text, at) ORDER BY at', [hostile]);
      expect(back.map((row) => row.text)).toEqual(hostile);
      for (const text of hostile) expect((await rows('SELECT $1::text AS text', [text]))[0]?.text).toBe(text);
      await expect(pool.query('SELECT $1::text', ['a\0b'])).rejects.toThrow();
      expect(await balance()).toBe('0');
    });

    it('returns 10,000 rows in order', async () => {
      const found = await rows("SELECT i, repeat('đ', 100) AS text FROM generate_series(1, $1::int) i", [10_000]);
      expect(found).toHaveLength(10_000);
      expect(found.every((row, at) => row.i === at + 1 && row.text.length === 100)).toBe(true);
    });

    transactionTests(
      () => pool,
      () => balance(),
    );
    notificationTests(() => pool);

    it('lets running queries finish before it ends, and keeps what they wrote', async () => {
      const ending = await subject().open('ending');
      await ending.query('CREATE TABLE late (n bigint)');
      const slow = 'INSERT INTO late SELECT count(*) FROM generate_series(1, 20000)';
      const running = Promise.all(Array.from({ length: 10 }, () => ending.query(slow)));
      await Promise.all([ending.end(), running]);
      await expect(ending.query('SELECT 1')).rejects.toThrow(/after calling end/);

      const again = await subject().open('ending');
      expect((await again.query('SELECT count(*)::int AS count FROM late')).rows).toEqual([{ count: 10 }]);
      await again.end();
    });
  });
}

type Rows = (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

function typeTests(rows: Rows): void {
  it.each([
    ['SELECT 9007199254740993::int8 AS v', [], '9007199254740993'],
    ['SELECT 7::int4 AS v', [], 7],
    ['SELECT 1.10::numeric AS v', [], '1.10'],
    ['SELECT 0.1::float8 AS v', [], 0.1],
    ['SELECT true AS v', [], true],
    ['SELECT NULL::text AS v', [], null],
    ['SELECT $1::text AS v', [undefined], null],
    ["SELECT '2026-03-01T10:00:00.123+07:00'::timestamptz AS v", [], new Date('2026-03-01T03:00:00.123Z')],
    ['SELECT $1::timestamptz AS v', [new Date('2026-03-01T03:00:00.123Z')], new Date('2026-03-01T03:00:00.123Z')],
    ['SELECT $1::timestamptz AS v', ['2026-03-01T10:00:00+07:00'], new Date('2026-03-01T03:00:00Z')],
    ['SELECT $1::jsonb AS v', [{ a: [1, null, 'ữ'] }], { a: [1, null, 'ữ'] }],
    ['SELECT $1::json AS v', [JSON.stringify([1, 'x'])], [1, 'x']],
    ['SELECT $1::int[] AS v', [[1, 2, 3]], [1, 2, 3]],
    ['SELECT $1::text[] AS v', [['a,b', '"q"', '', '{}', null]], ['a,b', '"q"', '', '{}', null]],
    ['SELECT array[1, 2]::int8[] AS v', [], ['1', '2']],
    ['SELECT $1::bytea AS v', [Buffer.from([0, 1, 255, 92])], Buffer.from([0, 1, 255, 92])],
    ['SELECT $1::uuid AS v', ['6f8d1f0e-3d5d-4c55-9f35-0d8c5a0b8c11'], '6f8d1f0e-3d5d-4c55-9f35-0d8c5a0b8c11'],
    ["SELECT interval '90 minutes'::text AS v", [], '01:30:00'],
  ])('maps %s %j', async (sql, values, expected) => {
    expect((await rows(sql, values))[0]?.v).toEqual(expected);
  });
}

function transactionTests(pool: () => Pool, balance: () => Promise<unknown>): void {
  const increment = async (client: pg.PoolClient) => {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT balance FROM account WHERE id = 1 FOR UPDATE');
    await client.query('UPDATE account SET balance = $1 WHERE id = 1', [Number(rows[0]?.balance) + 1]);
    await client.query('COMMIT');
  };

  it('keeps 100 concurrent transactions apart', async () => {
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        const client = await pool().connect();
        await increment(client).finally(() => client.release());
      }),
    );
    expect(await balance()).toBe('100');
  });

  it('shows nothing of a transaction that is rolled back', async () => {
    const client = await pool().connect();
    await client.query('BEGIN');
    await client.query('UPDATE account SET balance = 5');
    const seenByOthers = balance();
    await client.query('ROLLBACK');
    client.release();
    expect(await seenByOthers).toBe('0');
    expect(await balance()).toBe('0');
  });

  it('refuses everything after an error until the rollback', async () => {
    const client = await pool().connect();
    await client.query('BEGIN');
    await expect(client.query('SELECT 1/0')).rejects.toMatchObject({ code: '22012' });
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
    await client.query('ROLLBACK');
    expect((await client.query('SELECT 1 AS a')).rows).toEqual([{ a: 1 }]);
    client.release();
  });

  it('returns to a savepoint', async () => {
    const client = await pool().connect();
    await client.query('BEGIN; UPDATE account SET balance = 1; SAVEPOINT s');
    await expect(client.query("INSERT INTO account VALUES ($1, 'x', 0)", [1])).rejects.toMatchObject({ code: '23505' });
    await client.query('ROLLBACK TO s');
    await client.query('COMMIT');
    client.release();
    expect(await balance()).toBe('1');
  });

  it('rolls back a client that is released inside a transaction', async () => {
    for (const error of [undefined, true]) {
      const client = await pool().connect();
      await client.query('BEGIN');
      await client.query('UPDATE account SET balance = 9');
      client.release(error);
      expect(await balance()).toBe('0');
    }
    await Promise.all(Array.from({ length: 40 }, () => pool().query('UPDATE account SET balance = balance + 1')));
    expect(await balance()).toBe('40');
  });

  it('ends a transaction that its client forgot', async () => {
    const client = await pool().connect();
    const lost = new Promise((resolve) => client.once('error', resolve));
    await client.query('BEGIN');
    await client.query('UPDATE account SET balance = 9');
    const waiting = pool().query('UPDATE account SET balance = balance + 1');
    expect(await lost).toMatchObject({ code: '25P03' });
    await waiting;
    await expect(client.query('COMMIT')).rejects.toThrow();
    client.release(true);
    expect(await balance()).toBe('1');
  });
}

function notificationTests(pool: () => Pool): void {
  it('tells a listening client, which does not keep others from working', async () => {
    const client = await pool().connect();
    const heard: pg.Notification[] = [];
    const three = new Promise<void>((resolve) => {
      client.on('notification', (message) => heard.push(message) === 3 && resolve());
    });
    await client.query('LISTEN bell');
    await Promise.all([1, 2].map((n) => pool().query("SELECT pg_notify('bell', $1)", [`ring ${n}`])));
    const other = await pool().connect();
    await other.query('BEGIN');
    await other.query("SELECT pg_notify('bell', 'never')");
    await other.query('ROLLBACK');
    await other.query("BEGIN; NOTIFY bell, 'ring 3'; COMMIT");
    other.release();
    await three;
    expect(heard.map((message) => message.payload).sort()).toEqual(['ring 1', 'ring 2', 'ring 3']);
    expect(heard[0]).toMatchObject({ channel: 'bell' });
    client.release(true);
  });
}
