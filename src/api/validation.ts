import type { z } from 'zod';
import { type FieldProblem, InvalidInput } from '../errors.ts';

/** Deeper bodies than this are nobody's honest settings, and a danger to whatever walks them. */
const MAX_DEPTH = 20;
/** What PostgreSQL keeps in no text: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, base: readonly PropertyKey[]): FieldProblem[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.').slice(0, 200), message: 'is not a known field' }));
  }
  if (issue.code === 'invalid_union') {
    // The branch that fits best is the one that was meant.
    const [nearest] = [...issue.errors].sort((a, b) => a.length - b.length);
    if (nearest !== undefined) return nearest.flatMap((inner) => problemsOf(inner, path));
  }
  return [{ path: path.join('.').slice(0, 200), message: issue.message }];
}

/** What a zod error says, field by field; at most 50 of them. */
export function fieldProblems(error: z.core.$ZodError, base: readonly PropertyKey[] = []): FieldProblem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, base)).slice(0, 50);
}

/** The value as its schema gives it. Throws InvalidInput that names every wrong field. */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, base: readonly PropertyKey[] = []): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = fieldProblems(parsed.error, base);
  const words = fields.slice(0, 3).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  throw new InvalidInput(`The request is not right: ${words.join('; ')}.`, fields, { cause: parsed.error });
}

/** Throws InvalidInput for what is nested too deep and, unless told otherwise, for texts that can't be stored. */
export function refuseUnstorable(value: unknown, uncleanText: boolean): void {
  const rest: { value: unknown; path: readonly string[] }[] = [{ value, path: [] }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { value: at, path } = next;
    if (typeof at === 'string' && !uncleanText && UNSTORABLE.test(at)) throw unstorable(path);
    if (typeof at !== 'object' || at === null) continue;
    if (path.length >= MAX_DEPTH) throw new InvalidInput(`The body is nested deeper than ${MAX_DEPTH} levels.`);
    for (const [key, inner] of Object.entries(at)) {
      if (!uncleanText && UNSTORABLE.test(key)) throw unstorable(path);
      rest.push({ value: inner, path: [...path, key] });
    }
  }
}

function unstorable(path: readonly string[]): InvalidInput {
  const message = 'has a NUL character or half of a surrogate pair, which no text may have';
  return new InvalidInput('The request has a text that can’t be stored.', [{ path: path.join('.'), message }]);
}
