import { loadAnalyser } from '../../src/analysis/analyser.ts';
import { readSourceInput } from '../../src/api/source-settings.ts';
import type { Clock } from '../../src/clock.ts';
import { findCrawler } from '../../src/crawlers/crawlers.ts';
import { noBrowser } from '../../src/crawlers/support/browse.ts';
import { createHostGate } from '../../src/crawlers/support/host-gate.ts';
import { createFetch } from '../../src/crawlers/support/safe-fetch.ts';
import { type SourceInput, sourceInput } from '../../src/domain/source.ts';
import { analyseMentions } from '../../src/pipeline/analyse.ts';
import { collectSource } from '../../src/pipeline/collect.ts';
import { triageMentions } from '../../src/pipeline/triage.ts';
import type { Database } from '../../src/storage/database.ts';
import { createSource } from '../../src/storage/sources.ts';
import { silent, testVault as vault } from './databases.ts';

const analyser = loadAnalyser();

/** The steps of the pipeline, called one after the other in this process instead of by a queue. */
export interface Steps {
  /** Makes a source and gives its id. */
  listenTo(source: Partial<SourceInput> & { kind: string; name: string }): Promise<string>;
  collect(sourceId: string, signal?: AbortSignal): Promise<void>;
  /** Reads and decides on everything that waits. */
  process(): Promise<void>;
  close(): Promise<void>;
}

export function steps(db: Database, clock: Clock, siteUrl: string): Steps {
  const { fetch, close } = createFetch({
    gate: createHostGate({ clock, sleep: async () => undefined }),
    allowPrivateHosts: [new URL(siteUrl).host],
    clock,
    defaultDelaySeconds: 0,
  });
  const deps = {
    db,
    vault,
    clock,
    logger: silent,
    fetch,
    browse: noBrowser,
    findCrawler,
    analyser,
    wake: async () => undefined,
  };
  const never = new AbortController().signal;
  return {
    listenTo: async (source) =>
      (await createSource(db, readSourceInput(vault, sourceInput.parse(source)), clock.now())).id,
    collect: async (sourceId, signal = never) => void (await collectSource(deps, sourceId, signal)),
    process: async () => {
      await analyseMentions(deps, never);
      await triageMentions(deps, never);
    },
    close,
  };
}
