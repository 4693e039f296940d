import { type Rule, withMarks } from '../analysis/query/query.ts';
import { readCursor, writeCursor } from '../storage/rows.ts';
import type { MentionSearch, SearchRequest } from './search.ts';

type Found = Awaited<ReturnType<MentionSearch['search']>>;
type Asked = SearchRequest & { limit: number; cursor?: string | undefined };

/** Where a page of the two lists ends: which list, and the cursor within it, empty for its beginning. */
const cursorIn = (list: 'marked' | 'others', cursor: string | null) => writeCursor([list, cursor ?? '']);

/**
 * Searches by relevance: first what has the marks that were typed (`mạng` before `mang`), the newest first, then all else that
 * matches, the newest first. Gives what `MentionSearch.search` gives; its cursors are its own.
 */
export async function searchByMarks(search: MentionSearch, request: Asked): Promise<Found> {
  const marked = request.rule === null ? null : withMarks(request.rule);
  if (request.rule === null || marked === null) return search.search(request);
  const others: Rule = { kind: 'and', items: [request.rule, { kind: 'not', item: marked }] };
  const [list, within] = readCursor(request.cursor, 'text', 'text') ?? ['marked', ''];
  const cursor = within === '' ? undefined : String(within);
  if (list === 'others') return fromOthers(await search.search({ ...request, rule: others, cursor }));
  const first = await search.search({ ...request, rule: marked, cursor });
  if (first.nextCursor !== null) return { ids: first.ids, nextCursor: cursorIn('marked', first.nextCursor) };
  const room = request.limit - first.ids.length;
  const rest = await search.search({ ...request, rule: others, cursor: undefined, limit: Math.max(room, 1) });
  if (room === 0) return { ids: first.ids, nextCursor: rest.ids.length > 0 ? cursorIn('others', null) : null };
  return fromOthers({ ids: [...first.ids, ...rest.ids], nextCursor: rest.nextCursor });
}

const fromOthers = ({ ids, nextCursor }: Found): Found => ({
  ids,
  nextCursor: nextCursor === null ? null : cursorIn('others', nextCursor),
});
