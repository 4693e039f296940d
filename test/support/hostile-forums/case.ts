import type { CollectOutcome } from '../collect.ts';
import type { Wrong } from '../stand-ins/hostile-forum.ts';

/** A forum of which something is wrong, and what is to become of it. */
export interface HostileForum {
  /** As docs/crawling.md has it. */
  input: string;
  outcome: string;
  wrong: Wrong;
  settings?: object;
  /** Texts of the posts of the thread that is wrong; those of the sound one are left out. */
  texts?: string[];
  thrown?: RegExp;
  errors?: RegExp;
  warnings?: RegExp;
  /** Paths that may be asked for, at most. */
  requests?: number;
  /** The sound thread is not read. */
  alone?: boolean;
  check?: (outcome: CollectOutcome) => void;
}

/** Thread 1 answers this. */
export const thread =
  (body: string | Buffer, headers: Record<string, string> = {}): Wrong =>
  (path) =>
    path === '/t/x.1/' ? { body, headers } : undefined;
