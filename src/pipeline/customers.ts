import { customerKeysOf } from '../analysis/customer-keys.ts';
import { type Likeness, likeness, PROPOSE_FROM } from '../care/matching.ts';
import type { Clock } from '../clock.ts';
import type { CustomerKey, CustomerMatch, MatchStatus } from '../domain/customer.ts';
import { Conflict } from '../errors.ts';
import {
  addCustomerKeys,
  knownCustomers,
  lockMatching,
  type SharedKey,
  sharedKeysOf,
  takeCustomerWords,
} from '../storage/customer-keys.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { decideMatch, findMatch, proposeMatches } from '../storage/matches.ts';
import type { TicketAct } from './tickets.ts';

/** Who is who: what customers are known by, which of them are proposed to be one person, and what becomes of that. */

/** Mentions read in one transaction. */
const BATCH = 100;

/**
 * Reads what customers wrote for what they are known by, and proposes who may be one person: only those are compared who
 * share something, and what many share is passed over, so that the work grows with the mentions. Gives their number.
 */
export async function readCustomers(deps: { db: Database; clock: Clock }, signal: AbortSignal): Promise<number> {
  for (let done = 0; ; ) {
    const taken = signal.aborted ? 0 : await inTransaction(deps.db, (tx) => readBatch(tx, deps.clock.now()));
    done += taken;
    if (taken < BATCH) return done;
  }
}

async function readBatch(tx: Database, now: Date): Promise<number> {
  await lockMatching(tx);
  const { taken, words } = await takeCustomerWords(tx, BATCH);
  const keys = words.flatMap(({ customerId, at, ...by }) =>
    customerKeysOf(by).map((key) => ({ ...key, customerId, at })),
  );
  const touched = keys.length === 0 ? [] : await addCustomerKeys(tx, keys);
  if (touched.length > 0) await propose(tx, touched, now);
  return taken;
}

const nameOf = ({ kind, value }: CustomerKey) => `${kind} ${value}`;

async function propose(tx: Database, touched: readonly string[], now: Date): Promise<void> {
  const shared = await sharedKeysOf(tx, touched);
  const persons = new Map(shared.map((key) => [nameOf(key), key.persons]));
  const pairs = pairsOf(shared, new Set(touched));
  const known = await knownCustomers(tx, [...new Set(pairs.flat())]);
  // A key that is not among the shared ones has more holders than count.
  const holders = (key: CustomerKey) => persons.get(nameOf(key)) ?? Number.POSITIVE_INFINITY;
  const proposals = pairs.flatMap(([first, second]) => {
    const [a, b] = [known.get(first), known.get(second)];
    const found: Likeness | undefined = a && b && likeness(a, b, holders);
    return found && found.confidence >= PROPOSE_FROM ? [{ first, second, ...found }] : [];
  });
  if (proposals.length > 0) await proposeMatches(tx, proposals, now);
}

/** The pairs of different people of whom one is touched, each once, the smaller id first. */
function pairsOf(shared: readonly SharedKey[], touched: ReadonlySet<string>): [string, string][] {
  const pairs = new Map<string, [string, string]>();
  for (const { holders } of shared)
    for (const a of holders)
      for (const b of holders)
        if (a.customer < b.customer && a.person !== b.person && (touched.has(a.customer) || touched.has(b.customer)))
          pairs.set(`${a.customer} ${b.customer}`, [a.customer, b.customer]);
  return [...pairs.values()];
}

/** Makes, refuses or takes back a match; `before` says in which states it must be. Nothing is moved, so nothing is lost. */
export function settleMatch(
  db: Database,
  id: string,
  status: MatchStatus,
  { actor, scope, now }: Pick<TicketAct, 'actor' | 'scope' | 'now'>,
): Promise<CustomerMatch> {
  return inTransaction(db, async (tx) => {
    await lockMatching(tx);
    const match = await findMatch(tx, scope, id);
    if (match.status === status) return match;
    if (status !== 'proposed' && match.status !== 'proposed')
      throw new Conflict(`This match was ${match.status} already: take that back first.`);
    await decideMatch(tx, match, status, actor.name, now);
    return findMatch(tx, 'all', id);
  });
}
