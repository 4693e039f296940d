import { describe, expect, it } from 'vitest';
import { serviceRules } from '../../src/care/service-rules.ts';
import { previewSla } from '../../src/care/sla-preview.ts';
import { slaSettings } from '../../src/domain/sla.ts';

const TEAM = '00000000-0000-4000-8000-000000000001';
const local = (text: string) => new Date(`${text}+07:00`);

const settings = slaSettings.parse({
  policies: [
    {
      name: 'Zalo',
      channels: ['zalo'],
      targets: { firstResponse: { minutes: 60 }, resolution: { minutes: 120, time: 'calendar' } },
      warnAt: [0.9, 0.5],
    },
  ],
  legal: { acceptanceWorkingDays: 2 },
});
const rules = serviceRules(settings, [{ id: TEAM, parent: null, businessHours: null }]);
const preview = (openedAt: Date, channel = 'zalo') =>
  previewSla(rules, { team: TEAM, channel, priority: 'normal', openedAt });

describe('what the rules promise for a ticket that might be', () => {
  it('counts an answer in opening hours, past the weekend, and a solution around the clock', () => {
    // A Friday, half an hour before the desk closes.
    expect(preview(local('2026-03-06T17:00'))).toEqual({
      policy: 'Zalo',
      firstResponseDueAt: local('2026-03-09T08:30'),
      firstWarningAt: local('2026-03-06T17:30'),
      resolutionDueAt: local('2026-03-06T19:00'),
      legalAcceptanceDueAt: local('2026-03-11T00:00'),
      legalSettlementDueAt: local('2026-04-04T00:00'),
      isOpen: true,
      opensAt: local('2026-03-06T17:00'),
    });
  });

  it('says when the team works next', () => {
    expect(preview(local('2026-03-07T10:00'))).toMatchObject({ isOpen: false, opensAt: local('2026-03-09T08:00') });
  });

  it('promises nothing where no policy fits; the law still asks', () => {
    expect(preview(local('2026-03-06T17:00'), 'email')).toMatchObject({
      policy: null,
      firstResponseDueAt: null,
      firstWarningAt: null,
      resolutionDueAt: null,
      legalSettlementDueAt: local('2026-04-04T00:00'),
    });
  });
});
