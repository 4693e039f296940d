import { z } from 'zod';
import { FetchFailed } from '../support/fetch-failed.ts';
import { elementToText, tidyLine } from '../support/html.ts';
import { parseTree } from '../support/html-document.ts';
import { redactUrl } from '../support/redact-url.ts';
import type { Test } from './elements.ts';
import type { ThreadPage } from './profile.ts';

export const ACCEPT_JSON = 'application/json, application/vnd.api+json;q=0.9';

/** An id that grows with time, however it is written; undefined for anything else. */
export const numericId = z.union([z.number(), z.string()]).transform((id) => {
  const number = /^\d{1,15}$/.test(String(id)) ? Number(id) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
});

/** Counts and positions: never below zero, never so large that arithmetic with them fails. */
export const count = z.number().int().min(0).max(1e9);

/** An API's answer in the shape that the software documents. Throws FetchFailed if it is something else. */
export function readAnswer<Shape extends z.ZodType>(
  text: string,
  url: string,
  name: string,
  shape: Shape,
): z.output<Shape> {
  const page = redactUrl(url);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new FetchFailed(`${page} is not JSON as ${name} writes it. Is it another software, or a notice?`, { cause });
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.').slice(0, 80) || 'the whole';
  throw new FetchFailed(`${page} is in another shape than ${name} documents (${where}).`, { cause: parsed.error });
}

/** What an author wrote, without the elements that are not theirs; the text of markup nested without end is empty. */
export function wordsOf(html: string, isNotTheirs: Test): string {
  try {
    return elementToText(parseTree(html), isNotTheirs);
  } catch (error) {
    if (error instanceof FetchFailed) return '';
    throw error;
  }
}

export const nameOf = (...names: (string | null | undefined)[]): string | null =>
  tidyLine(
    names.find((name) => name),
    200,
  );

/** The pages around one of a list that is counted. */
export function pagesAround(
  position: number,
  size: number,
  last: number,
): Pick<ThreadPage, 'next' | 'previous' | 'last'> {
  return {
    next: position + size <= last ? position + size : null,
    previous: position > size ? position - size : null,
    last: last > position ? last : null,
  };
}

/** Seconds since 1970, null if it is no date. */
export function secondsOf(date: string | null | undefined): number | null {
  const seconds = Date.parse(date ?? '') / 1000;
  return Number.isFinite(seconds) ? seconds : null;
}
