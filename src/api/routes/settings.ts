import { deskSettings } from '../../domain/settings.ts';
import { readDeskSettings, writeDeskSettings } from '../../storage/settings.ts';
import { endpoint } from '../endpoint.ts';

const tag = 'Settings';

export const settingsEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/settings/desk',
    operationId: 'getDeskSettings',
    tag,
    summary: 'What becomes a ticket, and how soon it must be answered',
    permission: 'settings:read',
    response: deskSettings,
    handle: ({ context }) => readDeskSettings(context.db),
  }),

  endpoint({
    method: 'put',
    path: '/api/settings/desk',
    operationId: 'putDeskSettings',
    tag,
    summary: 'Set the desk’s rules anew; what is left out gets its default',
    description: 'They count for what is decided from then on.',
    permission: 'settings:write',
    body: deskSettings,
    example: { complaintThreshold: 0.7, brandAuthors: ['CSKH Mạng Sao'] },
    response: deskSettings,
    async handle({ body, context, now }) {
      await writeDeskSettings(context.db, body, now);
      return body;
    },
  }),
];
