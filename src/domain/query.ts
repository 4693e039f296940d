import { z } from 'zod';

/** A boolean rule over text, author and source that says what counts as a mention. */
export const queryInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** E.g. `"mạng chậm" AND (viettel OR vt) NOT tuyển dụng`. */
  rule: z.string().trim().min(1).max(4000),
});
export type QueryInput = z.output<typeof queryInput>;

export const query = queryInput.extend({ id: z.uuid(), createdAt: z.iso.datetime() });
export type Query = z.infer<typeof query>;
