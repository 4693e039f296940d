import type { z } from 'zod';
import { FetchFailed } from './fetch-failed.ts';
import { redactUrl } from './redact-url.ts';
import type { FetchedPage } from './safe-fetch.ts';
import { sourceUrl } from './source-url.ts';

/** Statuses that an API explains in its answer. What is out of order (5xx) is told by `Fetch` itself. */
export const EXPLAINED = [400, 401, 403, 404, 409, 429];

/** The setting for where an API is; only a stand-in or a proxy of one's own is anywhere else than `usual`. */
export const apiUrl = (usual: string) => sourceUrl.default(usual);

/** An address below the one of an API; parameters that are undefined are left out. */
export function apiAddress(
  base: string,
  path: string,
  params: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const url = new URL(`${base.replace(/[?#].*$/s, '').replace(/\/+$/, '')}/${path}`);
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, `${value}`);
  return url.href;
}

/** The JSON of an answer. Throws FetchFailed if it is something else, such as the page of a proxy in between. */
export function readJson(page: FetchedPage): unknown {
  try {
    return JSON.parse(page.text());
  } catch (cause) {
    const what = page.body.length === 0 ? 'with nothing' : 'with something that is no JSON';
    throw new FetchFailed(`${redactUrl(page.url)} answered ${page.status} ${what}.`, { cause });
  }
}

/** The JSON of an answer in the shape that it should have. Throws FetchFailed if it has another. */
export function readShape<Shape extends z.ZodType>(page: FetchedPage, json: unknown, shape: Shape): z.output<Shape> {
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'the whole';
  throw new FetchFailed(`${redactUrl(page.url)} answered in another shape than documented (${where.slice(0, 80)}).`, {
    cause: parsed.error,
  });
}

/** One broken item costs no other; when not one of so many can be read, the API is another than we know. */
const MANY = 5;

/** The items of a list that have the shape, and how many have not. Throws FetchFailed if none of many has. */
export function readEach<Shape extends z.ZodType>(
  list: readonly unknown[],
  shape: Shape,
): { items: z.output<Shape>[]; unread: number } {
  const items = list.flatMap((each) => {
    const parsed = shape.safeParse(each);
    return parsed.success ? [parsed.data] : [];
  });
  if (list.length >= MANY && items.length === 0) {
    throw new FetchFailed(`Not one of ${list.length} items of a list is as documented: has the API changed?`);
  }
  return { items, unread: list.length - items.length };
}
