import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FetchFailed } from '../../src/crawlers/support/fetch-failed.ts';
import { secretFields } from '../../src/crawlers/support/secret.ts';
import { crawler } from '../../src/crawlers/telegram.ts';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { describeError, GiveUp, RetryLater } from '../../src/errors.ts';
import { crawlerContract } from '../contracts/crawler.contract.ts';
import { collectOnce, TEST_NOW } from '../support/collect.ts';
import { SAMPLE_NOW, sampleTelegram } from '../support/stand-ins/api-samples.ts';
import { telegramPreviewStage } from '../support/stand-ins/api-stages.ts';
import { botError, startTelegram, type TelegramState } from '../support/stand-ins/telegram.ts';

let state: TelegramState;
let api: StandIn;

const asBot = (options: Parameters<typeof collectOnce>[2] = {}, settings = {}) =>
  collectOnce(crawler, { apiUrl: api.origin, token: state.token, ...settings }, options);
const asVisitor = (options: Parameters<typeof collectOnce>[2] = {}, settings = {}) =>
  collectOnce(crawler, { previewUrl: api.origin, channel: state.channel, ...settings }, options);
const ids = (posts: readonly { externalId: string }[]) => posts.map(({ externalId }) => externalId);
const hoursLater = (hours: number) => new Date(TEST_NOW.getTime() + hours * 3_600_000);
const update = (id: number, message: number, text: string, kind = 'message') => ({
  update_id: id,
  [kind]: {
    message_id: message,
    date: SAMPLE_NOW,
    chat: { id: -1001234567890, type: 'supergroup', username: 'hotro_mangxanh' },
    from: { id: 52, is_bot: false, first_name: 'Bình' },
    text,
  },
});

beforeEach(async () => {
  state = sampleTelegram();
  api = await startTelegram(state);
});
afterEach(() => api.close());

crawlerContract({ ...crawler, example: { channel: 'TinMangXanh', apiUrl: 'https://t.me' } }, telegramPreviewStage);

describe('a bot', () => {
  it('yields what people and channels write where it is; no private words, no bots, nothing without words', async () => {
    const { posts, thrown, warnings } = await asBot();
    expect([thrown, warnings]).toEqual([undefined, []]);
    expect(posts).toMatchObject([
      {
        externalId: '-1001234567890/11',
        kind: 'message',
        url: 'https://t.me/hotro_mangxanh/11',
        author: { id: '52', name: 'Bình Lê' },
        threadId: '-1001234567890',
      },
      { externalId: '-1001234567890/12', threadId: '-1001234567890/7' },
      {
        externalId: '-1009876543210/3',
        kind: 'post',
        author: { id: '-1009876543210', name: 'Tin Mạng Xanh' },
        text: 'Bảo trì đêm nay từ 0h đến 4h',
      },
    ]);
  });

  it('has updates forgotten only once they are stored, so that a crash loses none', async () => {
    state.updates = Array.from({ length: 250 }, (_, index) => update(1000 + index, index + 1, `Lời ${index}`));
    const kept: string[] = [];
    let cursor: unknown;
    for (const abortAfter of [50, 101, 130, 250, undefined, undefined]) {
      const run = await asBot({ cursor, ...(abortAfter !== undefined && { abortAfter }) });
      cursor = run.cursor;
      kept.push(...ids(run.kept));
    }
    expect(kept).toEqual(Array.from({ length: 250 }, (_, index) => `-1001234567890/${index + 1}`));
    expect(state.updates).toEqual([]);
  });

  it('yields an edited message again', async () => {
    const { cursor } = await asBot();
    state.updates.push(update(906, 11, 'Mạng khu Thủ Đức nhanh rồi', 'edited_message'));
    const { posts } = await asBot({ cursor });
    expect(posts.map(({ externalId, text }) => [externalId, text])).toEqual([
      ['-1001234567890/11', 'Mạng khu Thủ Đức nhanh rồi'],
    ]);
  });

  it('hears new ids after a week of silence, when Telegram numbers them anew', async () => {
    const { cursor } = await asBot();
    await asBot({ cursor });
    state.updates = [update(5, 99, 'Có ai ở đây không?')];
    expect((await asBot({ cursor, now: hoursLater(24) })).posts).toEqual([]);
    state.updates = [update(5, 99, 'Có ai ở đây không?')];
    expect(ids((await asBot({ cursor, now: hoursLater(24 * 7) })).posts)).toEqual(['-1001234567890/99']);
  });

  it('listens to the chats that were named only', async () => {
    expect(ids((await asBot({}, { chats: ['@TIN_mangxanh'] })).posts)).toEqual(['-1009876543210/3']);
    expect((await asBot({}, { chats: ['-1001234567890'] })).posts).toHaveLength(2);
  });

  it('warns of its privacy mode, and of a gap that Telegram does not fill', async () => {
    state.readsGroups = false;
    const first = await asBot();
    expect(first.warnings).toEqual([expect.stringContaining('privacy mode is on')]);
    expect((await asBot({ cursor: first.cursor, now: hoursLater(1) })).warnings).toEqual([]);
    state.readsGroups = true;
    const { warnings } = await asBot({ cursor: first.cursor, now: hoursLater(25) });
    expect(warnings).toEqual([expect.stringContaining('messages between may be lost')]);
  });

  it.each<[string, () => unknown, typeof GiveUp | typeof RetryLater | typeof FetchFailed, object]>([
    ['too many requests', () => refuse(429, 'Too Many Requests', { retry_after: 37 }), RetryLater, { delayMs: 37_000 }],
    ['a pause beyond all measure', () => refuse(429, 'x', { retry_after: 1e12 }), RetryLater, { delayMs: 86_400_000 }],
    ['a wrong token', () => refuse(401, 'Unauthorized'), GiveUp, { message: expect.stringContaining('@BotFather') }],
    ['a token of no form', () => refuse(404, 'Not Found'), GiveUp, { message: expect.stringContaining('@BotFather') }],
    [
      'a webhook',
      () => Object.assign(state, { webhook: true }),
      GiveUp,
      { message: expect.stringContaining('delete its webhook') },
    ],
    [
      'another reader',
      () => refuse(409, 'Conflict: terminated by other getUpdates request'),
      RetryLater,
      { delayMs: 60_000 },
    ],
    [
      'another refusal',
      () => refuse(400, 'Bad Request: x'),
      GiveUp,
      { message: expect.stringContaining('Bad Request') },
    ],
    ['an outage', () => refuse(502, 'Bad Gateway'), FetchFailed, {}],
  ])('tells what %s means', async (_name, spoil, kind, more) => {
    spoil();
    const { thrown } = await asBot();
    expect(thrown).toBeInstanceOf(kind);
    expect(thrown).toMatchObject(more);
    expect(describeError(thrown)).not.toContain('AAExample');
  });

  const refuse = (status: number, description: string, parameters?: object) => {
    state.instead = () => botError(status, description, parameters);
  };
});

describe('a public channel', () => {
  it('is read from its preview: words without the words that they answer', async () => {
    state.posts.push({ number: 200, html: 'Đã khắc phục 👍', at: SAMPLE_NOW - 60, replyTo: 'Mạng lỗi' });
    const { posts, thrown } = await asVisitor();
    expect(thrown).toBeUndefined();
    expect(posts).toHaveLength(46);
    expect(posts.find(({ externalId }) => externalId.endsWith('/200'))).toEqual({
      externalId: 'tinmangxanh/200',
      kind: 'post',
      url: 'https://t.me/TinMangXanh/200',
      author: { id: 'tinmangxanh', name: 'Mạng Xanh' },
      title: null,
      text: 'Đã khắc phục 👍',
      publishedAt: '2026-11-22T23:59:00.000Z',
      threadId: 'tinmangxanh',
    });
    expect(posts.find(({ externalId }) => externalId.endsWith('/144'))?.text).toBe('Thông báo số 44\nXin cảm ơn');
  });

  it('is read no deeper than what is new; edits and deletions of the last days are told', async () => {
    const { cursor } = await asVisitor();
    api.requests.length = 0;
    expect((await asVisitor({ cursor, now: hoursLater(1) })).posts).toEqual([]);
    expect(api.requests.filter((path) => path.startsWith('/s/'))).toHaveLength(2);
    state.posts = state.posts.filter(({ number }) => number !== 141);
    Object.assign(state.posts.at(-1) ?? {}, { html: 'Đính chính' });
    const next = await asVisitor({ cursor, now: hoursLater(6) });
    expect(next.posts.map(({ externalId, text }) => [externalId, text])).toEqual([['tinmangxanh/144', 'Đính chính']]);
    expect(next.gone).toEqual(['tinmangxanh/141']);
  });

  it('that has no preview is an error with what to do; one that had is tried again', async () => {
    expect((await asVisitor({}, { channel: 'khong_co' })).thrown).toBeInstanceOf(GiveUp);
    const { cursor } = await asVisitor();
    for (const text of ['<html><body>Sorry</body></html>', '<section class="tgme_channel_history"></section>']) {
      state.instead = () => ({ text });
      const { thrown, gone } = await asVisitor({ cursor, now: hoursLater(7) });
      expect(thrown).toBeInstanceOf(FetchFailed);
      expect(gone).toEqual([]);
    }
  });

  it('is a page like any other, for which robots.txt counts; the Bot API is not', async () => {
    await asBot();
    expect(api.requests).not.toContain('/robots.txt');
    await asVisitor();
    expect(api.requests).toContain('/robots.txt');
  });
});

it.each([
  [{}, 'give either'],
  [{ token: '123456789:AAExample-Token-From-BotFather-0000', channel: 'tin_mangxanh' }, 'give either'],
  [{ token: 'bot123' }, '@BotFather'],
  [{ channel: 'https://t.me/x' }, 'without @'],
  [{ channel: 'tin_mangxanh', chats: ['x y'] }, 'must be the id of a chat'],
])('refuses the settings %o', (change, message) => {
  const parsed = crawler.settings.safeParse(change);
  expect(parsed.error?.issues[0]?.message).toContain(message);
  expect(secretFields(crawler.settings)).toEqual(['token']);
});
