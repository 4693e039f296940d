import { useRef } from 'react';
import { type Neighbours, neighboursOf, type OpenedAt } from './neighbours.ts';

/** The tickets that j and k go to. */
export function useNeighbours(numbers: readonly number[], current: number | null): Neighbours {
  const opened = useRef<OpenedAt | null>(null);
  if (current === null) opened.current = null;
  else if (opened.current?.number !== current && numbers.includes(current))
    opened.current = { number: current, place: numbers.indexOf(current) };
  return neighboursOf(numbers, opened.current);
}
