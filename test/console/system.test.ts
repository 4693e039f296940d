import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from '../../console/src/pages/system/media-type.ts';
import { systemSearch } from '../../console/src/pages/system/system-search.ts';
import { WEBHOOK_KINDS } from '../../console/src/pages/system/webhook-kinds.ts';
import { WEBHOOK_KINDS as KINDS } from '../../src/domain/event.ts';

describe('the system page', () => {
  it('keeps its tab in the address, if there is such a tab', () => {
    expect([systemSearch({ tab: 'webhooks' }), systemSearch({ tab: 'x' }), systemSearch({})]).toEqual([
      { tab: 'webhooks' },
      {},
      {},
    ]);
  });

  it.each([
    ['Góp ý.XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a.b.jsonl', 'application/x-ndjson'],
    ['khong-ten', 'text/csv'],
  ])('sends %s as %s', (name, type) => {
    expect(mediaTypeOf(name)).toBe(type);
  });

  it('offers every kind of event', () => {
    expect(WEBHOOK_KINDS).toEqual(KINDS);
  });
});
