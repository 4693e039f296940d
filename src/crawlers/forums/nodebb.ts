import { z } from 'zod';
import { tidyLine } from '../support/html.ts';
import { pathOf } from './addresses.ts';
import { matcher } from './elements.ts';
import { ACCEPT_JSON, count, nameOf, numericId, pagesAround, readAnswer, wordsOf } from './json-answers.ts';
import type { ForumPost, ForumProfile } from './profile.ts';

const NAME = 'NodeBB';
const THREAD = /\/topic\/(\d{1,15})(?:[/?.]|$)/;
const BOARD = /\/category\/(\d{1,15})(?:[/?.]|$)/;
/** A quotation, and the line before it that says whose it is. */
const isNotTheirs = matcher('blockquote, p:has(+ blockquote):has(a[href*="/post/"])');

const flag = z.union([z.boolean(), z.number()]).nullish();
const pagination = z
  .object({ currentPage: count.default(1), pageCount: count.default(1) })
  .default({ currentPage: 1, pageCount: 1 });

const listShape = z.object({
  topics: z.array(
    z.object({
      tid: count,
      slug: z.string().max(500).catch(''),
      lastposttime: z.number().nullish(),
      postcount: count.optional(),
      deleted: flag,
    }),
  ),
  pagination,
});

const topicShape = z.object({
  tid: count,
  title: z.string().nullish(),
  posts: z.array(
    z.object({
      // A post of another server of the Fediverse has an address for an id.
      pid: numericId,
      content: z.string().nullish(),
      timestamp: z.number().nullish(),
      deleted: flag,
      uid: z.union([z.number(), z.string()]).nullish(),
      handle: z.string().nullish(),
      user: z.object({ username: z.string().nullish(), displayname: z.string().nullish() }).nullish(),
    }),
  ),
  pagination,
});

const baseOf = (url: URL) =>
  url.origin +
  (/^(.*?)(?:\/api)?\/(?:topic|category|recent|popular|unread|categories)(?:[/?]|$)/.exec(url.pathname)?.[1] ??
    url.pathname.replace(/\/$/, ''));
const threadIdOf = (url: URL) => THREAD.exec(pathOf(url))?.[1] ?? null;
const isoOf = (ms: number | null | undefined) =>
  ms && Number.isFinite(ms) && Math.abs(ms) < 8e15 ? new Date(ms).toISOString() : null;

/** NodeBB, by its read API: the JSON of every page is below /api. */
export const nodebb: ForumProfile = {
  name: NAME,
  accept: ACCEPT_JSON,
  kindOf(url) {
    if (threadIdOf(url) !== null) return 'thread';
    return BOARD.test(url.pathname) || /\/(?:recent|categories)?\/?$/.test(url.pathname) ? 'board' : null;
  },
  threadIdOf,

  listOf(boardUrl) {
    const url = new URL(boardUrl);
    const category = BOARD.exec(url.pathname)?.[1];
    const list = category ? `category/${category}?sort=recently_replied&page=1` : 'recent?page=1';
    return `${baseOf(url)}/api/${list}`;
  },

  pageOf(threadUrl, position) {
    const url = new URL(threadUrl);
    return `${baseOf(url)}/api/topic/${threadIdOf(url)}?sort=oldest_to_newest&page=${position}`;
  },

  readBoard(text, address) {
    const { topics, pagination: at } = readAnswer(text, address, NAME, listShape);
    const url = new URL(address);
    const threads = topics
      .filter(({ deleted }) => !deleted)
      .map((topic) => ({
        id: String(topic.tid),
        url: `${baseOf(url)}/topic/${topic.tid}`,
        lastActivity: topic.lastposttime ? topic.lastposttime / 1000 : null,
        replies: topic.postcount ?? null,
      }));
    url.searchParams.set('page', String(at.currentPage + 1));
    return { threads, next: at.currentPage < at.pageCount ? url.href : null };
  },

  readThread(text, address) {
    const topic = readAnswer(text, address, NAME, topicShape);
    const base = baseOf(new URL(address));
    const own = topic.posts.flatMap((post) => (post.pid === undefined ? [] : [{ ...post, pid: post.pid }]));
    const { currentPage: position, pageCount } = topic.pagination;
    return {
      title: tidyLine(topic.title, 2000),
      position,
      posts: own
        .filter(({ deleted }) => !deleted)
        .map(
          (post): ForumPost => ({
            id: post.pid,
            url: `${base}/post/${post.pid}`,
            author: {
              id: post.uid && post.uid !== '0' ? String(post.uid).slice(0, 200) : null,
              name: nameOf(post.user?.displayname, post.handle, post.user?.username),
            },
            date: isoOf(post.timestamp),
            text: wordsOf(post.content ?? '', isNotTheirs),
          }),
        ),
      ids: own.map(({ pid }) => pid),
      withoutId: topic.posts.length - own.length,
      whole: true,
      ...pagesAround(position, 1, pageCount),
      vietnamese: false,
    };
  },
};
