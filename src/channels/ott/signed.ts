import { z } from 'zod';
import { apiAddress, readJson, readShape } from '../../crawlers/support/api-answer.ts';
import { Forbidden, GiveUp } from '../../errors.ts';
import { type Admitted, ChannelDown, type SendContext, Unsent, type WebhookRequest } from '../channel.ts';
import { fingerprintOf, hmacSha256, sameSecret } from '../support/signatures.ts';

/** The signed interface of docs/channels.md, both ways, for every kind of channel that speaks it. */

/** A request whose time is further from ours was kept back, and may be somebody's replay. */
const MAX_SKEW_S = 300;

/** The signature of a request: over the time that it names, a dot, and its raw body. */
export const ottSignature = (key: string, timestamp: string, body: string | Uint8Array): string =>
  `v1=${hmacSha256(key, timestamp, '.', body)}`;

/** Whether a request was signed with our secret, lately. Throws Forbidden. */
export function verifySigned(secret: string, { headers, body }: WebhookRequest, now: Date): Admitted {
  const timestamp = headers['x-ott-timestamp'] ?? '';
  const given = headers['x-ott-signature'] ?? '';
  const right = sameSecret(given, ottSignature(secret, timestamp, body));
  const skew = Math.abs(now.getTime() / 1000 - Number(timestamp || Number.NaN));
  if (!right) throw new Forbidden('The signature is not the one of this body: check webhookSecret.');
  if (!(skew <= MAX_SKEW_S)) throw new Forbidden('The request is older than five minutes: check the clocks.');
  return { key: fingerprintOf(body) };
}

/** What the network answers a refused message with. */
const problemShape = z.object({
  error: z.object({ code: z.string().max(100), message: z.string().max(500).catch('') }),
});
const sentShape = z.object({ id: z.union([z.string().min(1).max(200), z.number()]).transform(String) });

/** Hands one message over; gives the other side's own id of it. */
export async function sendSigned(
  { apiUrl, apiSecret }: { apiUrl: string; apiSecret: string },
  message: object,
  { fetch, idempotencyKey, signal, now }: SendContext,
): Promise<string> {
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(now().getTime() / 1000));
  const page = await fetch(apiAddress(apiUrl, 'messages'), {
    api: true,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
      'x-ott-timestamp': timestamp,
      'x-ott-signature': ottSignature(apiSecret, timestamp, body),
    },
    body,
    statuses: [400, 401, 403, 404, 409, 422],
    signal,
  });
  if (page.status >= 400) throw refusal(page.status, readProblem(page));
  return readShape(page, readJson(page), sentShape).id;
}

function readProblem(page: Parameters<typeof readJson>[0]): string {
  try {
    const problem = problemShape.safeParse(readJson(page)).data?.error;
    return problem === undefined ? 'no reason given' : `${problem.code} ${problem.message}`.trim();
  } catch {
    return 'no reason given';
  }
}

function refusal(status: number, reason: string): Error {
  if (status === 401 || status === 403)
    return new ChannelDown(`The network refuses our signature (${reason}): check apiSecret and contact.`);
  // The same message is being sent at this moment: by the process that was here before.
  if (status === 409) return new Unsent('The network is still at an earlier try of this message.');
  return new GiveUp(`The network refuses this message (${status}): ${reason}.`);
}
