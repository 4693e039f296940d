import type { Database } from '../../src/storage/database.ts';
import { firstTeam } from '../../src/storage/people.ts';
import type { NewTicket } from '../../src/storage/ticket-writes.ts';

/** A ticket of the first team, to be opened at an instant: due in an hour, solved within ten. */
export async function newTicketOf(
  db: Database,
  caseKey: string,
  openedAt: Date,
  { times, ...parts }: Partial<Omit<NewTicket, 'times'>> & { times?: Partial<NewTicket['times']> } = {},
): Promise<NewTicket> {
  const later = (hours: number) => new Date(openedAt.getTime() + hours * 3_600_000);
  return {
    caseKey,
    priority: 'normal',
    priorityReasons: [],
    subject: 'Mạng chậm',
    topic: null,
    channel: 'rss',
    teamId: await firstTeam(db),
    customerId: null,
    openedAt,
    customerWroteAt: openedAt,
    words: 'mang cham',
    openedBy: 'system',
    opening: { mention: { from: null, to: 'a' } },
    ...parts,
    times: {
      slaPolicy: null,
      firstResponseDueAt: later(1),
      nextResponseDueAt: null,
      resolutionDueAt: later(10),
      replyWindowEndsAt: null,
      legalDueAt: null,
      unansweredSince: openedAt,
      nextStepAt: null,
      ...times,
    },
  };
}
