import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { QueryError } from '../analysis/query/query.ts';
import {
  Conflict,
  type FieldProblem,
  Forbidden,
  GiveUp,
  InvalidInput,
  NotFound,
  PublicError,
  RetryLater,
  TooManyRequests,
  Unauthenticated,
} from '../errors.ts';
import { StaleTicket } from '../pipeline/tickets.ts';
import { isUnavailable } from '../storage/unavailable.ts';

/** Every error of the API: RFC 9457. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().meta({ description: 'What is wrong and what to do, for people.' }),
  instance: z.string().meta({ description: 'Names this request in the logs.' }),
  errors: z
    .array(z.object({ path: z.string(), message: z.string(), position: z.number().int().optional() }))
    .optional()
    .meta({ description: 'Each wrong field; `position` is the index into a query’s rule.' }),
});
export type Problem = z.output<typeof problem>;

/** A refusal that HTTP has a status of its own for. */
export class HttpRefusal extends PublicError {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

interface Outcome {
  status: number;
  detail: string;
  headers?: Readonly<Record<string, string>>;
}

const seconds = (ms: number) => String(Math.max(1, Math.ceil(ms / 1000)));

function outcomeOf(error: unknown): Outcome {
  if (error instanceof HttpRefusal) return { status: error.status, detail: error.message, headers: error.headers };
  if (error instanceof TooManyRequests) {
    return { status: 429, detail: error.message, headers: { 'Retry-After': seconds(error.retryAfterMs) } };
  }
  if (error instanceof RetryLater) {
    return { status: 503, detail: error.message, headers: { 'Retry-After': seconds(error.delayMs) } };
  }
  if (error instanceof Unauthenticated) {
    return { status: 401, detail: error.message, headers: { 'WWW-Authenticate': 'Bearer' } };
  }
  for (const [kind, status] of STATUSES) if (error instanceof kind) return { status, detail: error.message };
  return bodyOutcome(error) ?? inner(error);
}

const STATUSES = [
  [InvalidInput, 422],
  [Forbidden, 403],
  [NotFound, 404],
  [StaleTicket, 412],
  [Conflict, 409],
  [GiveUp, 409],
] as const;

/** What express and its body parser refuse; their own words could repeat what was sent. */
const BODY_WORDS: Readonly<Record<string, string>> = {
  'entity.parse.failed': 'The body is not valid JSON.',
  'entity.too.large': 'The body is larger than 1 MB: send it in parts.',
  'encoding.unsupported': 'The body’s Content-Encoding is not known here: send it plain or with gzip.',
  'charset.unsupported': 'The body must be UTF-8.',
};

function bodyOutcome(error: unknown): Outcome | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  if (error.status < 400 || error.status > 499) return undefined;
  const type = 'type' in error ? String(error.type) : '';
  return { status: error.status, detail: BODY_WORDS[type] ?? 'The request could not be read.' };
}

function inner(error: unknown): Outcome {
  if (isUnavailable(error)) {
    const detail = 'The records or the queue can’t be reached right now: try again soon.';
    return { status: 503, detail, headers: { 'Retry-After': '5' } };
  }
  return { status: 500, detail: 'Something went wrong inside. The logs say more, under the instance named here.' };
}

function fieldsOf(error: unknown): Problem['errors'] {
  if (error instanceof QueryError) return error.fields.map((field) => ({ ...field, position: error.position }));
  const fields: readonly FieldProblem[] = error instanceof InvalidInput ? error.fields : [];
  return fields.length === 0 ? undefined : fields.map(({ path, message }) => ({ path, message }));
}

/** What is answered for an error: nothing of the inside, unless its class says that its message is for people. */
export function toProblem(
  error: unknown,
  requestId: string,
): { problem: Problem; headers: Readonly<Record<string, string>> } {
  const { status, detail, headers = {} } = outcomeOf(error);
  const errors = fieldsOf(error);
  const title = STATUS_CODES[status] ?? 'Error';
  const type = 'about:blank';
  const instance = `urn:uuid:${requestId}`;
  return { problem: { type, title, status, detail, instance, ...(errors ? { errors } : {}) }, headers };
}
