import { describeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { JobQueue } from '../queue/queue.ts';

/** The steps that work through waiting rows. */
export type Step =
  | 'customers'
  | 'analyse'
  | 'reread'
  | 'triage'
  | 'index'
  | 'assign'
  | 'due'
  | 'dispatch'
  | 'incidents'
  | 'quality'
  | 'reports'
  | 'receive'
  | 'files'
  | 'outbox';

/** Tells a step that rows wait. However often it is told while it works, it looks once more afterwards. */
export function wake(queue: JobQueue, step: Step): Promise<void> {
  return queue.add(step, {}, { dedupe: step });
}

/** Like `wake`, for rows that are stored: with the queue away they wait for the sweep, and that is no failure. */
export async function wakeOrLeave(queue: JobQueue, step: Step, logger: Logger): Promise<void> {
  try {
    await wake(queue, step);
  } catch (error) {
    logger.warn({ step, reason: describeError(error) }, 'queue is away; the next sweep wakes the step');
  }
}

/** Has a source collected as soon as a worker is free; asking again before that changes nothing. */
export function requestCollect(queue: JobQueue, sourceId: string): Promise<void> {
  return queue.add('collect', { sourceId }, { dedupe: `collect-${sourceId}` });
}
