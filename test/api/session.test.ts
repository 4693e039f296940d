import { scryptSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureAdministrator } from '../../src/api/administrator.ts';
import { hashPassword, newPassword, verifyPassword } from '../../src/api/passwords.ts';
import { networkOf } from '../../src/api/sign-in.ts';
import { Turnstile } from '../../src/api/turnstile.ts';
import { TooManyRequests } from '../../src/errors.ts';
import { changeUser, createUser, findUserByEmail } from '../../src/storage/people.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';

const PASSWORD = 'Mật khẩu dài đủ 10';

/** Hashed at the least cost: what is tested is not how long it takes. */
function cheapHash(password: string): string {
  const hash = scryptSync(password.normalize('NFKC'), 'salt', 32, { N: 2, r: 1, p: 1 });
  return `$scrypt$ln=1,r=1,p=1$${Buffer.from('salt').toString('base64url')}$${hash.toString('base64url')}`;
}

describe('sessions', () => {
  let records: TestRecords;
  let api: TestApi;
  let now = API_NOW;
  const passwordHash = cheapHash(PASSWORD);

  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records, { now: () => now });
    await user('lan@example.vn');
  });
  afterAll(async () => {
    await api.close();
    await records.close();
  });

  const user = (email: string) =>
    createUser(records.db, { email, name: 'Lan', role: 'manager', team: null, passwordHash }, API_NOW);
  const signIn = (email: string, password: string, headers = {}) =>
    api.ask('POST', '/api/session', { as: 'nobody', body: { email, password }, headers });
  const cookieOf = (header: string | null) => /^langnghe=([^;]*)/.exec(header ?? '')?.[1] ?? '';

  it('start with the right password, last twelve hours, and end when asked', async () => {
    const answer = await signIn('LAN@Example.vn ', PASSWORD);
    expect(answer.status).toBe(200);
    const header = answer.headers.get('set-cookie') ?? '';
    expect(header).toMatch(/^langnghe=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    const as = cookieOf(header);
    const me = await api.ask('GET', '/api/session', { as });
    expect(me.body).toMatchObject({ kind: 'user', email: 'lan@example.vn', role: 'manager' });
    expect(me.body.permissions).toContain('tickets:write');
    expect(me.body.permissions).not.toContain('people:write');

    now = new Date(API_NOW.getTime() + 12 * 3_600_000 - 1000);
    expect((await api.ask('GET', '/api/session', { as })).status).toBe(200);
    now = new Date(API_NOW.getTime() + 12 * 3_600_000);
    expect((await api.ask('GET', '/api/session', { as })).status).toBe(401);
    now = API_NOW;
    const out = await api.ask('DELETE', '/api/session', { as });
    expect([out.status, cookieOf(out.headers.get('set-cookie'))]).toEqual([204, '']);
    expect((await api.ask('GET', '/api/session', { as })).status).toBe(401);
  });

  const switchOff = async (email: string) =>
    changeUser(records.db, (await findUserByEmail(records.db, email)).id, { disabled: true }, API_NOW);

  it('keep no secret in the records', async () => {
    const as = cookieOf((await signIn('lan@example.vn', PASSWORD)).headers.get('set-cookie'));
    const { rows } = await records.pool.query('select * from sessions');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(as);
  });

  it('say the same of a wrong password, an unknown address and a disabled user', async () => {
    await user('gone@example.vn');
    await switchOff('gone@example.vn');
    const tries: [string, string][] = [
      ['lan@example.vn', 'wrong password'],
      ['nobody@example.vn', PASSWORD],
      ['gone@example.vn', PASSWORD],
    ];
    const answers = [];
    for (const [email, password] of tries) {
      const { status, body } = await signIn(email, password);
      answers.push([status, body.detail]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(401);
  });

  it('end when the user is switched off', async () => {
    const { email, session } = await api.person('off', 'agent');
    expect((await api.ask('GET', '/api/session', { as: session })).status).toBe(200);
    await switchOff(email);
    expect((await api.ask('GET', '/api/session', { as: session })).status).toBe(401);
  });

  it('are refused after ten wrong passwords for an account, the right one included, tried at once or not', async () => {
    await user('victim@example.vn');
    const answers = await Promise.all(Array.from({ length: 14 }, (_, i) => signIn('victim@example.vn', `wrong ${i}`)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(4).fill(429)]);
    const right = await signIn('victim@example.vn', PASSWORD);
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await signIn('lan@example.vn', PASSWORD)).status).toBe(200);
  });

  it('start with a secure cookie of this very host when the program is reached by https', async () => {
    const secure = await openApi(records, { services: { publicUrl: 'https://care.example' } });
    const body = { email: 'lan@example.vn', password: PASSWORD };
    const answer = await secure.ask('POST', '/api/session', { as: 'nobody', body });
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-langnghe=.*; Secure/);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=31536000');
    await secure.close();
  });

  describe('of a browser', () => {
    const change = (session: string, headers: Record<string, string>) =>
      api.ask('POST', '/api/teams', { as: session, body: { name: `T ${Math.random()}` }, headers });

    it('change nothing for the pages of other sites', async () => {
      const { session } = await api.person('admin', 'administrator');
      const own = new URL(api.url);
      for (const headers of [
        { 'sec-fetch-site': 'same-origin' },
        { 'sec-fetch-site': 'none' },
        { origin: own.origin },
        {},
      ]) {
        expect([headers, (await change(session, headers)).status]).toEqual([headers, 201]);
      }
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { 'sec-fetch-site': 'cross-site', origin: own.origin },
        { origin: 'https://evil.example' },
        { origin: `http://127.0.0.1:${Number(own.port) + 1}` },
        { origin: 'null' },
      ] as Record<string, string>[]) {
        expect([headers, (await change(session, headers)).status]).toEqual([headers, 403]);
      }
      expect((await signIn('lan@example.vn', PASSWORD, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    });
  });
});

describe('passwords', () => {
  it('are recognised, and nothing else is, whatever the form of their letters', async () => {
    const hash = await hashPassword(PASSWORD);
    expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await verifyPassword(PASSWORD, hash)).toBe(true);
    expect(await verifyPassword(PASSWORD.normalize('NFD'), hash)).toBe(true);
    expect(await verifyPassword(`${PASSWORD} `, hash)).toBe(false);
    expect(await hashPassword(PASSWORD)).not.toBe(hash);
  });

  it('keep the cost that they were hashed with', async () => {
    // RFC 7914, section 12: scrypt("pleaseletmein", "SodiumChloride", N = 2^14, r = 8, p = 1).
    const salt = Buffer.from('SodiumChloride').toString('base64url');
    const hash = Buffer.from(
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
      'hex',
    ).toString('base64url');
    expect(await verifyPassword('pleaseletmein', `$scrypt$ln=14,r=8,p=1$${salt}$${hash}`)).toBe(true);
  });

  it('that are made up are long and never the same', () => {
    const made = new Set(Array.from({ length: 100 }, newPassword));
    expect(made.size).toBe(100);
    for (const each of made) expect(each).toMatch(/^(?:[a-zA2-9]{6}-){3}[a-zA2-9]{6}$/);
  });
});

describe('the first administrator', () => {
  let records: TestRecords;
  beforeAll(async () => {
    records = await embeddedRecords();
  });
  afterAll(() => records.close());

  it('is made once, with a password that is told once', async () => {
    await expect(
      ensureAdministrator(records.db, { email: 'a@example.vn', password: 'short' }, API_NOW),
    ).rejects.toThrow('ADMIN_PASSWORD');
    const made = await ensureAdministrator(records.db, { email: 'Admin@example.vn' }, API_NOW);
    expect(made).toEqual({ email: 'admin@example.vn', password: expect.stringMatching(/^.{27}$/) });
    expect(await ensureAdministrator(records.db, {}, API_NOW)).toBeNull();
    const api = await openApi(records);
    const answer = await api.ask('POST', '/api/session', { as: 'nobody', body: made });
    expect(answer.body).toMatchObject({ role: 'administrator', team: null });
    await api.close();
  });
});

describe('the turnstile', () => {
  it('lets through as many as it is wide, then those in line, and turns away the rest', async () => {
    const turnstile = new Turnstile(2, 3);
    let running = 0;
    let most = 0;
    const gates: (() => void)[] = [];
    const work = () =>
      turnstile.run(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => gates.push(resolve));
        running -= 1;
      });
    const works = Array.from({ length: 5 }, work);
    await expect(work()).rejects.toThrow(TooManyRequests);
    const done = Promise.all(works).then(() => true);
    const soon = () => new Promise<false>((resolve) => setImmediate(() => resolve(false)));
    while (!(await Promise.race([done, soon()]))) gates.shift()?.();
    expect(most).toBe(2);
    await expect(turnstile.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await turnstile.run(async () => 'free again')).toBe('free again');
  });
});

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
