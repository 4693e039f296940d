/** Errors whose class says what happens next (DESIGN: "a class says what happens next"). Always pass `cause`. */

/** The base of every error whose message may be shown to a person: it says what is wrong and what to do. */
export class PublicError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Not now: try again after `delayMs` milliseconds. Costs no attempt. */
export class RetryLater extends PublicError {
  constructor(
    message: string,
    readonly delayMs: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Trying again can't help: stop, keep the reason, show it. */
export class GiveUp extends PublicError {}

/** One field of an input that is wrong, named by its path ("settings.url"). */
export interface FieldProblem {
  path: string;
  message: string;
}

/** What came from outside is wrong; the sender can mend it. HTTP 422. */
export class InvalidInput extends PublicError {
  constructor(
    message: string,
    readonly fields: readonly FieldProblem[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** There is no such thing, or the asker may not know of it. HTTP 404. */
export class NotFound extends PublicError {}

/** The asker is not signed in or the credentials are wrong. HTTP 401. */
export class Unauthenticated extends PublicError {}

/** The asker may not do this. HTTP 403. */
export class Forbidden extends PublicError {}

/** The thing changed meanwhile, or its state does not allow this. HTTP 409 (412 for a stale `If-Match`). */
export class Conflict extends PublicError {}

/** Too many tries: wait `retryAfterMs` milliseconds. HTTP 429. */
export class TooManyRequests extends PublicError {
  constructor(
    message: string,
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** One line about any thrown value, for logs and run records; causes appended, no stack. */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  for (let at: unknown = error, depth = 0; at !== undefined && depth < 4; depth += 1) {
    parts.push(at instanceof Error ? at.message || at.name : String(at));
    at = at instanceof Error ? at.cause : undefined;
  }
  return [...new Set(parts)].join(': ').slice(0, 1000);
}
