import { createSign } from 'node:crypto';
import { z } from 'zod';
import { httpUrl } from '../../domain/raw-post.ts';
import { GiveUp } from '../../errors.ts';
import { EXPLAINED, readJson } from '../support/api-answer.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { tidyLine } from '../support/html.ts';
import type { Fetch } from '../support/safe-fetch.ts';
import { secret } from '../support/secret.ts';

const keyShape = z.object({
  type: z.literal('service_account'),
  client_email: z.email(),
  private_key: z.string().startsWith('-----BEGIN PRIVATE KEY-----'),
  private_key_id: z.string().optional(),
  token_uri: httpUrl,
});
type Key = z.output<typeof keyShape>;

/** The key file of a service account (JSON), as the Google Cloud console hands it out. */
export const serviceAccount = () =>
  secret().refine((text) => readKey(text) !== undefined, {
    error: 'must be the whole JSON key file of a service account',
  });

const LIFETIME_SECONDS = 3600;
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const answerShape = z.object({ access_token: z.string().min(1) });
const refusalShape = z.object({ error: z.string(), error_description: z.string().catch('') });

/**
 * An access token for an hour (RFC 7523: a signed assertion for a token). Throws GiveUp when the account or its key is
 * refused, FetchFailed when the answer can't be read.
 */
export async function accessToken(
  keyFile: string,
  scope: string,
  { fetch, signal, now }: { fetch: Fetch; signal: AbortSignal; now: Date },
): Promise<string> {
  const key = readKey(keyFile);
  if (key === undefined) throw new GiveUp('The key file of the service account can’t be read: give it again, whole.');
  const page = await fetch(key.token_uri, {
    api: true,
    method: 'POST',
    accept: 'application/json',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `${new URLSearchParams({ grant_type: GRANT, assertion: assertion(key, scope, now) })}`,
    statuses: EXPLAINED,
    signal,
  });
  const json = readJson(page);
  const token = answerShape.safeParse(json).data?.access_token;
  if (token !== undefined && page.status < 400) return token;
  const refusal = refusalShape.safeParse(json).data;
  if (!refusal || page.status === 429) throw new FetchFailed(`Google gave no access token (${page.status}).`);
  const said = tidyLine(`${refusal.error} ${refusal.error_description}`, 300);
  throw new GiveUp(
    `Google refuses the service account: ${said}. Is the key still there, and is this server’s clock right? ` +
      'Else make a new key and put its file into the source’s settings.',
  );
}

function assertion(key: Key, scope: string, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  const header = { alg: 'RS256', typ: 'JWT', ...(key.private_key_id && { kid: key.private_key_id }) };
  const claims = { iss: key.client_email, scope, aud: key.token_uri, iat, exp: iat + LIFETIME_SECONDS };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode(header)}.${encode(claims)}`;
  try {
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key.private_key, 'base64url')}`;
  } catch (cause) {
    throw new GiveUp('The private key of the service account can’t be used: give its key file again, whole.', {
      cause,
    });
  }
}

function readKey(text: string): Key | undefined {
  try {
    return keyShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
