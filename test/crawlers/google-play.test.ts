import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/google-play.ts';
import { FetchFailed } from '../../src/crawlers/support/fetch-failed.ts';
import { secretFields } from '../../src/crawlers/support/secret.ts';
import { googleError, type PlayState, startGooglePlay } from '../../src/demo/stand-ins/google-play.ts';
import { GiveUp, RetryLater } from '../../src/errors.ts';
import { collectOnce, TEST_NOW } from '../support/collect.ts';
import { SAMPLE_NOW, samplePlay } from '../support/stand-ins/api-samples.ts';

let state: PlayState;
let api: Awaited<ReturnType<typeof startGooglePlay>>;

const collect = (options: Parameters<typeof collectOnce>[2] = {}, settings = {}) => {
  state.now = (options.now ?? TEST_NOW).getTime() / 1000;
  return collectOnce(
    crawler,
    { apiUrl: api.origin, package: state.package, serviceAccount: api.keyFile, ...settings },
    options,
  );
};
const ids = (posts: readonly { externalId: string }[]) => posts.map(({ externalId }) => externalId);
const hoursLater = (hours: number) => new Date(TEST_NOW.getTime() + hours * 3_600_000);
const reads = () => api.calls.filter(({ path }) => path !== '/token').length;

beforeEach(async () => {
  state = samplePlay();
  api = await startGooglePlay(state);
});
afterEach(() => api.close());

describe('reviews', () => {
  it('carry stars, version and device, and a title where the author wrote one; not our answers', async () => {
    const { posts, thrown } = await collect();
    expect(thrown).toBeUndefined();
    expect(ids(posts)).toEqual(['r1', 'r2', 'r3', 'r4', 'r5']);
    expect(posts[1]).toEqual({
      externalId: 'r2',
      kind: 'review',
      url: 'https://play.google.com/store/apps/details?id=vn.mangxanh.app&reviewId=r2',
      author: { id: null, name: 'Người dùng r2' },
      title: 'Nạp tiền (2/5 · 2.14.0 · SM-A125F · Android API 33)',
      text: 'Bị trừ tiền mà không có data',
      publishedAt: '2026-11-22T04:00:00.000Z',
      threadId: 'vn.mangxanh.app',
      rating: 2,
    });
    expect(posts[0]?.title).toBe('(1/5 · 2.14.0 · SM-A125F · Android API 33)');
  });

  it('are yielded again when their words or stars change, and read no deeper than what is new', async () => {
    const { cursor } = await collect();
    const [first, , third] = state.reviews;
    if (first) Object.assign(first, { stars: 4, at: SAMPLE_NOW + 60 });
    if (third) Object.assign(third, { text: 'Hết dễ dùng rồi', at: SAMPLE_NOW + 90 });
    const before = reads();
    const next = await collect({ cursor, now: hoursLater(1) });
    expect(next.posts.map(({ externalId, rating, text }) => [externalId, rating, text])).toEqual([
      ['r3', 5, 'Hết dễ dùng rồi'],
      ['r1', 4, 'Cập nhật xong không đăng nhập được'],
    ]);
    expect(reads() - before).toBe(2);
  });

  it('that were deleted are gone, not those that are older than Google tells', async () => {
    const { cursor } = await collect();
    state.reviews = state.reviews.filter(({ id }) => id !== 'r2');
    expect((await collect({ cursor, now: hoursLater(7) })).gone).toEqual(['r2']);
    expect((await collect({ cursor, now: hoursLater(6 * 24) })).gone).toEqual([]);
  });

  it('between two readings more than a week apart are lost, and that is said', async () => {
    const { cursor } = await collect();
    expect((await collect({ cursor, now: hoursLater(6 * 24) })).warnings).toEqual([]);
    const { warnings } = await collect({ cursor, now: hoursLater(10 * 24) });
    expect(warnings).toEqual([expect.stringContaining('reviews between are lost')]);
  });
});

describe('the quota', () => {
  it('is never passed: reads are counted over a sliding hour, over runs', async () => {
    state.mostPerPage = 100;
    let cursor: unknown;
    let done = 0;
    for (let minute = 0; minute < 60; minute += 1) {
      const now = new Date(TEST_NOW.getTime() + minute * 60_000);
      const run = await collect({ cursor, now }, { readsPerHour: 40 });
      cursor = run.cursor;
      if (run.thrown === undefined) done += 1;
      else expect(run.thrown).toBeInstanceOf(RetryLater);
    }
    expect([done, reads()]).toEqual([40, 40]);
    const { thrown } = await collect({ cursor, now: hoursLater(59 / 60) }, { readsPerHour: 40 });
    // The first read falls out of the hour a minute later.
    expect(thrown).toMatchObject({ delayMs: 61_000, message: expect.stringContaining('readsPerHour') });
    expect((await collect({ cursor, now: hoursLater(61 / 60) }, { readsPerHour: 40 })).thrown).toBeUndefined();
  });

  it('that others have used up is a pause; what was read before is kept, and gone on with', async () => {
    state.readsAllowed = 2;
    const first = await collect();
    expect(first.thrown).toBeInstanceOf(RetryLater);
    expect(ids(first.kept)).toEqual(['r1', 'r2', 'r3', 'r4']);
    state.readsAllowed = 200;
    const then = await collect({ cursor: first.cursor, now: hoursLater(1) });
    expect(ids(then.posts)).toEqual(['r5']);
  });
});

describe('the service account', () => {
  const other = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const withKey = (change: object) => JSON.stringify({ ...JSON.parse(api.keyFile), ...change });

  it('signs for an hour’s token, once a run; the key is a secret', async () => {
    await collect();
    expect(api.calls.filter(({ path }) => path === '/token')).toHaveLength(1);
    expect(secretFields(crawler.settings)).toEqual(['serviceAccount']);
    expect(api.requests.join()).not.toContain('ya29');
  });

  it.each<[string, () => object, string]>([
    [
      'a key that was withdrawn',
      () => ({ private_key: other().export({ type: 'pkcs8', format: 'pem' }) }),
      'Invalid JWT Signature',
    ],
    ['a key that is none', () => ({ private_key: '-----BEGIN PRIVATE KEY-----\nx' }), 'can’t be used'],
    ['another account', () => ({ client_email: 'someone@else.example' }), 'Invalid JWT claims'],
  ])('that is %s is an error with what to do', async (_name, change, message) => {
    const { thrown } = await collect({}, { serviceAccount: withKey(change()) });
    expect(thrown).toBeInstanceOf(GiveUp);
    expect(thrown).toMatchObject({ message: expect.stringContaining(message) });
    expect(JSON.stringify(thrown)).not.toContain('PRIVATE KEY-----\\nMI');
  });

  it('is refused when this server’s clock is wrong, and that is named', async () => {
    const run = collect();
    state.now += 4000;
    expect((await run).thrown).toMatchObject({ message: expect.stringContaining('clock right') });
  });

  it.each(['{}', 'x', '{"type":"user"}', '[]', JSON.stringify({ type: 'service_account', client_email: 'a@b.vn' })])(
    'is no setting when it is %s',
    (serviceAccount) => {
      const parsed = crawler.settings.safeParse({ package: 'vn.a', serviceAccount });
      expect(parsed.error?.issues[0]?.message).toBe('must be the whole JSON key file of a service account');
    },
  );
});

it.each([
  [401, 'UNAUTHENTICATED', 'authError', GiveUp, 'make a new one'],
  [403, 'PERMISSION_DENIED', 'permissionDenied', GiveUp, 'grant it access'],
  [403, 'PERMISSION_DENIED', 'SERVICE_DISABLED', GiveUp, 'enable it'],
  [404, 'NOT_FOUND', 'applicationNotFound', GiveUp, 'no such thing'],
  [400, 'INVALID_ARGUMENT', 'invalid', GiveUp, 'Check the settings'],
  [429, 'RESOURCE_EXHAUSTED', 'x', RetryLater, 'pause'],
  [403, 'PERMISSION_DENIED', 'quotaExceeded', RetryLater, 'quota'],
  [503, 'UNAVAILABLE', 'backendError', FetchFailed, 'out of order'],
])('tells what %i %s (%s) means', async (code, status, reason, kind, message) => {
  state.instead = ({ path }) => (path === '/token' ? undefined : googleError(code, status, reason));
  const { thrown } = await collect();
  expect(thrown).toBeInstanceOf(kind);
  expect(thrown).toMatchObject({ message: expect.stringContaining(message) });
});
