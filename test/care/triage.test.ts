import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseKey, subjectOf, type TriageInput, triage } from '../../src/care/triage.ts';
import { analysisOf, defaultDesk } from '../support/samples.ts';

const input = (parts: Partial<TriageInput> = {}): TriageInput => ({
  id: 'm1',
  sourceKind: 'forum',
  authorId: 'u1',
  authorName: 'Lan',
  threadId: 't1',
  title: null,
  text: 'Mạng chậm cả tuần nay',
  analysis: analysisOf(),
  ...parts,
});

describe('triage', () => {
  it('opens a ticket for a complaint of a customer', () => {
    expect(triage(input(), defaultDesk)).toMatchObject({
      outcome: 'ticket',
      urgency: 'normal',
      topic: 'network',
      subject: 'Mạng chậm cả tuần nay',
    });
  });

  it.each([
    ['no complaint', { analysis: analysisOf({ complaint: { label: false, score: 0.2 } }) }, 'ignored'],
    ['spam', { analysis: analysisOf({ spam: true }) }, 'ignored'],
    ['a text nobody could read', { analysis: null }, 'unread'],
  ])('opens none for %s', (_name, parts, outcome) => {
    expect(triage(input(parts), defaultDesk).outcome).toBe(outcome);
  });

  it.each(['Mạng Sao', 'mạng sao', ' MẠNG SAO '.normalize('NFD')])('knows the brand itself as %j', (authorName) => {
    const settings = { ...defaultDesk, brandAuthors: ['Mạng Sao'] };
    expect(triage(input({ authorName }), settings)).toMatchObject({
      outcome: 'ignored',
      reason: "the brand's own account",
    });
  });

  it('takes one author in one thread for one case, and nothing else', () => {
    const key = (parts: Partial<TriageInput>) => caseKey(input(parts));
    expect(key({ id: 'm2' })).toBe(key({}));
    expect(key({ authorId: 'u2' })).not.toBe(key({}));
    expect(key({ threadId: 't2' })).not.toBe(key({}));
    expect(key({ sourceKind: 'rss' })).not.toBe(key({}));
    const anonymous = { authorId: null, authorName: null };
    expect(key({ ...anonymous, id: 'm2' })).not.toBe(key(anonymous));
    expect(key({ threadId: null, id: 'm2' })).not.toBe(key({ threadId: null }));
  });

  it('makes a subject of one line and at most 120 characters of any text', () => {
    fc.assert(
      fc.property(fc.option(fc.string({ unit: 'binary' })), fc.string({ unit: 'binary' }), (title, text) => {
        const subject = subjectOf(title, text);
        expect(Array.from(subject).length).toBeLessThanOrEqual(120);
        expect(subject).not.toMatch(/[\n\r\t]/);
      }),
    );
  });
});
