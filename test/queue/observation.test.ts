import { afterAll, describe, expect, it } from 'vitest';
import { GiveUp, RetryLater } from '../../src/errors.ts';
import { type JobObservation, openQueue } from '../../src/queue/queue.ts';
import { openPool } from '../../src/storage/pool.ts';
import { silent } from '../support/databases.ts';
import { tempFolder } from '../support/temp-folder.ts';

const folder = tempFolder();
afterAll(() => folder.remove());

describe('a queue’s observer', () => {
  it('is told of each try, how it ended and how long it took', async () => {
    const pool = await openPool({ dataDir: folder.path, logger: silent });
    const seen: JobObservation[] = [];
    const onJob = (observation: JobObservation) => void seen.push(observation);
    const queue = await openQueue('seen', { pool, logger: silent, onJob, timing: { stopGraceMs: 10, retryMs: 5 } });
    const outcomes = () => seen.map(({ job, outcome }) => `${job} ${outcome}`);
    queue.work(
      {
        fine: () => new Promise((resolve) => setTimeout(resolve, 30)),
        once: async (_data, { attempt }) => {
          if (attempt === 1) throw new Error('not yet');
        },
        dead: async () => {
          throw new GiveUp('never');
        },
        later: async () => {
          throw new RetryLater('not now', 60_000);
        },
        endless: (_data, { signal }) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      },
      { concurrency: 1 },
    );
    for (const job of ['fine', 'once', 'dead', 'later', 'any-other-name', 'endless']) await queue.add(job, {});
    await expect.poll(async () => (await queue.counts()).active + seen.length, { timeout: 10_000 }).toBe(7);
    await queue.close();
    await pool.end();

    expect(outcomes().sort()).toEqual(
      [
        'dead failed',
        'endless stopped',
        'fine done',
        'later postponed',
        'once done',
        'once failed',
        'unknown failed',
      ].sort(),
    );
    expect(seen.every(({ queue: name, seconds }) => name === 'seen' && seconds >= 0)).toBe(true);
    expect(seen.find(({ job }) => job === 'fine')?.seconds).toBeGreaterThan(0.02);
  });
});
