import { describe, expect, it } from 'vitest';
import { auditQuery, auditSearch, headOfText } from '../../console/src/pages/audit/audit-search.ts';

describe('the filters of the audit trail', () => {
  it('are read from the address; what is not understood is left out', () => {
    const search = { q: ' Lan ', act: 'session.started', from: '2026-03-05', to: 'soon', subject: 5, other: 'x' };
    expect(auditSearch(search)).toEqual({ q: 'Lan', act: 'session.started', from: '2026-03-05' });
    expect(auditSearch({ act: 'DROP TABLE', from: '2026-13-45' })).toEqual({});
  });

  it('ask for whole days, the last one included', () => {
    const {
      from = '',
      to = '',
      ...rest
    } = auditQuery({ from: '2026-02-28', to: '2026-02-28', subject: '7', q: 'Lan' });
    expect(rest).toEqual({ subjectId: '7', q: 'Lan' });
    expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000);
    expect(new Date(from).getHours()).toBe(0);
  });
});

describe('an end of the chain that was kept elsewhere', () => {
  it('is read as it was printed', () => {
    const hash = 'ab'.repeat(32);
    expect(headOfText(` 12:${hash}\n`)).toEqual({ sequence: 12, hash });
    expect([headOfText(''), headOfText(`12 ${hash}`), headOfText(`12:${hash}0`)]).toEqual([null, null, null]);
  });
});
