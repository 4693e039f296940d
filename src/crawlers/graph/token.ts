import { z } from 'zod';
import { GiveUp, RetryLater } from '../../errors.ts';
import type { Collected } from '../crawler.ts';
import { hash } from '../support/hash.ts';
import type { GraphAccess, GraphClient } from './client.ts';
import { DeadToken, deadToken } from './errors.ts';

/** What is known of a token, kept in the cursor. */
export const tokenState = z.object({
  /** Tells when another token was put in. */
  key: z.string(),
  checkedAt: z.number(),
  /** Second of the day that it stops working; null if it does not or nobody knows. */
  endsAt: z.number().nullable(),
  /** Why its end is not known. */
  unknown: z.string().nullable(),
});
export type TokenState = z.output<typeof tokenState>;

const shape = z.object({
  data: z.object({
    is_valid: z.boolean(),
    /** 0: never. */
    expires_at: z.number().nonnegative().catch(0),
    data_access_expires_at: z.number().nonnegative().catch(0),
    error: z.object({ subcode: z.number() }).optional().catch(undefined),
  }),
});

const CHECK_EVERY = 6 * 3600;
const WARN_DAYS = 14;
const DAY = 86_400;

/**
 * Asks, every six hours and whenever there is another token, until when it works. Throws GiveUp if it works no more;
 * that its end can't be told (another app's token) is no error.
 */
export async function inspectToken(
  graph: GraphClient,
  access: GraphAccess,
  saved: unknown,
  now: Date,
): Promise<TokenState> {
  const known = tokenState.safeParse(saved).data;
  const seconds = Math.floor(now.getTime() / 1000);
  const key = hash(access.token, 8);
  if (known?.key === key && seconds - known.checkedAt < CHECK_EVERY) return known;
  const { appId, appSecret, token } = access;
  const app = appId && appSecret ? `${appId}|${appSecret}` : token;
  try {
    const { data } = shape.parse(await graph.get('debug_token', { input_token: token }, app));
    if (!data.is_valid) throw deadToken(data.error?.subcode);
    const ends = [data.expires_at, data.data_access_expires_at].filter((second) => second > 0);
    return { key, checkedAt: seconds, endsAt: ends.length > 0 ? Math.min(...ends) : null, unknown: null };
  } catch (error) {
    const mayGoOn = error instanceof z.ZodError || (error instanceof GiveUp && !(error instanceof DeadToken));
    if (error instanceof RetryLater || !mayGoOn) throw error;
    const unknown = 'Facebook does not tell until when the access token works: give appId and appSecret of its app.';
    return { key, checkedAt: seconds, endsAt: null, unknown };
  }
}

/** Counts the last fortnight down, so that nobody is surprised by silence. */
export function* tokenWarnings({ endsAt, unknown }: TokenState, url: string, now: Date): Iterable<Collected> {
  if (unknown !== null) yield { warning: { url, message: unknown } };
  if (endsAt === null) return;
  const days = Math.ceil((endsAt - now.getTime() / 1000) / DAY);
  if (days > WARN_DAYS) return;
  const day = new Date(Math.min(endsAt * 1000, 8.64e15)).toISOString().slice(0, 10);
  const when = days <= 0 ? `has ended (${day})` : `ends in ${days} ${days === 1 ? 'day' : 'days'}, on ${day}`;
  yield {
    warning: {
      url,
      message: `The access token ${when}: make a new one and put it into the source’s settings, else nothing is heard.`,
    },
  };
}
