import { describe, expect, it } from 'vitest';
import { createHostGate } from '../../../src/crawlers/support/host-gate.ts';
import { RetryLater } from '../../../src/errors.ts';

/** A gate on a clock that only moves when somebody sleeps or the test says so. */
function setUp() {
  let time = 1_000_000;
  const clock = { now: () => new Date(time) };
  const slept: number[] = [];
  const sleep = async (ms: number, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    slept.push(ms);
    time += ms;
  };
  return { gate: createHostGate({ clock, sleep }), slept, advance: (ms: number) => (time += ms), now: () => time };
}

describe('host gate', () => {
  it('lets one request of a host in at a time, in order, and other hosts at once', async () => {
    const { gate } = setUp();
    const log: string[] = [];
    let open = () => {};
    const first = gate.run('a', { delayMs: 0 }, async () => {
      log.push('a1 in');
      await new Promise<void>((done) => {
        open = done;
      });
      log.push('a1 out');
    });
    const second = gate.run('a', { delayMs: 0 }, async () => void log.push('a2'));
    const third = gate.run('a', { delayMs: 0 }, async () => void log.push('a3'));
    await gate.run('b', { delayMs: 0 }, async () => void log.push('b'));
    expect(log).toEqual(['a1 in', 'b']);
    open();
    await Promise.all([first, second, third]);
    expect(log).toEqual(['a1 in', 'b', 'a1 out', 'a2', 'a3']);
  });

  it('leaves the pause between the end of one request and the start of the next', async () => {
    const { gate, slept, advance, now } = setUp();
    const starts: number[] = [];
    const task = async () => {
      starts.push(now());
      advance(300);
    };
    await gate.run('a', { delayMs: 2000 }, task);
    await gate.run('a', { delayMs: 2000 }, task);
    advance(1500);
    await gate.run('a', { delayMs: 2000 }, task);
    advance(10_000);
    await gate.run('a', { delayMs: 2000 }, task);
    expect(slept).toEqual([2000, 500]);
    expect(starts.slice(1).every((start, i) => start - (starts[i] ?? 0) >= 2300)).toBe(true);
  });

  it('does not wait longer than the pause when the clock is set back', async () => {
    const { gate, slept, advance } = setUp();
    await gate.run('a', { delayMs: 1000 }, async () => {});
    advance(-900_000);
    await gate.run('a', { delayMs: 1000 }, async () => {});
    expect(slept).toEqual([1000]);
  });

  it('goes on after a task that failed', async () => {
    const { gate } = setUp();
    await expect(gate.run('a', { delayMs: 0 }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await gate.run('a', { delayMs: 0 }, async () => 'yes')).toBe('yes');
  });

  it('stops waiting when told, without letting two in', async () => {
    const { gate } = setUp();
    let open = () => {};
    const first = gate.run('a', { delayMs: 0 }, () => new Promise<void>((done) => (open = done)));
    const controller = new AbortController();
    const second = gate.run('a', { delayMs: 0, signal: controller.signal }, async () => 'never');
    const third = gate.run('a', { delayMs: 0 }, async () => 'third');
    controller.abort(new Error('stop'));
    await expect(second).rejects.toThrow('stop');
    let thirdDone = false;
    void third.then(() => (thirdDone = true));
    await new Promise((done) => setImmediate(done));
    expect(thirdDone).toBe(false);
    open();
    await first;
    expect(await third).toBe('third');
  });

  it('turns everybody away while the host asked for a pause', async () => {
    const { gate, advance } = setUp();
    await gate.pause('a', 5000);
    await gate.pause('a', 1000);
    advance(2000);
    const error = await gate.run('a', { delayMs: 0 }, async () => {}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RetryLater);
    expect(error).toMatchObject({ delayMs: 3000 });
    expect(await gate.run('b', { delayMs: 0 }, async () => 'b')).toBe('b');
    advance(3001);
    expect(await gate.run('a', { delayMs: 0 }, async () => 'a')).toBe('a');
  });
});
