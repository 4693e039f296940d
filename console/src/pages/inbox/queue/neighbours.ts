/** Where a ticket stood in the queue when it was opened. */
export interface OpenedAt {
  number: number;
  place: number;
}

export interface Neighbours {
  next: number | undefined;
  previous: number | undefined;
}

/**
 * The tickets before and after the open one. When it has left its place since it was opened, because it was answered or
 * is done with, the work goes on where it stood: with what stands there now.
 */
export function neighboursOf(numbers: readonly number[], opened: OpenedAt | null): Neighbours {
  if (opened === null) return { next: numbers[0], previous: numbers[0] };
  const isThere = numbers[opened.place] === opened.number;
  return { next: numbers[isThere ? opened.place + 1 : opened.place], previous: numbers[Math.max(0, opened.place - 1)] };
}
