import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Analyser } from '../analysis/analyser.ts';

const line = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/** How many lines there were, and how many of them could not be read. */
export interface LinesDone {
  lines: number;
  errors: number;
}

/** Lines written together: enough that writing costs little, few enough that the reader sees progress. */
const batchLength = 65_536;

function analyseLine(written: string, number: number, analyser: Analyser): { output: object; isError: boolean } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(written);
  } catch {
    return { output: { id: null, error: 'this is not JSON', line: number }, isError: true };
  }
  const read = line.safeParse(parsed);
  if (read.success) return { output: { id: read.data.id, ...analyser.analyse(read.data.text) }, isError: false };
  const error = 'expected an object with "id" (string or number) and "text" (string)';
  return { output: { id: null, error, line: number }, isError: true };
}

/**
 * Analyses JSON lines `{id, text}` and writes one line a line, in the same order: the id and the analysis, or
 * `{id: null, error, line}` for one that can't be read. Empty lines are skipped. Waits while `output` is full and holds no
 * more than a batch in memory; does not end `output`.
 */
export async function analyseLines(
  input: Readable | AsyncIterable<string>,
  output: Writable,
  analyser: Analyser,
): Promise<LinesDone> {
  const lines = 'pipe' in input ? createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }) : input;
  const done: LinesDone = { lines: 0, errors: 0 };
  let number = 0;
  let batch = '';
  const flush = async () => {
    const isFull = !output.write(batch);
    batch = '';
    if (isFull) await once(output, 'drain');
    else await setImmediate();
  };
  for await (const written of lines) {
    number += 1;
    if (!written.trim()) continue;
    const { output: result, isError } = analyseLine(written, number, analyser);
    done.lines += 1;
    if (isError) done.errors += 1;
    batch += `${JSON.stringify(result)}\n`;
    if (batch.length >= batchLength) await flush();
  }
  if (batch) await flush();
  return done;
}
