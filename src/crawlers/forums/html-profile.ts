import { pathOf } from './addresses.ts';
import { HtmlPages, type HtmlProfile } from './html-pages.ts';
import type { ForumProfile } from './profile.ts';

/** A forum software whose pages are told by selectors. */
export function htmlForum(profile: HtmlProfile): ForumProfile {
  const { address, name } = profile;
  const { threadIdOf, readBoard, readThread } = new HtmlPages(profile);
  return {
    name,
    accept: 'text/html, */*;q=0.5',
    kindOf(url) {
      if (threadIdOf(url) !== null) return 'thread';
      return address.board.exec(pathOf(url)) ? 'board' : null;
    },
    threadIdOf,
    listOf: (boardUrl) => boardUrl,
    pageOf: (threadUrl, position) => address.pageOf(new URL(threadUrl), position),
    readBoard,
    readThread,
  };
}
