import { z } from 'zod';

/** One reading of all mentions anew, in the background: after the models or the threshold changed, or because somebody asked. */
export const rereading = z.object({
  id: z.uuid(),
  askedBy: z.string().meta({ description: '`system` after the models or the threshold changed.' }),
  reader: z.string().meta({ description: 'Version of the models and the threshold that the answers are made with.' }),
  since: z.iso.datetime().nullable().meta({ description: 'Only mentions from then on; null: all.' }),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  outcome: z.enum(['done', 'stopped']).nullable(),
  total: z.int().meta({ description: 'Mentions to read, as counted when it began.' }),
  read: z.int(),
  changed: z.int().meta({ description: 'Mentions of which the analysis is another one now.' }),
});
export type Rereading = z.infer<typeof rereading>;
