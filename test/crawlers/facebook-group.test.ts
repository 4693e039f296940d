import { expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/facebook-group.ts';
import { readGroup } from '../../src/crawlers/sites/facebook-group-page.ts';
import { secretFields } from '../../src/crawlers/support/secret.ts';
import { GiveUp } from '../../src/errors.ts';
import { collectOnce } from '../support/collect.ts';

const at = 'https://nhom.example/groups/khach-hang/';

it.each([
  ['a login page', '<p>', 'https://nhom.example/login/?next=x', 'sign-in'],
  ['a login form in place of the posts', '<form><input type="password"></form>', at, 'sign-in'],
  ['a checkpoint', '<p>', 'https://nhom.example/checkpoint/1', 'confirm itself'],
])('says what to do at %s', (_name, html, url, message) => {
  expect(() => readGroup(html, url)).toThrow(GiveUp);
  expect(() => readGroup(html, url)).toThrow(message);
});

it('hands the session to the browser as cookies, and keeps it secret', async () => {
  const given: unknown[] = [];
  const browse = async (url: string, options = {}) => {
    given.push((options as { cookies?: unknown }).cookies);
    return { url, html: '', screenshot: undefined };
  };
  const url = 'https://www.facebook.com/groups/khach-hang/';
  const { thrown } = await collectOnce(crawler, { url, cookies: 'c_user=1; xs=a=b' }, { browse });
  expect(given).toEqual([
    [
      { name: 'c_user', value: '1' },
      { name: 'xs', value: 'a=b' },
    ],
  ]);
  expect(thrown).toBeInstanceOf(GiveUp);
  expect(secretFields(crawler.settings)).toEqual(['cookies']);
});

it.each([
  ['https://www.facebook.com/groups/a', true],
  ['https://facebook.com/groups/a', true],
  ['https://m.facebook.com/groups/a', true],
  ['http://www.facebook.com/groups/a', false],
  ['https://facebook.com.attacker.example/groups/a', false],
  ['https://notfacebook.com/groups/a', false],
  ['https://attacker.example/groups/facebook.com', false],
  ['https://facebook.com@attacker.example/groups/a', false],
])('a session for %s: %s', (url, allowed) => {
  expect(crawler.settings.safeParse({ url, cookies: 'c_user=1' }).success).toBe(allowed);
});
