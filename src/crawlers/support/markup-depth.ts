import type { Handler } from 'htmlparser2';
import { FetchFailed } from './fetch-failed.ts';

/** Deeper than any page that people write; each open element costs the parser time at every further one. */
const MAX_DEPTH = 1000;

/** Wraps a handler so that markup nested without end is refused instead of taking minutes: throws FetchFailed. */
export function limitDepth<H extends Partial<Handler>>(handler: H): H {
  let depth = 0;
  const { onopentag, onclosetag } = handler;
  handler.onopentag = (...given) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw new FetchFailed(`The page nests its elements more than ${MAX_DEPTH} deep.`);
    onopentag?.apply(handler, given);
  };
  handler.onclosetag = (...given) => {
    depth -= 1;
    onclosetag?.apply(handler, given);
  };
  return handler;
}
