import { z } from 'zod';
import { scorecard, scorecardInput } from '../../domain/quality.ts';
import { qualitySettings } from '../../domain/quality-settings.ts';
import { InvalidInput, NotFound } from '../../errors.ts';
import { type Database, inTransaction } from '../../storage/database.ts';
import { readQualitySettings, writeQualitySettings } from '../../storage/quality-settings.ts';
import {
  changeScorecard,
  createScorecard,
  findScorecard,
  listScorecards,
  retireScorecard,
} from '../../storage/scorecards.ts';
import { findTeam } from '../../storage/teams.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { idParams } from '../schemas.ts';

const tag = 'Quality';
const problems = { 409: 'The team has another scorecard in force, or this one is retired.' };
const example = {
  name: 'Chăm sóc mạng xã hội',
  passMark: 80,
  criteria: [
    { key: 'response-time', name: 'Trả lời đúng hạn', weight: 2, check: 'response-time' },
    { key: 'greeting', name: 'Chào hỏi', check: 'greeting' },
    { key: 'solution', name: 'Giải quyết đúng vấn đề', weight: 4, points: 4 },
    { key: 'privacy', name: 'Giữ bí mật thông tin khách hàng', fatal: true },
  ],
};

async function refuseUnknownTeam(db: Database, team: string | null): Promise<void> {
  if (team === null) return;
  await findTeam(db, team).catch((cause: unknown) => {
    if (!(cause instanceof NotFound)) throw cause;
    throw new InvalidInput('There is no such team.', [{ path: 'team', message: 'names no team' }], { cause });
  });
}

export const scorecardEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/scorecards',
    operationId: 'listScorecards',
    tag,
    summary: 'What reviews are made by, those in force first',
    permission: 'quality:read',
    response: z.object({ items: z.array(scorecard) }),
    handle: async ({ context: { db } }) => ({ items: await listScorecards(db) }),
  }),

  endpoint({
    method: 'post',
    path: '/api/scorecards',
    operationId: 'createScorecard',
    tag,
    summary: 'Make a scorecard for a team and those below it, or for all',
    description: 'One a team is in force. The score is the mean of the shares of points, by weight, of 100.',
    permission: 'settings:write',
    status: 201,
    body: scorecardInput,
    example,
    response: scorecard,
    problems,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        await refuseUnknownTeam(tx, call.body.team);
        const made = await createScorecard(tx, call.body, call.now);
        await audit(call, tx, 'scorecard.created', { kind: 'scorecard', id: made.id }, { scorecard: call.body });
        return made;
      }),
  }),

  endpoint({
    method: 'put',
    path: '/api/scorecards/{id}',
    operationId: 'putScorecard',
    tag,
    summary: 'Set a scorecard anew, for reviews that are begun from then on',
    permission: 'settings:write',
    params: idParams,
    body: scorecardInput,
    example,
    response: scorecard,
    problems,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        await refuseUnknownTeam(tx, call.body.team);
        const from = await findScorecard(tx, call.params.id);
        const to = await changeScorecard(tx, call.params.id, call.body);
        await audit(call, tx, 'scorecard.changed', { kind: 'scorecard', id: to.id }, { scorecard: { from, to } });
        return to;
      }),
  }),

  endpoint({
    method: 'delete',
    path: '/api/scorecards/{id}',
    operationId: 'retireScorecard',
    tag,
    summary: 'Retire a scorecard; what was reviewed by it stays',
    permission: 'settings:write',
    params: idParams,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        await retireScorecard(tx, call.params.id, call.now);
        await audit(call, tx, 'scorecard.retired', { kind: 'scorecard', id: call.params.id });
      }),
  }),

  endpoint({
    method: 'get',
    path: '/api/settings/quality',
    operationId: 'getQualitySettings',
    tag: 'Settings',
    summary: 'How closed tickets are drawn for review, and how customers are asked',
    permission: 'settings:read',
    response: qualitySettings,
    handle: ({ context }) => readQualitySettings(context.db),
  }),

  endpoint({
    method: 'put',
    path: '/api/settings/quality',
    operationId: 'putQualitySettings',
    tag: 'Settings',
    summary: 'Set the rules of quality anew; what is left out gets its default',
    description: 'Nothing is drawn before there is a scorecard. Customers are asked only where PUBLIC_URL is set.',
    permission: 'settings:write',
    body: qualitySettings,
    example: { sampling: { atLeastPerAgent: 1, atMostPerAgent: 3 }, csat: { enabled: false, delayMinutes: 60 } },
    response: qualitySettings,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        if (call.body.csat.enabled && call.context.publicUrl === undefined)
          throw new InvalidInput('Customers find the page only where PUBLIC_URL is set: set it and start anew.', [
            { path: 'csat.enabled', message: 'needs PUBLIC_URL' },
          ]);
        const from = await readQualitySettings(tx);
        await writeQualitySettings(tx, call.body, call.now);
        const details = { quality: { from, to: call.body } };
        await audit(call, tx, 'settings.changed', { kind: 'settings', id: 'quality' }, details);
        return call.body;
      }),
  }),
];
