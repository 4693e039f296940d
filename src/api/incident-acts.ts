import { z } from 'zod';
import { type Clarity, clarityOf, maskPersonalData, messageSeen } from '../care/privacy.ts';
import { broadcast, type Incident, incident, incidentUpdate } from '../domain/incident.ts';
import { type acceptIncident, decideOnBroadcast } from '../pipeline/incidents.ts';
import { broadcastsOf } from '../storage/broadcasts.ts';
import { inTransaction } from '../storage/database.ts';
import { findIncident, updatesOf } from '../storage/incidents.ts';
import { audit } from './audit.ts';
import type { Call } from './endpoint.ts';
import { scopeOf } from './scope.ts';

/** What the endpoints of incidents share. */

export const incidentDetail = incident.extend({ updates: z.array(incidentUpdate), broadcasts: z.array(broadcast) });
/** A text for colleagues or customers. */
export const announcement = z.strictObject({ text: z.string().trim().min(1).max(10_000) });

/** Who acts on incidents, and what they may see. */
export const incidentActOf = async ({ actor, context, now }: Call) => ({
  actor,
  scope: await scopeOf(context.db, actor),
  now,
});

/** The incident as somebody sees it: its title may be in a customer's own words. */
export function incidentSeen(found: Incident, clarity: Clarity): Incident {
  return clarity === 'clear' ? found : { ...found, title: maskPersonalData(found.title) };
}

/** The incident with what was told and answered, as the asker sees it. */
export async function showIncident(
  { context: { db }, actor }: Call,
  id: string,
): Promise<z.output<typeof incidentDetail>> {
  const scope = await scopeOf(db, actor);
  const found = await findIncident(db, scope, id);
  const clarity = clarityOf(actor.role);
  const updates = (await updatesOf(db, id)).map((each) => messageSeen(each, clarity));
  const broadcasts = (await broadcastsOf(db, scope, id)).map((each) => messageSeen(each, clarity));
  return { ...incidentSeen(found, clarity), updates, broadcasts };
}

/** Does one of the acts on an incident, notes it, has the job do what follows, and shows the incident. */
export async function changeIncident(
  call: Call<{ id: string }>,
  name: 'accepted' | 'dismissed' | 'closed',
  work: typeof acceptIncident,
): Promise<z.output<typeof incidentDetail>> {
  const { context, params } = call;
  const asked = await incidentActOf(call);
  await inTransaction(context.db, async (tx) => {
    await work(tx, params.id, asked);
    await audit(call, tx, `incident.${name}`, { kind: 'incident', id: params.id });
  });
  await context.pipeline.wakeIncidents();
  return showIncident(call, params.id);
}

/** Says yes or no to a broadcast, notes it, and shows the incident. */
export async function decideBroadcast(
  call: Call<{ id: string }>,
  said: { approved: boolean; reason: string | null },
): Promise<z.output<typeof incidentDetail>> {
  const { context, params } = call;
  const asked = await incidentActOf(call);
  const id = await inTransaction(context.db, async (tx) => {
    const incidentId = await decideOnBroadcast(tx, params.id, said, asked);
    const details = { broadcast: params.id, reason: said.reason };
    await audit(
      call,
      tx,
      said.approved ? 'broadcast.approved' : 'broadcast.refused',
      { kind: 'incident', id: incidentId },
      details,
    );
    return incidentId;
  });
  await context.pipeline.wakeIncidents();
  return showIncident(call, id);
}
