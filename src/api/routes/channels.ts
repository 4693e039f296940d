import { z } from 'zod';
import { channels, findChannel } from '../../channels/channels.ts';
import { channelChange, channelInput, channelRecord } from '../../domain/channel.ts';
import { listSetAside, retrySetAside } from '../../storage/channel-inbox.ts';
import {
  changeChannel,
  channelRow,
  createChannel,
  deleteChannel,
  findChannelRecord,
  listChannels,
} from '../../storage/channels.ts';
import { inTransaction } from '../../storage/database.ts';
import { audit } from '../audit.ts';
import { answeredSource, readChannelChange, readChannelInput } from '../channel-settings.ts';
import { endpoint } from '../endpoint.ts';
import { refuseUnknownTeam } from '../references.ts';
import { idParams, pageOf, paging } from '../schemas.ts';

const tag = 'Channels';

const shown = channelRecord.extend({
  webhook: z.string().nullable().meta({ description: 'The address that the other side is told; null: it needs none.' }),
});

const kind = z.object({
  kind: z.string(),
  summary: z.string(),
  settings: z.record(z.string(), z.unknown()).meta({ description: 'A JSON Schema of the settings.' }),
  example: z.unknown().meta({ description: 'Settings as one would write them.' }),
  answers: z.string().nullable().meta({ description: 'The kind of source whose posts it answers.' }),
  limits: z.object({
    maxLength: z.number(),
    idempotencyKey: z.boolean().meta({ description: 'Whether a message of unknown outcome can be repeated safely.' }),
    deliveryReceipts: z.boolean(),
    attachments: z
      .object({
        mediaTypes: z.array(z.string()),
        maxBytes: z.number(),
        together: z
          .boolean()
          .meta({ description: 'In one message with the text; otherwise each file is one of its own.' }),
      })
      .nullable(),
    pace: z.object({ perSecond: z.number(), burst: z.number().optional(), perRecipientMs: z.number().optional() }),
  }),
});

const setAside = z.object({
  id: z.number().int(),
  receivedAt: z.iso.datetime(),
  attempts: z.number().int(),
  bytes: z.number().int(),
  problem: z.string(),
});

function show(record: z.output<typeof channelRecord>, publicUrl = ''): z.output<typeof shown> {
  const { kind: of, id } = record;
  const takes = findChannel(of).verify !== undefined;
  return { ...record, webhook: takes ? `${publicUrl.replace(/\/$/, '')}/webhooks/${of}/${id}` : null };
}

export const channelEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/channel-kinds',
    operationId: 'listChannelKinds',
    tag,
    summary: 'The kinds of channels, with the settings and the limits of each',
    permission: 'channels:write',
    response: z.object({ items: z.array(kind) }),
    handle: () => ({
      items: channels.map((each) => {
        const { maxLength, idempotencyKey, deliveryReceipts, attachments, pace } = each.limits(
          each.example as Record<string, unknown>,
        );
        return {
          kind: each.kind,
          summary: each.summary,
          settings: z.toJSONSchema(each.settings, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
          example: each.example,
          answers: each.answers ?? null,
          limits: {
            maxLength,
            idempotencyKey,
            deliveryReceipts,
            attachments: attachments && { ...attachments, mediaTypes: [...attachments.mediaTypes] },
            pace,
          },
        };
      }),
    }),
  }),

  endpoint({
    method: 'get',
    path: '/api/channels',
    operationId: 'listChannels',
    tag,
    summary: 'All channels by name, each with its health and the address of its webhook',
    permission: 'channels:write',
    response: z.object({ items: z.array(shown) }),
    handle: async ({ context }) => ({
      items: (await listChannels(context.db)).map((each) => show(each, context.publicUrl)),
    }),
  }),

  endpoint({
    method: 'post',
    path: '/api/channels',
    operationId: 'createChannel',
    tag,
    summary: 'Have customers answered on a channel',
    description:
      'The kinds there are, and the settings of each: `GET /api/channel-kinds`. Settings that are `writeOnly` there are secrets: they are kept encrypted and never answered. Kinds that answer the posts of a source need its id in `source`; the others get a source of their own, which is changed by the channel alone.',
    permission: 'channels:write',
    status: 201,
    body: channelInput,
    example: { kind: channels[0]?.kind, name: 'Mocha', settings: channels[0]?.example },
    response: shown,
    problems: { 409: 'The name or the source is taken.' },
    async handle(call) {
      const { body, context, reply, now } = call;
      const input = readChannelInput(context.vault, body);
      await refuseUnknownTeam(context.db, input.team);
      const source = await answeredSource(context.db, body, now);
      const made = await inTransaction(context.db, async (tx) => {
        const created = await createChannel(tx, input, source, now);
        const details = { kind: created.kind, name: created.name };
        await audit(call, tx, 'channel.created', { kind: 'channel', id: created.id }, details);
        return created;
      });
      reply.header('Location', `/api/channels/${made.id}`);
      return show(made, context.publicUrl);
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/channels/{id}',
    operationId: 'getChannel',
    tag,
    summary: 'One channel',
    permission: 'channels:write',
    params: idParams,
    response: shown,
    handle: async ({ params, context }) => show(await findChannelRecord(context.db, params.id), context.publicUrl),
  }),

  endpoint({
    method: 'patch',
    path: '/api/channels/{id}',
    operationId: 'changeChannel',
    tag,
    summary: 'Change a channel, switch it off, or on again',
    description:
      'New settings take the place of all the old ones. Secrets that are left out stay as they were; null takes one out. When the settings name another server, the secrets must be given again. What waits is tried at once.',
    permission: 'channels:write',
    params: idParams,
    body: channelChange,
    example: { enabled: false },
    response: shown,
    problems: { 409: 'The name is taken.' },
    async handle(call) {
      const { params, body, context } = call;
      const { sealed } = await channelRow(context.db, params.id);
      const record = await findChannelRecord(context.db, params.id);
      const change = readChannelChange(context.vault, { record, sealed }, body);
      await refuseUnknownTeam(context.db, change.team);
      const changed = await inTransaction(context.db, async (tx) => {
        const after = await changeChannel(tx, params.id, change);
        // The names of the fields alone: settings may hold secrets.
        await audit(call, tx, 'channel.changed', { kind: 'channel', id: params.id }, { fields: Object.keys(body) });
        return after;
      });
      await context.pipeline.wakeDelivery();
      return show(changed, context.publicUrl);
    },
  }),

  endpoint({
    method: 'delete',
    path: '/api/channels/{id}',
    operationId: 'deleteChannel',
    tag,
    summary: 'Take a channel away; what was said on it stays, what was still to be sent fails',
    permission: 'channels:write',
    params: idParams,
    async handle(call) {
      const { params, context, now } = call;
      await inTransaction(context.db, async (tx) => {
        await deleteChannel(tx, params.id, now);
        await audit(call, tx, 'channel.deleted', { kind: 'channel', id: params.id });
      });
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/channels/{id}/inbox',
    operationId: 'listChannelInbox',
    tag,
    summary: 'What came to a channel’s webhook and could not be worked through, the newest first',
    permission: 'channels:write',
    params: idParams,
    query: z.strictObject(paging),
    response: pageOf(setAside),
    async handle({ params, query, context }) {
      await findChannelRecord(context.db, params.id);
      return listSetAside(context.db, params.id, query);
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/channels/{id}/inbox/retry',
    operationId: 'retryChannelInbox',
    tag,
    summary: 'Work through again what could not be worked through before',
    permission: 'channels:write',
    status: 202,
    params: idParams,
    response: z.object({ requests: z.number().int() }),
    async handle({ params, context, now }) {
      await findChannelRecord(context.db, params.id);
      const requests = await retrySetAside(context.db, params.id, now);
      await context.pipeline.wakeInbox();
      return { requests };
    },
  }),
];
