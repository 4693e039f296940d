import type { SlaPolicy } from '../domain/sla.ts';
import type { TicketEvent } from '../domain/ticket.ts';

/** Everything that can be over: the promises, the channel's reply window, what the law asks for. */
export type DeadlineKind =
  | 'firstResponse'
  | 'nextResponse'
  | 'resolution'
  | 'replyWindow'
  | 'legalAcceptance'
  | 'legalSettlement';

/** One thing that is owed until a time. Milliseconds since 1970. */
export interface Deadline {
  kind: DeadlineKind;
  /** When it began: with the kind, what tells it from others of the ticket. */
  since: number;
  /** All the time that there is, in the deadline's own time. */
  length: number;
  /** When so much of its time was or will be used; null if it stands still before that. */
  reaches(used: number): number | null;
}

/** Something to be told about a deadline: that so much of its time is used, or to somebody above that it is over. */
export type DueStep = { at: number; kind: DeadlineKind; since: number; dueAt: number | null } & (
  | { step: 'warned'; share: number }
  | { step: 'escalated'; levelsUp: number; team: string }
);

/** A deadline that runs by the wall clock. */
export const wallDeadline = (kind: DeadlineKind, since: number, end: number): Deadline => ({
  kind,
  since,
  length: end - since,
  reaches: (used) => since + used,
});

/** What is told where no policy says otherwise. */
const DEFAULTS: Pick<SlaPolicy, 'warnAt' | 'escalations'> = {
  warnAt: [0.75],
  escalations: [{ afterMinutes: 0, levelsUp: 0 }],
};

/** What was told of a ticket's deadlines, as its history keeps it. */
interface Told {
  kind: unknown;
  since: unknown;
  share?: unknown;
  levelsUp?: unknown;
}

const toldIn = (history: readonly TicketEvent[], step: DueStep['step']): Told[] =>
  history.flatMap(({ kind, changes }) => (kind === step ? [changes.deadline?.to as Told] : []));

/**
 * The steps of these deadlines that were not taken yet, the earliest first: each share is warned of and each level of
 * teams is told once in a deadline's life, however often its due time moves; a warning is left out once a later one was
 * given. `teamPath`: the ticket's team, the one above it, and so on; a level beyond the top is the top.
 */
export function stepsAhead(
  deadlines: readonly Deadline[],
  policy: SlaPolicy | null,
  teamPath: readonly string[],
  history: readonly TicketEvent[],
): DueStep[] {
  const { warnAt, escalations } = policy ?? DEFAULTS;
  const [warned, escalated] = [toldIn(history, 'warned'), toldIn(history, 'escalated')];
  const steps = deadlines.flatMap((deadline): DueStep[] => {
    const ofIt = (told: Told) => told.kind === deadline.kind && told.since === new Date(deadline.since).toISOString();
    const given = Math.max(0, ...warned.filter(ofIt).map(({ share }) => Number(share)));
    const levels = new Set(escalated.filter(ofIt).map(({ levelsUp }) => levelsUp));
    const common = { kind: deadline.kind, since: deadline.since, dueAt: deadline.reaches(deadline.length) };
    const at = (used: number) => deadline.reaches(used) ?? Number.POSITIVE_INFINITY;
    const warnings = warnAt
      .filter((share) => share > given)
      .map((share) => ({ ...common, step: 'warned' as const, share, at: at(Math.round(share * deadline.length)) }));
    const calls = escalations
      .filter(({ levelsUp }) => !levels.has(levelsUp) && teamPath.length > 0)
      .map(({ afterMinutes, levelsUp }) => ({
        ...common,
        step: 'escalated' as const,
        levelsUp,
        team: teamPath[Math.min(levelsUp, teamPath.length - 1)] ?? '',
        at: at(deadline.length + afterMinutes * 60_000),
      }));
    return [...warnings, ...firstOfEachLevel(calls)];
  });
  return steps.filter((step) => Number.isFinite(step.at)).sort((a, b) => a.at - b.at);
}

function firstOfEachLevel<T extends { at: number; levelsUp: number }>(calls: readonly T[]): T[] {
  const sorted = [...calls].sort((a, b) => a.at - b.at);
  return sorted.filter((call, index) => sorted.findIndex(({ levelsUp }) => levelsUp === call.levelsUp) === index);
}

/** A step as the ticket's history keeps it. */
export function eventOf(step: DueStep): Pick<TicketEvent, 'kind' | 'changes'> {
  const { step: kind, at, since, dueAt, ...rest } = step;
  const instant = (value: number) => new Date(value).toISOString();
  const to = {
    ...rest,
    since: instant(since),
    at: instant(at),
    dueAt: dueAt === null ? null : instant(dueAt),
  };
  return { kind, changes: { deadline: { from: null, to } } };
}
