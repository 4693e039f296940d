import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that cannot outlive this one, even when this one is killed. */
export interface Leashed {
  /** Ends it with its signal and waits until it is gone. */
  end(): Promise<void>;
}

/** A shell waits for the end of its input, which also comes when this process dies, and then signals the command. */
const LEASH = '"$@" & read -r _; kill -s "$SIGNAL" $!; wait $!';

/** Starts a server on a leash. Whether it came up is for the caller to see. */
export function startLeashed(
  command: string,
  args: readonly string[],
  signal: 'QUIT' | 'KILL',
  options: SpawnOptions = {},
): Leashed {
  const env = { ...process.env, SIGNAL: signal };
  const child = spawn('sh', ['-c', LEASH, 'sh', command, ...args], {
    ...options,
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const exited = once(child, 'exit');
  return {
    end: async () => {
      child.stdin?.end();
      await exited;
    },
  };
}
