import type { JobQueue } from '../queue/queue.ts';

/** The steps that work through waiting rows. */
export type Step = 'analyse' | 'triage' | 'index';

/** Tells a step that rows wait. However often it is told while it works, it looks once more afterwards. */
export function wake(queue: JobQueue, step: Step): Promise<void> {
  return queue.add(step, {}, { dedupe: step });
}

/** Has a source collected as soon as a worker is free; asking again before that changes nothing. */
export function requestCollect(queue: JobQueue, sourceId: string): Promise<void> {
  return queue.add('collect', { sourceId }, { dedupe: `collect-${sourceId}` });
}
