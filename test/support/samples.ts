import { type Analysis, analysis } from '../../src/domain/analysis.ts';
import { deskSettings } from '../../src/domain/settings.ts';
import type { Ticket } from '../../src/domain/ticket.ts';

export const NOW = new Date('2026-03-05T02:00:00.000Z');
export const defaultDesk = deskSettings.parse({});

/** An analysis with the given parts; a plain complaint otherwise. */
export function analysisOf(parts: Partial<Analysis> = {}): Analysis {
  return {
    ...analysis.parse({
      language: 'vi',
      sentiment: { label: 'negative', score: 0.9 },
      complaint: { label: true, score: 0.9 },
      topics: ['network'],
      urgency: 'normal',
      spam: false,
      evidence: [],
      version: 'test',
    }),
    ...parts,
  };
}

export function ticketOf(parts: Partial<Ticket> = {}): Ticket {
  return {
    number: 1,
    version: 1,
    status: 'new',
    pendingOn: null,
    priority: 'normal',
    priorityReasons: [],
    subject: 'Mạng chậm',
    topic: 'network',
    tags: [],
    cause: null,
    channel: 'forum',
    team: { id: '00000000-0000-4000-8000-000000000001', name: 'Customer care' },
    assignee: null,
    customer: null,
    mergedInto: null,
    openedAt: NOW.toISOString(),
    slaPolicy: null,
    firstResponseDueAt: NOW.toISOString(),
    nextResponseDueAt: null,
    resolutionDueAt: NOW.toISOString(),
    replyWindowEndsAt: null,
    legalDueAt: null,
    nextDueAt: NOW.toISOString(),
    unansweredSince: NOW.toISOString(),
    snoozedUntil: null,
    firstRespondedAt: null,
    resolvedAt: null,
    updatedAt: NOW.toISOString(),
    ...parts,
  };
}
