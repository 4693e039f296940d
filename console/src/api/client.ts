import createClient from 'openapi-fetch';
import type { components, paths } from './openapi.ts';
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

type Schemas = components['schemas'];
type Answer<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: infer Responses;
}
  ? {
      [Status in keyof Responses]: Responses[Status] extends { content: { 'application/json': infer Body } }
        ? Body
        : never;
    }[keyof Responses]
  : never;

export type Session = Answer<'/api/session', 'get'>;
export type Ticket = Schemas['Ticket'];
export type TicketDetail = Answer<'/api/tickets/{number}', 'get'>;
export type TicketEvent = Schemas['TicketEvent'];
export type TicketStatus = Schemas['TicketStatus'];
export type Priority = Schemas['Priority'];
export type Mention = Schemas['Mention'];
export type Sentiment = Schemas['Sentiment'];
export type Topic = Schemas['Topic'];
export type Source = Schemas['Source'];
export type Team = Schemas['Team'];
export type User = Schemas['User'];
export type HeldReply = TicketDetail['heldReplies'][number];
export type Message = Schemas['Message'];
export type { Answer };
