import { z } from 'zod';
import { labels } from '../../domain/analysis.ts';
import { correction, mention } from '../../domain/mention.ts';
import { Conflict } from '../../errors.ts';
import { correctMention, listCorrections, undoCorrection } from '../../storage/corrections.ts';
import { inTransaction } from '../../storage/database.ts';
import { findMention } from '../../storage/mentions.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { mentionParams } from '../schemas.ts';
import { seeMention } from '../scope.ts';
import { seenBy } from './mentions.ts';

const tag = 'Mentions';

export const correctionEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/mentions/{id}/correction',
    operationId: 'correctMention',
    tag,
    summary: 'Say what the labels should have been',
    description:
      'Lists and reports follow the correction, also when the text is analysed anew or edited; it opens no ticket by itself. What the models said stays in `analysis.corrected`.',
    permission: 'mentions:correct',
    params: mentionParams,
    body: labels.refine((given) => Object.keys(given).length > 0, 'names no label to correct'),
    example: { sentiment: 'negative', complaint: true, topics: ['network'] },
    response: mention,
    problems: { 409: 'The mention has not been read yet.' },
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { params, body, actor, now } = call;
        const before = await seeMention(tx, actor, params.id);
        if (before.analysis === null && before.triage === null)
          throw new Conflict('This mention has not been read yet: correct it in a moment.');
        const userId = actor.kind === 'user' ? actor.id : null;
        await correctMention(tx, { mentionId: params.id, userId, byName: actor.name, labels: body }, now);
        await audit(call, tx, 'mention.corrected', { kind: 'mention', id: params.id }, body);
        return seenBy(actor)(await findMention(tx, params.id));
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/mentions/{id}/correction/undo',
    operationId: 'undoCorrection',
    tag,
    summary: 'Take the last correction back',
    description: 'What was said before it counts again: by people, else by the models.',
    permission: 'mentions:correct',
    params: mentionParams,
    response: mention,
    problems: { 409: 'Nobody corrected the mention, or it was undone already.' },
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { params, actor, now } = call;
        await seeMention(tx, actor, params.id);
        const undone = await undoCorrection(tx, params.id, actor.name, now);
        await audit(call, tx, 'mention.correction-undone', { kind: 'mention', id: params.id }, undone);
        return seenBy(actor)(await findMention(tx, params.id));
      }),
  }),

  endpoint({
    method: 'get',
    path: '/api/mentions/{id}/corrections',
    operationId: 'listCorrections',
    tag,
    summary: 'Who said what of its labels, and what was taken back; the latest first',
    permission: 'mentions:correct',
    params: mentionParams,
    response: z.object({ items: z.array(correction) }),
    handle: async ({ params, actor, context }) => {
      await seeMention(context.db, actor, params.id);
      return { items: await listCorrections(context.db, params.id) };
    },
  }),
];
