import createClient from 'openapi-fetch';
import type { paths } from './openapi.ts';
import { ApiProblem, problemOf } from './problem.ts';

/** The API, typed by its own document: `take(api.GET('/api/tickets/{number}', { params: { path: { number } } }))`. */
export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', credentials: 'same-origin' });

api.use({
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
  onError({ error }) {
    return error instanceof Error ? new ApiProblem(0, '', null, {}, { cause: error }) : undefined;
  },
});

/** What was answered; throws ApiProblem for a refusal and when the server can't be reached. */
export async function take<T>(asked: Promise<{ data?: T }>): Promise<T> {
  // Refusals have been thrown before; where nothing is answered, `data` is undefined as its type says.
  return (await asked).data as T;
}

export type * from './types.ts';
