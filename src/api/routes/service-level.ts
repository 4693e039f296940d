import { z } from 'zod';
import { isWithin } from '../../care/access.ts';
import { zoneOf } from '../../care/opening.ts';
import { type BusinessHours, businessHours } from '../../domain/calendar.ts';
import type { Actor } from '../../domain/person.ts';
import { type SlaSettings, slaSettings } from '../../domain/sla.ts';
import { InvalidInput, NotFound } from '../../errors.ts';
import { type Database, inTransaction } from '../../storage/database.ts';
import { listTeams } from '../../storage/people.ts';
import {
  readServiceRules,
  readSlaSettings,
  readTeamHours,
  writeSlaSettings,
  writeTeamHours,
} from '../../storage/service-rules.ts';
import { requeueClocks } from '../../storage/ticket-writes.ts';
import { audit } from '../audit.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { idParams } from '../schemas.ts';
import { scopeOf } from '../scope.ts';

const tag = 'Settings';

const hoursInForce = z.object({
  /** The team whose hours they are: itself, one above it, or null for the desk's. */
  from: z.uuid().nullable(),
  businessHours,
});

/** Every problem of a policy's teams at once. */
async function refuseUnknownTeams(db: Database, { policies }: SlaSettings): Promise<void> {
  const known = new Set((await listTeams(db)).map(({ id }) => id));
  const problems = policies.flatMap(({ teams }, index) =>
    teams.some((team) => !known.has(team)) ? [{ path: `policies.${index}.teams`, message: 'names no team' }] : [],
  );
  if (problems.length > 0) throw new InvalidInput('There is no such team.', problems);
}

/** What an administrator set, and what somebody else may look at of their own teams. Throws NotFound. */
async function seeTeam(db: Database, actor: Actor, id: string): Promise<void> {
  if (!isWithin(await scopeOf(db, actor), { team: id, assignee: null })) throw new NotFound('There is no such team.');
  await readTeamHours(db, id);
}

const inForce = async (db: Database, team: string) => (await readServiceRules(db, team)).hoursOf(team);

export const serviceLevelEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/settings/sla',
    operationId: 'getSlaSettings',
    tag,
    summary: 'What the desk promises, when it works, and what the law asks for',
    permission: 'settings:read',
    response: slaSettings,
    handle: ({ context }) => readSlaSettings(context.db),
  }),

  endpoint({
    method: 'put',
    path: '/api/settings/sla',
    operationId: 'putSlaSettings',
    tag,
    summary: 'Set policies, hours and legal deadlines anew; what is left out gets its default',
    description:
      'Of the policies that fit a ticket, the one that asks for most of team, channel and priority holds; then the one ' +
      'for the nearest team, one for the channel, the first in the list. What is still owed on tickets is counted anew ' +
      'from its beginning within a minute; what was done stays judged by the rules of then.',
    permission: 'settings:write',
    body: slaSettings,
    example: {
      policies: [
        {
          name: 'Mạng xã hội, khẩn cấp',
          channels: ['facebook-page'],
          priorities: ['urgent'],
          targets: {
            firstResponse: { minutes: 15, time: 'calendar' },
            resolution: { minutes: 480, pausedBy: ['customer'] },
          },
          warnAt: [0.5, 0.8],
          escalations: [
            { afterMinutes: 0, levelsUp: 0 },
            { afterMinutes: 60, levelsUp: 1 },
          ],
        },
      ],
    },
    response: slaSettings,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        zoneOf(call.body.businessHours.timeZone);
        await refuseUnknownTeams(tx, call.body);
        const before = await readSlaSettings(tx);
        await writeSlaSettings(tx, call.body, call.now);
        await requeueClocks(tx, call.now);
        const changes = { from: before, to: call.body };
        await audit(call, tx, 'settings.changed', { kind: 'settings', id: 'sla' }, { sla: changes });
        return call.body;
      }),
  }),

  endpoint({
    method: 'get',
    path: '/api/teams/{id}/business-hours',
    operationId: 'getTeamHours',
    tag,
    summary: 'The hours that hold for a team: its own, those of a team above it, or the desk’s',
    permission: 'settings:read',
    params: idParams,
    response: hoursInForce,
    async handle({ params, actor, context }) {
      await seeTeam(context.db, actor, params.id);
      return inForce(context.db, params.id);
    },
  }),

  endpoint({
    method: 'put',
    path: '/api/teams/{id}/business-hours',
    operationId: 'putTeamHours',
    tag,
    summary: 'Give a team hours of its own; they hold for the teams below it that have none',
    permission: 'settings:write',
    params: idParams,
    body: businessHours,
    example: {
      week: { monday: [{ from: '08:00', to: '22:00' }], tuesday: [{ from: '22:00', to: '06:00' }] },
      special: [{ date: '2026-02-21', name: 'Làm bù', hours: [{ from: '08:00', to: '12:00' }] }],
    },
    response: hoursInForce,
    handle: (call) => setHours(call, call.body),
  }),

  endpoint({
    method: 'delete',
    path: '/api/teams/{id}/business-hours',
    operationId: 'deleteTeamHours',
    tag,
    summary: 'Take a team’s own hours away: those above it hold again',
    permission: 'settings:write',
    params: idParams,
    response: hoursInForce,
    handle: (call) => setHours(call, null),
  }),
];

/** Gives a team hours of its own, or takes them away. */
function setHours(call: Call<z.output<typeof idParams>>, hours: BusinessHours | null) {
  const { id } = call.params;
  return inTransaction(call.context.db, async (tx) => {
    if (hours !== null) zoneOf(hours.timeZone);
    const before = await readTeamHours(tx, id);
    await writeTeamHours(tx, id, hours);
    await requeueClocks(tx, call.now);
    await audit(call, tx, 'team.changed', { kind: 'team', id }, { businessHours: { from: before, to: hours } });
    return inForce(tx, id);
  });
}
