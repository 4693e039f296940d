import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { api, take } from '../api/client.ts';

/** A text with its chat spellings read out; what was written is under the pointer. */
export function PlainReading({ text }: { text: string }) {
  const { data } = useQuery({
    queryKey: ['reading', text],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => take(api.POST('/api/reading', { body: { text: text.slice(0, 20_000) }, signal })),
  });
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { start, end, plain } of data?.items ?? []) {
    parts.push(<Fragment key={from}>{text.slice(from, start)}</Fragment>);
    parts.push(
      <mark key={`${start} read`} title={text.slice(start, end)}>
        {plain}
      </mark>,
    );
    from = end;
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}
