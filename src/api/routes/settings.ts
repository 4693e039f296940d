import { type DeskSettings, deskSettings } from '../../domain/settings.ts';
import { inTransaction } from '../../storage/database.ts';
import { readDeskSettings, writeDeskSettings } from '../../storage/settings.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';

const tag = 'Settings';

/** Each field that differs, with its old and new value. */
function changedFields(before: DeskSettings, after: DeskSettings): Record<string, { from: unknown; to: unknown }> {
  const fields = Object.keys(deskSettings.shape) as (keyof DeskSettings)[];
  const differs = (field: keyof DeskSettings) => JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  return Object.fromEntries(fields.filter(differs).map((field) => [field, { from: before[field], to: after[field] }]));
}

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
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const before = await readDeskSettings(tx);
        await writeDeskSettings(tx, call.body, call.now);
        await audit(call, tx, 'settings.changed', { kind: 'settings', id: 'desk' }, changedFields(before, call.body));
        return call.body;
      }),
  }),
];
