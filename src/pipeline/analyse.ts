import type { Analyser } from '../analysis/analyser.ts';
import type { Clock } from '../clock.ts';
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

/** What the desk's rules and the models say of one text, its error where it breaks the language stage. */
export async function readerOf(deps: AnalyseDeps): Promise<(mention: MentionToAnalyse) => AnalysisResult> {
  const { complaintThreshold } = await readDeskSettings(deps.db);
  const options = complaintThreshold === null ? {} : { threshold: complaintThreshold };
  return ({ id, title, text }) => {
    try {
      return { id, analysis: deps.analyser.analyse(title === null ? text : `${title}\n${text}`, options) };
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
