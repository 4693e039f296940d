import { z } from 'zod';
import { GiveUp, RetryLater } from '../../errors.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { tidyLine } from '../support/html.ts';

/** What is asked for was deleted, or may not be seen with this token. */
export class GraphNotFound extends GiveUp {}

/** The token works no more: an administrator must put in another. */
export class DeadToken extends GiveUp {}

const shape = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().optional().catch(undefined),
    message: z.string().catch(''),
    is_transient: z.boolean().optional().catch(undefined),
  }),
});
export type GraphProblem = z.output<typeof shape>['error'];

/** The error that an answer of the Graph API carries, if any. */
export const readProblem = (json: unknown): GraphProblem | undefined => shape.safeParse(json).data?.error;

const NEW_TOKEN =
  'Make a new page token (Meta for Developers, Graph API Explorer or a system user) and put it into the source’s settings.';
/** Subcodes of 190 and 102. */
const WHY_DEAD: Record<number, string> = {
  458: 'the person who gave it removed the app',
  459: 'the person who gave it must log in to Facebook and confirm something',
  460: 'the person who gave it changed the password',
  463: 'it has expired',
  464: 'the person who gave it is not confirmed',
  467: 'it was withdrawn',
};
/** App, user, page, custom; 341 as 4. The codes from 80000 on are those of business use cases. */
const isLimit = (code: number) => [4, 17, 32, 341, 613].includes(code) || (code >= 80_000 && code <= 80_014);
const USUAL_LIMIT_MS = 30 * 60_000;

/** A token that is dead; also for those that `debug_token` calls invalid. */
export const deadToken = (subcode = 0): DeadToken =>
  new DeadToken(`Facebook no longer takes the access token: ${WHY_DEAD[subcode] ?? 'it is not valid'}. ${NEW_TOKEN}`);

/**
 * What an error of the Graph API means for us: RetryLater for limits, with the time told, FetchFailed for what passes,
 * GraphNotFound, and GiveUp with what to do for the rest. Codes: "Handle errors" and "Rate limits" of the Graph API.
 */
export function errorOf(problem: GraphProblem, restMs: number | undefined): Error {
  const { code, error_subcode: subcode, is_transient: transient } = problem;
  const said = tidyLine(problem.message, 300) ?? 'no reason given';
  if (isLimit(code)) {
    const ms = restMs ?? USUAL_LIMIT_MS;
    return new RetryLater(`Facebook’s limit of calls is reached (code ${code}): a pause of ${ms / 60_000} min.`, ms);
  }
  if (code === 190 || code === 102) return deadToken(subcode);
  if ((code === 100 && subcode === 33) || code === 803) return new GraphNotFound(`Facebook has no such thing: ${said}`);
  if (code === 1 || code === 2 || transient === true) return new FetchFailed(`Facebook is out of order now: ${said}`);
  if (code === 10 || code === 3 || (code >= 200 && code < 300)) {
    return new GiveUp(
      `The access token lacks a permission (code ${code}): ${said}. It needs pages_read_engagement and ` +
        'pages_read_user_content (Instagram: instagram_basic and instagram_manage_comments), granted for this page.',
    );
  }
  if (code === 368)
    return new GiveUp(`Facebook has blocked the app or page for a time: ${said}. Look into its dashboard.`);
  return new GiveUp(`Facebook refuses the request (code ${code}): ${said}. Check the settings of the source.`);
}
