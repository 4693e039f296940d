import { useCallback, useMemo, useState } from 'react';

/** The tickets that are ticked for a bulk act. */
export interface Selection {
  numbers: ReadonlySet<number>;
  toggle(number: number): void;
  set(numbers: Iterable<number>): void;
  clear(): void;
}

export function useSelection(): Selection {
  const [numbers, setNumbers] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback((number: number) => {
    setNumbers((before) => {
      const after = new Set(before);
      if (!after.delete(number)) after.add(number);
      return after;
    });
  }, []);
  const set = useCallback((wanted: Iterable<number>) => setNumbers(new Set(wanted)), []);
  const clear = useCallback(() => setNumbers(new Set()), []);
  return useMemo(() => ({ numbers, toggle, set, clear }), [numbers, toggle, set, clear]);
}
