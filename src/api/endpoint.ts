import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Permission } from '../care/access.ts';
import type { Actor } from '../domain/person.ts';
import type { Chats } from './chat/chats.ts';
import type { ApiServices } from './services.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { SignIn } from './sign-in.ts';
import type { Tries } from './tries.ts';

/** What the handlers have: the services and the parts that belong to one running API. */
export interface ApiContext extends ApiServices {
  signIn: SignIn;
  cookie: SessionCookie;
  /** How often a network asks for the pages on which customers rate. */
  ratingTries: Tries;
  chats: Chats;
  /** What `/metrics` answers. */
  metrics(): Promise<string>;
  /** The OpenAPI document. */
  document(): Record<string, unknown>;
}

/** What is answered beside the body. */
export interface Reply {
  status: number;
  header(name: string, value: string): void;
}

/** One request after validation. */
export interface Call<Params = unknown, Query = unknown, Headers = unknown, Body = unknown> {
  params: Params;
  query: Query;
  /** Only the headers that the endpoint describes; their names in lower case. */
  headers: Headers;
  body: Body;
  context: ApiContext;
  reply: Reply;
  now: Date;
  /** Who asks; throws Unauthenticated on a public endpoint that nobody signed in for. */
  readonly actor: Actor;
  /** The asker's network address: the peer's, or what a trusted proxy says of it. */
  address: string;
  /** The secret of the session cookie, if there is one. */
  session: string | undefined;
  /** Aborted when the asker has gone away or the time for the answer is over. */
  signal: AbortSignal;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

interface Description {
  method: Method;
  /** A template as in OpenAPI: `/api/sources/{id}`. */
  path: `/${string}`;
  operationId: string;
  tag: string;
  summary: string;
  /** More than fits into the summary; Markdown. */
  description?: string;
  /** `public`: everybody; `signed-in`: whoever is signed in; else the right that is needed. */
  permission: Permission | 'signed-in' | 'public';
  /** The status when all goes well; if not given, 200, or 204 where nothing is answered: see `statusOf`. */
  status?: number;
  /** Other statuses that the same body may be answered with, and what they mean. */
  also?: Readonly<Record<number, string>>;
  /** Media types of answers that are no JSON: the handler sets `Content-Type` and gives a string or bytes. */
  media?: readonly string[];
  /** Statuses beyond those that every endpoint of its kind may answer, with what they mean. */
  problems?: Readonly<Record<number, string>>;
  /** The texts in the body are cleaned by what they go into: see `refuseUnstorable`. */
  uncleanText?: boolean;
  /** The body is no JSON to be parsed, but bytes of one of these media types: `body` is `bytes`. */
  rawBody?: { types: readonly string[]; maxBytes: number };
  /** The answer may take longer than others. */
  answerMs?: number;
}

/** The schema of a raw body. */
export const bytes = z.instanceof(Uint8Array);

/** Writes its answer itself, over time. */
export type Streamed = (response: ServerResponse) => void;

type Answered<Answer> = Answer | string | Uint8Array | Streamed | undefined;

interface Spec<Params, Query, Headers, Body, Answer> extends Description {
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  headers?: z.ZodType<Headers>;
  body?: z.ZodType<Body>;
  /** A body as one would send it. */
  example?: unknown;
  /** The JSON that is answered; none: nothing is. */
  response?: z.ZodType<Answer>;
  handle(call: Call<Params, Query, Headers, Body>): Answered<Answer> | Promise<Answered<Answer>>;
}

/** An endpoint as documentation, validation and mounting see it. */
export interface Endpoint extends Description {
  params: z.ZodType;
  query: z.ZodType;
  headers: z.ZodType;
  body: z.ZodType | undefined;
  example: unknown;
  response: z.ZodType | undefined;
  handle(call: Call): unknown;
}

/** The status when all goes well: 204 where nothing is answered. */
export function statusOf({ status, response, media }: Endpoint): number {
  return status ?? (response === undefined && media === undefined ? 204 : 200);
}

const nothing = z.strictObject({});

/**
 * One description of an endpoint: it validates the requests, types the handler and is what the OpenAPI document says, so
 * that none of them can differ from the others.
 */
export function endpoint<Params = unknown, Query = unknown, Headers = unknown, Body = unknown, Answer = undefined>(
  spec: Spec<Params, Query, Headers, Body, Answer>,
): Endpoint {
  const { handle, params = nothing, query = nothing, headers = z.object({}), body, response, example, ...rest } = spec;
  return {
    ...rest,
    params,
    query,
    headers,
    body,
    example,
    response,
    // What comes in was parsed by these very schemas.
    handle: (call) => handle(call as Call<Params, Query, Headers, Body>),
  };
}
