import { Counter, type Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Database } from '../storage/database.ts';
import { countRuns, type RunCounts } from '../storage/run-counts.ts';

/** Runs are counted so long after their end: by then every process has stored them, even if its clock is behind. */
const SETTLED_MS = 5000;

/**
 * Counters of what crawling brought, whichever process did it: they start at zero with this one and are told from the
 * records. Gives the function that brings them up to date.
 */
export function crawlMetrics(registry: Registry, { db, clock }: { db: Database; clock: Clock }): () => Promise<void> {
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `langnghe_crawl_${name}_total`, help, labelNames, registers: [registry] });
  const runs = counter('runs', 'Runs that ended, by kind of source and how they ended.', ['kind', 'status']);
  const posts = counter('posts', 'Posts found, by kind of source and what became of them.', ['kind', 'outcome']);
  const errors = counter('errors', 'Errors noted in runs, by kind of source.', ['kind']);
  const add = (found: RunCounts) => {
    const { kind, status } = found;
    const known = found.found - found.new - found.unmatched - found.rejected;
    runs.inc({ kind, status }, found.runs);
    for (const [outcome, count] of Object.entries({ ...postsOf(found), known })) posts.inc({ kind, outcome }, count);
    errors.inc({ kind }, found.errors);
  };
  let counted = new Date(clock.now().getTime() - SETTLED_MS);
  let last: Promise<void> = Promise.resolve();
  const catchUp = async () => {
    const until = new Date(clock.now().getTime() - SETTLED_MS);
    if (until <= counted) return;
    for (const found of await countRuns(db, counted, until)) add(found);
    counted = until;
  };
  // One after the other, or a run would be counted by two looks at once.
  return () => {
    last = last.catch(() => undefined).then(catchUp);
    return last;
  };
}

const postsOf = (found: RunCounts) => ({ new: found.new, unmatched: found.unmatched, rejected: found.rejected });
