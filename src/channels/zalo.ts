import { createHash } from 'node:crypto';
import { z } from 'zod';
import { apiAddress, apiUrl, EXPLAINED, readJson, readShape } from '../crawlers/support/api-answer.ts';
import { FetchFailed } from '../crawlers/support/fetch-failed.ts';
import { tidyLine } from '../crawlers/support/html.ts';
import { secret } from '../crawlers/support/secret.ts';
import { Forbidden, GiveUp, RetryLater } from '../errors.ts';
import { type Channel, ChannelDown, ExpiredToken } from './channel.ts';
import { fingerprintOf, sameSecret } from './support/signatures.ts';
import { codePoints } from './support/split-text.ts';
import { readZaloEvent, timestampOf } from './zalo/events.ts';
import { renewTokens } from './zalo/tokens.ts';

const number = z.string().regex(/^\d{1,30}$/, { error: 'must be a number' });

const settings = z.strictObject({
  apiUrl: apiUrl('https://openapi.zalo.me'),
  /** Where tokens are renewed. */
  oauthUrl: apiUrl('https://oauth.zaloapp.com'),
  oaId: number,
  appId: number,
  /** Of the app: renews the tokens. */
  appSecret: secret(),
  /** Of the official account’s webhook: signs what Zalo tells us. */
  oaSecret: secret(),
  /** Lives for a day, and is renewed before it ends. */
  accessToken: secret(),
  /** Good for one renewal, which brings the next one. */
  refreshToken: secret(),
  /** When the access token ends (ISO 8601); kept by the program. */
  tokenEndsAt: secret().optional(),
});
export type ZaloSettings = z.output<typeof settings>;

/** A token is renewed so long before its end. */
const AHEAD_MS = 30 * 60_000;

/** Signed is the app, the raw body, the time in it and the secret, in this order, with nothing between. */
export const zaloSignature = ({ appId, oaSecret }: Pick<ZaloSettings, 'appId' | 'oaSecret'>, body: Uint8Array) =>
  createHash('sha256').update(appId).update(body).update(timestampOf(body)).update(oaSecret).digest('hex');

const answerShape = z.object({
  error: z.int(),
  message: z.string().catch(''),
  data: z
    .object({ message_id: z.string().min(1).max(200) })
    .optional()
    .catch(undefined),
});

/** "Mã lỗi" of the Official Account API. */
const EXPIRED = new Set([-216, -124, -220]);
const LIMITED = new Set([-32, -204]);
const LIMIT_MS = 60_000;
/** The quota of paid messages, a suspended account, an app without the right. */
const OF_ACCOUNT = new Set([-211, -205, -207, -208, -219, -221, -224]);

function refusal({ error, message }: z.output<typeof answerShape>): Error {
  const said = `${tidyLine(message, 300) ?? 'no reason given'} (${error})`;
  if (EXPIRED.has(error)) return new ExpiredToken(`Zalo no longer takes the access token: ${said}.`);
  if (LIMITED.has(error)) return new RetryLater(`Zalo asks for a pause: ${said}.`, LIMIT_MS);
  if (OF_ACCOUNT.has(error)) return new ChannelDown(`Zalo sends nothing for this account now: ${said}.`);
  return new GiveUp(`Zalo refuses this message: ${said}.`);
}

/** Messages to a Zalo official account. */
export const channel: Channel<ZaloSettings> = {
  kind: 'zalo',
  summary: 'Zalo: what people write to your official account.',
  settings,
  example: {
    oaId: '388613280878808645',
    appId: '4318657068771012646',
    appSecret: 'app-secret-0123456789',
    oaSecret: 'oa-secret-0123456789',
    accessToken: 'access-token-1',
    refreshToken: 'refresh-token-1',
  },
  limits: () => ({
    maxLength: 2000,
    count: codePoints,
    idempotencyKey: false,
    deliveryReceipts: true,
    attachments: null,
    pace: { perSecond: 10, burst: 10 },
  }),
  verify(given, { headers, body }) {
    const signature = (headers['x-zevent-signature'] ?? '').replace(/^mac=/, '');
    if (!sameSecret(signature, zaloSignature(given, body)))
      throw new Forbidden('The signature is not the one of this body: check oaSecret and appId.');
    return { key: fingerprintOf(body) };
  },
  receive: ({ oaId }, request) => readZaloEvent(oaId, request),
  renewal: {
    isDue: ({ tokenEndsAt }, now) => tokenEndsAt !== undefined && Date.parse(tokenEndsAt) < now.getTime() + AHEAD_MS,
    renew: renewTokens,
  },
  async send({ apiUrl: base, accessToken }, { text, recipient }, { fetch, signal }) {
    const page = await fetch(apiAddress(base, 'v3.0/oa/message/cs'), {
      api: true,
      method: 'POST',
      headers: { 'content-type': 'application/json', access_token: accessToken },
      body: JSON.stringify({ recipient: { user_id: recipient.id }, message: { text } }),
      statuses: EXPLAINED.filter((status) => status !== 429),
      signal,
    });
    const answer = readShape(page, readJson(page), answerShape);
    if (answer.error !== 0) throw refusal(answer);
    if (answer.data === undefined) throw new FetchFailed('Zalo answered with something that names no message.');
    return { externalId: answer.data.message_id };
  },
};
