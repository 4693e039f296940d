import type { SlaPolicy } from '../domain/sla.ts';
import type { Priority } from '../domain/ticket.ts';

/** What a policy is chosen by. */
export interface PolicySubject {
  /** The ticket's team, the one above it, and so on (`teamTree(…).path`). */
  teamPath: readonly string[];
  channel: string;
  priority: Priority;
}

/** How well a policy fits, best first in order of comparison; null when it does not. */
function fitOf(policy: SlaPolicy, subject: PolicySubject): readonly number[] | null {
  const { teams, channels, priorities } = policy;
  const distance = subject.teamPath.findIndex((team) => teams.includes(team));
  if (teams.length > 0 && distance < 0) return null;
  if (channels.length > 0 && !channels.includes(subject.channel)) return null;
  if (priorities.length > 0 && !priorities.includes(subject.priority)) return null;
  const named = [teams, channels, priorities].map((list) => Number(list.length > 0));
  const nearness = teams.length > 0 ? -distance : Number.NEGATIVE_INFINITY;
  return [named.reduce((sum, each) => sum + each, 0), nearness, ...named.slice(1)];
}

const compare = (a: readonly number[], b: readonly number[]) => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : Math.sign((a[at] ?? 0) - (b[at] ?? 0));
};

/**
 * The policy that holds for a ticket: the one that asks for most of team, channel and priority; of those, the one for
 * the nearest team, then one for the channel, then the first in the list. Null when none fits.
 */
export function policyFor(policies: readonly SlaPolicy[], subject: PolicySubject): SlaPolicy | null {
  let best: { policy: SlaPolicy; fit: readonly number[] } | null = null;
  for (const policy of policies) {
    const found = fitOf(policy, subject);
    if (found !== null && (best === null || compare(found, best.fit) > 0)) best = { policy, fit: found };
  }
  return best?.policy ?? null;
}
