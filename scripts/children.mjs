import { spawn } from 'node:child_process';

/** Time that children have to end by themselves before they are killed. */
const GRACE_MS = 5000;

/** @type {Set<number>} */
const groups = new Set();

/**
 * @param {number} group
 * @param {NodeJS.Signals | 0} signal
 */
function signalGroup(group, signal) {
  try {
    return process.kill(-group, signal);
  } catch {
    return false; // Nobody is left in it.
  }
}

/**
 * Ends whatever is left of a process group, politely first.
 * @param {number} group
 */
async function endGroup(group) {
  if (!signalGroup(group, 'SIGTERM')) return;
  for (const deadline = Date.now() + GRACE_MS; Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (!signalGroup(group, 0)) return;
  }
  signalGroup(group, 'SIGKILL');
}

/** Ends every child that is still running, and what it started. */
export async function endChildren() {
  await Promise.all([...groups].map(endGroup));
}

/**
 * Runs a command in a process group of its own, output on this process's streams, and ends what it leaves behind.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ timeoutMs?: number, env?: Record<string, string>, cwd?: string }} [options]
 * @returns {Promise<number>} the exit code; 1 after a signal or when the time is over
 */
export async function run(command, args, { timeoutMs, env, cwd } = {}) {
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  const group = child.pid;
  if (group !== undefined) groups.add(group);
  const timer = setTimeout(
    () => {
      process.stdout.write(
        `\nStopped after ${Math.round((timeoutMs ?? 0) / 60_000)} minutes: ${command} ${args[0] ?? ''}\n`,
      );
      if (group !== undefined) void endGroup(group);
    },
    timeoutMs ?? 2 ** 31 - 1,
  );
  try {
    return await new Promise((resolve, reject) =>
      child.once('error', reject).once('exit', (code) => resolve(code ?? 1)),
    );
  } finally {
    clearTimeout(timer);
    if (group !== undefined) {
      await endGroup(group);
      groups.delete(group);
    }
  }
}
