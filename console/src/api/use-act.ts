import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { notifyDone, notifyProblem } from '../ui/notify.ts';

interface Outcome<Output> {
  /** What is told when it is done. */
  done?: (output: Output) => string;
  /** The resources that it changes: they are read anew. */
  changes?: readonly string[];
  /** What follows, such as closing the form. */
  after?: (output: Output) => void;
}

/** Something that is done on the server: tells how it went, and reads anew what it changed. */
export function useAct<Input = void, Output = unknown>(
  act: (input: Input) => Promise<Output>,
  { done, changes = [], after }: Outcome<Output> = {},
): UseMutationResult<Output, Error, Input> {
  const queries = useQueryClient();
  return useMutation<Output, Error, Input>({
    mutationFn: act,
    onSuccess(output) {
      for (const resource of changes) void queries.invalidateQueries({ queryKey: [resource] });
      if (done !== undefined) notifyDone(done(output));
      after?.(output);
    },
    onError: notifyProblem,
  });
}
