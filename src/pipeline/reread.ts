import { setTimeout as delay } from 'node:timers/promises';
import type { Rereading } from '../domain/rereading.ts';
import { followReader, rereadNext, startRereading } from '../storage/rereadings.ts';
import { type AnalyseDeps, readerOf, thresholdOf } from './analyse.ts';

/** Mentions read in one transaction. */
const BATCH = 50;
/** After so long other steps get their turn. */
const TURN_MS = 5000;

/** What the answers depend on beside the text. */
async function readerName(deps: Pick<AnalyseDeps, 'db' | 'analyser'>): Promise<string> {
  return `${deps.analyser.version} from ${await thresholdOf(deps)}`;
}

/** Has all mentions read anew once the models or the threshold have changed; gives whether that is under way. */
export async function followModels(deps: Pick<AnalyseDeps, 'db' | 'clock' | 'analyser'>): Promise<boolean> {
  return followReader(deps.db, await readerName(deps), deps.analyser.version, deps.clock.now());
}

/** Begins to read all mentions anew, or those from `since` on; Conflict while that is under way. */
export async function askReread(
  deps: Pick<AnalyseDeps, 'db' | 'clock' | 'analyser'>,
  asked: { askedBy: string; since: Date | null },
): Promise<Rereading> {
  return startRereading(deps.db, { ...asked, reader: await readerName(deps) }, deps.clock.now());
}

/**
 * Reads mentions anew for some seconds, as fast as new ones leave room for: after each batch it rests as long as that took.
 * Gives how many were read, and whether there are more.
 */
export async function rereadMentions(
  deps: AnalyseDeps,
  signal: AbortSignal,
  turnMs = TURN_MS,
): Promise<{ read: number; more: boolean }> {
  const analyse = await readerOf(deps);
  const until = performance.now() + turnMs;
  for (let read = 0; ; ) {
    const started = performance.now();
    const taken = await rereadNext(deps.db, BATCH, deps.clock.now(), (mentions) => mentions.map(analyse));
    if (taken === null) return { read, more: false };
    read += taken;
    if (signal.aborted || performance.now() > until) return { read, more: true };
    await delay(performance.now() - started, undefined, { signal }).catch(() => undefined);
  }
}
