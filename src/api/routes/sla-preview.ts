import { z } from 'zod';
import { previewSla, type SlaPreview } from '../../care/sla-preview.ts';
import { slaSettings } from '../../domain/sla.ts';
import { priority } from '../../domain/ticket.ts';
import { readServiceRules, readTeamHours } from '../../storage/service-rules.ts';
import { endpoint } from '../endpoint.ts';
import { instant } from '../schemas.ts';

const due = z.iso.datetime().nullable();

const preview = z.object({
  policy: z.string().nullable().meta({ description: 'The policy that holds; null: none fits.' }),
  firstResponseDueAt: due,
  resolutionDueAt: due,
  firstWarningAt: due.meta({ description: 'When the first warning of the answer comes.' }),
  legalAcceptanceDueAt: due,
  legalSettlementDueAt: due,
  isOpen: z.boolean().meta({ description: 'Whether the team works when the ticket is opened.' }),
  opensAt: z.iso.datetime().meta({ description: 'When the team works next; the opening itself when it does then.' }),
});

const text = (at: Date | null) => at?.toISOString() ?? null;

const shape = (found: SlaPreview): z.output<typeof preview> => ({
  policy: found.policy,
  firstResponseDueAt: text(found.firstResponseDueAt),
  resolutionDueAt: text(found.resolutionDueAt),
  firstWarningAt: text(found.firstWarningAt),
  legalAcceptanceDueAt: text(found.legalAcceptanceDueAt),
  legalSettlementDueAt: text(found.legalSettlementDueAt),
  isOpen: found.isOpen,
  opensAt: found.opensAt.toISOString(),
});

export const slaPreviewEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/settings/sla/preview',
    operationId: 'previewSla',
    tag: 'Settings',
    summary: 'When a ticket would be due by settings that nobody has saved yet; changes nothing',
    permission: 'settings:write',
    body: z.strictObject({
      settings: slaSettings,
      team: z.uuid(),
      channel: z.string().min(1).max(50),
      priority,
      openedAt: instant,
    }),
    example: {
      settings: {},
      team: '00000000-0000-4000-8000-000000000000',
      channel: 'zalo',
      priority: 'urgent',
      openedAt: '2026-02-13T16:50:00+07:00',
    },
    response: preview,
    problems: { 409: 'The team has no opening hours in two years.' },
    async handle({ body: { settings, openedAt, ...ticket }, context: { db } }) {
      await readTeamHours(db, ticket.team);
      const rules = await readServiceRules(db, ticket.team, settings);
      return shape(previewSla(rules, { ...ticket, openedAt: new Date(openedAt) }));
    },
  }),
];
