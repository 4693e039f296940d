import { createHmac } from 'node:crypto';
import type { GraphAccess } from '../../crawlers/graph/client.ts';
import { DeadToken, errorOf, type GraphProblem, readProblem } from '../../crawlers/graph/errors.ts';
import { readUsage, restAfter } from '../../crawlers/graph/usage.ts';
import { apiAddress, EXPLAINED, readJson } from '../../crawlers/support/api-answer.ts';
import { FetchFailed } from '../../crawlers/support/fetch-failed.ts';
import { GiveUp } from '../../errors.ts';
import { ChannelDown, type SendContext } from '../channel.ts';

/** Permissions that the app lacks, and blocks of the app or the page: these refuse every message alike. */
const isOfChannel = ({ code, error_subcode: subcode }: GraphProblem) =>
  (code === 10 && subcode !== WINDOW_OVER) || code === 3 || code === 368 || (code > 200 && code < 300);
/** "This message is sent outside of allowed window." */
const WINDOW_OVER = 2018278;

/** What an error of the Graph API means for a message; see `errorOf` and "Error Codes" of the Messenger Platform. */
function refusalOf(problem: GraphProblem, restMs: number | undefined): Error {
  const error = errorOf(problem, restMs);
  if (error instanceof DeadToken || isOfChannel(problem)) return new ChannelDown(error.message, { cause: error });
  if (problem.code === 10)
    return new GiveUp('The time in which Facebook lets this person be answered is over.', { cause: error });
  // "This person isn't available right now": they have blocked the page, or left.
  if (problem.code === 551 || problem.code === 200)
    return new GiveUp('This person can’t be reached any more.', { cause: error });
  return error;
}

/**
 * Sends something over the Graph API and gives its answer. Throws as `errorOf` says for limits, ChannelDown when the token
 * or the app is at fault, GiveUp when this message is.
 */
export async function postToGraph(
  access: GraphAccess,
  path: string,
  body: object,
  { fetch, signal }: Pick<SendContext, 'fetch' | 'signal'>,
): Promise<unknown> {
  const { apiUrl, version, token, appSecret } = access;
  const proof = appSecret && createHmac('sha256', appSecret).update(token).digest('hex');
  const page = await fetch(apiAddress(apiUrl, `${version}/${path}`, { appsecret_proof: proof }), {
    api: true,
    method: 'POST',
    accept: 'application/json',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    statuses: EXPLAINED,
    signal,
  });
  const json = readJson(page);
  const problem = readProblem(json);
  if (problem) throw refusalOf(problem, restAfter(readUsage(page.header)));
  if (page.status >= 400) throw new FetchFailed(`Facebook answered ${page.status} without saying why.`);
  return json;
}
