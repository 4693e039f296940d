import type { Priority } from '../domain/ticket.ts';
import { clocksOf } from './clocks.ts';
import type { ServiceRules } from './service-rules.ts';

/** A ticket that might be: a customer has written, and nobody has answered yet. */
export interface SampleTicket {
  team: string;
  channel: string;
  priority: Priority;
  openedAt: Date;
}

/** When everything that is owed on it would be due; null where nothing is promised, or asked for by law. */
export interface SlaPreview {
  /** The policy that holds. */
  policy: string | null;
  firstResponseDueAt: Date | null;
  resolutionDueAt: Date | null;
  /** Its first warning: when the answer has used up so much of its time. */
  firstWarningAt: Date | null;
  legalAcceptanceDueAt: Date | null;
  legalSettlementDueAt: Date | null;
  /** Whether the team works at that moment, and when it does so next. */
  isOpen: boolean;
  opensAt: Date;
}

const dateOf = (at: number | null | undefined) => (at === null || at === undefined ? null : new Date(at));

/** What the rules promise for a ticket that stays as it is. Throws InvalidInput for a team that never works. */
export function previewSla(rules: ServiceRules, { openedAt, ...ticket }: SampleTicket): SlaPreview {
  const { policy, calendar, legal } = rules.of(ticket);
  const at = openedAt.getTime();
  const { firstResponse, resolution } = clocksOf([{ at, kind: 'opened', by: 'customer' }], { policy, calendar }, at);
  const warnAt = Math.min(...(policy?.warnAt ?? []));
  const warning =
    firstResponse !== null && Number.isFinite(warnAt)
      ? firstResponse.reaches(firstResponse.target.minutes * 60_000 * warnAt)
      : null;
  const byLaw = (days: number | null) => (days === null ? null : new Date(calendar.endOfWorkingDay(at, days)));
  return {
    policy: policy?.name ?? null,
    firstResponseDueAt: dateOf(firstResponse?.dueAt),
    resolutionDueAt: dateOf(resolution?.dueAt),
    firstWarningAt: dateOf(warning),
    legalAcceptanceDueAt: byLaw(legal.acceptanceWorkingDays),
    legalSettlementDueAt: byLaw(legal.settlementWorkingDays),
    isOpen: calendar.isOpen(at),
    opensAt: new Date(calendar.nextOpening(at)),
  };
}
