import { useNavigate } from '@tanstack/react-router';

/** Narrows what a page shows, by its address: so a view can be kept and sent. What is empty narrows nothing. */
export function useNarrow(
  page: '/mentions' | '/audit' | '/analytics',
  search: object,
): (change: Record<string, string | undefined | null>) => void {
  const navigate = useNavigate({ from: page });
  return (change) => {
    const next = Object.entries({ ...search, ...change }).filter(([, value]) => value);
    void navigate({ search: Object.fromEntries(next) });
  };
}
