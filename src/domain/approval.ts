import { z } from 'zod';

/** What one approver said of a reply. */
export const replyDecision = z.object({
  level: z.number().int(),
  approved: z.boolean(),
  by: z.object({ id: z.uuid().nullable(), name: z.string() }),
  reason: z.string().nullable(),
  at: z.iso.datetime(),
});
export type ReplyDecision = z.infer<typeof replyDecision>;

export const heldStatus = z.enum(['pending', 'approved', 'refused', 'withdrawn']);
export type HeldStatus = z.infer<typeof heldStatus>;

/** A reply to a customer that goes out only when everybody whose word it needs has said yes. */
export const heldReply = z.object({
  id: z.uuid(),
  ticketNumber: z.number().int(),
  text: z.string(),
  author: z.object({ id: z.uuid().nullable(), name: z.string() }),
  levels: z.number().int().meta({ description: 'Approvals that it needs, each from further up the team tree.' }),
  status: heldStatus,
  decisions: z.array(replyDecision),
  heldAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
});
export type HeldReply = z.infer<typeof heldReply>;

/** As many approvals as a team can ask for. */
export const approvalRules = z.strictObject({ levels: z.number().int().min(0).max(3) });
export type ApprovalRules = z.output<typeof approvalRules>;
