import { z } from 'zod';
import { apiAddress, EXPLAINED, readJson } from '../../crawlers/support/api-answer.ts';
import { FetchFailed } from '../../crawlers/support/fetch-failed.ts';
import { tidyLine } from '../../crawlers/support/html.ts';
import { ChannelDown, type SendContext } from '../channel.ts';
import type { ZaloSettings } from '../zalo.ts';

const renewed = z.object({
  access_token: z.string().min(1).max(5000),
  refresh_token: z.string().min(1).max(5000),
  /** Seconds. */
  expires_in: z.union([z.string().regex(/^\d{1,9}$/), z.int().positive()]).transform(Number),
});
const refused = z.object({ error: z.int(), error_description: z.string().catch('') });

/**
 * New tokens for the old refresh token, which is good for this one time (OAuth v4 of Zalo). Throws ChannelDown when Zalo
 * does not take it any more.
 */
export async function renewTokens(
  { oauthUrl, appId, appSecret, refreshToken }: ZaloSettings,
  { fetch, signal, now }: Pick<SendContext, 'fetch' | 'signal' | 'now'>,
): Promise<Partial<ZaloSettings>> {
  const form = { refresh_token: refreshToken, app_id: appId, grant_type: 'refresh_token' };
  const page = await fetch(apiAddress(oauthUrl, 'v4/oa/access_token'), {
    api: true,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: appSecret },
    body: new URLSearchParams(form).toString(),
    statuses: EXPLAINED,
    signal,
  });
  const json = readJson(page);
  const fresh = renewed.safeParse(json).data;
  if (fresh !== undefined) {
    const endsAt = new Date(now().getTime() + fresh.expires_in * 1000).toISOString();
    return { accessToken: fresh.access_token, refreshToken: fresh.refresh_token, tokenEndsAt: endsAt };
  }
  const problem = refused.safeParse(json).data;
  if (problem === undefined) throw new FetchFailed('Zalo answered with something that is no token.');
  const said = tidyLine(problem.error_description, 300) ?? 'no reason given';
  throw new ChannelDown(
    `Zalo does not renew the access token: ${said} (${problem.error}). Get new tokens in the API explorer of Zalo for Developers and put both into the channel’s settings.`,
  );
}
