import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApi, type TestApi } from '../support/api.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import { startDiscourse } from '../support/stand-ins/discourse.ts';
import { modelPost, modelThread } from '../support/stand-ins/forum-model.ts';
import { startForumSite } from '../support/stand-ins/forum-site.ts';

const discourse = await startDiscourse({ threads: [modelThread(1, [modelPost(1), modelPost(2)])] });
const phpbb = await startForumSite({
  folder: 'forum-phpbb',
  files: { '/viewtopic.php?t=40': 'announcement.html', '/index.php': 'board.html' },
});
let records: TestRecords;
let api: TestApi;

beforeAll(async () => {
  const embedded = RECORDS.find(({ skip }) => skip === null);
  if (!embedded) throw new Error('No records can be opened.');
  records = await embedded.open();
  api = await openApi(records, { allow: [discourse.host, phpbb.host] });
});
afterAll(async () => {
  await api.close();
  await records.close();
  await discourse.close();
  await phpbb.close();
});

const preview = async (url: string) => {
  const body = { kind: 'forum', url, settings: { delaySeconds: 0 }, limit: 5 };
  return (await api.ask('POST', '/api/sources/preview', { body })).body;
};

it('says what software a forum is of, and shows its first posts', async () => {
  expect(await preview(`${discourse.origin}/c/ho-tro/5`)).toMatchObject({
    recognised: { software: 'discourse', name: 'Discourse', page: 'board' },
    items: [{ post: { text: 'Lời 1' } }, { post: { text: 'Lời 2' } }],
    errors: [],
  });
  expect(await preview(`${phpbb.origin}/viewtopic.php?t=40`)).toMatchObject({
    recognised: { software: 'phpbb', name: 'phpBB 3', page: 'thread' },
    items: [{ post: { text: 'Đêm 15/11 nâng cấp trạm.' } }],
  });
});

it('says so where the address is no board and no thread, or of no forum', async () => {
  expect(await preview(`${phpbb.origin}/index.php`)).toMatchObject({
    recognised: { software: 'phpbb', page: null },
    items: [],
    errors: [{ error: expect.stringContaining('neither a board nor a thread') }],
  });
  expect(await preview(`${phpbb.origin}/khong-co`)).toMatchObject({ recognised: null, items: [], errors: [{}] });
});
