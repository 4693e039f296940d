import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { RetryLater } from '../../errors.ts';
import { apiAddress, apiUrl, EXPLAINED, readEach, readJson } from '../support/api-answer.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import type { Fetch } from '../support/safe-fetch.ts';
import { secret } from '../support/secret.ts';
import { errorOf, readProblem } from './errors.ts';
import { readUsage, restAfter } from './usage.ts';

/** The settings that every kind over the Graph API has. */
export const graphSettings = {
  apiUrl: apiUrl('https://graph.facebook.com'),
  version: z
    .string()
    .regex(/^v\d{1,3}\.\d$/, { error: 'must be a version of the Graph API such as v25.0' })
    .default('v25.0'),
  /** A page token; one made from a long-lived user token or for a system user lasts longest. */
  token: secret(),
  /** Of the app that the token belongs to: requests then carry a proof, and the token's expiry can be read. */
  appId: z
    .string()
    .regex(/^\d{1,30}$/, { error: 'must be the number of the app' })
    .optional(),
  appSecret: secret().optional(),
};

export interface GraphAccess {
  apiUrl: string;
  version: string;
  token: string;
  appId?: string | undefined;
  appSecret?: string | undefined;
}

type Params = Readonly<Record<string, string | number | undefined>>;

const listShape = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ cursors: z.object({ after: z.string().min(1).max(2000) }), next: z.string() })
    .optional()
    .catch(undefined),
});

export interface GraphList<Item> {
  items: Item[];
  /** Items that are not as documented. */
  unread: number;
  /** The `after` of the next page. */
  next: string | undefined;
}

/** Calls the Graph API with one token, and keeps away from it once the usage headers say that a limit is near. */
export class GraphClient {
  readonly #access: GraphAccess;
  readonly #fetch: Fetch;
  readonly #signal: AbortSignal | undefined;
  #restMs: number | undefined;

  constructor(access: GraphAccess, fetch: Fetch, signal?: AbortSignal) {
    this.#access = access;
    this.#fetch = fetch;
    this.#signal = signal;
  }

  /** One object or answer as JSON. Throws as `errorOf` says, and RetryLater before a limit is reached. */
  async get(path: string, params: Params = {}, token = this.#access.token): Promise<unknown> {
    if (this.#restMs !== undefined) {
      const minutes = Math.ceil(this.#restMs / 60_000);
      throw new RetryLater(`Nearly all calls that Facebook allows are used: a pause of ${minutes} min.`, this.#restMs);
    }
    const { apiUrl: base, version } = this.#access;
    const url = apiAddress(base, `${version}/${path}`, { ...params, appsecret_proof: this.#proof(token) });
    const page = await this.#fetch(url, {
      api: true,
      accept: 'application/json',
      headers: { authorization: `Bearer ${token}` },
      statuses: EXPLAINED,
      signal: this.#signal,
    });
    this.#restMs = restAfter(readUsage(page.header));
    const json = readJson(page);
    const problem = readProblem(json);
    if (problem) throw errorOf(problem, this.#restMs);
    if (page.status >= 400) throw new FetchFailed(`Facebook answered ${page.status} without saying why.`);
    return json;
  }

  /** A page of a list, `after` the one before. */
  async list<Shape extends z.ZodType>(path: string, shape: Shape, params: Params): Promise<GraphList<z.output<Shape>>> {
    const json = await this.get(path, { limit: 100, ...params });
    const list = listShape.safeParse(json);
    if (!list.success)
      throw new FetchFailed('Facebook answered with something that is no list.', { cause: list.error });
    return { ...readEach(list.data.data, shape), next: list.data.paging?.cursors.after };
  }

  /** The proof that the caller knows the app's secret ("Securing Graph API requests"); only for tokens of that app. */
  #proof(token: string): string | undefined {
    const { appSecret } = this.#access;
    return appSecret && createHmac('sha256', appSecret).update(token).digest('hex');
  }
}
