import { z } from 'zod';

/** A post that somebody brought in by hand: who, when, from where, and what the page looked like. */
export const capture = z.object({
  id: z.uuid(),
  mention: z.string(),
  by: z.string(),
  capturedAt: z.iso.datetime(),
  /** As it was given. */
  url: z.string().nullable(),
  /** Where the page was found, after redirects. */
  pageUrl: z.string().nullable(),
  hasPage: z.boolean(),
  hasScreenshot: z.boolean(),
  /** Why there is no page, or no picture of it. */
  problem: z.string().nullable(),
});
export type Capture = z.infer<typeof capture>;
