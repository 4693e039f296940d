import type { Analyser } from '../analysis/analyser.ts';
import type { Clock } from '../clock.ts';
import { wholeText } from '../domain/mention.ts';
import { describeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Database } from '../storage/database.ts';
import { type AnalysisResult, analysePending, type MentionToAnalyse } from '../storage/mention-steps.ts';
import { readDeskSettings } from '../storage/settings.ts';

/** Mentions read in one transaction: few enough that the event loop is never held for long. */
const BATCH = 50;

export interface AnalyseDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  analyser: Analyser;
}

/** From which probability on a text is a complaint: as the desk says, else as the models do. */
export async function thresholdOf({ db, analyser }: Pick<AnalyseDeps, 'db' | 'analyser'>): Promise<number> {
  return (await readDeskSettings(db)).complaintThreshold ?? analyser.threshold;
}

/** What the desk's rules and the models say of one text, its error where it breaks the language stage. */
export async function readerOf(deps: AnalyseDeps): Promise<(mention: MentionToAnalyse) => AnalysisResult> {
  const options = { threshold: await thresholdOf(deps) };
  return ({ id, ...mention }) => {
    try {
      return { id, analysis: deps.analyser.analyse(wholeText(mention), options) };
    } catch (error) {
      deps.logger.error({ mention: id, reason: describeError(error) }, 'analysis failed');
      return { id, error: describeError(error) };
    }
  };
}

/** Reads every mention that waits, batch by batch. A text that breaks the language stage is set aside with its error. */
export async function analyseMentions(deps: AnalyseDeps, signal: AbortSignal): Promise<number> {
  const analyse = await readerOf(deps);
  for (let done = 0; ; ) {
    const taken = await analysePending(deps.db, BATCH, deps.clock.now(), (mentions) => mentions.map(analyse));
    done += taken;
    if (taken < BATCH || signal.aborted) return done;
  }
}
