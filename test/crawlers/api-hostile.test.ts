import { expect, it } from 'vitest';
import type { Crawler } from '../../src/crawlers/crawler.ts';
import { findCrawler } from '../../src/crawlers/crawlers.ts';
import { FetchFailed } from '../../src/crawlers/support/fetch-failed.ts';
import { startAppStore } from '../../src/demo/stand-ins/app-store.ts';
import { startGooglePlay } from '../../src/demo/stand-ins/google-play.ts';
import { startGraphApi } from '../../src/demo/stand-ins/graph-api.ts';
import type { ApiCall, ApiReply, StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { startYoutube } from '../../src/demo/stand-ins/youtube.ts';
import { GiveUp } from '../../src/errors.ts';
import { collectOnce, TEST_NOW } from '../support/collect.ts';
import { samplePlay, sampleStore, sampleTelegram, sampleTube, TUBE_CHANNEL } from '../support/stand-ins/api-samples.ts';
import { sampleInstagram, samplePage } from '../support/stand-ins/graph-samples.ts';
import { startTelegram } from '../support/stand-ins/telegram.ts';

type Instead = (call: ApiCall) => ApiReply | undefined;
type Kind = 'facebook-page' | 'instagram' | 'google-play' | 'app-store' | 'youtube' | 'telegram' | 'preview';

/** A source on its stand-in, which answers what the test says wherever `instead` gives something. */
const open: Record<Kind, (instead: Instead) => Promise<[StandIn, object]>> = {
  'facebook-page': async (instead) => [
    await startGraphApi({ ...samplePage(), instead }),
    { token: samplePage().token, pageId: '1000' },
  ],
  instagram: async (instead) => [
    await startGraphApi({ ...samplePage(), instead }),
    { token: samplePage().token, accountId: sampleInstagram().accountId },
  ],
  'google-play': async (instead) => {
    const api = await startGooglePlay({
      ...samplePlay(),
      instead: (call) => (call.path === '/token' ? undefined : instead(call)),
    });
    return [api, { package: samplePlay().package, serviceAccount: api.keyFile }];
  },
  'app-store': async (instead) => [await startAppStore({ ...sampleStore(), instead }), { appId: sampleStore().appId }],
  youtube: async (instead) => [
    await startYoutube({ ...sampleTube(), instead }),
    { key: sampleTube().key, channelId: TUBE_CHANNEL },
  ],
  telegram: async (instead) => [
    await startTelegram({ ...sampleTelegram(), instead }),
    { token: sampleTelegram().token },
  ],
  preview: async (instead) => [await startTelegram({ ...sampleTelegram(), instead }), { channel: 'TinMangXanh' }],
};

async function collect(kind: Kind, instead: Instead) {
  const [api, settings] = await open[kind](instead);
  const crawler: Crawler = findCrawler(kind === 'preview' ? 'telegram' : kind);
  const address = kind === 'preview' ? { previewUrl: api.origin } : { apiUrl: api.origin };
  try {
    const outcome = await collectOnce(crawler, { ...address, ...settings });
    return { ...outcome, calls: api.calls.length };
  } finally {
    await api.close();
  }
}

const at =
  (end: string, json: unknown): Instead =>
  ({ path }) =>
    path.endsWith(end) ? { json } : undefined;
const html =
  (text: string): Instead =>
  () => ({ text });
const FEED = '/1000/feed';
const visitor = (more: object) => ({
  id: '1000_7',
  message: 'x',
  created_time: '2026-11-20T00:00:00+0000',
  from: { id: '5', name: 'A' },
  ...more,
});
const feed = (...posts: unknown[]) => at(FEED, { data: posts });
const play = (userComment: object, more = {}) =>
  at('/reviews', { reviews: [{ reviewId: 'h', authorName: 'A', comments: [{ userComment }], ...more }] });
const store =
  (more: object): Instead =>
  () => ({
    json: { feed: { entry: { id: { label: '9' }, 'im:rating': { label: '3' }, content: { label: 'x' }, ...more } } },
  });
const thread = (snippet: object, more = {}) =>
  at('/commentThreads', {
    items: [{ id: 'h', snippet: { topLevelComment: { id: 'h', snippet: { textDisplay: 'x', ...snippet } }, ...more } }],
  });
const chat = { id: -1001, type: 'supergroup' };
const updates = (...messages: unknown[]) =>
  at('/getUpdates', { ok: true, result: messages.map((message, n) => ({ update_id: n + 1, message })) });
const said = (more: object) => ({
  message_id: 1,
  date: 1_795_000_000,
  chat,
  from: { id: 5, first_name: 'A' },
  text: 'x',
  ...more,
});
const shown = (inside: string, post = 'TinMangXanh/5') =>
  html(
    `<section class="tgme_channel_history"><div class="tgme_widget_message" data-post="${post}">${inside}</div></section>`,
  );
const words = (text: string) => `<div class="tgme_widget_message_text">${text}</div>`;
const deep =
  (depth: number): Instead =>
  () => ({ text: `${'{"data":['.repeat(depth)}${']}'.repeat(depth)}` });
const huge: Instead = () => ({ text: `{"data":"${'x'.repeat(11_000_000)}"}` });

/** What is sent, and what becomes of it: posts (as far as told), or the class and words of the error. */
const TABLE: [
  kind: Kind,
  what: string,
  instead: Instead,
  becomes: object[] | [typeof GiveUp | typeof FetchFailed, string],
][] = [
  ['facebook-page', 'a proxy’s page in place of JSON', html('<html>Please log in</html>'), [FetchFailed, 'no JSON']],
  ['facebook-page', 'an empty answer', html(''), [FetchFailed, 'with nothing']],
  ['facebook-page', 'JSON nested 200,000 levels', deep(200_000), []],
  ['facebook-page', 'an answer beyond 10 MB', huge, [GiveUp, 'larger than 10 MB']],
  ['facebook-page', 'a list that is an object', at(FEED, { data: { 0: {} } }), [FetchFailed, 'no list']],
  [
    'facebook-page',
    'markup and script as words',
    feed(visitor({ message: '<script>alert(1)</script> & <b>' })),
    [{ text: '<script>alert(1)</script> & <b>' }],
  ],
  [
    'facebook-page',
    'control characters, NUL and a turned writing direction',
    feed(visitor({ message: 'a\u0000b\u202ec\u0007' })),
    [{ text: 'abc' }],
  ],
  ['facebook-page', 'half a surrogate pair', feed(visitor({ message: 'a\ud800b' })), [{ text: 'ab' }]],
  [
    'facebook-page',
    'a link that runs script',
    feed(visitor({ permalink_url: 'javascript:alert(1)' })),
    [{ url: 'https://www.facebook.com/1000_7' }],
  ],
  ['facebook-page', 'an id that climbs out of its path', feed(visitor({ id: '../../me?x=' })), []],
  ['facebook-page', 'an id that is a number beyond 2^53', feed(visitor({ id: 2 ** 60 })), []],
  ['facebook-page', 'a post of nothing', feed(null, [], 'x', visitor({})), [{ externalId: '1000_7' }]],
  ['facebook-page', 'five posts, none as documented', feed(1, 2, 3, 4, 5), [FetchFailed, 'has the API changed?']],
  ['facebook-page', 'a date that is none', feed(visitor({ created_time: 'hôm qua' })), [{ publishedAt: null }]],
  [
    'facebook-page',
    'a date ten years ahead',
    feed(visitor({ created_time: '2036-11-20T00:00:00+0000' })),
    [{ publishedAt: null }],
  ],
  [
    'facebook-page',
    'an author of the wrong shape',
    feed(visitor({ from: 'Zuck' })),
    [{ author: { id: null, name: null } }],
  ],
  [
    'facebook-page',
    'a name of 100,000 characters',
    feed(visitor({ from: { id: '5', name: 'a'.repeat(1e5) } })),
    [{ author: { id: '5', name: 'a'.repeat(200) } }],
  ],
  [
    'facebook-page',
    'keys of the prototype',
    feed(JSON.parse('{"__proto__":{"id":"1"},"constructor":1}'), visitor({})),
    [{ externalId: '1000_7' }],
  ],
  [
    'facebook-page',
    'pages that go in circles',
    at(FEED, { data: [visitor({})], paging: { cursors: { after: 'A' }, next: 'https://x' } }),
    [{ externalId: '1000_7' }],
  ],
  ['facebook-page', 'a next page without end and without posts', endless(FEED), []],
  [
    'facebook-page',
    'an error without a code',
    () => ({ status: 400, json: { error: 'no' } }),
    [FetchFailed, 'without saying why'],
  ],
  [
    'instagram',
    'comments counted in words',
    at('/media', { data: [{ id: '1', comments_count: 'many' }] }),
    [GiveUp, 'Facebook'],
  ],
  ['google-play', 'a review of no words', play({ text: ' \n', starRating: 5 }), []],
  ['google-play', 'eleven stars', play({ text: 'x', starRating: 11 }), [{ text: 'x', rating: undefined }]],
  [
    'google-play',
    'a time beyond all calendars',
    play({ text: 'x', lastModified: { seconds: '9'.repeat(15) } }),
    [{ publishedAt: null }],
  ],
  ['google-play', 'a time in words', play({ text: 'x', lastModified: { seconds: 'now' } }), [{ publishedAt: null }]],
  [
    'google-play',
    'a review by nobody but the developer',
    play({}, { comments: [{ developerComment: { text: 'x' } }] }),
    [],
  ],
  ['google-play', 'a title of many tabs', play({ text: 'a\tb\tc' }), [{ title: 'a', text: 'b c' }]],
  [
    'app-store',
    'a page of the shop in place of the feed',
    html('<!doctype html><p>App Store'),
    [FetchFailed, 'no JSON'],
  ],
  ['app-store', 'a feed without a feed', () => ({ json: { feed: null } }), [FetchFailed, 'another shape']],
  [
    'app-store',
    'an author link to somewhere else',
    store({ author: { uri: { label: 'https://evil.example/id' } } }),
    [{ author: { id: null, name: null } }],
  ],
  ['app-store', 'an id with markup', store({ id: { label: '9"><img>' } }), []],
  ['youtube', 'a video id that breaks the link', thread({ videoId: 'x"&y' }), [{ url: null, threadId: null }]],
  ['youtube', 'a comment without words', thread({ textDisplay: ' \n ' }), []],
  ['youtube', 'a million replies by its own count', thread({}, { totalReplyCount: 1e6 }), [{ text: 'x' }]],
  ['youtube', 'the same page for ever', at('/commentThreads', { items: [], nextPageToken: 'again' }), []],
  [
    'telegram',
    'an answer that is not ok and says nothing',
    () => ({ status: 400, json: { ok: false } }),
    [GiveUp, 'no reason given'],
  ],
  [
    'telegram',
    'updates that are none',
    at('/getUpdates', { ok: true, result: 'none' }),
    [FetchFailed, 'no list of updates'],
  ],
  [
    'telegram',
    'updates whose ids are text',
    at('/getUpdates', { ok: true, result: [{ update_id: 'x' }] }),
    [FetchFailed, 'can’t be read'],
  ],
  ['telegram', 'a message among broken ones', updates(null, 7, said({})), [{ externalId: '-1001/1' }]],
  ['telegram', 'a date of the year 5000000', updates(said({ date: 1.5e14 })), [{ publishedAt: null }]],
  [
    'telegram',
    'a chat name with a path in it',
    updates(said({ chat: { ...chat, username: '../x' } })),
    [{ url: 'https://t.me/c/1/1' }],
  ],
  [
    'telegram',
    'a chat id beyond 2^53',
    updates(said({ chat: { ...chat, id: 2 ** 60 } }), said({ message_id: 2 })),
    [{ externalId: '-1001/2' }],
  ],
  ['preview', 'script in a post', shown(words('a<script>alert(1)</script><br>b')), [{ text: 'a\nb' }]],
  ['preview', 'tags nested 100,000 deep', shown(words('<b>'.repeat(100_000))), [FetchFailed, 'nest']],
  ['preview', 'a post of another channel', shown(words('Mua đi!'), 'quangcao/9'), []],
  ['preview', 'a post without a number', shown(words('x'), 'TinMangXanh/../9'), []],
  ['preview', 'the page of a login', html('<form><input type="password"></form>'), [GiveUp, 'is the name right']],
];

function endless(end: string): Instead {
  let page = 0;
  return ({ path }) => {
    page += 1;
    return path.endsWith(end)
      ? { json: { data: [], paging: { cursors: { after: `${page}` }, next: 'https://x' } } }
      : undefined;
  };
}

it.each(TABLE)('%s: %s', async (kind, _what, instead, becomes) => {
  // Tags and comments of the samples are not what is looked at.
  const quiet: Instead = (call) =>
    instead(call) ??
    (/\/(tagged|tags|comments)$/.test(call.path) && kind === 'facebook-page' ? { json: { data: [] } } : undefined);
  const { posts, thrown, calls } = await collect(kind, quiet);
  expect(calls).toBeLessThan(60);
  const [first, message] = becomes;
  if (typeof first === 'function') {
    expect(thrown).toBeInstanceOf(first);
    expect(thrown).toMatchObject({ message: expect.stringContaining(message as string) });
  } else {
    expect(thrown).toBeUndefined();
    expect(posts).toMatchObject(becomes);
    expect(posts).toHaveLength(becomes.length);
    for (const { publishedAt } of posts)
      if (publishedAt) expect(Date.parse(publishedAt)).toBeLessThan(TEST_NOW.getTime() + 86_400_000);
  }
});

it('holds at least twenty', () => expect(TABLE.length).toBeGreaterThanOrEqual(20));
