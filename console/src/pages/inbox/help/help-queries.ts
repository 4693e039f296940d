import { queryOptions } from '@tanstack/react-query';
import { api, take } from '../../../api/client.ts';
import type { Answer } from '../../../api/types.ts';

export type CannedReply = Answer<'/api/canned-replies', 'get'>['items'][number];
export type Article = Answer<'/api/articles', 'get'>['items'][number];
export type Macro = Answer<'/api/macros', 'get'>['items'][number];
export type Suggestions = Answer<'/api/tickets/{number}/suggestions', 'get'>;

const FRESH_MS = 60_000;

export const cannedRepliesQuery = queryOptions({
  queryKey: ['canned-replies'],
  staleTime: FRESH_MS,
  queryFn: ({ signal }) => take(api.GET('/api/canned-replies', { params: { query: {} }, signal })),
});

/** Questions with answers; only approved ones may be told to customers. */
export const articlesQuery = (query: { q?: string; status?: Article['status'] }) =>
  queryOptions({
    queryKey: ['articles', query],
    staleTime: FRESH_MS,
    queryFn: ({ signal }) => take(api.GET('/api/articles', { params: { query }, signal })),
  });

export const macrosQuery = queryOptions({
  queryKey: ['macros'],
  staleTime: FRESH_MS,
  queryFn: ({ signal }) => take(api.GET('/api/macros', { signal })),
});

export const suggestionsQuery = (number: number) =>
  queryOptions({
    queryKey: ['ticket', number, 'suggestions'],
    staleTime: FRESH_MS,
    queryFn: ({ signal }) =>
      take(api.GET('/api/tickets/{number}/suggestions', { params: { path: { number } }, signal })),
  });

/** The words of a canned reply for a ticket. */
export const renderReply = async (id: string, ticket: number): Promise<string> => {
  const asked = api.POST('/api/canned-replies/{id}/render', { params: { path: { id } }, body: { ticket } });
  return (await take(asked)).text;
};

/** The answer of an approved article; that it was taken is counted. */
export const takeArticle = async ({ id, answer }: Article): Promise<string> => {
  await take(api.POST('/api/articles/{id}/use', { params: { path: { id } } }));
  return answer;
};
