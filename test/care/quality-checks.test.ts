import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/care/calendar.ts';
import { csatPath, csatText, withoutRatingLinks } from '../../src/care/csat.ts';
import { checkHandling, type ReadReply } from '../../src/care/quality-checks.ts';
import { businessHours } from '../../src/domain/calendar.ts';
import type { QualityCheck } from '../../src/domain/quality.ts';
import { slaSettings } from '../../src/domain/sla.ts';
import type { TicketEvent } from '../../src/domain/ticket.ts';

const OPENED = Date.parse('2026-03-04T01:00:00Z');
const HOUR = 3_600_000;
const at = (hours: number) => new Date(OPENED + hours * HOUR).toISOString();
const normal = slaSettings.parse({}).policies.find(({ priorities }) => priorities[0] === 'normal') ?? null;
const rules = { policy: normal, calendar: calendarOf(businessHours.parse({})) };

const reply = (hours: number, more: Partial<ReadReply> = {}): ReadReply => ({
  at: OPENED + hours * HOUR,
  own: true,
  greeting: false,
  closing: false,
  harsh: false,
  promise: null,
  ...more,
});

/** What was found of a ticket with these replies, solved after so many hours; the customer wrote at the beginning. */
function found(replies: ReadReply[], solvedAfter = 100, policy = rules.policy) {
  const history: TicketEvent[] = [
    { at: at(0), actor: 'system', kind: 'opened', changes: { mention: { from: null, to: 'm' } } },
    ...replies.map((each): TicketEvent => {
      const changes = { message: { from: null, to: 'reply' } };
      return { at: new Date(each.at).toISOString(), actor: 'Lan', kind: 'message', changes };
    }),
  ];
  const ticket = { openedAt: at(0), resolvedAt: at(solvedAfter) };
  const all = checkHandling({ ticket, history, replies }, { ...rules, policy }, new Date(OPENED + 200 * HOUR));
  return (check: QualityCheck) => all.find((each) => each.check === check)?.share;
}

describe('what the program finds of a ticket', () => {
  it('answers in time by the promise that holds: four hours for normal ones', () => {
    expect(found([reply(4)])('response-time')).toBe(1);
    expect(found([reply(4.1)])('response-time')).toBe(0);
    expect(found([])('response-time')).toBe(0);
    expect(found([reply(1)], 100, null)('response-time')).toBeNull();
  });

  it('looks for the greeting in the first and the closing in the last reply of the agent, not of colleagues', () => {
    const colleague = reply(1, { own: false, greeting: true });
    const seen = found([colleague, reply(2, { greeting: true }), reply(3), reply(4, { closing: true })]);
    expect([seen('greeting'), seen('closing')]).toEqual([1, 1]);
    const other = found([reply(1), reply(2, { greeting: true, closing: true }), reply(3)]);
    expect([other('greeting'), other('closing')]).toEqual([0, 0]);
    expect([found([colleague])('greeting'), found([colleague])('tone')]).toEqual([null, null]);
  });

  it('gives the tone as the share of replies without harsh words', () => {
    expect(found([reply(1), reply(2, { harsh: true }), reply(3), reply(4)])('tone')).toBe(0.75);
  });

  it('takes a promise for kept when somebody writes again or the ticket is solved by then', () => {
    const promise = { minutes: 120 };
    expect(found([reply(1, { promise })])('promises')).toBe(0);
    expect(found([reply(1, { promise })], 3)('promises')).toBe(1);
    expect(found([reply(1, { promise }), reply(3, { own: false })])('promises')).toBe(1);
    expect(found([reply(1, { promise }), reply(3.1)])('promises')).toBe(0);
    expect(found([reply(1, { promise, own: false })])('promises')).toBeNull();
  });

  it('counts working days by the team’s calendar: two days after Wednesday end with Friday', () => {
    const promise = { workingDays: 2 };
    // Friday ends at 17:00 UTC in Vietnam.
    expect(found([reply(1, { promise })], 63.9)('promises')).toBe(1);
    expect(found([reply(1, { promise })], 64.1)('promises')).toBe(0);
  });
});

describe('links to ratings', () => {
  const token = 'a'.repeat(31).concat('-');
  it('stand in the words that the customer gets, and are hidden from colleagues', () => {
    const link = `https://cskh.example${csatPath(token)}`;
    const text = csatText('Phiếu {number}: {link} #{number}', { number: 12, link });
    expect(text).toBe(`Phiếu 12: ${link} #12`);
    expect(withoutRatingLinks(text)).toBe('Phiếu 12: https://cskh.example/csat/••• #12');
    expect(withoutRatingLinks('xem /csat/abc')).toBe('xem /csat/abc');
  });
});
