import { z } from 'zod';

/**
 * fetching: it is still at the channel that it came on; checking: the virus scanner is awaited; ready: it may be opened and
 * sent; refused: it is nothing that is kept, `problem` says why; failed: the channel did not give it.
 */
export const attachmentState = z.enum(['fetching', 'checking', 'ready', 'refused', 'failed']);
export type AttachmentState = z.infer<typeof attachmentState>;

/** A file that came with a mention, or goes out with a message; one that is not sent yet belongs to neither. */
export const attachment = z.object({
  id: z.uuid(),
  mention: z.string().nullable(),
  message: z.uuid().nullable(),
  heldReply: z.uuid().nullable(),
  name: z.string(),
  /** By its content; null until that is known. */
  mediaType: z.string().nullable(),
  /** Bytes. */
  size: z.number().int().nullable(),
  state: attachmentState,
  problem: z.string().nullable(),
});
export type Attachment = z.infer<typeof attachment>;
