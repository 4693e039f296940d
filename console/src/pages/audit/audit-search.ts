import { defined, text } from '../../ui/address.ts';

/** The filters of the audit trail, as they stand in the address. */
export interface AuditSearch {
  q?: string;
  act?: string;
  subject?: string;
  /** Days, such as 2026-03-05, both included. */
  from?: string;
  to?: string;
}

/** Acts by their nouns, in the order in which they are offered. */
export const NOUNS = [
  'session',
  'user',
  'team',
  'token',
  'source',
  'query',
  'channel',
  'webhook',
  'settings',
  'ticket',
  'message',
  'customer',
  'personal-data',
  'mention',
  'audit',
] as const;

const LONGEST = 200;

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
const act = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-z-]+(\.[a-z-]+)?$/.test(value) ? value : undefined;

/** Reads them; what is not understood is left out. */
export function auditSearch(search: Record<string, unknown>): AuditSearch {
  return defined<AuditSearch>({
    q: text(search.q, LONGEST)?.trim(),
    act: act(search.act),
    subject: text(search.subject, LONGEST)?.trim(),
    from: day(search.from),
    to: day(search.to),
  });
}

/** Midnight of a day, `offset` days on, in this browser's time zone. */
function midnight(text: string, offset = 0): string {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  return new Date(year, month - 1, date + offset).toISOString();
}

/** What the API is asked for them. */
export function auditQuery({ subject, from, to, ...rest }: AuditSearch): Record<string, string> {
  return {
    ...rest,
    ...(subject === undefined ? {} : { subjectId: subject }),
    ...(from === undefined ? {} : { from: midnight(from) }),
    ...(to === undefined ? {} : { to: midnight(to, 1) }),
  };
}

/** An end of the chain as it is kept elsewhere, "sequence:hash"; null: it is none. */
export function headOfText(text: string): { sequence: number; hash: string } | null {
  const [, sequence, hash] = /^\s*(\d{1,15}):([0-9a-f]{64})\s*$/.exec(text) ?? [];
  return sequence === undefined || hash === undefined ? null : { sequence: Number(sequence), hash };
}
