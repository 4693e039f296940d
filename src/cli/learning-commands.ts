import { z } from 'zod';
import type { Core } from '../app.ts';
import { exportGold } from '../pipeline/learning.ts';
import { askReread, rereadMentions } from '../pipeline/reread.ts';
import { listRereadings } from '../storage/rereadings.ts';

export const sinceInput = z.object({ since: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional() });
type Since = z.output<typeof sinceInput>;

const dateOf = ({ since }: Since) => (since === undefined ? null : new Date(since));

/** `export gold`: what people corrected, as JSON lines. */
export async function goldCommand({ db }: Core, input: Since): Promise<string> {
  return (await exportGold(db, dateOf(input))).content;
}

/** `reread`: all mentions once more, to the end; goes on with what is under way. */
export async function rereadCommand(core: Core, input: Since, say: (progress: string) => void): Promise<string> {
  const { db, pipelineDeps } = core;
  const [last] = await listRereadings(db, 1);
  if (last?.endedAt !== null) await askReread(pipelineDeps, { askedBy: 'command line', since: dateOf(input) });
  const { signal } = new AbortController();
  for (;;) {
    const { more } = await rereadMentions(pipelineDeps, signal, 1000);
    const [now] = await listRereadings(db, 1);
    if (now !== undefined) say(`${now.read} of ${now.total} read, ${now.changed} changed`);
    if (!more) return `${JSON.stringify(now)}\n`;
  }
}
