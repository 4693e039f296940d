import type { components } from './openapi.ts';

type Problem = components['schemas']['Problem'];

/** What the API said against a request (RFC 9457); status 0: it could not be reached at all. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    /** What is wrong and what to do, in the API's words; empty if it said nothing. */
    readonly detail: string,
    /** Names the request in the logs. */
    readonly instance: string | null = null,
    readonly fields: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
    /** The index into a query's rule at which it can't be read. */
    readonly position: number | null = null,
  ) {
    super(detail, options);
    this.name = 'ApiProblem';
  }
}

/** Reads a refusal; a body that is none of ours (a proxy's page) leaves the status alone. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const said = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const fields = Object.fromEntries((said.errors ?? []).map(({ path, message }) => [path, message]));
  const position = said.errors?.find((each) => each.position !== undefined)?.position ?? null;
  return new ApiProblem(response.status, said.detail ?? '', said.instance ?? null, fields, undefined, position);
}

/** What went wrong, whatever was thrown. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const options = error instanceof Error ? { cause: error } : undefined;
  return new ApiProblem(error instanceof TypeError ? 0 : 500, '', null, {}, options);
}

/** What is wrong with each field of what was sent, by its path; nothing where nothing went wrong. */
export const refusedFields = (error: Error | null): ApiProblem['fields'] =>
  error === null ? {} : asProblem(error).fields;
