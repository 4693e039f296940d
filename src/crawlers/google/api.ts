import { DateTime } from 'luxon';
import { z } from 'zod';
import { GiveUp, RetryLater } from '../../errors.ts';
import { EXPLAINED, readJson } from '../support/api-answer.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { tidyLine } from '../support/html.ts';
import { retryAfterMs } from '../support/retry-after.ts';
import type { Fetch, FetchedPage } from '../support/safe-fetch.ts';

/** What is asked for is not there (any more). */
export class GoogleNotFound extends GiveUp {}
/** The owner of a video has switched its comments off. */
export class CommentsDisabled extends GiveUp {}

const shape = z.object({
  error: z.object({
    message: z.string().catch(''),
    status: z.string().catch(''),
    errors: z.array(z.object({ reason: z.string() })).catch([]),
    details: z.array(z.object({ reason: z.string().catch('') })).catch([]),
  }),
});

const A_DAY = /^(?:quotaExceeded|dailyLimitExceeded)$/;
const A_WHILE = /^(?:rateLimitExceeded|userRateLimitExceeded|RESOURCE_EXHAUSTED|RATE_LIMIT_EXCEEDED)$/;
const WRONG_KEY = /^(?:keyInvalid|API_KEY_INVALID|authError|UNAUTHENTICATED|ACCESS_TOKEN_EXPIRED)$/;
const NOT_ENABLED = /^(?:accessNotConfigured|SERVICE_DISABLED|API_KEY_SERVICE_BLOCKED)$/;
const A_WHILE_MS = 15 * 60_000;

export interface GoogleCall {
  fetch: Fetch;
  headers: Readonly<Record<string, string>>;
  signal: AbortSignal;
  now: Date;
}

/**
 * Calls one of Google's APIs. Throws RetryLater where a quota is used up (a day's: until midnight in California),
 * GoogleNotFound, CommentsDisabled, and GiveUp with what to do for the rest.
 */
export async function callGoogle(url: string, { fetch, headers, signal, now }: GoogleCall): Promise<unknown> {
  const page = await fetch(url, { api: true, accept: 'application/json', headers, statuses: EXPLAINED, signal });
  const json = readJson(page);
  if (page.status < 400) return json;
  throw errorOf(page, json, now);
}

function errorOf(page: FetchedPage, json: unknown, now: Date): Error {
  const { error } = shape.safeParse(json).data ?? {};
  if (!error) return new FetchFailed(`Google answered ${page.status} without saying why.`);
  const reasons = [
    error.status,
    ...error.errors.map(({ reason }) => reason),
    ...error.details.map(({ reason }) => reason),
  ];
  const is = (pattern: RegExp) => reasons.some((reason) => pattern.test(reason));
  const said = tidyLine(error.message.replace(/<[^<>]*>/g, ''), 300) ?? 'no reason given';
  if (is(A_DAY)) return new RetryLater(`The day’s quota of the Google project is used up: ${said}`, msToNextDay(now));
  if (is(A_WHILE) || page.status === 429) {
    const ms = retryAfterMs(page.header('retry-after'), now) ?? A_WHILE_MS;
    return new RetryLater(`Google asks for a pause: ${said}`, ms);
  }
  if (is(/^commentsDisabled$/)) return new CommentsDisabled('Comments are switched off there.');
  if (is(NOT_ENABLED)) return new GiveUp(`The API is not enabled: enable it in the Google Cloud console. ${said}`);
  if (is(WRONG_KEY) || page.status === 401) return new GiveUp(`Google does not take the key: make a new one. ${said}`);
  if (page.status === 404) return new GoogleNotFound(`Google has no such thing: ${said}`);
  if (page.status === 403) return new GiveUp(`The key may not read this: grant it access. ${said}`);
  return new GiveUp(`Google refuses the request (${page.status}): ${said}. Check the settings of the source.`);
}

/** Quotas of a day are those of California ("Quota and compliance audits" of the YouTube Data API). */
const california = (now: Date) => DateTime.fromJSDate(now, { zone: 'America/Los_Angeles' });
export const quotaDay = (now: Date): string => california(now).toISODate() ?? '';
export const msToNextDay = (now: Date): number =>
  Math.max(60_000, california(now).plus({ days: 1 }).startOf('day').toMillis() - now.getTime());
