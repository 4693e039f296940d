import { useNavigate } from '@tanstack/react-router';
import { type MentionsSearch, mentionsSearch } from '../mentions/mentions-search.ts';
import type { Asked } from './analytics-queries.ts';

/** Opens the mentions behind a figure: those that it counts, no others. */
export function useOpenMentions({ spans, narrowing }: Asked): (narrower: MentionsFilter) => void {
  const navigate = useNavigate();
  return (narrower) => {
    const search = mentionsSearch({ ...spans.shown, ...narrowing, ...narrower, counted: 'true' });
    void navigate({ to: '/mentions', search });
  };
}

/** What narrows a figure further; what is undefined narrows nothing. */
type MentionsFilter = { [Name in keyof MentionsSearch]: MentionsSearch[Name] | undefined };
