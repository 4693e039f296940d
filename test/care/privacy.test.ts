import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clarityOf, eventSeen, MASK, maskPersonalData, mentionSeen, ticketSeen } from '../../src/care/privacy.ts';
import type { Mention } from '../../src/domain/mention.ts';
import { analysisOf } from '../support/samples.ts';

describe('maskPersonalData', () => {
  it.each([
    ['Gọi 0912345678 nhé', 'Gọi ••• nhé'],
    ['Gọi 0912.345.678, 091 234 5678 hoặc 0912-345-678', 'Gọi •••, ••• hoặc •••'],
    ['+84 912 345 678', MASK],
    ['(+84) 912.345.678', MASK],
    ['0084912345678', MASK],
    ['024 3825 5555', MASK],
    ['028 38 123 456', MASK],
    ['sdt0912345678 ạ', 'sdt••• ạ'],
    ['o912 345 678', MASK],
    ['０９１２３４５６７８', MASK],
    ['gói 70 0912345678', 'gói 70 •••'],
    ['0912345678 0987654321', '••• •••'],
    ['CCCD 001203004567', 'CCCD •••'],
    ['tài khoản 19034567890123', 'tài khoản •••'],
    ['lan.nguyen+vt@mail.example.vn!', '•••!'],
    ['(lan@example.vn)', '(•••)'],
  ])('%s → %s', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked);
  });

  it.each([
    'Gọi 18001090 hoặc 19008198 cả buổi',
    'trừ 1.000.000.000đ',
    'gói ST70K 90 ngày, 4G/5G, 70.000đ',
    'ngày 05/03/2026 lúc 09:41',
    'nick @lan, xem bài số 12345678',
  ])('leaves %s', (text) => {
    expect(maskPersonalData(text)).toBe(text);
  });

  it('finds a number in any grouping, in any company', () => {
    const separator = fc.constantFrom('', ' ', '.', '-');
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 });
    const number = fc
      .tuple(fc.constantFrom('0', '84', '+84'), fc.constantFrom('3', '5', '7', '8', '9'), digits, separator)
      .map(([prefix, first, rest, by]) => prefix + [first, ...rest].map((digit) => by + digit).join(''));
    fc.assert(
      fc.property(
        number,
        fc.constantFrom('', 'a', 'gọi ', '(', ': '),
        fc.constantFrom('', ' ạ', ')', ', '),
        (it, before, after) => {
          expect(maskPersonalData(before + it + after)).not.toMatch(/\d/);
        },
      ),
    );
  });

  it('takes no longer than the text is long', () => {
    const time = (text: string) => {
      const start = performance.now();
      maskPersonalData(text);
      return performance.now() - start;
    };
    for (const piece of ['0', '0 ', '84.', 'a.', 'a@', 'a@b.', '+', '(+84)', 'o']) {
      expect(time(piece.repeat(100_000)), piece).toBeLessThan(1000);
    }
  });
});

describe('what somebody sees', () => {
  it('is clear for who answers for the desk, masked for agents, anonymous for marketing', () => {
    const roles = ['administrator', 'manager', 'agent', 'marketing'] as const;
    expect(roles.map(clarityOf)).toEqual(['clear', 'clear', 'masked', 'anonymous']);
  });

  it('has no numbers in the subject and the history of a ticket, and its ids whole', () => {
    const customer = { id: '00000000-0000-4000-8000-000000000001', name: 'Lan' };
    const ticket = { subject: 'Gọi 0912345678', customer };
    expect(ticketSeen(ticket, 'clear')).toEqual(ticket);
    expect(ticketSeen(ticket, 'masked')).toEqual({ subject: 'Gọi •••', customer });
    expect(ticketSeen(ticket, 'anonymous')).toEqual({ subject: 'Gọi •••', customer: { ...customer, name: null } });
    const to = { id: customer.id, mention: 'Ab0912345678901234567890_-', at: '2026-03-05T02:00:00.000Z' };
    const changes = Object.fromEntries(Object.entries(to).map(([field, value]) => [field, { from: null, to: value }]));
    const event = { at: to.at, actor: 'Lan', kind: 'changed' as const, changes };
    expect(eventSeen(event, 'masked')).toEqual(event);
    const subject = { from: '0912345678', to: 'lan@example.vn' };
    expect(eventSeen({ ...event, changes: { subject } }, 'masked').changes).toEqual({
      subject: { from: MASK, to: MASK },
    });
  });

  it('leaves out the author and masks every text of a mention', () => {
    const mention: Mention = {
      id: 'a',
      source: { id: '00000000-0000-4000-8000-000000000000', kind: 'forum', name: 'Diễn đàn' },
      kind: 'post',
      url: 'https://forum.example/t/1',
      author: { name: 'Nguyễn Thị Lan' },
      title: 'Gọi 0912345678',
      text: 'Mạng chậm, gọi 0912345678',
      publishedAt: null,
      collectedAt: '2026-03-05T00:00:00.000Z',
      analysis: analysisOf({ evidence: [{ for: 'complaint', text: 'chậm, gọi 0912345678' }] }),
      triage: null,
      copyOf: null,
      ticketNumber: null,
    };
    expect(mentionSeen(mention, 'clear')).toBe(mention);
    expect(mentionSeen(mention, 'masked').author.name).toBe('Nguyễn Thị Lan');
    expect(JSON.stringify(mentionSeen(mention, 'masked'))).not.toMatch(/0912/);
    const seen = mentionSeen(mention, 'anonymous');
    expect(JSON.stringify(seen)).not.toMatch(/Lan|0912/);
    expect(seen.text).toBe('Mạng chậm, gọi •••');
    expect(mentionSeen({ ...mention, analysis: null, title: null }, 'masked')).toMatchObject({
      analysis: null,
      title: null,
    });
  });
});
