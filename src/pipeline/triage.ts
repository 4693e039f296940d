import type { ServiceRules } from '../care/service-rules.ts';
import { type TriageDecision, triage } from '../care/triage.ts';
import type { Clock } from '../clock.ts';
import { systemActor } from '../domain/person.ts';
import type { DeskSettings } from '../domain/settings.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { type MentionToTriage, saveTriage, type TriageResult, takeUntriaged } from '../storage/mention-steps.ts';
import { readServiceRules } from '../storage/service-rules.ts';
import { readDeskSettings } from '../storage/settings.ts';
import { type Author, authorsOf, joinTicket, NOBODY, ticketForMention } from './ticket-intake.ts';

/** Mentions decided on in one transaction. */
const BATCH = 100;
/** While the database works on one batch, the next is decided on. */
const AT_ONCE = 2;

export interface TriageDeps {
  db: Database;
  clock: Clock;
}

interface Decided {
  mention: MentionToTriage;
  decision: TriageDecision;
}

/** The order in which a batch's cases are locked: the same in every batch, so that none waits for another in a circle. */
function byCase(a: Decided, b: Decided): number {
  const key = ({ mention, decision }: Decided) =>
    mention.originalCase ?? (decision.outcome === 'ticket' ? decision.caseKey : '');
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

/** Opens tickets for the complaints of one batch. A copy of a complaint joins the ticket of the original. */
async function triageBatch(tx: Database, settings: DeskSettings, service: ServiceRules, now: Date): Promise<number> {
  const mentions = await takeUntriaged(tx, BATCH);
  const act = { actor: systemActor, now };
  const results: TriageResult[] = [];
  const decided = mentions.map((mention) => ({ mention, decision: triage(mention, settings) })).sort(byCase);
  const authors = await authorsFor(tx, decided, now);
  for (const { mention, decision } of decided) {
    let number: number | null = mention.ticketNumber;
    if (number === null && decision.outcome === 'ticket') {
      number =
        mention.originalTicket === null
          ? await ticketForMention(tx, mention, decision, service, authors.get(mention.id) ?? NOBODY, act)
          : await joinTicket(tx, mention.originalTicket, mention, act);
    }
    results.push({ id: mention.id, outcome: decision.outcome, reason: decision.reason, ticketNumber: number });
  }
  if (results.length > 0) await saveTriage(tx, results, now);
  return results.length;
}

/** Who wrote what gets a ticket of its own. */
async function authorsFor(tx: Database, decided: readonly Decided[], now: Date): Promise<Map<string, Author>> {
  const opening = decided.filter(
    ({ mention, decision }) =>
      decision.outcome === 'ticket' && mention.ticketNumber === null && mention.originalTicket === null,
  );
  const authors = await authorsOf(
    tx,
    opening.map(({ mention }) => mention),
    now,
  );
  return new Map(opening.map(({ mention }, index) => [mention.id, authors[index] ?? NOBODY]));
}

/** Decides on every analysed mention that waits, a few batches at a time; gives their number. */
export async function triageMentions(deps: TriageDeps, signal: AbortSignal): Promise<number> {
  const settings = await readDeskSettings(deps.db);
  const service = await readServiceRules(deps.db);
  const some = async (): Promise<number> => {
    for (let done = 0; ; ) {
      const taken = await inTransaction(deps.db, (tx) => triageBatch(tx, settings, service, deps.clock.now()));
      done += taken;
      if (taken === 0 || signal.aborted) return done;
    }
  };
  const done = await Promise.all(Array.from({ length: AT_ONCE }, some));
  return done.reduce((sum, each) => sum + each);
}
