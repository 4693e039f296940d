import type { Readable, Writable } from 'node:stream';

/** What a command line reads and writes; tests hand in their own. */
export interface Io {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  env: Record<string, string | undefined>;
}
