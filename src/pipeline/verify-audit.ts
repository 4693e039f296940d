import { type ChainBreak, ChainCheck, type ChainHead } from '../care/audit-chain.ts';
import { sealAudit, sealedEntries } from '../storage/audit.ts';
import type { Database } from '../storage/database.ts';

/** What checking the audit trail found; `head` is worth writing down elsewhere: it vouches for all entries before it. */
export interface AuditVerdict {
  head: ChainHead;
  breaks: readonly ChainBreak[];
}

/**
 * Seals what waits, then checks every hash of the trail. A head that was written down earlier must still be part of it:
 * whoever cut off its end, or made the whole chain anew, can't bring that one back.
 */
export async function verifyAudit(db: Database, earlier?: ChainHead): Promise<AuditVerdict> {
  await sealAudit(db);
  const check = new ChainCheck();
  let found = earlier === undefined || earlier.sequence === 0;
  for await (const entries of sealedEntries(db)) {
    for (const entry of entries) {
      check.add(entry);
      if (entry.sequence === earlier?.sequence) found = entry.hash === earlier?.hash;
    }
  }
  const breaks = [...check.breaks];
  if (earlier !== undefined && !found && !breaks.some(({ sequence }) => sequence === earlier.sequence))
    breaks.push({ sequence: earlier.sequence, reason: check.head.sequence < earlier.sequence ? 'missing' : 'changed' });
  return { head: check.head, breaks };
}
