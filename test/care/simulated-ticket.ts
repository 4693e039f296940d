import { type DueStep, eventOf } from '../../src/care/due-steps.ts';
import { dueTimes } from '../../src/care/due-times.ts';
import type { TicketRules } from '../../src/care/service-rules.ts';
import type { PendingOn, TicketEvent, TicketStatus } from '../../src/domain/ticket.ts';

/** What may happen to it; states are entered whatever the machine would say. */
export type SimulatedAct = 'reply' | 'mention' | PendingOn | 'resolved' | 'open';

/** A ticket kept by the pure rules alone, as the records keep one: whatever is due is told before anything else happens. */
export class SimulatedTicket {
  status: TicketStatus = 'new';
  pendingOn: PendingOn | null = null;
  firstRespondedAt: string | null = null;
  nextStepAt: Date | null = null;
  firstResponseDueAt: Date | null = null;
  resolutionDueAt: Date | null = null;
  nextResponseDueAt: Date | null = null;
  readonly history: TicketEvent[] = [];
  readonly #steps: { step: DueStep; now: number }[] = [];

  constructor(
    private readonly openedAt: number,
    public rules: TicketRules,
  ) {
    this.#note(openedAt, 'opened', { mention: { from: null, to: 'm' } });
    this.#settle(openedAt);
  }

  act(act: SimulatedAct, now: number): void {
    this.look(now);
    if (act === 'reply') {
      this.firstRespondedAt ??= new Date(now).toISOString();
      this.#note(now, 'message', { message: { from: null, to: 'reply' } });
    } else if (act === 'mention') this.#note(now, 'mention-added', { mention: { from: null, to: 'm' } });
    else this.#enter(act, now);
    this.#settle(now);
  }

  /** Other rules from now on. */
  change(rules: TicketRules, now: number): void {
    this.look(now);
    this.rules = rules;
    this.#settle(now);
  }

  /** Somebody looks at the clocks. */
  look(now: number): void {
    if (this.nextStepAt !== null && this.nextStepAt.getTime() <= now) this.#settle(now);
  }

  /** Woken at each step, until an instant. */
  sleepUntil(end: number): void {
    for (let at = this.nextStepAt?.getTime(); at !== undefined && at <= end; at = this.nextStepAt?.getTime())
      this.#settle(at);
  }

  /** What was told, in order. */
  told(): string[] {
    return this.#steps.map(({ step: { kind, step, since, at, ...rest } }) =>
      [kind, since, at, step, 'share' in rest ? rest.share : rest.levelsUp].join(' '),
    );
  }

  toldAt(): number[] {
    return this.#steps.map(({ step }) => step.at);
  }

  /** The longest time that passed between a step and its telling. */
  lateness(): number {
    return Math.max(0, ...this.#steps.map(({ step, now }) => now - step.at));
  }

  #enter(act: Exclude<SimulatedAct, 'reply' | 'mention'>, now: number): void {
    const [status, pendingOn] =
      act === 'resolved' || act === 'open' ? ([act, null] as const) : (['pending', act] as const);
    const changes: TicketEvent['changes'] = {};
    if (status !== this.status) changes.status = { from: this.status, to: status };
    if (pendingOn !== this.pendingOn) changes.pendingOn = { from: this.pendingOn, to: pendingOn };
    [this.status, this.pendingOn] = [status, pendingOn];
    this.#note(now, 'changed', changes);
  }

  #note(now: number, kind: TicketEvent['kind'], changes: TicketEvent['changes']): void {
    this.history.push({ at: new Date(now).toISOString(), actor: 'test', kind, changes });
  }

  #settle(now: number): void {
    const timed = {
      status: this.status,
      channel: 'rss',
      openedAt: new Date(this.openedAt).toISOString(),
      firstRespondedAt: this.firstRespondedAt,
      snoozedUntil: null,
      customerWroteAt: null,
    };
    const { times, due } = dueTimes(timed, this.history, this.rules, new Date(now));
    for (const step of due) {
      this.#steps.push({ step, now });
      this.history.push({ at: new Date(now).toISOString(), actor: 'system', ...eventOf(step) });
    }
    this.nextStepAt = times.nextStepAt;
    this.nextResponseDueAt = times.nextResponseDueAt;
    if (times.firstResponseDueAt !== undefined) this.firstResponseDueAt = times.firstResponseDueAt;
    if (times.resolutionDueAt !== undefined) this.resolutionDueAt = times.resolutionDueAt;
  }
}
