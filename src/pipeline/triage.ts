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

export interface TriageDeps {
  db: Database;
  clock: Clock;
}

/** The order in which a batch's cases are locked: the same in every worker, so that none waits for another in a circle. */
function byCase(a: Decided, b: Decided): number {
  const key = ({ decision }: Decided) => (decision.outcome === 'ticket' ? decision.caseKey : '');
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

interface Decided {
  mention: MentionToTriage;
  decision: TriageDecision;
}

/** Opens tickets for the complaints of one batch. A copy of a complaint joins the ticket of the original. */
async function triageBatch(tx: Database, settings: DeskSettings, service: ServiceRules, now: Date): Promise<number> {
  const mentions = await takeUntriaged(tx, BATCH);
  const act = { actor: systemActor, now };
  const tickets = new Map<string, number>();
  const results: TriageResult[] = [];
  const decided = mentions.map((mention) => ({ mention, decision: triage(mention, settings) }));
  // Originals before their copies, which join the tickets that those get.
  const inOrder = [
    ...decided.filter(isOriginal).sort(byCase),
    ...decided.filter((each) => !isOriginal(each)).sort(byCase),
  ];
  const authors = await authorsFor(tx, inOrder, now);
  for (const { mention, decision } of inOrder) {
    let number: number | null = mention.ticketNumber;
    if (number === null && decision.outcome === 'ticket') {
      const original = mention.originalTicket ?? (mention.copyOf === null ? undefined : tickets.get(mention.copyOf));
      number =
        original === undefined
          ? await ticketForMention(tx, mention, decision, service, authors.get(mention.id) ?? NOBODY, act)
          : await joinTicket(tx, original, mention, act);
      tickets.set(mention.id, number);
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

const isOriginal = ({ mention }: Decided) => mention.copyOf === null;

/** Decides on every analysed mention that waits, batch by batch; gives their number. */
export async function triageMentions(deps: TriageDeps, signal: AbortSignal): Promise<number> {
  const settings = await readDeskSettings(deps.db);
  const service = await readServiceRules(deps.db);
  for (let done = 0; ; ) {
    const taken = await inTransaction(deps.db, (tx) => triageBatch(tx, settings, service, deps.clock.now()));
    done += taken;
    if (taken < BATCH || signal.aborted) return done;
  }
}
