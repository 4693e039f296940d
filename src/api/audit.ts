import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { AuditAct, AuditEntry } from '../domain/audit.ts';
import type { Actor } from '../domain/person.ts';
import { appendAudit } from '../storage/audit.ts';
import type { Database } from '../storage/database.ts';
import type { Call } from './endpoint.ts';

/** An address as it is noted down: of IPv4 in IPv6's clothes, the IPv4 one; null when there is none. */
export function plainAddress(address: string): string | null {
  if (!isIPv6(address)) return address === '' ? null : address;
  return ipaddr.process(address).toString();
}

/** Notes an act of the one who asks, in the transaction of the act. */
export function audit(
  call: Pick<Call, 'actor' | 'address' | 'now'>,
  tx: Database,
  act: AuditAct,
  subject: AuditEntry['subject'],
  details: Record<string, unknown> = {},
): Promise<void> {
  return auditAs(call.actor, call, tx, act, subject, details);
}

/** The same for somebody who is not signed in yet. */
export function auditAs(
  { kind, id, name }: Pick<Actor, 'kind' | 'id' | 'name'>,
  { address, now }: Pick<Call, 'address' | 'now'>,
  tx: Database,
  act: AuditAct,
  subject: AuditEntry['subject'],
  details: Record<string, unknown> = {},
): Promise<void> {
  return appendAudit(tx, {
    at: now,
    actor: { kind, id, name },
    ip: plainAddress(address),
    act,
    subject,
    details,
  });
}
