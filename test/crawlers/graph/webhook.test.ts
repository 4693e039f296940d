import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerChallenge,
  MAX_WEBHOOK_BYTES,
  readPageUpdates,
  verifySignature,
} from '../../../src/crawlers/graph/webhook.ts';
import { signWebhook } from '../../../src/demo/stand-ins/graph-api.ts';
import { rawPost } from '../../../src/domain/raw-post.ts';
import { Forbidden, InvalidInput } from '../../../src/errors.ts';
import { TEST_NOW } from '../../support/collect.ts';

const SECRET = 'app-secret-0123456789';
const an = { id: '2001', name: 'Trần An' };
const T = 1_795_000_000;

interface Change {
  item?: string;
  verb?: string;
  post_id?: unknown;
  comment_id?: unknown;
  message?: unknown;
  from?: unknown;
  created_time?: unknown;
  [name: string]: unknown;
}
const change = (value: Change, field = 'feed') => ({
  field,
  value: {
    from: an,
    item: 'comment',
    verb: 'add',
    post_id: '1000_501',
    comment_id: '501_11',
    created_time: T,
    ...value,
  },
});
const body = (changes: unknown[], time = T, id = '1000') =>
  Buffer.from(JSON.stringify({ object: 'page', entry: [{ id, time, changes }] }));
const read = (...changes: unknown[]) => readPageUpdates(body(changes), TEST_NOW);

describe('the question whether the address is ours', () => {
  const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': 'agreed', 'hub.challenge': '1158201444' };

  it('is answered with the challenge', () => {
    expect(answerChallenge(asked, 'agreed')).toBe('1158201444');
  });

  it.each([
    [{ 'hub.verify_token': 'guessed' }, Forbidden],
    [{ 'hub.verify_token': ['agreed'] }, Forbidden],
    [{ 'hub.verify_token': undefined }, Forbidden],
    [{ 'hub.mode': 'unsubscribe' }, Forbidden],
    [{ 'hub.challenge': '<script>alert(1)</script>' }, InvalidInput],
    [{ 'hub.challenge': undefined }, InvalidInput],
    [{ 'hub.challenge': { x: 1 } }, InvalidInput],
  ])('is refused with %o', (wrong, kind) => {
    expect(() => answerChallenge({ ...asked, ...wrong }, 'agreed')).toThrow(kind);
  });

  it('is refused while no token was agreed on', () => {
    expect(() => answerChallenge({ ...asked, 'hub.verify_token': '' }, '')).toThrow(Forbidden);
  });
});

describe('the signature', () => {
  const raw = body([change({ message: 'Mạng yếu 😀' })]);

  it('of the very bytes passes, repeated too', () => {
    expect(() => verifySignature(raw, signWebhook(raw, SECRET), SECRET)).not.toThrow();
    expect(() =>
      verifySignature(raw, signWebhook(raw, SECRET).toUpperCase().replace('SHA', 'sha'), SECRET),
    ).not.toThrow();
  });

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['one of another secret', signWebhook(raw, 'other')],
    ['one of another body', signWebhook('{}', SECRET)],
    ['one cut short', signWebhook(raw, SECRET).slice(0, -2)],
    ['one with more behind', `${signWebhook(raw, SECRET)}00`],
    ['the older SHA-1 form', 'sha1=0000000000000000000000000000000000000000'],
    ['zeros', `sha256=${'0'.repeat(64)}`],
    ['no hexadecimal', `sha256=${'x'.repeat(64)}`],
  ])('is refused when it is %s', (_name, signature) => {
    expect(() => verifySignature(raw, signature, SECRET)).toThrow(Forbidden);
  });

  it('never passes without a secret', () => {
    expect(() => verifySignature(raw, signWebhook(raw, ''), '')).toThrow(Forbidden);
  });

  it('does not pass once any byte has changed', () => {
    fc.assert(
      fc.property(fc.nat(raw.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const forged = Buffer.from(raw);
        forged[at] = (raw[at] ?? 0) ^ by;
        expect(() => verifySignature(forged, signWebhook(raw, SECRET), SECRET)).toThrow(Forbidden);
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});

describe('the updates', () => {
  it('are posts as polling finds them, with the same ids', () => {
    const visitor = change({
      item: 'status',
      comment_id: undefined,
      post_id: '1000_502',
      message: 'Không ai nghe máy!',
    });
    const updates = read(change({ message: 'Mạng yếu' }), visitor);
    expect(updates).toMatchObject([
      {
        pageId: '1000',
        at: '2026-11-18T11:06:40.000Z',
        post: { externalId: '501_11', kind: 'comment', text: 'Mạng yếu', threadId: '1000_501', author: an },
      },
      { post: { externalId: '1000_502', kind: 'post', threadId: '1000_502', publishedAt: '2026-11-18T11:06:40.000Z' } },
    ]);
  });

  it('of one thing are its last state, and a removal wins in whatever order', () => {
    const edited = change({ verb: 'edited', message: 'Mạng tốt rồi' });
    expect(read(change({ message: 'Mạng yếu' }), edited)).toMatchObject([{ post: { text: 'Mạng tốt rồi' } }]);
    const removed = change({ verb: 'remove' });
    for (const order of [
      [change({ message: 'a' }), removed],
      [removed, change({ message: 'a' })],
    ]) {
      expect(read(...order)).toMatchObject([{ gone: { externalId: '501_11' } }]);
    }
    const [later, earlier] = [change({ verb: 'edited', message: 'sau' }), change({ message: 'trước' })];
    const entry = [
      { id: '1000', time: T + 60, changes: [later] },
      { id: '1000', time: T, changes: [earlier] },
    ];
    const reordered = Buffer.from(JSON.stringify({ object: 'page', entry }));
    expect(readPageUpdates(reordered, TEST_NOW)).toMatchObject([{ post: { text: 'sau' } }]);
  });

  it('are the same when the body comes twice', () => {
    const raw = body([change({ message: 'a' }), change({ comment_id: '501_12', verb: 'remove' })]);
    expect(readPageUpdates(raw, TEST_NOW)).toEqual(readPageUpdates(raw, TEST_NOW));
  });

  it.each<[string, unknown]>([
    ['the page’s own words', change({ from: { id: '1000', name: 'Mạng Xanh' }, message: 'Chào bạn' })],
    ['a reaction', change({ item: 'reaction', reaction_type: 'like' })],
    ['a picture without words', change({ item: 'photo', message: undefined })],
    ['what the page hides', change({ verb: 'hide', message: 'x' })],
    ['another field', change({ message: 'x' }, 'messages')],
    ['an id that is none', change({ comment_id: '../../me', message: 'x' })],
    ['an id that is a number', change({ comment_id: 501_11, message: 'x' })],
    ['no id', change({ comment_id: undefined, message: 'x' })],
    ['words that are no text', change({ message: { $ne: null } })],
    ['nothing', null],
  ])('leave out %s', (_name, given) => {
    expect(read(given)).toEqual([]);
  });

  it.each<[string, Change, string | null]>([
    ['in milliseconds', { created_time: T * 1000 }, '2026-11-18T11:06:40.000Z'],
    ['absent', { created_time: undefined }, null],
    ['absurd', { created_time: 1e300 }, null],
    ['ahead of the clock', { created_time: T + 30 * 86_400 }, null],
  ])('have a time that is %s', (_name, given, publishedAt) => {
    expect(read(change({ message: 'x', ...given }))).toMatchObject([{ post: { publishedAt } }]);
  });

  it.each([
    ['no JSON', Buffer.from('{"object":"page"')],
    ['another object', Buffer.from('{"object":"user","entry":[]}')],
    ['a list', Buffer.from('[]')],
    ['nothing', Buffer.alloc(0)],
    ['too large', Buffer.alloc(MAX_WEBHOOK_BYTES + 1, 0x20)],
    ['nested without end', Buffer.from('['.repeat(1_000_000))],
  ])('are refused of a body that is %s', (_name, raw) => {
    expect(() => readPageUpdates(raw, TEST_NOW)).toThrow(InvalidInput);
  });

  it('of any body are posts that can be stored, or the body is refused', () => {
    const value = fc.record(
      {
        item: fc.constantFrom('comment', 'status', 'photo', 'like', ''),
        verb: fc.constantFrom('add', 'edited', 'remove', 'x'),
        post_id: fc.oneof(fc.constant('1_2'), fc.string(), fc.integer()),
        comment_id: fc.oneof(fc.constant('2_3'), fc.string()),
        message: fc.anything(),
        created_time: fc.oneof(fc.double(), fc.string()),
        from: fc.oneof(fc.constant(an), fc.anything()),
        permalink_url: fc.oneof(fc.webUrl(), fc.constant('javascript:alert(1)')),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), fc.anything(), (values, time) => {
        const changes = values.map((each) => ({ field: 'feed', value: each }));
        const raw = Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: '1', time, changes }] }) ?? '');
        for (const update of readPageUpdates(raw, TEST_NOW)) if ('post' in update) rawPost.parse(update.post);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});
