import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, GiveUp, NotFound, RetryLater } from '../../src/errors.ts';
import type { JobHandler, JobQueue, QueueTiming } from '../../src/queue/queue.ts';

/** Opens queues on the server under test; the same name is the same queue. */
export interface QueueSubject {
  open(name: string, timing?: Partial<QueueTiming>): Promise<JobQueue>;
  close(): Promise<void>;
}

const WAIT = { timeout: 15_000, interval: 20 };

/** What the pipeline relies on, wherever the jobs are kept. */
export function queueContract(name: string, subject: () => Promise<QueueSubject>): void {
  describe(`a queue on ${name}`, () => {
    let opened: QueueSubject;
    let queues: JobQueue[] = [];
    beforeAll(async () => {
      opened = await subject();
    });
    afterEach(async () => {
      await Promise.all(queues.map((queue) => queue.close()));
      queues = [];
    });
    afterAll(() => opened.close());

    const open: Open = async (timing) => {
      const queue = await opened.open(randomUUID(), { retryMs: 10, ...timing });
      queues.push(queue);
      return queue;
    };
    basicTests(open);
    idTests(open);
    wakeUpTests(open);
    failureTests(open);
    scheduleTests(open);
    stopTests(open);
  });
}

type Open = (timing?: Partial<QueueTiming>) => Promise<JobQueue>;

/** A handler that remembers its calls. */
function recorder(then: JobHandler = async () => undefined) {
  const calls: { data: unknown; attempt: number }[] = [];
  const handler: JobHandler = async (data, context) => {
    calls.push({ data, attempt: context.attempt });
    await then(data, context);
  };
  return { calls, handler };
}

/** A promise to be settled from outside. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
}

const idle = { waiting: 0, active: 0, delayed: 0, failed: 0 };

function basicTests(open: Open): void {
  it('hands each job to its handler, with its data', async () => {
    const queue = await open();
    await queue.ping();
    const { calls, handler } = recorder();
    queue.work({ greet: handler }, { concurrency: 4 });
    await Promise.all(Array.from({ length: 20 }, (_, n) => queue.add('greet', { n, text: 'chào "ữ" \\u0000' })));
    await expect.poll(() => calls.length, WAIT).toBe(20);
    expect(calls.map((call) => call.attempt)).toEqual(Array(20).fill(1));
    expect(new Set(calls.map((call) => JSON.stringify(call.data))).size).toBe(20);
    await expect.poll(() => queue.counts(), WAIT).toEqual(idle);
  });

  it('counts what waits, and keeps it until somebody works', async () => {
    const queue = await open();
    await queue.add('a', {});
    await queue.add('a', {}, { delayMs: 60_000 });
    expect(await queue.counts()).toEqual({ ...idle, waiting: 1, delayed: 1 });
  });

  it('runs a delayed job when its time has come', async () => {
    const queue = await open();
    const { calls, handler } = recorder();
    queue.work({ a: handler }, { concurrency: 1 });
    const added = Date.now();
    await queue.add('a', {}, { delayMs: 300 });
    await expect.poll(() => calls.length, WAIT).toBe(1);
    expect(Date.now() - added).toBeGreaterThanOrEqual(290);
  });

  it('runs no more at once than asked for', async () => {
    const queue = await open();
    let running = 0;
    let most = 0;
    const go = gate();
    const { calls, handler } = recorder(async () => {
      running += 1;
      most = Math.max(most, running);
      await go.passed;
      running -= 1;
    });
    queue.work({ a: handler }, { concurrency: 3 });
    await Promise.all(Array.from({ length: 9 }, () => queue.add('a', {})));
    await expect.poll(() => running, WAIT).toBe(3);
    go.open();
    await expect.poll(() => calls.length, WAIT).toBe(9);
    expect(most).toBe(3);
  });
}

function idTests(open: Open): void {
  it.each(['rss:https://a.vn/1?x=%3A', '123', 'a'])(
    'adds a waiting job of id %s only once, and again when it is done',
    async (id) => {
      const queue = await open();
      await Promise.all([1, 2, 3].map(() => queue.add('a', {}, { id })));
      expect((await queue.counts()).waiting).toBe(1);
      const { calls, handler } = recorder();
      queue.work({ a: handler }, { concurrency: 2 });
      await expect.poll(() => queue.counts(), WAIT).toEqual(idle);
      expect(calls).toHaveLength(1);
      await queue.add('a', {}, { id });
      await expect.poll(() => calls.length, WAIT).toBe(2);
    },
  );

  it('lets a new job take the id of a dead one', async () => {
    const queue = await open();
    let broken = true;
    const { calls, handler } = recorder(async () => {
      if (broken) throw new GiveUp('broken');
    });
    queue.work({ a: handler }, { concurrency: 1 });
    await queue.add('a', { n: 1 }, { id: 'x' });
    await expect.poll(async () => (await queue.counts()).failed, WAIT).toBe(1);
    broken = false;
    await queue.add('a', { n: 2 }, { id: 'x' });
    await expect.poll(() => calls.map((call) => call.data), WAIT).toEqual([{ n: 1 }, { n: 2 }]);
    await expect.poll(() => queue.counts(), WAIT).toEqual(idle);
  });
}

function wakeUpTests(open: Open): void {
  it('makes one job of many wake-ups', async () => {
    const queue = await open();
    await Promise.all(Array.from({ length: 50 }, () => queue.add('step', {}, { dedupe: 'step' })));
    await queue.add('step', {}, { dedupe: 'other' });
    const { calls, handler } = recorder();
    queue.work({ step: handler }, { concurrency: 3 });
    await expect.poll(() => queue.counts(), WAIT).toEqual(idle);
    expect(calls).toHaveLength(2);
  });

  it('runs once more for wake-ups during the run', async () => {
    const queue = await open();
    const started = gate();
    const go = gate();
    const { calls, handler } = recorder(async () => {
      started.open();
      await go.passed;
    });
    queue.work({ step: handler }, { concurrency: 3 });
    await queue.add('step', {}, { dedupe: 'step' });
    await started.passed;
    await Promise.all(Array.from({ length: 10 }, () => queue.add('step', {}, { dedupe: 'step' })));
    expect(calls).toHaveLength(1);
    go.open();
    await expect.poll(() => calls.length, WAIT).toBe(2);
    await expect.poll(() => queue.counts(), WAIT).toEqual(idle);
    expect(calls).toHaveLength(2);
  });

  it('never misses the last wake-up, whenever it comes, also when runs fail', async () => {
    const queue = await open();
    let written = 0;
    let seen = 0;
    let runs = 0;
    const step: JobHandler = async () => {
      runs += 1;
      const present = written;
      for (let turn = runs % 4; turn > 0; turn -= 1) await queue.ping();
      if (runs % 5 === 0) throw new Error('now and then');
      if (runs % 7 === 0) throw new RetryLater('now and then', 5);
      seen = Math.max(seen, present);
    };
    queue.work({ step }, { concurrency: 3 });
    for (let round = 0; round < 60; round += 1) {
      written += 1;
      await queue.add('step', {}, { dedupe: 'step' });
      if (round % 3 === 0) await queue.ping();
      if (round % 10 === 9) await expect.poll(() => seen, WAIT).toBe(written);
    }
    await expect.poll(() => queue.counts(), WAIT).toEqual(idle);
    expect(seen).toBe(written);
  });
}

function failureTests(open: Open): void {
  it('tries again after an error', async () => {
    const queue = await open();
    const { calls, handler } = recorder(async (_data, { attempt }) => {
      if (attempt < 3) throw new Error('not yet');
    });
    queue.work({ a: handler }, { concurrency: 1 });
    await queue.add('a', {});
    await expect.poll(() => calls.map((call) => call.attempt), WAIT).toEqual([1, 2, 3]);
    await expect.poll(() => queue.counts(), WAIT).toEqual(idle);
  });

  it('keeps a job that failed five times, shows it, and runs it again when told to', async () => {
    const queue = await open();
    let broken = true;
    const { calls, handler } = recorder(async () => {
      if (broken) throw new Error('no answer', { cause: new Error('ECONNREFUSED') });
    });
    queue.work({ a: handler }, { concurrency: 1 });
    await queue.add('a', { source: 7 });
    await expect.poll(async () => (await queue.counts()).failed, WAIT).toBe(1);
    expect(calls.map((call) => call.attempt)).toEqual([1, 2, 3, 4, 5]);
    const [dead] = await queue.failed(10);
    expect(dead).toMatchObject({ job: 'a', data: { source: 7 }, error: 'no answer: ECONNREFUSED', attempts: 5 });
    expect(Math.abs(Date.now() - Date.parse(dead?.failedAt ?? ''))).toBeLessThan(20_000);
    broken = false;
    await queue.retry(dead?.id ?? '');
    await expect.poll(() => calls.length, WAIT).toBe(6);
    expect(calls[5]?.attempt).toBe(1);
    await expect.poll(() => queue.counts(), WAIT).toEqual(idle);
    await expect(queue.retry(dead?.id ?? '')).rejects.toThrow(NotFound);
  });

  it('retries only what has failed', async () => {
    const queue = await open();
    await queue.add('a', {}, { id: 'waiting' });
    await expect(queue.retry('~waiting')).rejects.toThrow(Conflict);
    await expect(queue.retry('nothing')).rejects.toThrow(NotFound);
  });

  it('charges no attempt for RetryLater', async () => {
    const queue = await open();
    let rests = 8;
    const { calls, handler } = recorder(async () => {
      rests -= 1;
      if (rests >= 0) throw new RetryLater('busy', 5);
      throw new Error('not any more');
    });
    queue.work({ a: handler }, { concurrency: 1 });
    await queue.add('a', {});
    await expect.poll(async () => (await queue.counts()).failed, WAIT).toBe(1);
    expect(calls.map((call) => call.attempt)).toEqual([...Array(8).fill(1), 1, 2, 3, 4, 5]);
  });

  it('gives up at once on GiveUp, and on a job that nobody handles', async () => {
    const queue = await open();
    const { calls, handler } = recorder(async () => {
      throw new GiveUp('the page is gone');
    });
    queue.work({ a: handler }, { concurrency: 1 });
    await queue.add('a', {});
    await queue.add('toString', {});
    await expect.poll(async () => (await queue.counts()).failed, WAIT).toBe(2);
    expect(calls).toHaveLength(1);
    const errors = (await queue.failed(10)).map((job) => job.error);
    expect(errors.sort()).toEqual(['There is no handler for jobs named toString', 'the page is gone']);
    expect(await queue.failed(1)).toHaveLength(1);
  });
}

function scheduleTests(open: Open): void {
  it('runs a job again and again until unscheduled', async () => {
    const queue = await open();
    const { calls, handler } = recorder();
    queue.work({ a: handler }, { concurrency: 1 });
    await queue.schedule('source:1', 100, 'a', { source: 1 });
    await expect.poll(() => calls.length, WAIT).toBeGreaterThanOrEqual(4);
    expect(calls[0]?.data).toEqual({ source: 1 });
    await queue.unschedule('source:1');
    expect(await queue.scheduled()).toEqual([]);
    await expect.poll(() => queue.counts(), WAIT).toEqual(idle);
  });

  it('keeps the phase of an unchanged schedule and follows a changed one', async () => {
    const queue = await open();
    await queue.schedule('source:1', 600_000, 'a', { source: 1 });
    await queue.schedule('b%3A', 700_000, 'a', {});
    const first = await queue.scheduled();
    expect(first.map(({ id, everyMs }) => [id, everyMs]).sort()).toEqual([
      ['b%3A', 700_000],
      ['source:1', 600_000],
    ]);
    for (const { nextAt } of first) expect(Date.parse(nextAt)).toBeLessThanOrEqual(Date.now() + 700_000);
    await queue.schedule('source:1', 600_000, 'a', { source: 1 });
    expect(await queue.scheduled()).toEqual(first);
    await queue.schedule('source:1', 60_000, 'a', { source: 1 });
    const changed = (await queue.scheduled()).find((each) => each.id === 'source:1');
    expect(changed?.everyMs).toBe(60_000);
    expect(Date.parse(changed?.nextAt ?? '')).toBeLessThanOrEqual(Date.now() + 60_000);
    const { waiting, delayed } = await queue.counts();
    expect(waiting + delayed).toBe(2);
  });
}

function stopTests(open: Open): void {
  it('lets a running job finish before it stops', async () => {
    const queue = await open();
    const started = gate();
    const go = gate();
    let finished = false;
    const { handler } = recorder(async (_data, { signal }) => {
      started.open();
      await go.passed;
      finished = !signal.aborted;
    });
    const worker = queue.work({ a: handler }, { concurrency: 1 });
    await queue.add('a', {});
    await started.passed;
    await queue.add('a', {});
    const stopped = worker.stop();
    go.open();
    await stopped;
    expect(finished).toBe(true);
    expect(await queue.counts()).toEqual({ ...idle, waiting: 1 });
  });

  it('aborts a job that outlasts the grace; the next worker runs it again', async () => {
    const queue = await open({ stopGraceMs: 50 });
    const started = gate();
    const first = recorder(async (_data, { signal }) => {
      started.open();
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    const worker = queue.work({ a: first.handler }, { concurrency: 1 });
    await queue.add('a', {});
    await started.passed;
    await worker.stop();
    const second = recorder();
    queue.work({ a: second.handler }, { concurrency: 1 });
    await expect.poll(() => second.calls.map((call) => call.attempt), WAIT).toEqual([1]);
    await expect.poll(() => queue.counts(), WAIT).toEqual(idle);
  });
}
