import { BURST_RULES, findBurst } from '../care/burst.ts';
import { isFreeDay } from '../care/incident.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { reportLabels } from '../reports/labels.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { attachMatching, busyKeys, type ClusterKey, daysListened, hoursAgoOf } from '../storage/incident-counts.ts';
import { insertIncident, isSpokenFor } from '../storage/incidents.ts';

/** Finds incidents among the complaints that come in. */

const HOUR_MS = 3_600_000;
/** Who dismissed a proposal does not want to be asked again for so long. */
const QUIET_MS = 24 * HOUR_MS;
const LONGEST = Math.max(...BURST_RULES.windows);

export interface WatchDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
}

/**
 * Attaches new complaints to the incidents that they match, then proposes one for each topic and place with more complaints
 * than usual. Gives the number of proposals. Two at once propose nothing twice.
 */
export async function watchIncidents({ db, clock, logger }: WatchDeps, signal: AbortSignal): Promise<number> {
  const now = clock.now();
  await inTransaction(db, (tx) => attachMatching(tx, now));
  let proposed = 0;
  for (const key of await busyKeys(db, now, LONGEST, BURST_RULES.atLeast)) {
    if (signal.aborted) break;
    if (await inTransaction(db, (tx) => propose(tx, key, now))) {
      proposed += 1;
      logger.info({ topic: key.topic, place: key.province }, 'incident proposed');
    }
  }
  return proposed;
}

async function propose(tx: Database, key: ClusterKey, now: Date): Promise<boolean> {
  if (await isSpokenFor(tx, key, new Date(now.getTime() - QUIET_MS))) return false;
  const hoursAgo = await hoursAgoOf(tx, key, now, LONGEST);
  const listened = await daysListened(tx, key, now, LONGEST);
  const burst = findBurst({
    hoursAgo,
    isKnown: (daysBack) => listened.has(daysBack),
    isFree: (daysBack) => isFreeDay(now, daysBack),
  });
  if (burst === null) return false;
  const topic = reportLabels.vi.topics[key.topic];
  const title = key.province === null ? topic : `${topic}: ${key.province}`;
  const startsAt = new Date(now.getTime() - burst.hours * HOUR_MS);
  const id = await insertIncident(tx, { ...key, title, status: 'proposed', startsAt, burst, openedBy: 'system' }, now);
  if (id === undefined) return false;
  await attachMatching(tx, now);
  return true;
}
